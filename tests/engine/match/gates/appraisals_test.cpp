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

namespace {
Person head_of_township(std::string_view since) {
  return Person().at_level(Level::township_head, since);
}
}  // namespace

TEST_CASE("ASM-01: whose last year was 不称职 is not promoted", "[gate]") {
  const Person who = head_of_township("2015.03").appraised(2025, "不称职");
  CHECK(verdict("ASM-01", who, post(), "2025-12-31") == "unverified");
  CHECK(verdict("ASM-01", who, post(), "2026-01-01") == "fails");
  CHECK(verdict("ASM-01", who, post(), "2026-12-31") == "fails");
  CHECK(verdict("ASM-01", who, post(), "2027-01-01") == "fails previous_year_used");
  CHECK(verdict("ASM-01", who, post(), "2027-05-01") == "unverified");
  CHECK(verdict("ASM-01", head_of_township("2015.03").appraised(2025, "基本称职"), post(),
                "2026-05-01") == "holds");
  CHECK(verdict("ASM-01", head_of_township("2015.03").appraised(2025, "不合格"), post(),
                "2026-05-01") == "fails");
}

TEST_CASE("ASM-01, ASM-02: concern promotion only", "[gate]") {
  const Person who = Person().at_level(Level::county_deputy, "2015.03").appraised(2025, "不称职");
  CHECK(verdict("ASM-01", who, post(), "2026-05-01") == "holds not_applicable");
  CHECK(verdict("ASM-02", who, post(), "2026-05-01") == "holds not_applicable");
  CHECK(verdict("ASM-02", Person(), post(), "2026-05-01") == "unverified");
}

TEST_CASE("ASM-02: whose last year was 基本称职 is not promoted in the year after it", "[gate]") {
  Person who = head_of_township("2010.03");
  for (int year = 2010; year <= 2024; ++year) who.appraised(year, "称职");
  who.appraised(2025, "基本称职");
  CHECK(verdict("ASM-02", who, post(), "2026-01-01") == "fails, from 2027-01-01");
  CHECK(verdict("ASM-02", who, post(), "2026-12-31") == "fails, from 2027-01-01");
  CHECK(verdict("ASM-02", who, post(), "2027-01-01") == "holds years_not_counted");
  CHECK(verdict("ASM-02", who, post(), "2027-05-01") == "unverified");  // 2026 is not on record
}

TEST_CASE("ASM-02: a year of 基本称职 does not count towards the years at the level", "[gate]") {
  // 36 full months from 2022-03-01, without the year 2023: until 2026-03-01.
  const Person who = head_of_township("2022-03-01")
                         .appraised(2022, "称职")
                         .appraised(2023, "基本称职")
                         .appraised(2024, "称职")
                         .appraised(2025, "称职");
  CHECK(verdict("ASM-02", who, post(), "2026-02-28") ==
        "fails exception_needs_approval, from 2026-03-01");
  CHECK(verdict("ASM-02", who, post(), "2026-03-01") == "holds years_not_counted");
  CHECK(grounds("ASM-02", who, post(), "2026-02-28") ==
        "35/36 month /current/level_since /appraisals/k2");
  CHECK(verdict("ELG-05b", who, post(), "2026-02-28") == "holds");
}

TEST_CASE("ASM-02: of the year in which the level began only its rest is lost", "[gate]") {
  const Person who = head_of_township("2022-07-01")
                         .appraised(2022, "基本称职")
                         .appraised(2023, "称职")
                         .appraised(2024, "称职")
                         .appraised(2025, "称职");
  CHECK(verdict("ASM-02", who, post(), "2025-12-31") ==
        "fails exception_needs_approval, from 2026-01-01");
  CHECK(verdict("ASM-02", who, post(), "2026-01-01") == "holds years_not_counted");
}

TEST_CASE("ASM-02: a year not on record is unverified only where it would decide", "[gate]") {
  const auto without_2023 = [](std::string_view since) {
    return head_of_township(since)
        .appraised(2022, "称职")
        .appraised(2024, "称职")
        .appraised(2025, "称职");
  };
  CHECK(verdict("ASM-02", without_2023("2022-01-01"), post(), "2025-12-31") == "unverified");
  CHECK(verdict("ASM-02", without_2023("2022-01-01"), post(), "2026-01-01") == "holds");
  // Short in any case: that ELG-05b says.
  CHECK(verdict("ASM-02", without_2023("2024-01-01"), post(), "2026-05-01") == "holds");
}
