#pragma once
#include "engine/columns/columns.hpp"
#include "engine/query/attribute.hpp"

namespace bole {

// Whether a row of the record exists at the as-of date: no when it begins after it, unknown when
// its date is too coarse to say. A row without a date exists: the record states it.
[[nodiscard]] Truth existence(const AppointmentCell& cell, AsOf as_of);  // once it has begun
[[nodiscard]] Truth existence(const AppraisalCell& cell, AsOf as_of);    // years before as_of's
[[nodiscard]] Truth existence(const TrainingCell& cell, AsOf as_of);     // once it has ended
[[nodiscard]] Truth existence(const EducationCell& cell, AsOf as_of);    // once completed
[[nodiscard]] Truth existence(const HonourCell& cell, AsOf as_of);
[[nodiscard]] Truth existence(const TitleCell& cell, AsOf as_of);

// A stretch of months, [from, to) in month numbers; empty when to <= from.
struct Months {
  std::int32_t from = 0;
  std::int32_t to = 0;
};

// The shortest and the longest stretch that a period's dates allow up to the as-of date. A begin
// that is not known lies anywhere before the end, an end anywhere up to the as-of date.
struct PeriodSpan {
  static constexpr std::int32_t beginning = -1'000'000;
  Months shortest{};
  Months longest{};
};
[[nodiscard]] PeriodSpan span_of(const AppointmentCell& cell, AsOf as_of);
[[nodiscard]] PeriodSpan span_of(const TrainingCell& cell, AsOf as_of);
[[nodiscard]] Interval length(const PeriodSpan& span);

}  // namespace bole
