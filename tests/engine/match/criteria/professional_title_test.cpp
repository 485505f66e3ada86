// 专业技术职务: the best held, by a declared table.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{.key = "c1",
                     .criterion = "professional_title",
                     .task = "t1",
                     .weight = 10000,
                     .required = 600};
  spec.value.table = {{"高级经济师", 800}, {"经济师", 400}};
  spec.value.otherwise = 100;
  return spec;
}
}  // namespace

TEST_CASE("the best title held counts, and one that comes later does not", "[criterion]") {
  const Person who = Person().titled("经济师", "2010.01").titled("高级经济师", "2026.05");
  CHECK(measured(asked(), who, "2026-03-01").value == CriterionOutcome{400, 400});
  CHECK(measured(asked(), who, "2026-06-01").value == CriterionOutcome{800, 800});
}

TEST_CASE("no list is unknown, an empty list is none", "[criterion]") {
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{100, 800});
  CHECK(measured(asked(), Person().never_titled(), "2026-03-01").value ==
        CriterionOutcome{100, 100});
}

TEST_CASE("of several titles the best counts, wherever it stands in the record", "[criterion]") {
  const Person who = Person().titled("经济师").titled("高级经济师").titled("会计师");
  CHECK(measured(asked(), who, "2026-03-01").value == CriterionOutcome{800, 800});
  CHECK(evidence(asked(), who, "2026-03-01") == "/professional_titles/t2");
}

TEST_CASE("a title that is not in the table is worth what others are", "[criterion]") {
  const Person who = Person().titled("高级工程师", "2010.01");
  CHECK(measured(asked(), who, "2026-03-01").value == CriterionOutcome{100, 100});
  CHECK(evidence(asked(), who, "2026-03-01") == "none:/professional_titles");
}

TEST_CASE("a title counts from its day; a month that straddles the as-of date is doubtful",
          "[criterion]") {
  const auto worth = [](std::string_view since, std::string_view as_of) {
    return measured(asked(), Person().titled("经济师", "2010.01").titled("高级经济师", since),
                    as_of)
        .value;
  };
  CHECK(worth("2026-03-02", "2026-03-01") == CriterionOutcome{400, 400});
  CHECK(worth("2026-03-01", "2026-03-01") == CriterionOutcome{800, 800});
  CHECK(worth("2026.03", "2026-02-28") == CriterionOutcome{400, 400});
  CHECK(worth("2026.03", "2026-03-15") == CriterionOutcome{400, 800});
  CHECK(worth("2026.03", "2026-03-31") == CriterionOutcome{800, 800});
  CHECK(worth("", "2026-03-01") == CriterionOutcome{800, 800});
  CHECK(evidence(asked(), Person().titled("高级经济师", "2026.03"), "2026-03-15") ==
        "none:/professional_titles ? /professional_titles/t1");
}

TEST_CASE("a title worth less than the others' value never lowers it", "[criterion]") {
  CriterionSpec spec = asked();
  spec.value.otherwise = 500;
  CHECK(measured(spec, Person().titled("经济师"), "2026-03-01").value ==
        CriterionOutcome{500, 500});
}

TEST_CASE("professional titles are valued by a table", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.value = {.points = {{0, 0}, {1, 1000}}};
  CHECK(fault_of(spec) == "value table_expected");
  spec = asked();
  spec.value.table = {{"高级经济师", 800}, {"高级经济", 900}};
  CHECK(fault_of(spec) == "value/table unknown_value");
  CHECK(find_criterion("professional_title")->check(spec)->message ==
        "“高级经济”不是词表中的专业技术职务，最接近的是“高级经济师”");
}
