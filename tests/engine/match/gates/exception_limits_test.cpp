// ELG-11 破格的限制.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-11: nobody is promoted by exception within a year of the last promotion", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  const Person who = Person().at_level(Level::county_deputy, "2025-03-01");
  CHECK(verdict("ELG-11", who, post, "2026-02-28") == "fails, from 2026-03-01");
  CHECK(verdict("ELG-11", who, post, "2026-03-01") == "holds");
  // The exception from the term itself then stays open to approval.
  CHECK(verdict("ELG-05a", who, post, "2026-03-01") ==
        "fails exception_needs_approval, from 2027-03-01");
  CHECK(grounds("ELG-11", who, post, "2026-02-28") == "11/12 month /current/level_since");
}

TEST_CASE("ELG-11: a month that straddles the day is unverified, as is no date", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  CHECK(verdict("ELG-11", Person().at_level(Level::county_deputy, "2025.03"), post, "2026-03-15") ==
        "unverified");
  CHECK(verdict("ELG-11", Person().at_level(Level::county_deputy), post, "2026-03-15") ==
        "unverified");
}

TEST_CASE("ELG-11: does not concern a move at the same level", "[gate]") {
  CHECK(verdict("ELG-11", Person().at_level(Level::county_head, "2025-12-01"),
                post_at(Level::county_head), "2026-03-01") == "holds not_applicable");
}
