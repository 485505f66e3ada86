// 任职经历广度: how many different systems, divisions or kinds of body.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked(std::string of) {
  CriterionSpec spec{
      .key = "c1", .criterion = "breadth", .task = "t1", .weight = 10000, .required = 600};
  spec.args.of = std::move(of);
  spec.value.points = {{1, 200}, {2, 600}, {4, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("systems and divisions count once each, in posts and attachments", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2012.01", .system = "政府", .division = "991101"})
          .served({.from = "2012.01", .to = "2014.01", .system = "政府", .division = "991102"})
          .served({.from = "2014.01",
                   .to = "2015.01",
                   .kind = "挂职",
                   .system = "党委",
                   .division = "991103"})
          .served({.from = "2015.01",
                   .to = "2016.01",
                   .kind = "学习",
                   .system = "高校",
                   .division = "991104"});
  CHECK(measure(asked("system"), who, "2026-03-01") == "2 -> 600");
  CHECK(measure(asked("division"), who, "2026-03-01") == "3 -> 800");
  CHECK(evidence(asked("system"), who, "2026-03-01") == "/appointments/a1 /appointments/a3");
}

TEST_CASE("kinds of body are those of the organisations served in", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2012.01", .organisation = "样例县河口镇人民政府"})
          .served({.from = "2012.01", .to = "2014.01", .organisation = "样例县山前镇人民政府"});
  CHECK(measure(asked("kind"), who, "2026-03-01") == "1 -> 200");
}

TEST_CASE("a period of which the system is not recorded may be one more", "[criterion]") {
  const Person who = Person()
                         .served({.from = "2010.01", .to = "2012.01", .system = "政府"})
                         .served({.from = "2012.01", .to = "2014.01"});
  CHECK(measure(asked("system"), who, "2026-03-01") == "1..2 -> 200..600");
  CHECK(evidence(asked("system"), who, "2026-03-01") == "/appointments/a1 ? /appointments/a2");
}

TEST_CASE("a period counts when it has begun", "[criterion]") {
  const Person who = Person()
                         .served({.from = "2010.01", .to = "2026.03", .system = "政府"})
                         .served({.from = "2026.03", .to = "至今", .system = "党委"});
  CHECK(measure(asked("system"), who, "2026-02-28") == "1 -> 200");
  CHECK(measure(asked("system"), who, "2026-03-15") == "1..2 -> 200..600");
  CHECK(measure(asked("system"), who, "2026-03-31") == "2 -> 600");
}

TEST_CASE("without a career on record breadth may be as much as counts", "[criterion]") {
  CHECK(measure(asked("system"), Person(), "2026-03-01") == "0..4 -> 200..1000");
  CHECK(measure(asked("system"), Person().never_served(), "2026-03-01") == "0 -> 200");
}

TEST_CASE("breadth is asked of systems, divisions or kinds, and valued by points", "[criterion]") {
  CHECK(fault_of(asked("system")).empty());
  CHECK(fault_of(asked("")) == "args/of missing_key");
  CHECK(fault_of(asked("level")) == "args/of unknown_value");
  CHECK(fault_of(asked("school")) == "args/of refused_attribute");
  CriterionSpec spec = asked("kind");
  spec.value = {.points = {}, .table = {{"乡镇", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
