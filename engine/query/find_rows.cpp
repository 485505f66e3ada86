#include "engine/query/find_rows.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/query/facet_column.hpp"
#include "engine/query/value_matcher.hpp"

namespace bole {
namespace {
bool is_compared(const Condition& condition) {
  return condition.kind == ConditionKind::compare || condition.kind == ConditionKind::one_of ||
         condition.kind == ConditionKind::between;
}

// The attribute that a facet reads as a number or by its words: itself, or the one it stands for.
const Attribute& source_of(const Attribute& attribute) {
  return attribute.through == RecordSet::person
             ? attribute
             : *find_attribute(attribute.through, attribute.through_name);
}

// Years are no declared values, and texts are compared in more ways than by being the same.
bool may_settle(const Condition& condition) {
  if (!is_compared(condition) || !condition.attribute->allows(Use::facet)) return false;
  const Attribute& source = source_of(*condition.attribute);
  if (source.read != nullptr) return source.type != ValueType::date && source.unit != "年";
  return source.codes != CodeTable::none &&
         (condition.kind == ConditionKind::one_of ||
          (condition.kind == ConditionKind::compare && condition.comparison == Comparison::equal));
}

void collect(const Condition& condition, std::vector<const Attribute*>& all) {
  if (may_settle(condition) && std::ranges::find(all, condition.attribute) == all.end()) {
    all.push_back(condition.attribute);
  }
  for (const Condition& part : condition.parts) collect(part, all);
}

// Between these two lies the answer: who surely fulfils a condition, and who may.
struct Bounds {
  RowSet sure{};
  RowSet possible{};
};

class Settling {
 public:
  explicit Settling(const FacetTable& table) : table_(table), all_(table.size()) {
    for (std::uint32_t row = 0; row < table.size(); ++row) all_.add(Row{row});
  }

  Bounds of(const Condition& condition) const {
    switch (condition.kind) {
      case ConditionKind::all_of:
      case ConditionKind::any_of:
        return joined(condition);
      case ConditionKind::negation: {
        Bounds bounds = of(condition.parts[0]);
        return {all_ - bounds.possible, all_ - bounds.sure};
      }
      case ConditionKind::exists:
        return of_row(condition.parts[0]);
      case ConditionKind::count:
      case ConditionKind::months:
        return of_figure(condition);
      default:
        return of_attribute(condition);
    }
  }

 private:
  [[nodiscard]] Bounds anybody() const { return {RowSet(all_.size()), all_}; }

  Bounds joined(const Condition& condition) const {
    Bounds bounds = of(condition.parts[0]);
    for (std::size_t part = 1; part < condition.parts.size(); ++part) {
      const Bounds next = of(condition.parts[part]);
      if (condition.kind == ConditionKind::all_of) {
        bounds.sure &= next.sure;
        bounds.possible &= next.possible;
      } else {
        bounds.sure |= next.sure;
        bounds.possible |= next.possible;
      }
    }
    return bounds;
  }

  // Who has a row that fulfils the condition. Parts of an AND may be fulfilled by different rows,
  // so they only bound who may.
  Bounds of_row(const Condition& condition) const {
    switch (condition.kind) {
      case ConditionKind::all_of: {
        Bounds bounds = anybody();
        for (const Condition& part : condition.parts) bounds.possible &= of_row(part).possible;
        return bounds;
      }
      case ConditionKind::any_of:
        return joined_rows(condition);
      case ConditionKind::negation:
        return anybody();
      default:
        return of_attribute(condition);
    }
  }
  Bounds joined_rows(const Condition& condition) const {
    Bounds bounds = of_row(condition.parts[0]);
    for (std::size_t part = 1; part < condition.parts.size(); ++part) {
      const Bounds next = of_row(condition.parts[part]);
      bounds.sure |= next.sure;
      bounds.possible |= next.possible;
    }
    return bounds;
  }

  // A figure above nought needs a row.
  Bounds of_figure(const Condition& condition) const {
    const Interval wanted = interval_of(condition.values[0]);
    const bool without_row =
        compare(Interval::exactly(0), condition.comparison, wanted) != Truth::no;
    Bounds bounds = anybody();
    if (!without_row) bounds.possible = of_row(condition.parts[0]).possible;
    return bounds;
  }

  Bounds of_attribute(const Condition& condition) const {
    if (!may_settle(condition) || !table_.is_ready(*condition.attribute)) return anybody();
    const FacetColumn& column = table_.column(*condition.attribute);
    const Attribute& source = source_of(*condition.attribute);
    std::vector<std::uint32_t> sure;
    std::vector<std::uint32_t> perhaps;
    if (source.read != nullptr) {
      for (const FacetBucket& bucket : facet_buckets(source, table_.columns().vocabulary())) {
        const auto value = column.values().find(bucket.label);
        if (!value) return anybody();
        const Truth truth = says(condition, bucket.range);
        if (truth == Truth::yes) sure.push_back(*value);
        if (truth == Truth::unknown) perhaps.push_back(*value);
      }
    } else {
      for (const FilterValue& wanted : condition.values) {
        const auto label = facet_value(source, wanted.text, table_.columns().vocabulary());
        if (!label) return anybody();
        if (const auto value = column.values().find(*label)) sure.push_back(*value);
      }
      // A word that the table lacks may mean one of its codes.
      for (std::uint32_t value = 0; value < column.values().size(); ++value) {
        if (!column.values().place(value)) perhaps.push_back(value);
      }
    }
    Bounds bounds{column.rows_with(sure), column.open()};
    bounds.possible |= bounds.sure;
    if (!perhaps.empty()) bounds.possible |= column.rows_with(perhaps);
    // A code whose rank no facet has is in none of the buckets.
    if (source.read != nullptr && source.type == ValueType::code) {
      std::vector<std::uint32_t> every(column.values().size());
      std::iota(every.begin(), every.end(), 0U);
      bounds.possible |= all_ - column.rows_with(every);
    }
    return bounds;
  }

  static Truth says(const Condition& condition, Interval found) {
    if (condition.kind == ConditionKind::between) {
      return compare(
          found, Comparison::equal,
          {interval_of(condition.values[0]).at_least, interval_of(condition.values[1]).at_most});
    }
    const Comparison comparison =
        condition.kind == ConditionKind::one_of ? Comparison::equal : condition.comparison;
    Truth any = Truth::no;
    for (const FilterValue& value : condition.values) {
      any = std::max(any, compare(found, comparison, interval_of(value)));
    }
    return any;
  }

  const FacetTable& table_;
  RowSet all_;
};
}  // namespace

std::vector<const Attribute*> settling_attributes(const Filter& filter) {
  std::vector<const Attribute*> all;
  collect(filter.root, all);
  return all;
}

FilteredRows find_rows(const Filter& filter, const FacetTable& table, const RowSet& within) {
  const Bounds bounds = Settling(table).of(filter.root);
  FilteredRows found{within & bounds.sure, RowSet(within.size())};
  const std::vector<Row> open = ((within & bounds.possible) - bounds.sure).rows();
  for (const auto& [place, answer] : evaluate_few(filter, table.columns(), open, table.as_of())) {
    (answer == Tri::yes ? found.yes : found.unknown).add(open[place]);
  }
  return found;
}
}  // namespace bole
