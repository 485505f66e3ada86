#pragma once
#include <algorithm>
#include <optional>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute.hpp"

// Read for every row of a set, hence in the header.
namespace bole {

[[nodiscard]] inline Truth begun(DateCell date, AsOf as_of) {
  if (!date.known() || date.last() <= as_of.day) return Truth::yes;
  return date.first() > as_of.day ? Truth::no : Truth::unknown;
}

// Whether a row of the record exists at the as-of date: no when it begins after it, unknown when
// its date is too coarse to say. A row without a date exists: the record states it. A period exists
// once it has begun, training once it has ended, education once completed, an appraisal after its
// year.
[[nodiscard]] inline Truth existence(const AppointmentCell& cell, AsOf as_of) {
  return begun(cell.from, as_of);
}
[[nodiscard]] inline Truth existence(const AppraisalCell& cell, AsOf as_of) {
  return cell.year < as_of.month / 12 ? Truth::yes : Truth::no;
}
[[nodiscard]] inline Truth existence(const TrainingCell& cell, AsOf as_of) {
  return begun(cell.to.known() ? cell.to : cell.from, as_of);
}
[[nodiscard]] inline Truth existence(const EducationCell& cell, AsOf as_of) {
  return begun(cell.to, as_of);
}
[[nodiscard]] inline Truth existence(const HonourCell& cell, AsOf as_of) {
  return begun(cell.date, as_of);
}
[[nodiscard]] inline Truth existence(const TitleCell& cell, AsOf as_of) {
  return begun(cell.date, as_of);
}

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

// The first and last month number that a date may have.
struct MonthEnds {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

// Of a period that has begun; `to` is empty where the end is not known.
[[nodiscard]] inline PeriodSpan span_between(std::optional<MonthEnds> from,
                                             std::optional<MonthEnds> to, AsOf as_of) {
  PeriodSpan span;
  span.longest.from = from ? from->first : PeriodSpan::beginning;
  span.longest.to = to ? std::min(to->last, as_of.month) : as_of.month;
  span.shortest.to = to ? std::min(to->first, as_of.month) : span.longest.from;
  span.shortest.from = from ? std::min(from->last, as_of.month) : span.shortest.to;
  return span;
}

[[nodiscard]] inline PeriodSpan span_of(const AppointmentCell& cell, AsOf as_of) {
  std::optional<MonthEnds> from;
  std::optional<MonthEnds> to;
  if (cell.from.known()) from = MonthEnds{cell.from_month.first, cell.from_month.last};
  if (cell.to.known()) to = MonthEnds{cell.to_month.first, cell.to_month.last};
  if (cell.open != 0) to = MonthEnds{as_of.month, as_of.month};
  return span_between(from, to, as_of);
}

[[nodiscard]] inline PeriodSpan span_of(const TrainingCell& cell, AsOf as_of) {
  const auto ends = [](DateCell date) -> std::optional<MonthEnds> {
    if (!date.known()) return std::nullopt;
    return MonthEnds{month_index(date.first()), month_index(date.last())};
  };
  return span_between(ends(cell.from), ends(cell.to), as_of);
}

[[nodiscard]] inline Interval length(const PeriodSpan& span) {
  return {std::max(0, span.shortest.to - span.shortest.from),
          std::max(0, span.longest.to - span.longest.from)};
}

}  // namespace bole
