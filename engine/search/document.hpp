#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/profile/profile.hpp"
#include "engine/search/lexicon.hpp"

// What full text sees of a record: texts by attribute, and the terms made of them. Nothing of the
// sealed part, no sanctions, no appraisals.
namespace bole {

// An attribute of the record that full text reads (信息项).
struct TextAttribute {
  std::string_view name{};   // 任职经历
  std::string_view ascii{};  // career
  int weight = 0;            // permille of a hit in it; of a career line, while it is held
  std::string_view meaning{};
};
[[nodiscard]] std::span<const TextAttribute> text_attributes();

// One text of a person, as it stands in the record.
struct TextPart {
  std::uint8_t attribute = 0;  // index into text_attributes()
  std::uint16_t weight = 0;    // permille
  std::string_view text{};     // valid while the profile is, unless `own` holds it
  std::string own{};
  std::string pointer{};                      // of the value whose characters the text is
  std::uint32_t base = 0;                     // number of the text's first character in that value
  std::vector<std::uint16_t> specialities{};  // shown by it, indexes of the vocabulary
  std::string kind{};                         // of an appointment: 挂职, 学习 …
  std::vector<std::string> unit_kinds{};      // 单位类型 of an appointment's units

  [[nodiscard]] std::string_view view() const { return own.empty() ? text : own; }
};
// In the order of the record. A career line weighs by how lately it ended: the present ones most,
// then by place among the others, newest first (docs/search.md).
[[nodiscard]] std::vector<TextPart> text_parts(const Profile& profile,
                                               const Vocabulary& vocabulary);

// One text of a foreign collection, which has but one attribute.
[[nodiscard]] TextPart plain_part(std::string_view text, const Vocabulary& vocabulary);

// A term of a document and its share there, permille (best place plus an eighth of the others, at
// most greatest_share).
struct TermShare {
  std::string term{};
  std::uint16_t share = 0;
};

// What a text index keeps of a person.
struct SearchDocument {
  std::string id{};
  // Each once, in no order: of words, specialities, kinds and neighbouring characters, see
  // term_of_*.
  std::vector<TermShare> terms{};
  // Folded texts with their weights, to check phrases against; see FoldedParts.
  std::string texts{};
};
[[nodiscard]] SearchDocument make_document(const std::string& id, std::span<const TextPart> parts);

inline constexpr int greatest_share = 1500;

// Terms. Each begins with a capital letter that says what it is.
[[nodiscard]] std::string term_of_word(std::string_view folded_word);
[[nodiscard]] std::string term_of_speciality(std::uint16_t speciality);
[[nodiscard]] std::string term_of_kind(std::string_view kind);  // 挂职, 区县
// The terms that a text with this phrase certainly has: pairs of neighbouring Han characters and
// whole Latin words and numbers. One Han character alone gives none: see character_prefix.
[[nodiscard]] std::vector<std::string> terms_of_phrase(std::u32string_view folded_phrase);
// What every term begins with that holds this Han character in first place; a text with the
// character has one of them.
[[nodiscard]] std::string character_prefix(char32_t character);

// Reads SearchDocument::texts.
class FoldedParts {
 public:
  explicit FoldedParts(std::string_view texts) : rest_(texts) {}
  struct Part {
    std::uint16_t weight = 0;
    std::string_view text{};
  };
  // False at the end.
  bool next(Part& part);

 private:
  std::string_view rest_;
};

// Where the phrase stands in the folded text as itself: whole Latin words and numbers, and meant
// (Lexicon::is_meant). npos when nowhere at or after `from`.
[[nodiscard]] std::size_t find_phrase(std::string_view text, std::string_view phrase,
                                      std::size_t from);

// Best place plus an eighth of the others.
class Share {
 public:
  void add(int weight) {
    sum_ += weight;
    best_ = weight > best_ ? weight : best_;
  }
  [[nodiscard]] std::uint16_t value() const {
    const int all = best_ + (sum_ - best_) / 8;
    return static_cast<std::uint16_t>(all < greatest_share ? all : greatest_share);
  }

 private:
  int best_ = 0;
  int sum_ = 0;
};

}  // namespace bole
