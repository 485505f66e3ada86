#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "level_months", .task = "t1", .weight = 10000, .required = 600};
  spec.args.level = Level::township_head;
  spec.args.at_least = true;
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("months at a level and above are united with the recorded date of the level",
          "[criterion]") {
  const Person who =
      Person()
          .at_level(Level::township_head, "2023.03")
          .served({.from = "2020.01", .to = "2023.03", .level = Level::township_deputy})
          .served({.from = "2023.03", .to = "至今", .level = Level::township_head});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{36, 36});
}

TEST_CASE("a period whose level is not known may count, unless it ended before the level began",
          "[criterion]") {
  const Person before = Person()
                            .at_level(Level::township_head, "2023.03")
                            .served({.from = "2020.01", .to = "2023.03"});
  CHECK(measured(asked(), before, "2026-03-01").observed == Range{36, 36});
  const Person open = Person().served({.from = "2020.01", .to = "2023.03"});
  CHECK(measured(asked(), open, "2026-03-01").observed == Range{0, 38});
}
