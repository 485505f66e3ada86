#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{.key = "c1",
                     .criterion = "speciality_months",
                     .task = "t1",
                     .weight = 10000,
                     .required = 600};
  spec.args.specialities = {"financial_regulation"};
  spec.args.recency = {{60, 1000}, {120, 700}, {std::nullopt, 400}};
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("months in a speciality weigh by how long ago they were, split at the step",
          "[criterion]") {
  // 2020.03 to 2022.03 at 2026-03-01: twelve months older than five years, twelve newer.
  const Person who = Person().served(
      {.from = "2020.03", .to = "2022.03", .specialities = {"financial_regulation"}});
  const CriterionFinding found = measured(asked(), who, "2026-03-01");
  CHECK(found.observed == Range{24, 24});
  CHECK(found.counted == Range{20, 20});  // 12 * 1.0 + 12 * 0.7 = 20.4, cut once at the end
  CHECK(found.value == CriterionOutcome{500, 500});
}

TEST_CASE("periods of one speciality that overlap count once, study never", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2022.03", .to = "2024.03", .specialities = {"financial_regulation"}})
          .served({.from = "2023.03", .to = "2024.09", .specialities = {"financial_regulation"}})
          .served({.from = "2024.09",
                   .to = "2026.01",
                   .kind = "学习",
                   .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{30, 30});
}

TEST_CASE("a year without month makes an interval, and no career at all an open one",
          "[criterion]") {
  const Person who =
      Person().served({.from = "2022", .to = "2024.03", .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{15, 26});
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measured(asked(), Person().never_served(), "2026-03-01").value == CriterionOutcome{0, 0});
}

TEST_CASE("what begins after the as-of date does not exist yet", "[criterion]") {
  const Person who =
      Person().served({.from = "2026.03", .to = "至今", .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-02-28").observed == Range{0, 0});
}
