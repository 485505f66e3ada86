#include "engine/core/date.hpp"

#include <catch2/catch.hpp>

using namespace bole;

TEST_CASE("a day is a day that exists", "[date]") {
  CHECK(to_string(*parse_day("2024-02-29")) == "2024-02-29");
  for (const char* bad : {"2023-02-29", "2024-13-01", "24-01-01", "2024/01/01", "2024-1-01", "",
                          "2024-01-0x", "-024-01-01", "2024.01", "0000-01-01"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_day(bad));
  }
}

TEST_CASE("a date is as precise as its source", "[date]") {
  const auto year = *parse_partial_date("2015");
  CHECK(to_string(year.earliest()) == "2015-01-01");
  CHECK(to_string(year.latest()) == "2015-12-31");
  const auto month = *parse_partial_date("2016.02");
  CHECK(to_string(month.earliest()) == "2016-02-01");
  CHECK(to_string(month.latest()) == "2016-02-29");
  CHECK(to_string(month) == "2016.02");
  for (const char* bad : {"2015-07", "2015.7", "2015.13", "2015.00", "201507", "15"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_partial_date(bad));
  }
}

TEST_CASE("adding months clamps to the month's end", "[date]") {
  CHECK(to_string(add_months(*parse_day("2024-01-31"), 1)) == "2024-02-29");
  CHECK(to_string(add_months(*parse_day("2024-08-31"), 6)) == "2025-02-28");
  CHECK(to_string(add_months(*parse_day("2024-03-01"), 6)) == "2024-09-01");
  CHECK(to_string(add_months(*parse_day("2024-03-31"), -1)) == "2024-02-29");
}

TEST_CASE("months are counted by the difference of month numbers", "[date]") {
  CHECK(parse_partial_date("2017.07")->first_month() -
            parse_partial_date("2015.07")->first_month() ==
        24);
}

TEST_CASE("the last start of a term is the latest day whose term has run out", "[date]") {
  for (int d = day_of(2023, 12, 1).value; d <= day_of(2025, 4, 1).value; ++d) {
    for (const int months : {0, 1, 6, 24, 36, 60}) {
      const Day start = last_start_of_term(Day{d}, months);
      CAPTURE(to_string(Day{d}), months);
      CHECK(add_months(start, months) <= Day{d});
      CHECK(add_months(add_days(start, 1), months) > Day{d});
    }
  }
}
