#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-06: 大专 is enough up to county level, 大学 is asked above", "[gate]") {
  const Person who = Person().at_level(Level::county_head).studied("大专");
  CHECK(verdict("ELG-06", who, post_at(Level::bureau_deputy), "2026-03-01") ==
        "needs_approval exception_needs_approval");
  const Person lower = Person().at_level(Level::township_head).studied("大专");
  CHECK(verdict("ELG-06", lower, post_at(Level::county_deputy), "2026-03-01") == "holds");
  const Person party_school = Person().at_level(Level::county_head).studied("中央党校大学");
  CHECK(verdict("ELG-06", party_school, post_at(Level::bureau_deputy), "2026-03-01") == "holds");
}

TEST_CASE("ELG-06: no education recorded is unverified, known to be none needs approval",
          "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(verdict("ELG-06", Person().at_level(Level::township_head), post, "2026-03-01") ==
        "unverified");
  CHECK(verdict("ELG-06", Person().at_level(Level::township_head).never_studied(), post,
                "2026-03-01") == "needs_approval exception_needs_approval");
}
