// 考核结果: how often a grade was reached in the last full years.
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

TEST_CASE("the years asked for are full ones and end with the year before the as-of date",
          "[criterion]") {
  const Person who = Person()
                         .appraised(2022, "优秀")
                         .appraised(2023, "优秀")
                         .appraised(2024, "称职")
                         .appraised(2025, "称职");
  CHECK(measure(asked(), who, "2025-12-31") == "2 -> 1000");
  CHECK(measure(asked(), who, "2026-01-01") == "1 -> 500");
  CHECK(measure(asked(), who, "2026-12-31") == "1 -> 500");
  CHECK(measure(asked(), who, "2027-01-01") == "0..1 -> 0..500");
}

TEST_CASE("no list of appraisals leaves every year open, an empty one closes all", "[criterion]") {
  CHECK(measure(asked(), Person(), "2026-03-01") == "0..3 -> 0..1000");
  CHECK(evidence(asked(), Person(), "2026-03-01") == "none:/appraisals ? /appraisals/2025");
  CHECK(measure(asked(), Person().never_appraised(), "2026-03-01") == "0 -> 0");
  CHECK(evidence(asked(), Person().never_appraised(), "2026-03-01") == "none:/appraisals");
}

TEST_CASE("a year whose grade is not recorded may have been one", "[criterion]") {
  const Person who = Person().appraised(2023, "称职").appraised(2024, "").appraised(2025, "优秀");
  CHECK(measure(asked(), who, "2026-03-01") == "1..2 -> 500..1000");
  CHECK(evidence(asked(), who, "2026-03-01") == "/appraisals/k3 ? /appraisals/2024");
}

TEST_CASE("two entries of one year count once", "[criterion]") {
  const Person who = Person()
                         .appraised(2023, "称职")
                         .appraised(2024, "优秀")
                         .appraised(2024, "优秀")
                         .appraised(2025, "称职");
  CHECK(measure(asked(), who, "2026-03-01") == "1 -> 500");
}

TEST_CASE("a grade nobody in the pool has counts nothing", "[criterion]") {
  CriterionSpec spec = asked();
  spec.args.grade = "嘉奖";
  const Person who =
      Person().appraised(2023, "称职").appraised(2024, "优秀").appraised(2025, "优秀");
  CHECK(measure(spec, who, "2026-03-01") == "0 -> 0");
}

TEST_CASE("an appraisal record says its kind, grade, years and points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.args.kind.clear();
  CHECK(fault_of(spec) == "args/kind missing_key");
  spec = asked();
  spec.args.grade.clear();
  CHECK(fault_of(spec) == "args/grade missing_key");
  spec = asked();
  spec.args.years = 0;
  CHECK(fault_of(spec) == "args/years missing_key");
  spec = asked();
  spec.args.grade = "优";
  CHECK(fault_of(spec) == "args/grade unknown_value");
  CHECK(find_criterion("appraisal_record")->check(spec)->message ==
        "“优”不是考核等次，最接近的是“优秀”");
  spec.args.kind = "年终";
  CHECK(fault_of(spec) == "args/kind unknown_value");
  for (const char* kind : {"民主测评", "民主推荐", "得票率"}) {
    INFO(kind);
    spec.args.kind = kind;
    CHECK(fault_of(spec) == "args/kind refused_attribute");
  }
  spec = asked();
  spec.value = {.points = {}, .table = {{"优秀", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
