#include "engine/query/value_matcher.hpp"

#include <algorithm>
#include <array>

namespace bole {
namespace {
// In the order of AppointmentKind.
constexpr std::array<std::string_view, 5> kind_names{"其他", "任职", "学习", "挂职", "任外职"};

Truth truth(bool yes) { return yes ? Truth::yes : Truth::no; }
}  // namespace

std::size_t size_of(Domain domain, const Columns& columns) {
  switch (domain) {
    case Domain::words:
      return columns.words.size();
    case Domain::specialities:
      return columns.vocabulary().specialities().size();
    case Domain::fields:
      return columns.vocabulary().fields().size();
    case Domain::appointment_kinds:
      return kind_names.size();
    case Domain::names:
      return columns.size();
  }
  return 0;
}

std::string_view text_of(Domain domain, const Columns& columns, std::uint32_t value) {
  switch (domain) {
    case Domain::words:
      return columns.words.text(value);
    case Domain::specialities:
      return columns.vocabulary().specialities()[value].name;
    case Domain::fields:
      return columns.vocabulary().fields()[value].name;
    case Domain::appointment_kinds:
      return kind_names[value];
    case Domain::names:
      return columns.name(Row{value});
  }
  return {};
}

Interval interval_of(const FilterValue& value) {
  if (value.date) return {value.date->earliest().value, value.date->latest().value};
  return Interval::exactly(value.number);
}

ValueMatcher::ValueMatcher(const Condition& condition, const Columns& columns)
    : condition_(condition),
      columns_(columns),
      kept_(size_of(condition.attribute->domain, columns), untried) {
  const CodeTable table = condition.attribute->codes;
  for (const FilterValue& value : condition.values) {
    stands_for_rank_.push_back(
        table != CodeTable::none &&
        stands_for_rank(table, Code{value.text, {}, value.number}, columns.vocabulary()));
  }
}

Truth ValueMatcher::work_out(std::uint32_t value) {
  const Truth found = says(text_of(condition_.attribute->domain, columns_, value));
  kept_[value] = static_cast<std::uint8_t>(found);
  return found;
}

Truth ValueMatcher::says(std::string_view text) const {
  if (condition_.kind == ConditionKind::known) return truth(!text.empty());
  if (text.empty()) return Truth::unknown;
  if (condition_.kind == ConditionKind::contains) {
    return truth(text.find(condition_.values[0].text) != std::string_view::npos);
  }
  const CodeTable table = condition_.attribute->codes;
  const Code code =
      table == CodeTable::none ? Code{} : find_code(table, text, columns_.vocabulary());
  if (condition_.kind == ConditionKind::between ||
      (condition_.kind == ConditionKind::compare && condition_.comparison != Comparison::equal)) {
    const Interval rank = code.rank > 0 ? Interval::exactly(code.rank) : Interval{};
    if (condition_.kind == ConditionKind::compare) {
      return compare(rank, condition_.comparison, interval_of(condition_.values[0]));
    }
    return compare(rank, Comparison::equal,
                   {condition_.values[0].number, condition_.values[1].number});
  }
  Truth any = Truth::no;
  for (std::size_t i = 0; i < condition_.values.size(); ++i) {
    any = std::max(any, equals(text, code, i));
  }
  return any;
}

// A text that its table does not know may still be of the wanted rank.
Truth ValueMatcher::equals(std::string_view text, const Code& code, std::size_t wanted) const {
  const FilterValue& value = condition_.values[wanted];
  const std::string_view name = code.name.empty() ? text : code.name;
  if (name == value.text) return Truth::yes;
  if (!stands_for_rank_[wanted]) return Truth::no;
  return code.rank == 0 ? Truth::unknown : truth(code.rank == value.number);
}
}  // namespace bole
