#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-10: one step holds, one skipped needs approval, more fails", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(verdict("ELG-10", Person().at_level(Level::township_head), post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-10", Person().at_level(Level::township_deputy), post, "2026-03-01") ==
        "needs_approval exception_needs_approval");
  CHECK(verdict("ELG-10", Person().at_level(Level::officer), post, "2026-03-01") == "fails");
  CHECK(verdict("ELG-10", Person().at_level(Level::county_deputy), post, "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("ELG-10", Person(), post, "2026-03-01") == "unverified");
}
