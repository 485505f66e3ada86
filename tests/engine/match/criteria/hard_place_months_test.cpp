// 艰苦边远地区工作年限.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{.key = "c1",
                     .criterion = "hard_place_months",
                     .task = "t1",
                     .weight = 10000,
                     .required = 600};
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("service in hard places counts posts and attachments, overlaps once", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2018.01", .to = "2019.01", .hard = true})
          .served({.from = "2018.07", .to = "2020.01", .kind = "挂职", .hard = true})
          .served({.from = "2020.01", .to = "2021.01", .hard = false})
          .served({.from = "2021.01", .to = "2022.01", .kind = "学习", .hard = true});
  CHECK(measure(asked(), who, "2026-03-01") == "24 -> 600");
  CHECK(evidence(asked(), who, "2026-03-01") == "/appointments/a1 /appointments/a2");
}

TEST_CASE("a place that is not recorded may be a hard one", "[criterion]") {
  const Person who = Person()
                         .served({.from = "2018.01", .to = "2020.01", .hard = true})
                         .served({.from = "2020.01", .to = "2021.01"});
  CHECK(measure(asked(), who, "2026-03-01") == "24..36 -> 600..733");
  CHECK(evidence(asked(), who, "2026-03-01") ==
        "/appointments/a1 /appointments/a2 ? /appointments/a2");
}

TEST_CASE("months in hard places lose weight with their age where that is declared",
          "[criterion]") {
  CriterionSpec spec = asked();
  spec.args.recency = {{.within_months = 12, .permille = 1000},
                       {.within_months = std::nullopt, .permille = 500}};
  const Person who = Person().served({.from = "2024.03", .to = "至今", .hard = true});
  CHECK(measured(spec, who, "2026-03-01").observed == Range{24, 24});
  CHECK(measured(spec, who, "2026-03-01").counted == Range{18, 18});
}

TEST_CASE("no career on record leaves months in hard places open", "[criterion]") {
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measure(asked(), Person().never_served(), "2026-03-01") == "0 -> 0");
}

TEST_CASE("months in hard places are valued by points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.value = {.points = {}, .table = {{"二类区", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
