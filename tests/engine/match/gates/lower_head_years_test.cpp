#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-05b: a head becomes deputy of the tier above after three full years", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who = Person().at_level(Level::township_head, "2023-11-30");
  CHECK(verdict("ELG-05b", who, post, "2026-11-29") ==
        "fails exception_needs_approval, from 2026-11-30");
  CHECK(verdict("ELG-05b", who, post, "2026-11-30") == "holds");
}

TEST_CASE("ELG-05b: a year without its month leaves the doubtful year unverified", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who = Person().at_level(Level::township_head, "2023");
  CHECK(verdict("ELG-05b", who, post, "2025-12-31") ==
        "fails exception_needs_approval, from 2026-12-31");
  CHECK(verdict("ELG-05b", who, post, "2026-06-01") == "unverified");
  CHECK(verdict("ELG-05b", who, post, "2026-12-31") == "holds");
}

TEST_CASE("ELG-05b: does not concern a deputy who skips the step", "[gate]") {
  CHECK(verdict("ELG-05b", Person().at_level(Level::township_deputy, "2020.01"),
                post_at(Level::county_deputy), "2026-03-01") == "holds not_applicable");
}
