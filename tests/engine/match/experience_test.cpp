// Months of experience against a count month by month over random careers.
#include "engine/match/experience.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
class Numbers {
 public:
  explicit Numbers(std::uint32_t seed) : engine_(seed) {}
  int below(int count) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(count)); }
  bool one_in(int count) { return below(count) == 0; }

 private:
  std::mt19937 engine_;
};

PartialDate random_date(Numbers& numbers) {
  PartialDate made{.year = static_cast<std::int16_t>(1995 + numbers.below(36)),
                   .month = static_cast<std::uint8_t>(1 + numbers.below(12))};
  switch (numbers.below(4)) {
    case 0:
      made.month = 0;
      break;
    case 1:
      made.day = static_cast<std::uint8_t>(1 + numbers.below(28));
      break;
    default:
      break;
  }
  return made;
}

struct Career {
  std::vector<Appointment> periods{};
  std::vector<bool> certain{};  // whether the period counts for certain
  std::optional<PartialDate> since{};
  std::vector<RecencyStep> recency{};
  Day as_of{};
};

Career random_career(Numbers& numbers) {
  Career made{};
  made.as_of = day_of(2005 + numbers.below(22), 1 + numbers.below(12), 1 + numbers.below(28));
  for (int i = numbers.below(5); i > 0; --i) {
    Appointment period{};
    if (!numbers.one_in(8)) period.from = random_date(numbers);
    if (numbers.one_in(5)) {
      period.open = true;
    } else if (!numbers.one_in(8)) {
      period.to = random_date(numbers);
      if (period.from && *period.to < *period.from) std::swap(period.from, period.to);
    }
    made.periods.push_back(period);
    made.certain.push_back(!numbers.one_in(4));
  }
  if (numbers.one_in(4)) made.since = random_date(numbers);
  int within = 0;
  for (int steps = numbers.below(4), permille = 1000; steps > 0; --steps) {
    within += 1 + numbers.below(80);
    made.recency.push_back({within, permille});
    permille = numbers.below(permille + 1);
  }
  if (!made.recency.empty() && numbers.one_in(2)) {
    made.recency.push_back({std::nullopt, numbers.below(500)});
  }
  return made;
}

// The oracle marks month after month in a calendar and knows nothing of spans or steps.
class Calendar {
 public:
  explicit Calendar(const Career& career) : career_(career), now_(month_index(career.as_of)) {
    certain_.resize(static_cast<std::size_t>(now_));
    possible_.resize(static_cast<std::size_t>(now_));
    for (std::size_t i = 0; i < career.periods.size(); ++i) {
      const Appointment& period = career.periods[i];
      if (period.from && period.from->earliest() > career.as_of) continue;
      mark_longest(period);
      if (career.certain[i]) mark_shortest(period);
    }
    if (career.since) {
      mark(certain_, career.since->last_month(), now_);
      mark(possible_, career.since->first_month(), now_);
    }
  }

  [[nodiscard]] Range observed() const { return {count(certain_), count(possible_)}; }
  [[nodiscard]] Range counted() const { return {weigh(certain_), weigh(possible_)}; }

 private:
  void mark(std::vector<bool>& months, int from, int to) const {
    for (int month = std::max(0, from); month < std::min(to, now_); ++month) {
      months[static_cast<std::size_t>(month)] = true;
    }
  }
  void mark_shortest(const Appointment& period) {
    if (!period.from || (!period.open && !period.to)) return;
    mark(certain_, period.from->last_month(), period.open ? now_ : period.to->first_month());
  }
  void mark_longest(const Appointment& period) {
    const int to = period.to ? std::min(now_, period.to->last_month()) : now_;
    mark(possible_, period.from ? period.from->first_month() : to - longest_career_months, to);
  }
  static int count(const std::vector<bool>& months) {
    return static_cast<int>(std::count(months.begin(), months.end(), true));
  }
  [[nodiscard]] int weigh(const std::vector<bool>& months) const {
    if (career_.recency.empty()) return count(months);
    long permille = 0;
    for (int month = 0; month < now_; ++month) {
      if (months[static_cast<std::size_t>(month)]) permille += weight_of(now_ - month);
    }
    return static_cast<int>(permille / 1000);
  }
  // Of the month that begins `age` months before the as-of month.
  [[nodiscard]] int weight_of(int age) const {
    for (const RecencyStep& step : career_.recency) {
      if (!step.within_months || age <= *step.within_months) return step.permille;
    }
    return 0;
  }

  const Career& career_;
  int now_;
  std::vector<bool> certain_;
  std::vector<bool> possible_;
};

struct Entries {
  explicit Entries(const Career& career) {
    Profile who{};
    who.id.text = "p-1";
    who.appointments = career.periods;
    who.current.level_since = career.since;
    columns.put(who);
  }
  Columns columns{Vocabulary::built_in()};
};

std::string told(const Career& career) {
  std::string text = "as of " + to_string(career.as_of);
  for (std::size_t i = 0; i < career.periods.size(); ++i) {
    const Appointment& period = career.periods[i];
    text += career.certain[i] ? "; " : "; perhaps ";
    text += (period.from ? to_string(*period.from) : "?") + "--";
    text += period.open ? "now" : period.to ? to_string(*period.to) : "?";
  }
  if (career.since) text += "; since " + to_string(*career.since);
  for (const RecencyStep& step : career.recency) {
    text += "; " + (step.within_months ? std::to_string(*step.within_months) : "older") + ":" +
            std::to_string(step.permille);
  }
  return text;
}
}  // namespace

TEST_CASE("months of experience are what a calendar counts month by month",
          "[experience][property]") {
  Numbers numbers(20260301);
  std::size_t intervals = 0;
  for (int round = 0; round < 4000; ++round) {
    const Career career = random_career(numbers);
    const Entries cells(career);
    Experience experience(career.as_of, career.recency);
    const auto run =
        Columns::run(cells.columns.appointments, cells.columns.appointment_runs.front());
    for (std::size_t i = 0; i < run.size(); ++i) {
      career.certain[i] ? experience.add(run[i]) : experience.add_doubtful(run[i]);
    }
    std::optional<MonthCell> since;
    if (career.since) since = cells.columns.brief.front().level_since_month;
    if (since) experience.add_since(*since);
    const Calendar calendar(career);
    const Range observed = experience.observed();
    const Range counted = experience.counted();
    const auto quickly = experience.counted_vague(
        run, months_of,
        [&](const AppointmentCell& entry) {
          const auto at = static_cast<std::size_t>(&entry - run.data());
          return career.certain[at] ? Tri::yes : Tri::unknown;
        },
        since);
    intervals += observed.exact() ? 0 : 1;
    if (observed == calendar.observed() && counted == calendar.counted() && quickly == counted) {
      continue;
    }
    INFO("round " << round << ": " << told(career));
    CHECK(observed.at_least == calendar.observed().at_least);
    CHECK(observed.at_most == calendar.observed().at_most);
    CHECK(counted.at_least == calendar.counted().at_least);
    CHECK(counted.at_most == calendar.counted().at_most);
    CHECK(quickly == counted);
    return;
  }
  CHECK(intervals > 800);
}

TEST_CASE("one object serves many careers, each as if it were the first", "[experience]") {
  Numbers numbers(7);
  const Day as_of = day("2026-03-01");
  const std::vector<RecencyStep> recency{{60, 1000}, {std::nullopt, 400}};
  Experience shared(as_of, recency);
  for (int round = 0; round < 500; ++round) {
    const Career career = random_career(numbers);
    const Entries cells(career);
    Experience fresh(as_of, recency);
    shared.clear();
    for (const AppointmentCell& cell : cells.columns.appointments) {
      shared.add(cell);
      fresh.add(cell);
    }
    REQUIRE(shared.observed() == fresh.observed());
    REQUIRE(shared.counted() == fresh.counted());
  }
}

TEST_CASE("periods that share their border month are counted as the form counts them",
          "[experience]") {
  const auto months = [](std::initializer_list<Service> services) {
    Person who;
    for (const Service& service : services) who.served(service);
    Columns columns(Vocabulary::built_in());
    columns.put(who);
    Experience experience(day("2026-03-01"), {});
    for (const AppointmentCell& cell : columns.appointments) experience.add(cell);
    return experience.observed();
  };
  CHECK(months({{.from = "2015.07", .to = "2017.07"}}) == Range{24, 24});
  CHECK(months({{.from = "2015.07", .to = "2017.07"}, {.from = "2017.07", .to = "2018.07"}}) ==
        Range{36, 36});
  CHECK(months({{.from = "2015.07", .to = "2015.07"}}) == Range{0, 0});
  CHECK(months({{.from = "2015", .to = "2017.07"}}) == Range{19, 30});
  CHECK(months({{.from = "2026.03", .to = "至今"}}) == Range{0, 0});
  CHECK(months({}) == Range{0, 0});
}
