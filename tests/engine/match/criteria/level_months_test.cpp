// 任该层次年限.
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

TEST_CASE("a level alone leaves out the levels above and below it", "[criterion]") {
  CriterionSpec spec = asked();
  const Person who =
      Person()
          .at_level(Level::county_deputy, "2024.01")
          .served({.from = "2018.01", .to = "2020.01", .level = Level::township_deputy})
          .served({.from = "2020.01", .to = "2024.01", .level = Level::township_head})
          .served({.from = "2024.01", .to = "至今", .level = Level::county_deputy});
  CHECK(measured(spec, who, "2026-03-01").observed == Range{74, 74});
  spec.args.at_least = false;
  CHECK(measured(spec, who, "2026-03-01").observed == Range{48, 48});
  CHECK(evidence(spec, who, "2026-03-01") == "/appointments/a2");
}

TEST_CASE("the date of the level counts without any period, as far as it is certain",
          "[criterion]") {
  const Person year = Person().at_level(Level::township_head, "2023").never_served();
  CHECK(measured(asked(), year, "2026-03-01").observed == Range{27, 38});
  CHECK(evidence(asked(), year, "2026-03-01") == "/current/level_since");
  const Person later = Person().at_level(Level::township_head, "2026.05").never_served();
  CHECK(measured(asked(), later, "2026-03-01").observed == Range{0, 0});
}

TEST_CASE("attachments and study are no service at a level", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2020.01", .to = "2021.01", .kind = "挂职", .level = Level::county_head})
          .served(
              {.from = "2021.01", .to = "2022.01", .kind = "学习", .level = Level::county_head});
  CHECK(measure(asked(), who, "2026-03-01") == "0 -> 0");
}

TEST_CASE("months at a level name the level and points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.args.level = Level::unknown;
  CHECK(fault_of(spec) == "args/level missing_key");
  spec = asked();
  spec.value = {.points = {}, .table = {{"县处级副职", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
