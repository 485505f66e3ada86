#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/level.hpp"

namespace bole {

struct Field {  // 专业领域
  std::string id{};
  std::string name{};
};

struct Speciality {  // 专长
  std::string id{};
  std::string name{};
  std::string field{};               // field id; empty for work that belongs to none of them
  std::vector<std::string> words{};  // any of these in a text shows the speciality
};

struct SpecialityHit {
  std::uint16_t speciality = 0;  // index into specialities()
  std::string word{};            // the word of the text that showed it
};

struct OrganisationKind {  // 单位类型
  std::string id{};
  std::string name{};  // 市直|区县|乡镇|街道|…
  std::vector<std::string> endings{};
  std::string system{};
  std::optional<bool> grassroots{};
};

// What a title is inside its organisation: 正职, 副职, a member of a body (委员, 党组成员, 助理) or
// one without a leading post.
enum class TitleRank : std::uint8_t { head, deputy, member, staff };

struct SanctionKind {  // 处分种类
  std::string name{};
  std::string family{};  // party|administrative|admonition|organisational
  int months = 0;        // 影响期; 0 where it is not a fixed number of months
  std::string rule{};    // gate that reads it: SAN-01 …
};

// What an official conclusion (档案任审 … 经济责任审计) means: nothing stands against the person,
// something does, or the matter is not settled yet.
enum class ClearanceMeaning : std::uint8_t { clear, adverse, open };
struct ClearanceResult {  // 审核结论
  std::string kind{};
  std::string name{};
  ClearanceMeaning meaning = ClearanceMeaning::open;
  std::string rule{};  // gate that an adverse one bars: BAN-01 …; empty where it bars none
};

struct NamedRank {  // 学历, 学位, 专业技术职务: larger rank is higher
  std::string name{};
  int rank = 0;
  std::string code{};
  std::string series{};
};

struct EthnicGroup {  // 民族
  std::string code{};
  std::string name{};
};

struct SurnameReading {  // 姓氏读音
  std::string surname{};
  // Pinyin without tones, syllables parted by a space ("yu chi"); the usual one first.
  std::vector<std::string> readings{};
};

// The field's words, from engine/vocabulary/data, embedded in the program. Immutable and shared
// by all threads.
class Vocabulary {
 public:
  // The one that is built in.
  [[nodiscard]] static const Vocabulary& built_in();
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;
  ~Vocabulary();

  // "sha256:…" over all data files and the stroke table.
  [[nodiscard]] const std::string& version() const;

  [[nodiscard]] std::span<const Field> fields() const;
  [[nodiscard]] std::span<const Speciality> specialities() const;
  [[nodiscard]] const Field* field(std::string_view id_or_name) const;
  [[nodiscard]] std::optional<std::uint16_t> speciality(std::string_view id_or_name) const;
  // Every speciality whose words stand in the text, each once with its first word, in the order of
  // the vocabulary. A word inside a longer word of the vocabulary does not count: 农业银行 shows
  // banking and no farming. One pass over the text.
  [[nodiscard]] std::vector<SpecialityHit> specialities_in(std::string_view text) const;

  // 县处级副职, 副处级, 副县级, 副县处级, 正科, 副厅级 …; none for anything else.
  [[nodiscard]] std::optional<Level> level(std::string_view text) const;
  // Of a title as it stands alone (副局长, not 预算科副科长); none when the word does not say.
  [[nodiscard]] std::optional<TitleRank> title_rank(std::string_view title) const;
  // 正职 or not, of a title inside its organisation; none when the word does not say.
  [[nodiscard]] std::optional<bool> is_head_title(std::string_view title) const;
  [[nodiscard]] std::span<const OrganisationKind> organisation_kinds() const;
  // By the longest ending that fits the name (but 共青团青禾县委 by its beginning); an office
  // inside a body (禾丰镇综治办公室) has the body's kind. Null when none fits.
  [[nodiscard]] const OrganisationKind* organisation_kind(std::string_view organisation) const;

  [[nodiscard]] std::span<const NamedRank> education_levels() const;
  [[nodiscard]] const NamedRank* education(std::string_view name_or_alias) const;  // 本科 -> 大学
  [[nodiscard]] std::span<const NamedRank> degrees() const;
  [[nodiscard]] const NamedRank* degree(std::string_view name) const;
  [[nodiscard]] std::span<const NamedRank> professional_titles() const;
  [[nodiscard]] const NamedRank* professional_title(std::string_view name) const;
  [[nodiscard]] std::span<const SanctionKind> sanction_kinds() const;
  [[nodiscard]] const SanctionKind* sanction_kind(std::string_view name) const;
  // By the words of the result; null for any that are not known.
  [[nodiscard]] const ClearanceResult* clearance_result(std::string_view kind,
                                                        std::string_view result) const;
  [[nodiscard]] std::span<const ClearanceResult> clearance_results() const;
  [[nodiscard]] std::span<const EthnicGroup> ethnic_groups() const;
  [[nodiscard]] bool is_ethnic_group(std::string_view name) const;

  [[nodiscard]] std::span<const SurnameReading> surname_readings() const;
  // The surname of a name: a compound surname of the table, else the first character.
  [[nodiscard]] std::string_view surname_of(std::string_view name) const;
  // Sort key for 姓氏笔画: strokes, then 横竖撇点折 stroke by stroke, character after character;
  // names that are equal to it compare by code points. Bytes (unsigned, as std::string compares)
  // are in the order asked for; a character without known strokes comes last.
  [[nodiscard]] std::string stroke_key(std::string_view name) const;

 private:
  struct Data;
  explicit Vocabulary(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace bole
