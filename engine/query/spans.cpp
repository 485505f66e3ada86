#include "engine/query/spans.hpp"

#include <algorithm>
#include <optional>

namespace bole {
namespace {
Truth begun(DateCell date, AsOf as_of) {
  if (!date.known() || date.last() <= as_of.day) return Truth::yes;
  return date.first() > as_of.day ? Truth::no : Truth::unknown;
}

struct Ends {  // a date as month numbers
  std::int32_t first = PeriodSpan::beginning;
  std::int32_t last = 0;
};

// Of a period that has begun; `to` is empty where the end is not known.
PeriodSpan span_between(std::optional<Ends> from, std::optional<Ends> to, AsOf as_of) {
  PeriodSpan span;
  span.longest.from = from ? from->first : PeriodSpan::beginning;
  span.longest.to = to ? std::min(to->last, as_of.month) : as_of.month;
  span.shortest.to = to ? std::min(to->first, as_of.month) : span.longest.from;
  span.shortest.from = from ? std::min(from->last, as_of.month) : span.shortest.to;
  return span;
}

std::optional<Ends> ends_of(DateCell date) {
  if (!date.known()) return std::nullopt;
  return Ends{month_index(date.first()), month_index(date.last())};
}
}  // namespace

Truth existence(const AppointmentCell& cell, AsOf as_of) { return begun(cell.from, as_of); }
Truth existence(const AppraisalCell& cell, AsOf as_of) {
  return cell.year < as_of.month / 12 ? Truth::yes : Truth::no;
}
Truth existence(const TrainingCell& cell, AsOf as_of) {
  return begun(cell.to.known() ? cell.to : cell.from, as_of);
}
Truth existence(const EducationCell& cell, AsOf as_of) { return begun(cell.to, as_of); }
Truth existence(const HonourCell& cell, AsOf as_of) { return begun(cell.date, as_of); }
Truth existence(const TitleCell& cell, AsOf as_of) { return begun(cell.date, as_of); }

PeriodSpan span_of(const AppointmentCell& cell, AsOf as_of) {
  std::optional<Ends> from;
  std::optional<Ends> to;
  if (cell.from.known()) from = Ends{cell.from_month.first, cell.from_month.last};
  if (cell.to.known()) to = Ends{cell.to_month.first, cell.to_month.last};
  if (cell.open != 0) to = Ends{as_of.month, as_of.month};
  return span_between(from, to, as_of);
}

PeriodSpan span_of(const TrainingCell& cell, AsOf as_of) {
  return span_between(ends_of(cell.from), ends_of(cell.to), as_of);
}

Interval length(const PeriodSpan& span) {
  return {std::max(0, span.shortest.to - span.shortest.from),
          std::max(0, span.longest.to - span.longest.from)};
}
}  // namespace bole
