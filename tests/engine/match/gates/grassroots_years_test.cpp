#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-03: two years at the grassroots count posts and attachments together", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who =
      Person()
          .at_level(Level::township_head)
          .served({.from = "2010.01", .to = "2011.01", .grassroots = true})
          .served({.from = "2015.01", .to = "2016.01", .kind = "挂职", .grassroots = true})
          .served({.from = "2016.01", .to = "至今", .grassroots = false});
  CHECK(verdict("ELG-03", who, post, "2026-03-01") == "holds");
}

TEST_CASE("ELG-03: overlapping service counts once", "[gate]") {
  const Person who = Person()
                         .at_level(Level::township_head)
                         .served({.from = "2010.01", .to = "2011.12", .grassroots = true})
                         .served({.from = "2010.06", .to = "2011.06", .grassroots = true});
  CHECK(verdict("ELG-03", who, post_at(Level::county_deputy), "2026-03-01") ==
        "fails exception_needs_approval");
}

TEST_CASE("ELG-03: service that goes on says when it will be enough", "[gate]") {
  const Person who = Person()
                         .at_level(Level::township_head)
                         .served({.from = "2025.01", .to = "至今", .grassroots = true});
  CHECK(verdict("ELG-03", who, post_at(Level::county_deputy), "2026-03-01") ==
        "fails exception_needs_approval, from 2027-01-01");
}

TEST_CASE("ELG-03: a place that is not recorded may count, so it is unverified", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(
      verdict("ELG-03",
              Person().at_level(Level::township_head).served({.from = "2010.01", .to = "2014.01"}),
              post, "2026-03-01") == "unverified");
  CHECK(verdict("ELG-03", Person().at_level(Level::township_head), post, "2026-03-01") ==
        "unverified");
  CHECK(verdict("ELG-03", Person().at_level(Level::township_head).never_served(), post,
                "2026-03-01") == "fails exception_needs_approval");
}
