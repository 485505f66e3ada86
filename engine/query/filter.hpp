#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/core/result.hpp"
#include "engine/query/attribute.hpp"

// The filter language (docs/filter.md): text → typed tree → three-valued answers over columns.
namespace bole {

// A value as its attribute's type has it; which member counts follows from that type.
struct FilterValue {
  std::string text{};       // text; name of a code, level or grade
  std::int32_t number = 0;  // integer; months of a span; ordinal of a level or grade; rank of a
                            // code; 1 or 0 of a boolean
  std::optional<PartialDate> date{};
  friend bool operator==(const FilterValue&, const FilterValue&) = default;
};

enum class ConditionKind : std::uint8_t {
  any_of,    // OR over two parts or more
  all_of,    // AND over two parts or more
  negation,  // of one part; != and NOT IN and IS MISSING are negations too
  exists,    // set { part }: a row of the set fulfils the part
  count,     // COUNT(set { part }) op value
  months,    // MONTHS(set { part }) op value
  known,     // the attribute has a recorded value
  compare,   // attribute op value
  one_of,    // attribute IN (values)
  between,   // attribute IN value .. value, both ends included
  contains,  // attribute CONTAINS value
};

enum class Comparison : std::uint8_t { equal, less, at_most, greater, at_least };

struct Condition {
  ConditionKind kind = ConditionKind::all_of;
  std::vector<Condition> parts{};
  RecordSet set = RecordSet::person;     // of exists, count, months
  const Attribute* attribute = nullptr;  // row of all_attributes(), of known, compare … contains
  Comparison comparison = Comparison::equal;
  std::vector<FilterValue> values{};
  friend bool operator==(const Condition&, const Condition&) = default;
};

struct Filter {
  Condition root{};
  friend bool operator==(const Filter&, const Filter&) = default;
};

// What a filter is for. An own gate (自设资格条件) may use only attributes that allow it, and no
// aggregate.
enum class FilterUse : std::uint8_t { search, own_gate };

inline constexpr std::size_t max_filter_characters = 4096;
inline constexpr int max_filter_depth = 32;

// Reads and types a filter. On failure `where` is the character column ("第12列", from 1, line
// ends count as characters) and the code is one of: filter_empty, filter_too_long, filter_too_deep,
// bad_encoding, bad_character, unterminated_string, unexpected_token, unknown_attribute,
// unknown_code, wrong_type, wrong_operator, bad_date, number_too_large, empty_range, empty_value,
// nested_set, set_without_spans, sealed_attribute, refused_attribute, aggregate_in_own_gate.
// Unknown names come with the nearest known one.
[[nodiscard]] Result<Filter> parse_filter(std::string_view text, const Vocabulary& vocabulary,
                                          FilterUse use);

// The canonical form: Chinese names, ASCII operators, half-width signs. Reading it gives the same
// filter again.
[[nodiscard]] std::string to_string(const Filter& filter);

// out[i] answers for rows[i] at the as-of date. Facts that begin after that date do not exist, a
// list that a profile lacks is unknown. The spans have equal length; every row is one of the
// columns. Memory is taken once per call, not per person.
void evaluate(const Filter& filter, const Columns& columns, std::span<const Row> rows, Day as_of,
              std::span<Tri> out);

// The same answers without those that are `no`, by their places in `rows`, ascending. What it costs
// is mostly theirs where a filter asks for a speciality, because nobody else is looked at closely.
struct Answer {
  std::uint32_t place = 0;
  Tri answer = Tri::unknown;  // yes or unknown
};
[[nodiscard]] std::vector<Answer> evaluate_few(const Filter& filter, const Columns& columns,
                                               std::span<const Row> rows, Day as_of);

// Whether evaluate() walks the rows of people's sets for it, as it need not for what asks of the
// person alone or for a speciality.
[[nodiscard]] bool walks_rows(const Filter& filter);

// A part of the record on which an answer rests.
struct Citation {
  enum class Kind : std::uint8_t {
    row,           // a row of the set
    attribute,     // an attribute of the person or, where `set` says so, of a row
    none,          // no row of the set fulfils the condition, as far as the record goes
    list_missing,  // the record has no such list
  };
  Kind kind = Kind::row;
  RecordSet set = RecordSet::person;
  std::uint16_t index = 0;               // of the row, in the profile's own list
  const Attribute* attribute = nullptr;  // of Kind::attribute
  friend bool operator==(const Citation&, const Citation&) = default;
};

// "/appointments/a5", "/appointments/a5/from", "/current/level"; for none and list_missing
// the pointer of the list.
[[nodiscard]] std::string pointer(const Citation& citation, const Profile& profile);

struct Grounded {
  Tri answer = Tri::unknown;
  // For yes and no what makes it so; for unknown what would have to be known. In the order of the
  // filter, each once.
  std::vector<Citation> citations{};
};

// The same answers with their grounds; for few people.
[[nodiscard]] std::vector<Grounded> evaluate_with_evidence(const Filter& filter,
                                                           const Columns& columns,
                                                           std::span<const Row> rows, Day as_of);

}  // namespace bole
