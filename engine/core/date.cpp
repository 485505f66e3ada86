#include "engine/core/date.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace bole {
namespace {
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

bool exists(int year, int month, int day) {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}
}  // namespace

Day day_of(int year, int month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year},
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  assert(date.ok());
  return Day{static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}

YearMonthDay civil(Day day) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{day.value}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

Day add_months(Day day, int months) {
  const YearMonthDay from = civil(day);
  const int index = from.year * 12 + from.month - 1 + months;
  const int year = index / 12;
  const int month = index % 12 + 1;
  const int last = days_in_month(year, month);
  return day_of(year, month, from.day < last ? from.day : last);
}

int month_index(Day day) {
  const YearMonthDay date = civil(day);
  return date.year * 12 + date.month - 1;
}

Day last_start_of_term(Day as_of, int months) {
  Day start = add_days(add_months(as_of, -months), 4);
  while (add_months(start, months) > as_of) start = add_days(start, -1);
  return start;
}

int full_months(Day from, Day to) {
  const int months = month_index(to) - month_index(from);
  if (months <= 0) return 0;
  return add_months(from, months) > to ? months - 1 : months;
}

std::optional<Day> parse_day(std::string_view text) {
  const auto date = parse_partial_date(text);
  if (!date || date->day == 0) return std::nullopt;
  return date->earliest();
}

std::string to_string(Day day) {
  const YearMonthDay date = civil(day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

Day PartialDate::earliest() const { return day_of(year, month ? month : 1, day ? day : 1); }

Day PartialDate::latest() const {
  const int last_month = month ? month : 12;
  return day_of(year, last_month, day ? day : days_in_month(year, last_month));
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  PartialDate date{.year = static_cast<std::int16_t>(*year), .month = 0, .day = 0};
  if (text.size() == 4) return date;
  const char separator = text[4];
  if (separator != (text.size() == 7 ? '.' : '-')) return std::nullopt;
  const auto month = digits(text.substr(5, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  date.month = static_cast<std::uint8_t>(*month);
  if (text.size() == 7) return date;
  const auto day = digits(text.substr(8, 2));
  if (text[7] != '-' || !day || !exists(*year, *month, *day)) return std::nullopt;
  date.day = static_cast<std::uint8_t>(*day);
  return date;
}

std::string to_string(PartialDate date) {
  std::string text(date.month == 0 ? 4 : date.day == 0 ? 7 : 10, '0');
  const auto put = [&text](std::size_t first, std::size_t end, int number) {
    for (; end > first; number /= 10) text[--end] = static_cast<char>('0' + number % 10);
  };
  put(0, 4, date.year);
  if (text.size() > 4) {
    text[4] = text.size() == 7 ? '.' : '-';
    put(5, 7, date.month);
  }
  if (text.size() > 7) {
    text[7] = '-';
    put(8, 10, date.day);
  }
  return text;
}
}  // namespace bole
