#pragma once
#include <vector>

#include "engine/columns/row_set.hpp"
#include "engine/query/facets.hpp"
#include "engine/query/filter.hpp"

namespace bole {

// Whom a filter finds, and of whom it is not known.
struct FilteredRows {
  RowSet yes{};
  RowSet unknown{};
};

// The attributes whose facets can settle a part of the filter for many people at once.
[[nodiscard]] std::vector<const Attribute*> settling_attributes(const Filter& filter);

// evaluate() over the rows of a set: the same answers. Where facets of settling attributes are
// ready in the table, their sets of rows settle what they can, and only the rest is looked at one
// by one. The table is of the as-of date and stands where its columns stand.
[[nodiscard]] FilteredRows find_rows(const Filter& filter, const FacetTable& table,
                                     const RowSet& within);

}  // namespace bole
