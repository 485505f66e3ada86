#include "engine/match/experience.hpp"

#include <algorithm>

namespace bole {
Experience::Experience(Day as_of, std::span<const RecencyStep> recency)
    : as_of_(as_of), as_of_month_(month_index(as_of)) {
  for (const RecencyStep& step : recency) {
    const int from = step.within_months ? as_of_month_ - *step.within_months : 0;
    steps_.emplace_back(from, step.permille);
  }
}

void Experience::shortest(const AppointmentCell& cell) {
  if (!cell.from.known()) return;
  if (!cell.open && !cell.to.known()) return;
  const int to = cell.open ? as_of_month_ : std::min<int>(cell.to_month.first, as_of_month_);
  if (cell.from_month.last < to) certain_.push_back({cell.from_month.last, to});
}

void Experience::longest(const AppointmentCell& cell) {
  if (begins_after(cell, as_of_)) return;
  const int to = cell.to.known() ? std::min<int>(cell.to_month.last, as_of_month_) : as_of_month_;
  const int from = cell.from.known() ? cell.from_month.first : to - longest_career_months;
  if (from < to) possible_.push_back({from, to});
}

void Experience::add(const AppointmentCell& cell) {
  shortest(cell);
  longest(cell);
}

void Experience::add_doubtful(const AppointmentCell& cell) { longest(cell); }

void Experience::add_since(const DateCell& from) {
  if (!from.known()) return;
  const int first = month_index(from.first());
  const int last = from.width == 0 ? first : month_index(from.last());
  if (last < as_of_month_) certain_.push_back({last, as_of_month_});
  if (first < as_of_month_) possible_.push_back({first, as_of_month_});
}

void Experience::unite(std::vector<MonthSpan>& spans) {
  if (spans.size() < 2) return;
  std::sort(spans.begin(), spans.end(),
            [](const MonthSpan& a, const MonthSpan& b) { return a.from < b.from; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].from <= spans[last].to) {
      spans[last].to = std::max(spans[last].to, spans[i].to);
    } else {
      spans[++last] = spans[i];
    }
  }
  spans.resize(last + 1);
}

int Experience::sum(const std::vector<MonthSpan>& spans) const {
  int months = 0;
  for (const MonthSpan& span : spans) months += span.to - span.from;
  return months;
}

int Experience::weighted(const std::vector<MonthSpan>& spans) const {
  if (steps_.empty()) return sum(spans);
  std::int64_t permille = 0;
  for (const MonthSpan& span : spans) {
    int to = span.to;
    for (const auto& [from, weight] : steps_) {
      const int part_from = std::max(span.from, from);
      if (part_from >= to) continue;
      permille += static_cast<std::int64_t>(to - part_from) * weight;
      to = part_from;
    }
  }
  return static_cast<int>(permille / 1000);
}

Range Experience::observed() {
  unite(certain_);
  unite(possible_);
  return {sum(certain_), sum(possible_)};
}

Range Experience::counted() {
  unite(certain_);
  unite(possible_);
  return {weighted(certain_), weighted(possible_)};
}
}  // namespace bole
