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
