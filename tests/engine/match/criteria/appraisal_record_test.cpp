#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "appraisal_record", .task = "t1", .weight = 10000, .required = 600};
  spec.args.kind = "年度";
  spec.args.grade = "优秀";
  spec.args.years = 3;
  spec.value.points = {{0, 0}, {1, 500}, {2, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("grades of the last full years count, a missing year may have been one", "[criterion]") {
  const Person who =
      Person().appraised(2022, "优秀").appraised(2024, "优秀").appraised(2025, "称职");
  const CriterionFinding found = measured(asked(), who, "2026-03-01");
  CHECK(found.observed == Range{1, 2});
  CHECK(found.value == CriterionOutcome{500, 1000});
  REQUIRE(found.missing);
  CHECK(pointer(*found.missing, Profile{}) == "/appraisals/2023");
}

TEST_CASE("another kind of appraisal and the running year do not count", "[criterion]") {
  const Person who = Person()
                         .appraised(2023, "称职")
                         .appraised(2024, "称职")
                         .appraised(2025, "称职")
                         .appraised(2025, "优秀", "专项")
                         .appraised(2026, "优秀");
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{0, 0});
}
