#include "engine/match/experience.hpp"

#include <algorithm>
#include <limits>

namespace bole {
Experience::Experience(Day as_of, std::span<const RecencyStep> recency)
    : as_of_(as_of), as_of_month_(month_index(as_of)) {
  for (const RecencyStep& step : recency) {
    const int from = step.within_months ? as_of_month_ - *step.within_months : 0;
    steps_.emplace_back(from, step.permille);
  }
  int n = 1;
  const auto weigh = [&](int permille, int months) {
    for (; n <= std::min(months, months_back); ++n) {
      const auto at = static_cast<std::size_t>(n);
      newest_permille_[at] = newest_permille_[at - 1] + permille;
    }
  };
  for (const auto& [from, permille] : steps_) weigh(permille, as_of_month_ - from);
  weigh(steps_.empty() ? 1000 : 0, months_back);
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

void Experience::add_since(const MonthCell& from) {
  if (from.last < as_of_month_) certain_.push_back({from.last, as_of_month_});
  if (from.first < as_of_month_) possible_.push_back({from.first, as_of_month_});
}

void Experience::sort(std::vector<MonthSpan>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const MonthSpan& a, const MonthSpan& b) { return a.from < b.from; });
}

bool Experience::settle() {
  if (certain_.empty() && possible_.empty()) {
    if (!sorted_) sort(exact_);
    sorted_ = true;
    return true;
  }
  certain_.insert(certain_.end(), exact_.begin(), exact_.end());
  possible_.insert(possible_.end(), exact_.begin(), exact_.end());
  exact_.clear();
  sort(certain_);
  sort(possible_);
  return false;
}

namespace {
// Calls visit(from, to) for the parts of sorted spans that no earlier one covers.
template <class Spans, class Visit>
void each_uncovered(const Spans& spans, Visit visit) {
  int reached = std::numeric_limits<int>::min();
  for (const auto& span : spans) {
    if (span.to <= reached) continue;
    visit(std::max(span.from, reached), span.to);
    reached = span.to;
  }
}
}  // namespace

int Experience::sum(const std::vector<MonthSpan>& spans) {
  int months = 0;
  each_uncovered(spans, [&](int from, int to) { months += to - from; });
  return months;
}

int Experience::weighted(const std::vector<MonthSpan>& spans) const {
  if (steps_.empty()) return sum(spans);
  std::int64_t permille = 0;
  each_uncovered(spans, [&](int from, int to) {
    for (const auto& [step_from, weight] : steps_) {
      const int part_from = std::max(from, step_from);
      if (part_from >= to) continue;
      permille += static_cast<std::int64_t>(to - part_from) * weight;
      to = part_from;
    }
  });
  return static_cast<int>(permille / 1000);
}

Range Experience::observed() {
  if (settle()) {
    const int months = sum(exact_);
    return {months, months};
  }
  return {sum(certain_), sum(possible_)};
}

Range Experience::counted() {
  if (settle()) {
    const int months = weighted(exact_);
    return {months, months};
  }
  return {weighted(certain_), weighted(possible_)};
}
}  // namespace bole
