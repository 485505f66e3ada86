#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-02: five years of work are full on their day, not the day before", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who = Person().at_level(Level::township_head, "2018.01").working_since("2021-03-15");
  CHECK(verdict("ELG-02", who, post, "2026-03-14") ==
        "fails exception_needs_approval, from 2026-03-15");
  CHECK(verdict("ELG-02", who, post, "2026-03-15") == "holds");
}

TEST_CASE("ELG-02: a month without its day leaves that month unverified", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who = Person().at_level(Level::township_head).working_since("2021.03");
  CHECK(verdict("ELG-02", who, post, "2026-02-28") ==
        "fails exception_needs_approval, from 2026-03-31");
  CHECK(verdict("ELG-02", who, post, "2026-03-15") == "unverified");
  CHECK(verdict("ELG-02", who, post, "2026-03-31") == "holds");
}

TEST_CASE("ELG-02: does not concern other levels, nor who is not promoted", "[gate]") {
  const Person who = Person().at_level(Level::township_head).working_since("2025.01");
  CHECK(verdict("ELG-02", who, post_at(Level::bureau_deputy), "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("ELG-02", who, post_at(Level::township_head), "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("ELG-02", who, post_at(Level::county_deputy, {}), "2026-03-01") ==
        "holds not_applicable");
}

TEST_CASE("ELG-02: what is not known is unverified", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(verdict("ELG-02", Person().working_since("2001.01"), post, "2026-03-01") == "unverified");
  CHECK(verdict("ELG-02", Person().at_level(Level::township_head), post, "2026-03-01") ==
        "unverified");
}

TEST_CASE("a rule that is not in force at the as-of date is unverified and says so", "[gate]") {
  const Person who = Person().at_level(Level::township_head).working_since("2001.01");
  CHECK(verdict("ELG-02", who, post_at(Level::county_deputy), "2013-03-01") ==
        "unverified rule_not_in_force");
}
