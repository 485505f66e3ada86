#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "training", .task = "t1", .weight = 10000, .required = 600};
  spec.args.subjects = {"金融"};
  spec.args.years = 5;
  spec.value.points = {{0, 0}, {40, 600}, {120, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("hours in the subject and inside the years count", "[criterion]") {
  const Person who =
      Person()
          .trained({.from = "2024.05", .to = "2024.05", .hours = 30, .subject = "金融风险专题"})
          .trained({.from = "2023.05", .to = "2023.05", .hours = 50, .subject = "公文写作"})
          .trained({.from = "2019.05", .to = "2019.05", .hours = 70, .subject = "金融监管"});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{30, 30});
}

TEST_CASE("hours that are not recorded have no upper bound", "[criterion]") {
  const Person who =
      Person().trained({.from = "2024.05", .to = "2024.05", .subject = "金融风险专题"});
  CHECK(measured(asked(), who, "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measured(asked(), Person().never_trained(), "2026-03-01").value == CriterionOutcome{0, 0});
}
