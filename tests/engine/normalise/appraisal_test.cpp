#include <catch2/catch.hpp>

#include "engine/normalise/form_parts.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::codes;

namespace {
struct Read {
  std::string summary{};  // "2019优秀 2020称职"
  Issues issues{};
  Reading reading = Reading::complete;
};

Read read(std::string_view text) {
  Read result;
  std::vector<Appraisal> appraisals;
  result.reading = read_appraisals(text, appraisals, result.issues);
  for (const Appraisal& appraisal : appraisals) {
    if (!result.summary.empty()) result.summary += ' ';
    result.summary += std::to_string(appraisal.year) + appraisal.grade;
    if (appraisal.kind != "年度") result.summary += "/" + appraisal.kind;
  }
  return result;
}
}  // namespace

TEST_CASE("appraisals are read in the ways in which they are written", "[appraisal]") {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"2019年优秀；2020年称职。", "2019优秀 2020称职"},
      {"2019年优秀，2020年称职", "2019优秀 2020称职"},
      {"2021、2022年度均为称职", "2021称职 2022称职"},
      {"2019-2021年均为优秀", "2019优秀 2020优秀 2021优秀"},
      {"2019年至2021年均为优秀", "2019优秀 2020优秀 2021优秀"},
      {"2019—2020年度优秀", "2019优秀 2020优秀"},
      {"２０２３年优秀；２０２４年称职", "2023优秀 2024称职"},
      {"2021、2022、2023年分别为优秀、称职、优秀", "2021优秀 2022称职 2023优秀"},
      {"2023年度考核为优秀等次，2024年度考核为称职等次", "2023优秀 2024称职"},
      {"2023年：优秀；2024年：称职", "2023优秀 2024称职"},
      {"优秀（2022年）、称职（2023年）", "2022优秀 2023称职"},
      {"2021年、2022\n年度均为称职", "2021称职 2022称职"},
      {"2021-2023年连续三年优秀", "2021优秀 2022优秀 2023优秀"},
      {"2022年不定等次；2023年不进行考核", "2022不定等次 2023不进行考核"},
      {"2022年平时考核优秀；2022年称职", "2022优秀/平时 2022称职"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    const Read result = read(text);
    CHECK(result.summary == expected);
    CHECK(result.reading == Reading::complete);
    CHECK(codes(result.issues).empty());
  }
}

TEST_CASE("a grade that stands inside another is not mistaken for it", "[appraisal]") {
  CHECK(read("2020年基本称职；2021年不称职；2022年称职").summary ==
        "2020基本称职 2021不称职 2022称职");
  CHECK(read("2020年基本合格；2021年不合格；2022年合格").summary ==
        "2020基本合格 2021不合格 2022合格");
}

TEST_CASE("a grade without its year is reported and not guessed", "[appraisal]") {
  for (const char* text : {"年度考核优秀", "连续三年优秀", "近两年年度考核均为称职"}) {
    CAPTURE(text);
    const Read result = read(text);
    CHECK(result.summary.empty());
    CHECK(codes(result.issues) == std::vector<std::string>{"appraisal_without_year"});
    CHECK(result.reading == Reading::incomplete);
  }
  const Read one_year = read("2023年连续三年优秀");
  CHECK(one_year.summary == "2023优秀");
  CHECK(codes(one_year.issues) == std::vector<std::string>{"appraisal_without_year"});
}

TEST_CASE("a year without its grade is reported", "[appraisal]") {
  CHECK(codes(read("2024年").issues) == std::vector<std::string>{"appraisal_without_grade"});
}

TEST_CASE("a reason in place of a grade is kept for a person to read", "[appraisal]") {
  const Read result = read("2023年因病假累计超过半年不进行考核；2024年称职");
  CHECK(result.summary == "2023不进行考核 2024称职");
  CHECK(codes(result.issues) == std::vector<std::string>{"unread_text"});
  CHECK(result.reading == Reading::incomplete);
}

TEST_CASE("the same year and grade twice is one appraisal", "[appraisal]") {
  CHECK(read("2022年称职；2021-2022年称职").summary == "2021称职 2022称职");
}

TEST_CASE("as many grades as years are one for each even without 分别", "[appraisal]") {
  CHECK(read("2019—2021年度：优秀、称职、称职").summary == "2019优秀 2020称职 2021称职");
  CHECK(read("2021、2022年：称职，优秀").summary == "2021称职 2022优秀");
  CHECK(read("2021、2022年称职，2023年优秀").summary == "2021称职 2022称职 2023优秀");
}
