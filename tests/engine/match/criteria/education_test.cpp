// 学历学位: the best finished, by a declared table.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "education", .task = "t1", .weight = 10000, .required = 600};
  spec.value.table = {{"大学", 600}, {"研究生", 900}};
  spec.value.otherwise = 100;
  return spec;
}
CriterionOutcome worth(const Profile& who, std::string_view as_of = "2026-03-01") {
  return measured(asked(), who, as_of).value;
}
}  // namespace

TEST_CASE("the best education counts, wherever it stands in the record", "[criterion]") {
  const Person who =
      Person().studied("大专", "1999.07").studied("研究生", "2008.07").studied("大学", "2002.07");
  CHECK(worth(who) == CriterionOutcome{900, 900});
  CHECK(evidence(asked(), who, "2026-03-01") == "/education/e2");
}

TEST_CASE("a higher education is worth what the best lower one of the table is", "[criterion]") {
  CriterionSpec spec = asked();
  spec.value.table = {{"大专", 300}, {"大学", 600}};
  CHECK(measured(spec, Person().studied("研究生", "2008.07"), "2026-03-01").value ==
        CriterionOutcome{600, 600});
  CHECK(measured(spec, Person().studied("中专", "1990.07"), "2026-03-01").value ==
        CriterionOutcome{100, 100});
}

TEST_CASE("a degree counts beside the education it came with", "[criterion]") {
  CriterionSpec spec = asked();
  spec.value.table = {{"大学", 600}, {"硕士", 800}};
  CHECK(measured(spec, Person().studied("大学", "2008.07", "硕士"), "2026-03-01").value ==
        CriterionOutcome{800, 800});
  CHECK(measured(spec, Person().studied("大学", "2008.07", "学士"), "2026-03-01").value ==
        CriterionOutcome{600, 600});
}

TEST_CASE("what is finished after the as-of date is not held yet", "[criterion]") {
  const Person who = Person().studied("大学", "2002.07").studied("研究生", "2026.03");
  CHECK(worth(who, "2026-02-28") == CriterionOutcome{600, 600});
  CHECK(worth(who, "2026-03-15") == CriterionOutcome{600, 900});
  CHECK(worth(who, "2026-03-31") == CriterionOutcome{900, 900});
  CHECK(evidence(asked(), who, "2026-03-15") == "/education/e1 ? /education/e2");
}

TEST_CASE("an entry without a level may be of any, no list is unknown, an empty one is none",
          "[criterion]") {
  CHECK(worth(Person().studied("", "2002.07")) == CriterionOutcome{100, 900});
  CHECK(evidence(asked(), Person().studied("", "2002.07"), "2026-03-01") ==
        "none:/education ? /education/e1");
  CHECK(worth(Person()) == CriterionOutcome{100, 900});
  CHECK(worth(Person().never_studied()) == CriterionOutcome{100, 100});
}

TEST_CASE("education is valued by a table of educations and degrees, not of schools",
          "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  for (const char* school :
       {"样例大学经济学院", "示例大学", "样例市委党校学校", "985院校", "双一流"}) {
    INFO(school);
    spec.value.table = {{school, 1000}};
    CHECK(fault_of(spec) == "value/table refused_attribute");
  }
  for (const char* mode : {"全日制大学", "在职研究生", "第一学历"}) {
    INFO(mode);
    spec.value.table = {{mode, 1000}};
    CHECK(fault_of(spec) == "value/table refused_attribute");
  }
  spec.value.table = {{"大学生", 1000}};
  CHECK(fault_of(spec) == "value/table unknown_education");
  CHECK(find_criterion("education")->check(spec)->message ==
        "“大学生”不是词表中的学历或学位，最接近的是“大学”");
  spec.value = {.points = {{0, 0}}, .table = {}};
  CHECK(fault_of(spec) == "value table_expected");
}
