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

TEST_CASE("BAN-03: by the text of 2014 one of the last three years is enough", "[gate]") {
  const Person poor_once =
      Person().appraised(2015, "基本称职").appraised(2016, "称职").appraised(2017, "优秀");
  CHECK(verdict("BAN-03", poor_once, post(), "2018-05-01") == "fails");
  CHECK(grounds("BAN-03", poor_once, post(), "2018-05-01") == "2015/2017 year /appraisals/k1");
  CHECK(verdict("BAN-03", poor_once, post(), "2019-03-02") == "fails previous_year_used");
  const Person long_ago = Person()
                              .appraised(2014, "不称职")
                              .appraised(2015, "称职")
                              .appraised(2016, "称职")
                              .appraised(2017, "称职");
  CHECK(verdict("BAN-03", long_ago, post(), "2018-05-01") == "holds");
  CHECK(grounds("BAN-03", long_ago, post(), "2018-05-01") ==
        "2017/2017 year /appraisals/k2 /appraisals/k3 /appraisals/k4");
  const Person gap = Person().appraised(2015, "称职").appraised(2017, "称职");
  CHECK(verdict("BAN-03", gap, post(), "2018-05-01") == "unverified");
  CHECK(grounds("BAN-03", gap, post(), "2018-05-01") == "-/2016 year none:/appraisals");
  // The text of 2019 asks of the last year only.
  CHECK(verdict("BAN-03", Person().appraised(2017, "基本称职").appraised(2018, "称职"), post(),
                "2019-03-03") == "holds");
}

TEST_CASE("BAN-03: the evidence is every annual entry of the deciding year", "[gate]") {
  const Person two = Person().appraised(2025, "称职").appraised(2025, "基本称职");
  CHECK(grounds("BAN-03", two, post(), "2026-05-01") ==
        "2025/2025 year /appraisals/k1 /appraisals/k2");
}
