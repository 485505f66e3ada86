#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/row_set.hpp"
#include "engine/core/result.hpp"
#include "engine/query/attribute.hpp"

// Facets (分面): how many of the people found have each value of an attribute, exactly. A person
// has the value X of an attribute when the filter `attribute = X` says yes (of a set attribute 任职
// { attribute = X }), and counts once for each value. A choice of values is an OR within its
// attribute and an AND across attributes; the counts of an attribute leave out the choice made in
// itself, so that its other values can still be seen.
//
// Names come from attribute_for(name, Use::facet) (attribute_name.hpp), which refuses what may not
// be faceted.
namespace bole {
class FacetColumn;

// The facets of one as-of date over one Columns. Attributes are made ready when first needed and
// kept. Const members may be called from several threads at once; the others need it to themselves.
class FacetTable {
 public:
  // The columns outlive the table.
  FacetTable(const Columns& columns, Day as_of);
  ~FacetTable();
  FacetTable(FacetTable&&) noexcept;
  FacetTable& operator=(FacetTable&&) = delete;

  [[nodiscard]] Day as_of() const { return as_of_.day; }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  // Makes an attribute that allows Use::facet ready; nothing to do where it is.
  void prepare(const Attribute& attribute);
  [[nodiscard]] bool is_ready(const Attribute& attribute) const;
  // Takes in the rows that Columns::put has changed or added since. Until then the table answers
  // for the columns as they were, and sets of rows have size().
  void refresh(std::span<const Row> changed);
  [[nodiscard]] std::size_t size() const { return size_; }  // rows

  // Of an attribute that is ready.
  [[nodiscard]] const FacetColumn& column(const Attribute& attribute) const;

 private:
  const Columns& columns_;
  AsOf as_of_;
  std::size_t size_ = 0;
  std::map<const Attribute*, std::unique_ptr<FacetColumn>> ready_;
};

// A choice of values of one attribute, as its facet prints them.
struct FacetSelection {
  const Attribute* attribute = nullptr;
  std::vector<std::string> values{};
};
// The values may be written as facet_value (facet_values.hpp) reads them, or as the table's facet
// shows them. The attribute is ready. Codes: unknown_code; empty_value where no value is chosen.
[[nodiscard]] Result<FacetSelection> facet_selection(const FacetTable& table,
                                                     const Attribute& attribute,
                                                     const std::vector<std::string>& values);

// Who has one of the chosen values. People of whom it is not known are not among them. The
// attribute is ready.
[[nodiscard]] RowSet rows_of(const FacetTable& table, const FacetSelection& selection);

struct ValueCount {
  std::string value{};
  std::uint64_t count = 0;
  bool selected = false;
};
struct Facet {
  const Attribute* attribute = nullptr;
  // What has an order (levels, 学历, buckets, years) in that order. Codes without one: most first,
  // then as their table has them. Texts and what stands in no table come after them: most first,
  // then by text. Values that nobody has are left out unless chosen.
  std::vector<ValueCount> values{};
  std::uint64_t further = 0;  // values that were left out because there are too many
  // 资料不全: are in none of the values, and the record does not say that they have none.
  std::uint64_t unknown = 0;
};

struct FacetedRows {
  RowSet rows{};                // those found who fulfil all choices
  std::vector<Facet> facets{};  // in the order asked
};

// `found` is what the rest of the search finds. Two choices in one attribute are one. The
// attributes of both are ready; at most `max_values` values a facet, but always the chosen ones.
[[nodiscard]] FacetedRows count_facets(const FacetTable& table, RowSet found,
                                       std::span<const FacetSelection> selections,
                                       std::span<const Attribute* const> attributes,
                                       std::size_t max_values);

}  // namespace bole
