#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bole {

// A calendar day, as days since 1970-01-01. Range: the years 1 to 9999.
struct Day {
  std::int32_t value = 0;
  friend auto operator<=>(Day, Day) = default;
};

struct YearMonthDay {
  int year = 0;
  int month = 0;
  int day = 0;
};

[[nodiscard]] Day day_of(int year, int month, int day);
[[nodiscard]] YearMonthDay civil(Day day);
[[nodiscard]] int days_in_month(int year, int month);

// Adds calendar months; the day is clamped to the end of the resulting month.
[[nodiscard]] Day add_months(Day day, int months);
[[nodiscard]] inline Day add_days(Day day, int days) { return Day{day.value + days}; }

// Month number since year 0: year * 12 + month - 1. Differences of these are "months" wherever
// experience or age is summed (2015.07 to 2017.07 = 24).
[[nodiscard]] int month_index(Day day);

// The last day D for which add_months(D, months) <= as_of: a term of full months that began on or
// before it has run out at `as_of`.
[[nodiscard]] Day last_start_of_term(Day as_of, int months);

// How many full months have run from a day to another: the most N with add_months(from, N) <= to; 0
// when `to` is the earlier one.
[[nodiscard]] int full_months(Day from, Day to);

// Reads "2024-03-01"; empty on anything else, including 2024-02-30.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string to_string(Day day);  // "2024-03-01"

// A date as precise as its source: a year, a year and month, or a day. It is an interval of days
// and is never narrowed by guessing.
struct PartialDate {
  std::int16_t year = 0;
  std::uint8_t month = 0;  // 0: not known
  std::uint8_t day = 0;    // 0: not known; 0 when month is 0

  [[nodiscard]] Day earliest() const;
  [[nodiscard]] Day latest() const;
  [[nodiscard]] int first_month() const { return month_index(earliest()); }
  [[nodiscard]] int last_month() const { return month_index(latest()); }
  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

// Reads exactly the record's own forms "2015", "2015.07", "2015-07-01"; empty on anything else and
// on days that do not exist. The forms seen in files are read by engine/normalise.
[[nodiscard]] std::optional<PartialDate> parse_partial_date(std::string_view text);
[[nodiscard]] std::string to_string(PartialDate date);

}  // namespace bole
