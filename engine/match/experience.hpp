#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/columns/ahead.hpp"
#include "engine/columns/columns.hpp"
#include "engine/match/finding.hpp"
#include "engine/match/requirement.hpp"

namespace bole {

// Beyond this many months a career does not go; stands for "no upper bound known".
inline constexpr int longest_career_months = 720;

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
  void add_since(const MonthCell& from);

  // What counted() would say of the steps of a plain career (CareerForm::steps), or of periods of
  // one. counts(step) picks them: Tri::yes certainly, Tri::unknown perhaps; quick(step) says the
  // same without branches, but for some of which it says Tri::unknown. With `since`, the months
  // from that month number on count certainly as well. Nothing when the career reaches too far back
  // for it. Touches no state: for people of whom no ground is asked.
  template <class Span, class Quick, class Counts>
  [[nodiscard]] std::optional<Range> counted_plain(std::span<const Span> career, Quick quick,
                                                   Counts counts, int since) const {
    const int end = std::min(since, as_of_month_);
    if (end < earliest_month()) return std::nullopt;
    // Steps begin one after the other.
    bool simple = career.empty() || career.front().from >= earliest_month();
    int reached = earliest_month();
    int permille = permille_since(end);
    // Without branches, because which steps count cannot be foreseen.
    for (const Span& step : career) {
      const Tri counted = quick(step);
      const int to = std::min<int>(step.to, end);
      const bool counting = counted == Tri::yes;
      simple &= (counted != Tri::unknown) | (step.from >= to);
      const int begin = std::min(std::max<int>(step.from, reached), end);
      const int stop = counting ? std::max(to, begin) : begin;
      permille += permille_since(begin) - permille_since(stop);
      reached = counting ? stop : reached;
    }
    if (simple) return Range{permille / 1000, permille / 1000};
    return counted_doubtful(career, counts, end);
  }

  // The same of a career whose dates need be neither exact nor in order: months(step) gives the
  // StepMonths of a step. `since` counts from its month on as far as that is certain.
  template <class Span, class Months, class Counts>
  [[nodiscard]] std::optional<Range> counted_vague(std::span<const Span> career, Months months,
                                                   Counts counts,
                                                   std::optional<MonthCell> since) const {
    FewSpans certain;
    FewSpans possible;  // where it differs
    bool differs = false;
    const auto differ = [&] {
      if (!differs) possible = certain;
      differs = true;
    };
    for (const Span& step : career) {
      const Tri counted = counts(step);
      if (counted == Tri::no) continue;
      const StepMonths between = months(step);
      const int last = std::min<int>(between.to_last, as_of_month_);
      const bool exact = (between.from_first == between.from_last) &
                         (between.to_first == between.to_last) & (counted == Tri::yes);
      if (!exact) differ();
      if (differs) {
        const bool begun = between.from_first != StepMonths::unknown_begin;
        possible.add(begun ? between.from_first : last - longest_career_months, last);
      }
      if (counted == Tri::yes) {
        certain.add(between.from_last, std::min<int>(between.to_first, as_of_month_));
      }
    }
    if (since) {
      if (since->first != since->last) differ();
      certain.add(since->last, as_of_month_);
      if (differs) possible.add(since->first, as_of_month_);
    }
    const auto least = permille_of(certain);
    const auto most = differs ? permille_of(possible) : least;
    if (!least || !most) return std::nullopt;
    return Range{*least / 1000, *most / 1000};
  }

  // Either of the two, by the form of the career; nothing where its entries have to be read.
  // `periods` gives those that may count: plain(row) of a plain career, in its order, as anything
  // that has their dates; vague(row) of any other, with their months(period).
  template <class Periods, class Quick, class Counts>
  [[nodiscard]] std::optional<Range> counted_quickly(CareerForm form, Periods& periods, Row row,
                                                     Quick quick, Counts counts,
                                                     std::optional<MonthCell> since) const {
    if (form == CareerForm::entries) return std::nullopt;
    if (form == CareerForm::vague) {
      const auto months = [&](const auto& period) { return periods.months(period); };
      return counted_vague(periods.vague(row), months, counts, since);
    }
    if (since && since->last != since->first) {
      const auto months = [](const auto& period) { return exact_months(period); };
      return counted_vague(periods.plain(row), months, counts, since);
    }
    return counted_plain(periods.plain(row), quick, counts, since ? since->first : as_of_month_);
  }

  [[nodiscard]] Range observed();
  [[nodiscard]] Range counted();
  [[nodiscard]] int as_of_month() const { return as_of_month_; }

 private:
  static constexpr int months_back = 1200;
  [[nodiscard]] int earliest_month() const { return as_of_month_ - months_back; }
  // What the months from this one on weigh, up to the as-of month.
  [[nodiscard]] int permille_since(int month) const {
    return newest_permille_[static_cast<std::size_t>(as_of_month_ - month)];
  }
  [[nodiscard]] int permille_between(int from, int to) const {
    return permille_since(from) - permille_since(to);
  }

  // counted_plain() where steps may count, too.
  template <class Span, class Counts>
  [[nodiscard]] std::optional<Range> counted_doubtful(std::span<const Span> career, Counts counts,
                                                      int end) const {
    int reached = earliest_month();
    int reached_perhaps = reached;
    int certain = permille_since(end);
    int possible = certain;
    for (const Span& step : career) {
      const Tri counted = counts(step);
      if (counted == Tri::no) continue;
      const int to = std::min<int>(step.to, end);
      if (step.from >= to) continue;
      if (step.from < earliest_month()) return std::nullopt;
      if (counted == Tri::yes && to > reached) {
        certain += permille_between(std::max<int>(step.from, reached), to);
        reached = to;
      }
      if (to > reached_perhaps) {
        possible += permille_between(std::max<int>(step.from, reached_perhaps), to);
        reached_perhaps = to;
      }
    }
    return Range{certain / 1000, possible / 1000};
  }

  struct MonthSpan {
    int from = 0;
    int to = 0;
  };
  // The spans of most careers, by begin, without memory of their own.
  class FewSpans {
   public:
    void add(int from, int to) {
      if (from >= to) return;
      if (count_ == spans_.size()) {
        too_many_ = true;
        return;
      }
      std::size_t at = count_++;
      for (; at > 0 && spans_[at - 1].from > from; --at) spans_[at] = spans_[at - 1];
      spans_[at] = {from, to};
    }
    [[nodiscard]] std::span<const MonthSpan> spans() const { return {spans_.data(), count_}; }
    [[nodiscard]] bool too_many() const { return too_many_; }

   private:
    std::array<MonthSpan, 40> spans_;
    std::size_t count_ = 0;
    bool too_many_ = false;
  };
  // What the months weigh, each once; nothing where they are too many or reach too far back.
  [[nodiscard]] std::optional<int> permille_of(const FewSpans& few) const {
    if (few.too_many()) return std::nullopt;
    int permille = 0;
    int reached = earliest_month();
    for (const MonthSpan& span : few.spans()) {
      if (span.from < earliest_month()) return std::nullopt;
      if (span.to <= reached) continue;
      permille += permille_between(std::max(span.from, reached), span.to);
      reached = span.to;
    }
    return permille;
  }
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
      steps_;  // (months from this month number on, permille), newest first
  // What the newest n months weigh together, by n.
  std::array<int, months_back + 1> newest_permille_{};
  std::vector<MonthSpan> exact_;  // count both as certain and as possible
  bool sorted_ = true;            // exact_, by begin: careers are recorded in order, mostly
  std::vector<MonthSpan> certain_;
  std::vector<MonthSpan> possible_;
};

// The periods of Experience::counted_quickly that the steps of careers are.
template <class Step>
struct Steps {
  const Columns& columns;
  const Array<Step>& steps;
  Run PersonBrief::*run;
  [[nodiscard]] std::span<const Step> plain(Row row) const {
    return Columns::run(steps, columns.brief[row.value].*run);
  }
  [[nodiscard]] std::span<const VagueStep> vague(Row row) const {
    return Columns::run(columns.vague_steps, columns.brief[row.value].*run);
  }
  [[nodiscard]] static StepMonths months(const VagueStep& step) { return step.months; }
  // What reads them ahead.
  [[nodiscard]] auto ahead() const { return Lists(RunView(columns.brief, run), steps); }
};
[[nodiscard]] inline Steps<LevelStep> level_steps(const Columns& columns) {
  return {columns, columns.level_steps, &PersonBrief::levels};
}
[[nodiscard]] inline Steps<GrassrootsStep> grassroots_steps(const Columns& columns) {
  return {columns, columns.grassroots_steps, &PersonBrief::grassroots};
}

// Whether the span is service at the grassroots (基层): in a post or an attachment, in a place that
// is recorded so; unknown where the place is not recorded.
template <class Span>
[[nodiscard]] Tri at_grassroots(const Span& span) {
  return is_in_office(span.kind) ? span.grassroots : Tri::no;
}
[[nodiscard]] inline Tri at_grassroots(const GrassrootsStep& step) { return step.grassroots; }

// An appointment that certainly begins after the day does not exist yet on it.
[[nodiscard]] inline bool begins_after(const AppointmentCell& cell, Day as_of) {
  return cell.from.known() && cell.from.first() > as_of;
}

}  // namespace bole
