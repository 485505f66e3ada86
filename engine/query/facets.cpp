#include "engine/query/facets.hpp"

#include <algorithm>
#include <cassert>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute_name.hpp"
#include "engine/query/facet_column.hpp"

namespace bole {
namespace {
// An attribute with its choices and who fulfils them.
struct Choice {
  const Attribute* attribute = nullptr;
  std::vector<std::string> values{};
  RowSet rows{};
};

std::vector<Choice> joined(const FacetTable& table, std::span<const FacetSelection> selections) {
  std::vector<Choice> choices;
  for (const FacetSelection& selection : selections) {
    auto at = std::ranges::find(choices, selection.attribute, &Choice::attribute);
    if (at == choices.end()) {
      choices.push_back({selection.attribute, {}, RowSet(table.size())});
      at = choices.end() - 1;
    }
    at->values.insert(at->values.end(), selection.values.begin(), selection.values.end());
    at->rows |= rows_of(table, selection);
  }
  return choices;
}

Facet facet_of(const Attribute& attribute, const FacetColumn& column, const RowSet& rows,
               const Choice* choice, std::size_t max_values) {
  Facet facet;
  const FacetValues& values = column.values();
  const FacetColumn::Counts counts = column.count(rows);
  facet.unknown = counts.unknown;

  std::vector<bool> chosen(values.size());
  if (choice != nullptr) {
    for (const std::string& label : choice->values) {
      if (const auto value = values.find(label)) chosen[*value] = true;
    }
  }
  std::vector<std::uint32_t> shown;
  for (std::uint32_t value = 0; value < values.size(); ++value) {
    if (counts.of[value] > 0 || chosen[value]) shown.push_back(value);
  }
  const bool by_count = attribute.type == ValueType::code && !attribute.ordered();
  const auto comes_before = [&](std::uint32_t a, std::uint32_t b) {
    if (by_count && counts.of[a] != counts.of[b]) return counts.of[a] > counts.of[b];
    const auto place_of_a = values.place(a);
    const auto place_of_b = values.place(b);
    if (place_of_a && place_of_b) return *place_of_a < *place_of_b;
    if (place_of_a || place_of_b) return place_of_a.has_value();
    if (counts.of[a] != counts.of[b]) return counts.of[a] > counts.of[b];
    return values.label(a) < values.label(b);
  };
  const std::size_t first = std::min(max_values, shown.size());
  std::partial_sort(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(first), shown.end(),
                    comes_before);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::uint32_t value = shown[i];
    if (i < first || chosen[value]) {
      facet.values.push_back({values.label(value), counts.of[value], chosen[value]});
    } else {
      ++facet.further;
    }
  }
  // A text that nobody has is still shown as chosen.
  if (choice != nullptr) {
    for (const std::string& label : choice->values) {
      const auto same = [&](const ValueCount& value) { return value.value == label; };
      if (std::ranges::none_of(facet.values, same)) facet.values.push_back({label, 0, true});
    }
  }
  return facet;
}
}  // namespace

FacetTable::FacetTable(const Columns& columns, Day as_of)
    : columns_(columns), as_of_{as_of, month_index(as_of)}, size_(columns.size()) {}
FacetTable::~FacetTable() = default;
FacetTable::FacetTable(FacetTable&&) noexcept = default;

bool FacetTable::is_ready(const Attribute& attribute) const { return ready_.contains(&attribute); }

void FacetTable::prepare(const Attribute& attribute) {
  assert(attribute.allows(Use::facet));
  assert(size_ == columns_.size());
  if (is_ready(attribute)) return;
  ready_.emplace(&attribute, std::make_unique<FacetColumn>(attribute, columns_, as_of_));
}

void FacetTable::refresh(std::span<const Row> changed) {
  std::vector<std::uint32_t> rows;
  rows.reserve(changed.size());
  for (const Row row : changed) rows.push_back(row.value);
  size_ = columns_.size();
  for (auto& [attribute, column] : ready_) column->refresh(rows);
}

const FacetColumn& FacetTable::column(const Attribute& attribute) const {
  return *ready_.at(&attribute);
}

Result<FacetSelection> facet_selection(const FacetTable& table, const Attribute& attribute,
                                       const std::vector<std::string>& values) {
  if (values.empty()) {
    return Error{.code = "empty_value",
                 .message = "没有说明要“" + full_name(attribute) + "”的哪个值"};
  }
  FacetSelection selection{.attribute = &attribute};
  for (const std::string& text : values) {
    if (table.column(attribute).values().find(text)) {
      selection.values.push_back(text);
      continue;
    }
    auto value = facet_value(attribute, text, table.columns().vocabulary());
    if (!value) return value.error();
    selection.values.push_back(*std::move(value));
  }
  return selection;
}

RowSet rows_of(const FacetTable& table, const FacetSelection& selection) {
  const FacetColumn& column = table.column(*selection.attribute);
  std::vector<std::uint32_t> values;
  for (const std::string& label : selection.values) {
    if (const auto value = column.values().find(label)) values.push_back(*value);
  }
  return column.rows_with(values);
}

FacetedRows count_facets(const FacetTable& table, RowSet found,
                         std::span<const FacetSelection> selections,
                         std::span<const Attribute* const> attributes, std::size_t max_values) {
  assert(found.size() == table.size());
  const std::vector<Choice> choices = joined(table, selections);
  FacetedRows answer{.rows = found};
  for (const Choice& choice : choices) answer.rows &= choice.rows;
  for (const Attribute* attribute : attributes) {
    const FacetColumn& column = table.column(*attribute);
    const auto own = std::ranges::find(choices, attribute, &Choice::attribute);
    if (own == choices.end()) {
      answer.facets.push_back(facet_of(*attribute, column, answer.rows, nullptr, max_values));
    } else {
      RowSet others = found;
      for (const Choice& choice : choices) {
        if (choice.attribute != attribute) others &= choice.rows;
      }
      answer.facets.push_back(facet_of(*attribute, column, others, &*own, max_values));
    }
    answer.facets.back().attribute = attribute;
  }
  return answer;
}
}  // namespace bole
