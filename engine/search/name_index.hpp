#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/text_hash.hpp"
#include "engine/profile/profile.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// How a name was found, best first.
enum class FoundBy : std::uint8_t {
  exact,       // the name as it stands
  variant,     // another form of a character (锋, 鋒)
  part,        // some characters of the name
  pinyin,      // whole syllables
  mixed,       // characters, syllables and first letters together
  initials,    // first letters
  same_sound,  // 同音: same readings, other characters
};
[[nodiscard]] std::string_view to_string(FoundBy found_by);
// Added to a hit's score: above any score of texts, in the order above; same_sound below them.
[[nodiscard]] std::int64_t name_score(FoundBy found_by);

struct NameHit {
  Row row{};
  FoundBy found_by = FoundBy::exact;
  Span span{};  // characters of the name
};

// Finds people by name: by characters, pinyin (zhangsan, lv or lü), first letters (zs) or a mixture
// (zhangs, 张s), whole or from any character on, with all readings of every character and of the
// surname. Built of the names in the columns; not safe while put() runs.
class NameIndex {
 public:
  explicit NameIndex(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  void put(Row row, std::string_view name);  // replaces the row's earlier one; empty: none

  // In the order of rows, each once with its best way. same_sound only where `sounds` allows it and
  // the query is a whole name of two characters or more. A query that cannot be (part of) a name
  // finds nobody.
  [[nodiscard]] std::vector<NameHit> find(std::string_view query, bool sounds) const;

 private:
  // A distinct name.
  struct Name {
    std::u32string written{};
    std::u32string folded{};
    std::vector<std::vector<std::string_view>> readings{};  // by character
    std::vector<Row> rows{};
  };
  using NameNumber = std::uint32_t;

  [[nodiscard]] NameNumber number_of(std::string_view name);
  void read(Name& name) const;

  const Vocabulary* vocabulary_;
  std::vector<Name> names_;
  std::unordered_map<std::string, NameNumber, TextHash, std::equal_to<>> numbers_;
  std::vector<NameNumber> of_row_;  // plus one; 0: none
  // Names by the first letters of two characters that follow each other, and of one.
  std::unordered_map<std::uint32_t, std::vector<NameNumber>> by_initials_;
  std::unordered_map<char32_t, std::vector<NameNumber>> by_character_;  // folded
};

}  // namespace bole
