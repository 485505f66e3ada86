#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/match/finding.hpp"
#include "engine/match/requirement.hpp"

namespace bole {

// Months of experience (model §3): differences of month numbers, overlapping spans united, partial
// dates as intervals, everything cut at the as-of date. One object serves a whole batch; it
// allocates only when a person has more than `capacity` spans.
class Experience {
 public:
  // With steps, counted() weighs months by their age; without, it equals observed().
  Experience(Day as_of, std::span<const RecencyStep> recency);

  void clear() {
    exact_.clear();
    sorted_ = true;
    certain_.clear();
    possible_.clear();
  }
  // A span that certainly counts, as far as its dates are certain.
  void add(const CareerSpan& span, const AppointmentCell& cell) {
    if (!span.exact) {
      add(cell);
    } else if (const int to = std::min<int>(span.to, as_of_month_); span.from < to) {
      sorted_ = sorted_ && (exact_.empty() || exact_.back().from <= span.from);
      exact_.push_back({span.from, to});
    }
  }
  void add(const AppointmentCell& cell);
  // A span that may count (its level or place is not known).
  void add_doubtful(const AppointmentCell& cell);
  // [from, as-of month) counts as far as `from` is certain.
  void add_since(const DateCell& from);

  [[nodiscard]] Range observed();
  [[nodiscard]] Range counted();
  [[nodiscard]] int as_of_month() const { return as_of_month_; }

 private:
  struct MonthSpan {
    int from = 0;
    int to = 0;
  };
  void shortest(const AppointmentCell& cell);
  void longest(const AppointmentCell& cell);
  static void sort(std::vector<MonthSpan>& spans);
  // Makes certain_ and possible_ whole and sorted; true when they are the same, and in exact_.
  bool settle();
  // Of sorted spans, united.
  [[nodiscard]] static int sum(const std::vector<MonthSpan>& spans);
  [[nodiscard]] int weighted(const std::vector<MonthSpan>& spans) const;

  Day as_of_;
  int as_of_month_;
  std::vector<std::pair<int, int>>
      steps_;                     // (months from this month number on, permille), newest first
  std::vector<MonthSpan> exact_;  // count both as certain and as possible
  bool sorted_ = true;            // exact_, by begin: careers are recorded in order, mostly
  std::vector<MonthSpan> certain_;
  std::vector<MonthSpan> possible_;
};

// An appointment that certainly begins after the day does not exist yet on it.
[[nodiscard]] inline bool begins_after(const AppointmentCell& cell, Day as_of) {
  return cell.from.known() && cell.from.first() > as_of;
}

// Beyond this many months a career does not go; stands for "no upper bound known".
inline constexpr int longest_career_months = 720;

}  // namespace bole
