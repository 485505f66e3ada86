#pragma once
#include <span>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/spans.hpp"

namespace bole {

// How the rows of a set are found and dated.
struct SetReader {
  const Array<Run>& (*runs)(const Columns&) = nullptr;
  // Lowers each truth to whether its row exists at the as-of date.
  void (*limit)(const Columns&, AsOf, Subjects, std::span<Truth>) = nullptr;
  PeriodSpan (*span)(const Columns&, std::uint32_t, AsOf) = nullptr;  // null: rows are no periods
};

// Of any set but the person.
[[nodiscard]] const SetReader& set_reader(RecordSet set);

}  // namespace bole
