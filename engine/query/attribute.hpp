#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/vocabulary/vocabulary.hpp"

// The attribute table (信息项, design §1): everything that may be named in a filter, facet, sort,
// own gate, criterion or report. What is not in the table cannot be named anywhere, and nothing of
// the sealed part is in it.
namespace bole {
class Columns;
struct SpecialityPeriod;
class ValueMatcher;

// The lists of a record whose rows can be asked about. `person` is the record itself.
enum class RecordSet : std::uint8_t {
  person,
  appointment,         // 任职
  appraisal,           // 考核
  training,            // 培训
  education,           // 教育
  honour,              // 奖励
  professional_title,  // 职称
};
inline constexpr std::size_t record_set_count = 7;
[[nodiscard]] std::string_view chinese(RecordSet set);       // 任职; "" for person
[[nodiscard]] std::string_view to_string(RecordSet set);     // appointment; "" for person
[[nodiscard]] std::string_view list_pointer(RecordSet set);  // /appointments; "" for person

enum class ValueType : std::uint8_t { text, code, date, integer, span, level, grade, boolean };

// Where the words of a code attribute come from.
enum class CodeTable : std::uint8_t {
  none,
  field,
  speciality,
  education,
  degree,
  professional_title,
  organisation_kind,
  system,
  staff_scale,
  appointment_kind,
  appraisal_kind,
  appraisal_grade,
  education_mode,
  honour_tier,
};

struct Code {
  std::string_view name{};  // as printed
  std::string_view id{};    // ASCII; empty where the table has none
  int rank = 0;             // larger is higher; 0 where the table has no order
};
// All codes of a table, in its order. Views into the vocabulary or into constants.
[[nodiscard]] std::vector<Code> codes(CodeTable table, const Vocabulary& vocabulary);
// By name, id or, where the vocabulary has them, another way of writing; no name when there is
// none such.
[[nodiscard]] Code find_code(CodeTable table, std::string_view word, const Vocabulary& vocabulary);
[[nodiscard]] bool is_ordered(CodeTable table);
// The first code of its rank stands for the rank: 大学 also means 中央党校大学, 硕士 also 工学硕士.
[[nodiscard]] bool stands_for_rank(CodeTable table, const Code& code, const Vocabulary& vocabulary);

enum class Use : std::uint8_t {
  search = 1,
  facet = 2,
  sort = 4,
  own_gate = 8,
  criterion = 16,
  report = 32,
};

// A value that is known to lie between two ends: the day, month count, ordinal or number behind an
// attribute, at the as-of date.
struct Interval {
  static constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();
  std::int32_t at_least = lowest;  // by default nothing is known
  std::int32_t at_most = highest;

  // There is no value and there cannot be one, e.g. the level of a period of study.
  [[nodiscard]] static Interval none() { return {highest, lowest}; }
  [[nodiscard]] static Interval exactly(std::int32_t value) { return {value, value}; }
  [[nodiscard]] bool is_none() const { return at_least > at_most; }
  [[nodiscard]] bool is_unknown() const { return at_least == lowest && at_most == highest; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

// Kleene's three values in their order, so that AND is min and OR is max.
enum class Truth : std::uint8_t { no, unknown, yes };

// The as-of date, with its month number worked out once.
struct AsOf {
  Day day{};
  int month = 0;
};

// What an attribute's readers go over: rows of people, or positions in the array of the set's
// cells.
using Subjects = std::span<const std::uint32_t>;

// The distinct values of a word attribute: where their texts are kept.
enum class Domain : std::uint8_t { words, specialities, fields, appointment_kinds, names };
[[nodiscard]] std::size_t size_of(Domain domain, const Columns& columns);
// Of one value of the domain; "" where the record does not say.
[[nodiscard]] std::string_view text_of(Domain domain, const Columns& columns, std::uint32_t value);

struct Attribute {
  std::string_view name{};   // 时长
  std::string_view ascii{};  // duration
  RecordSet set = RecordSet::person;
  ValueType type = ValueType::text;
  CodeTable codes = CodeTable::none;
  std::string_view unit{};  // of a number written bare: 年|个月|岁|学时
  std::uint8_t uses = 0;
  // Where the value stands in the record: a pointer into the profile, or into the row for an
  // attribute of a set.
  std::string_view pointer{};
  // Why it is no own gate; empty exactly where it may be one.
  std::string_view own_gate_refusal{};

  // How columns are read; a person attribute with `through` has neither of the two.
  // One interval for each subject.
  void (*read)(const Columns&, AsOf, Subjects, std::span<Interval>) = nullptr;
  // For each subject the best answer of the matcher over its values, unknown where it lacks them.
  void (*match)(const Columns&, Subjects, ValueMatcher&, std::span<Truth>) = nullptr;
  // Beside `match`: the values themselves, all subjects behind each other; those of subject i end
  // at ends[i]. They are numbers of the domain.
  void (*list)(const Columns&, Subjects, std::vector<std::uint32_t>& values,
               std::vector<std::uint32_t>& ends) = nullptr;
  // A person attribute that stands for one of a set: the person has the value when one of the rows
  // has it.
  RecordSet through = RecordSet::person;
  std::string_view through_name{};
  Domain domain = Domain::words;  // of `match`
  // Whether `read` gives, for an entry whose dates are exact to the month, the months of its period
  // up to the as-of date.
  bool is_duration = false;

  [[nodiscard]] bool allows(Use use) const { return (uses & static_cast<std::uint8_t>(use)) != 0; }
  // Compares by < and >.
  [[nodiscard]] bool ordered() const;
};

// In the order of the documentation: people first, then set by set.
[[nodiscard]] std::span<const Attribute> all_attributes();
// By Chinese or ASCII name (case ignored); null when the set has none such.
[[nodiscard]] const Attribute* find_attribute(RecordSet set, std::string_view name);

}  // namespace bole
