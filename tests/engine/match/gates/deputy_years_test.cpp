#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-05a: a deputy becomes head after two full years as deputy", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  const Person who = Person().at_level(Level::county_deputy, "2024-03-01");
  CHECK(verdict("ELG-05a", who, post, "2026-02-28") ==
        "fails exception_needs_approval, from 2026-03-01");
  CHECK(verdict("ELG-05a", who, post, "2026-03-01") == "holds");
}

TEST_CASE("ELG-05a: does not concern promotion to deputy, nor a head of the tier below", "[gate]") {
  const Person deputy = Person().at_level(Level::county_deputy, "2025.12");
  CHECK(verdict("ELG-05a", deputy, post_at(Level::bureau_deputy), "2026-03-01") ==
        "holds not_applicable");
  const Person head = Person().at_level(Level::township_head, "2025.12");
  CHECK(verdict("ELG-05a", head, post_at(Level::county_head), "2026-03-01") ==
        "holds not_applicable");
}

TEST_CASE("ELG-05a: without the date of the level it is unverified", "[gate]") {
  CHECK(verdict("ELG-05a", Person().at_level(Level::county_deputy), post_at(Level::county_head),
                "2026-03-01") == "unverified");
}
