// 任正职年限.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked(Level level = Level::unknown, bool at_least = false) {
  CriterionSpec spec{
      .key = "c1", .criterion = "head_months", .task = "t1", .weight = 10000, .required = 600};
  spec.args.level = level;
  spec.args.at_least = at_least;
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("months as head count in posts, whatever the level, unless one is asked for",
          "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2011.01", .level = Level::township_head, .head = true})
          .served({.from = "2011.01", .to = "2013.01", .level = Level::county_deputy, .head = true})
          .served(
              {.from = "2013.01", .to = "2020.01", .level = Level::county_deputy, .head = false})
          .served({.from = "2020.01",
                   .to = "2021.01",
                   .kind = "挂职",
                   .level = Level::county_deputy,
                   .head = true});
  CHECK(measure(asked(), who, "2026-03-01") == "36 -> 733");
  CHECK(measure(asked(Level::township_head), who, "2026-03-01") == "12 -> 300");
  CHECK(measure(asked(Level::township_head, true), who, "2026-03-01") == "36 -> 733");
  CHECK(evidence(asked(Level::county_deputy), who, "2026-03-01") == "/appointments/a2");
}

TEST_CASE("a post that may be a head's, or of the level, makes head months an interval",
          "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2011.01", .level = Level::township_head, .head = true})
          .served({.from = "2011.01", .to = "2012.01", .level = Level::township_head})
          .served({.from = "2012.01", .to = "2013.01", .head = true});
  CHECK(measure(asked(), who, "2026-03-01") == "24..36 -> 600..733");
  CHECK(measure(asked(Level::township_head), who, "2026-03-01") == "12..36 -> 300..733");
  CHECK(evidence(asked(Level::township_head), who, "2026-03-01") ==
        "/appointments/a1 /appointments/a2 /appointments/a3 ? /appointments/a2");
}

TEST_CASE("head months are cut at the as-of date", "[criterion]") {
  const Person who = Person().served({.from = "2024.03", .to = "至今", .head = true});
  CHECK(measure(asked(), who, "2026-02-28") == "23 -> 575");
  CHECK(measure(asked(), who, "2026-03-01") == "24 -> 600");
}

TEST_CASE("no career on record leaves head months open, an empty one closes them", "[criterion]") {
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measure(asked(), Person().never_served(), "2026-03-01") == "0 -> 0");
}

TEST_CASE("head months are valued by points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.value = {.points = {}, .table = {{"正职", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
