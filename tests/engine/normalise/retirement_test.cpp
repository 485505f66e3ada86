#include "engine/normalise/retirement.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
std::string month(const char* birth, int base) {
  return to_string(*retirement_month(*parse_partial_date(birth), base));
}
}  // namespace

// The checks are those of the comparison tables that came with the decision.
TEST_CASE("retirement is delayed month by month and no further than three or five years",
          "[retirement]") {
  CHECK(month("1964.12", 60) == "2024.12");
  CHECK(month("1965.01", 60) == "2025.02");
  CHECK(month("1965.04", 60) == "2025.05");
  CHECK(month("1965.05", 60) == "2025.07");
  CHECK(month("1976.08", 60) == "2039.07");
  CHECK(month("1976.09", 60) == "2039.09");
  CHECK(month("1990.01", 60) == "2053.01");
  CHECK(month("1981.09", 55) == "2039.09");
  CHECK(month("1984.11", 50) == "2039.11");
  CHECK(month("1975.01", 50) == "2025.02");
  CHECK(month("1979.03", 55) == "2036.07");
}

TEST_CASE("no retirement month is computed from a birth without month or an unknown base",
          "[retirement]") {
  CHECK_FALSE(retirement_month(*parse_partial_date("1979"), 55));
  CHECK_FALSE(retirement_month(*parse_partial_date("1979.03"), 63));
}
