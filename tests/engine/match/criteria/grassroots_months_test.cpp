// 基层工作年限.
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

TEST_CASE("grassroots months are an interval where the place is not recorded", "[criterion]") {
  const Person who = Person()
                         .served({.from = "2018.01", .to = "2020.01", .grassroots = true})
                         .served({.from = "2020.01", .to = "2021.01"});
  CHECK(measure(asked(), who, "2026-03-01") == "24..36 -> 600..733");
  CHECK(evidence(asked(), who, "2026-03-01") ==
        "/appointments/a1 /appointments/a2 ? /appointments/a2");
}

TEST_CASE("study, outside posts and service elsewhere are no grassroots service", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2012.01", .kind = "学习", .grassroots = true})
          .served({.from = "2012.01", .to = "2014.01", .kind = "任外职", .grassroots = true})
          .served({.from = "2014.01", .to = "至今", .grassroots = false});
  CHECK(measure(asked(), who, "2026-03-01") == "0 -> 0");
  CHECK(evidence(asked(), who, "2026-03-01") == "none:/appointments");
}

TEST_CASE("grassroots service is cut at the as-of date", "[criterion]") {
  const Person who = Person().served({.from = "2024.03", .to = "至今", .grassroots = true});
  CHECK(measure(asked(), who, "2026-02-28") == "23 -> 575");
  CHECK(measure(asked(), who, "2026-03-01") == "24 -> 600");
  const Person planned = Person().served({.from = "2024.03", .to = "2030.01", .grassroots = true});
  CHECK(measure(asked(), planned, "2026-03-01") == "24 -> 600");
}

TEST_CASE("no career on record leaves grassroots months open, an empty one closes them",
          "[criterion]") {
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(evidence(asked(), Person(), "2026-03-01") == "none:/appointments ? /appointments");
  CHECK(measure(asked(), Person().never_served(), "2026-03-01") == "0 -> 0");
}

TEST_CASE("grassroots months are valued by points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.value = {.points = {}, .table = {{"乡镇", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
