// 奖励: the highest tier, by a declared table.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "honours", .task = "t1", .weight = 10000, .required = 600};
  spec.value.table = {{"省部级", 1000}, {"市级", 600}, {"县级", 300}};
  return spec;
}
CriterionOutcome worth(const Profile& who, std::string_view as_of = "2026-03-01") {
  return measured(asked(), who, as_of).value;
}
}  // namespace

TEST_CASE("the honour of the highest tier counts, once", "[criterion]") {
  const Person who =
      Person().honoured("县级", "2010.01").honoured("市级", "2012.01").honoured("市级");
  CHECK(worth(who) == CriterionOutcome{600, 600});
  CHECK(evidence(asked(), who, "2026-03-01") == "/honours/h2");
}

TEST_CASE("an honour counts from its day", "[criterion]") {
  const Person who = Person().honoured("市级", "2026-03-02");
  CHECK(worth(who, "2026-03-01") == CriterionOutcome{0, 0});
  CHECK(worth(who, "2026-03-02") == CriterionOutcome{600, 600});
  CHECK(worth(Person().honoured("市级", "2026.03"), "2026-03-15") == CriterionOutcome{0, 600});
}

TEST_CASE("an honour without a tier may be of any; one of another tier is worth what others are",
          "[criterion]") {
  const Person who = Person().honoured("市级", "2012.01").honoured("", "2015.01");
  CHECK(worth(who) == CriterionOutcome{600, 1000});
  CHECK(evidence(asked(), who, "2026-03-01") == "/honours/h1 ? /honours/h2");
  CHECK(worth(Person().honoured("单位", "2012.01")) == CriterionOutcome{0, 0});
}

TEST_CASE("no list of honours is unknown, an empty list is none", "[criterion]") {
  CHECK(worth(Person()) == CriterionOutcome{0, 1000});
  CHECK(worth(Person().never_honoured()) == CriterionOutcome{0, 0});
}

TEST_CASE("honours are valued by a table of tiers", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.value = {.points = {{0, 0}}, .table = {}};
  CHECK(fault_of(spec) == "value table_expected");
  spec = asked();
  spec.value.table = {{"地市级", 600}};
  CHECK(fault_of(spec) == "value/table unknown_value");
  CHECK(find_criterion("honours")->check(spec)->message ==
        "“地市级”不是奖励层级，最接近的是“市级”");
}
