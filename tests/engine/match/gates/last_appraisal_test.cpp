#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const VacantPost& post() {
  static const VacantPost vacant = post_at(Level::county_deputy);
  return vacant;
}
}  // namespace

TEST_CASE("BAN-03: the last year's grade decides", "[gate]") {
  CHECK(verdict("BAN-03", Person().appraised(2025, "称职"), post(), "2026-05-01") == "holds");
  CHECK(verdict("BAN-03", Person().appraised(2025, "基本称职"), post(), "2026-05-01") == "fails");
  CHECK(verdict("BAN-03", Person().appraised(2025, "不称职"), post(), "2026-05-01") == "fails");
  CHECK(verdict("BAN-03", Person().appraised(2024, "基本称职").appraised(2025, "称职"), post(),
                "2026-05-01") == "holds");
}

TEST_CASE("BAN-03: up to 30 April the year before may stand in, with a notice", "[gate]") {
  const Person who = Person().appraised(2024, "优秀");
  CHECK(verdict("BAN-03", who, post(), "2026-04-30") == "holds previous_year_used");
  CHECK(verdict("BAN-03", who, post(), "2026-05-01") == "unverified");
  CHECK(verdict("BAN-03", Person().appraised(2024, "基本称职"), post(), "2026-04-30") ==
        "fails previous_year_used");
}

TEST_CASE("BAN-03: no grade, another kind or two that disagree are unverified", "[gate]") {
  CHECK(verdict("BAN-03", Person(), post(), "2026-05-01") == "unverified");
  CHECK(verdict("BAN-03", Person().appraised(2025, "不定等次"), post(), "2026-05-01") ==
        "unverified");
  CHECK(verdict("BAN-03", Person().appraised(2025, "优秀", "专项"), post(), "2026-05-01") ==
        "unverified");
  CHECK(verdict("BAN-03", Person().appraised(2025, "称职").appraised(2025, "基本称职"), post(),
                "2026-05-01") == "unverified");
}
