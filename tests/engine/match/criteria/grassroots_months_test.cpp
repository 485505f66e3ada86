#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{.key = "c1",
                     .criterion = "grassroots_months",
                     .task = "t1",
                     .weight = 10000,
                     .required = 600};
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("grassroots service counts posts and attachments where the place is recorded",
          "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2018.01", .to = "2019.01", .grassroots = true})
          .served({.from = "2019.01", .to = "2020.01", .kind = "挂职", .grassroots = true})
          .served({.from = "2020.01", .to = "2021.01", .grassroots = false})
          .served({.from = "2021.01", .to = "2021.07"});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{24, 30});
}
