#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/core/result.hpp"
#include "index/catalogue.hpp"
#include "index/store/store.hpp"

// People as other programs are given them for comparison: what Bole derives, in plain columns.
namespace bole::measure {

struct ExportedPerson {
  std::string id{};
  std::string name{};
  std::string current{};  // 现任职务
  // 0 where the record does not say.
  std::int64_t level = 0;         // ordinal
  std::int64_t education = 0;     // rank
  std::int64_t level_months = 0;  // full months at that level, at as_of()
  std::int64_t age = 0;           // at as_of()
  std::string staff{};            // 人员类别
  std::vector<std::string> fields{};
  std::vector<std::string> specialities{};
  std::vector<std::string> titles{};  // 职称
  std::vector<std::string> texts{};   // what full text reads, folded
  // The name in pinyin from each of its characters on: in full (zhangsan), first letters (zs), and
  // the first syllable in full with the letters of the others (zhangs); by every reading.
  std::vector<std::string> name_keys{};
};

// Reads the columns of one person; also for drawing questions.
class PersonReader {
 public:
  explicit PersonReader(const Columns& columns) : columns_(columns) {}
  // Everything but texts and name_keys.
  [[nodiscard]] ExportedPerson read(Row row, const Profile& profile) const;

 private:
  const Columns& columns_;
};

// Of every character of the name all readings, the usual one of a surname first.
[[nodiscard]] std::vector<std::vector<std::string>> readings_of_name(std::string_view name,
                                                                     const Vocabulary& vocabulary);

[[nodiscard]] std::string to_json(const ExportedPerson& person);
[[nodiscard]] Result<ExportedPerson> exported_person_from_json(std::string_view json);

// One line a person. Throws StorageError.
void export_people(const Store& store, const Catalogue& catalogue, const std::string& path);

}  // namespace bole::measure
