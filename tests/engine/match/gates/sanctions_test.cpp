// SAN-01 to SAN-11: one kind of sanction each.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const VacantPost& post() {
  static const VacantPost vacant = post_at(Level::county_deputy);
  return vacant;
}
Person punished_with(std::string kind, std::string_view on, std::string status = "in_force",
                     std::optional<OfficialDecision> decision = {}) {
  return Person().punished({.kind = std::move(kind),
                            .date = on,
                            .status = std::move(status),
                            .decision = std::move(decision)});
}

// A rule whose period the law fixes: decided on 2024-03-01, the last day and the day after.
struct FixedPeriod {
  std::string rule{};
  std::string kind{};
  std::string last{};
  std::string next{};
  std::string scale = "公务员";
};
const std::vector<FixedPeriod>& fixed_periods() {
  static const std::vector<FixedPeriod> all{
      {"SAN-01", "党内警告", "2025-03-01", "2025-03-02"},
      {"SAN-02", "党内严重警告", "2025-09-01", "2025-09-02"},
      {"SAN-06", "政务警告", "2024-09-01", "2024-09-02"},
      {"SAN-06", "政务记过", "2025-03-01", "2025-03-02"},
      {"SAN-06", "政务记大过", "2025-09-01", "2025-09-02"},
      {"SAN-06", "政务降级", "2026-03-01", "2026-03-02"},
      {"SAN-06", "政务撤职", "2026-03-01", "2026-03-02"},
      {"SAN-07", "政务警告", "2024-09-01", "2024-09-02", "事业管理"},
      {"SAN-07", "政务记过", "2025-03-01", "2025-03-02", "国企"},
      {"SAN-07", "降低岗位等级", "2026-03-01", "2026-03-02", "事业专技"},
      {"SAN-09", "诫勉", "2024-09-01", "2024-09-02"},
      {"SAN-10", "调整职务", "2025-03-01", "2025-03-02"},
      {"SAN-10", "降职", "2026-03-01", "2026-03-02"},
      {"SAN-11", "不适宜担任现职", "2025-03-01", "2025-03-02"},
      {"SAN-11", "不适宜担任现职降职", "2026-03-01", "2026-03-02"},
  };
  return all;
}

// County head until the sanction took the post, then an officer.
Person head_until(std::string_view decided, std::string kind) {
  return Person()
      .served({.from = "2018.03", .to = decided, .level = Level::county_head})
      .served({.from = decided, .to = "至今", .level = Level::officer})
      .punished({.kind = std::move(kind), .date = decided});
}
}  // namespace

TEST_CASE("a sanction blocks up to and on its last day, and holds with a notice from the next",
          "[gate]") {
  for (const auto& [rule, kind, last, next, scale] : fixed_periods()) {
    CAPTURE(rule, kind);
    const Person who = punished_with(kind, "2024-03-01").staffed(scale);
    CHECK(verdict(rule, who, post(), last) == "fails, from " + next);
    CHECK(verdict(rule, who, post(), next) == "holds expired_human_judgement");
    CHECK(verdict(rule, who, post(), "2024-02-29") == "holds");
  }
}

TEST_CASE("an exemption, clearance or revocation counts from the day of its decision", "[gate]") {
  for (const auto& [rule, kind, last, next, scale] : fixed_periods()) {
    for (const char* status : {"exempted", "cleared", "revoked"}) {
      CAPTURE(rule, kind, status);
      const Person who =
          punished_with(kind, "2024-03-01", status, decided("2024-06-10")).staffed(scale);
      CHECK(verdict(rule, who, post(), "2024-06-09") == "fails, from " + next);
      CHECK(verdict(rule, who, post(), "2024-06-10") == "holds");
      CHECK(verdict(rule, punished_with(kind, "2024-03-01", status).staffed(scale), post(),
                    "2024-06-10") == "fails, from " + next);
    }
  }
}

TEST_CASE("the word expired does not end a period that the dates have not ended", "[gate]") {
  for (const auto& [rule, kind, last, next, scale] : fixed_periods()) {
    CAPTURE(rule, kind);
    CHECK(verdict(rule, punished_with(kind, "2024-03-01", "expired").staffed(scale), post(),
                  last) == "fails, from " + next);
  }
}

TEST_CASE("without document or date a sanction is unverified, never a failure", "[gate]") {
  for (const auto& [rule, kind, last, next, scale] : fixed_periods()) {
    CAPTURE(rule, kind);
    const Person no_document =
        Person().punished({.kind = kind, .date = "2024-03-01", .document = ""}).staffed(scale);
    CHECK(verdict(rule, no_document, post(), "2024-06-10") == "unverified");
    CHECK(verdict(rule, Person().punished({.kind = kind}).staffed(scale), post(), "2024-06-10") ==
          "unverified");
  }
}

TEST_CASE("a recorded last day of a sanction counts before the computed one", "[gate]") {
  for (const auto& [rule, kind, last, next, scale] : fixed_periods()) {
    CAPTURE(rule, kind);
    const Person who =
        Person()
            .punished({.kind = kind, .date = "2024-03-01", .effect_until = "2024-05-31"})
            .staffed(scale);
    CHECK(verdict(rule, who, post(), "2024-05-31") == "fails, from 2024-06-01");
    CHECK(verdict(rule, who, post(), "2024-06-01") == "holds expired_human_judgement");
  }
}

TEST_CASE("no record of a sanction holds, and says that there is none; 提醒 and 函询 never count",
          "[gate]") {
  for (const char* rule : {"SAN-01", "SAN-02", "SAN-03", "SAN-04", "SAN-05", "SAN-06", "SAN-08",
                           "SAN-09", "SAN-10", "SAN-11"}) {
    CAPTURE(rule);
    CHECK(verdict(rule, Person(), post(), "2026-03-01") == "holds");
    const GateFinding found = judged(rule, Person().never_punished(), post(), "2026-03-01");
    REQUIRE(found.evidence.size() == 1);
    CHECK(evidence_json(found.evidence.front(), Profile{}) == R"({"none":"/sanctions"})");
    CHECK(verdict(rule, punished_with("提醒", "2026-02-01"), post(), "2026-03-01") == "holds");
    CHECK(verdict(rule, punished_with("函询", "2026-02-01"), post(), "2026-03-01") == "holds");
  }
}

TEST_CASE("a bare word that may be either kind makes the rules of both unverified", "[gate]") {
  const auto unclear = [](const char* rule, const char* kind) {
    return verdict(rule, punished_with(kind, "2026-01-10"), post(), "2026-03-01");
  };
  CHECK(unclear("SAN-01", "警告") == "unverified");
  CHECK(unclear("SAN-06", "警告") == "unverified");
  CHECK(unclear("SAN-05", "开除") == "unverified");
  CHECK(unclear("SAN-08", "开除") == "unverified");
  CHECK(unclear("SAN-03", "撤销职务") == "unverified");
  CHECK(unclear("SAN-02", "警告") == "holds");
}

TEST_CASE("SAN-03: 撤销党内职务 bars for two years from posts as high as the old one, or higher",
          "[gate]") {
  const Person who = head_until("2024-03-01", "撤销党内职务");
  const VacantPost as_high = post_at(Level::county_head);
  CHECK(verdict("SAN-03", who, as_high, "2026-03-01") == "fails, from 2026-03-02");
  CHECK(verdict("SAN-03", who, as_high, "2026-03-02") == "holds expired_human_judgement");
  CHECK(verdict("SAN-03", who, post_at(Level::bureau_deputy), "2026-03-01") ==
        "fails, from 2026-03-02");
  CHECK(verdict("SAN-03", who, post_at(Level::county_deputy), "2024-03-01") == "holds");
  CHECK(verdict("SAN-03", punished_with("撤销党内职务", "2024-03-01"), as_high, "2026-03-01") ==
        "unverified");  // the old level is not known
  CHECK(verdict("SAN-03", punished_with("撤销党内职务", "2024-03-01"), as_high, "2026-03-02") ==
        "holds expired_human_judgement");
}

TEST_CASE("SAN-04: 留党察看 bars for its time and two years more, longer if rights came back later",
          "[gate]") {
  const Person one_year = punished_with("留党察看一年", "2022-03-01");
  CHECK(verdict("SAN-04", one_year, post(), "2025-03-01") == "fails");
  CHECK(verdict("SAN-04", one_year, post(), "2025-03-02") == "unverified");
  const Person two_years = punished_with("留党察看二年", "2022-03-01");
  CHECK(verdict("SAN-04", two_years, post(), "2026-03-01") == "fails");
  CHECK(verdict("SAN-04", two_years, post(), "2026-03-02") == "unverified");
  const Person recorded = Person().punished(
      {.kind = "留党察看一年", .date = "2022-03-01", .effect_until = "2025-06-30"});
  CHECK(verdict("SAN-04", recorded, post(), "2025-06-30") == "fails, from 2025-07-01");
  CHECK(verdict("SAN-04", recorded, post(), "2025-07-01") == "holds expired_human_judgement");
}

TEST_CASE("SAN-05: 开除党籍 bars for five years, and by the law of 2019 for ever", "[gate]") {
  const Person who = punished_with("开除党籍", "2013-06-01");
  CHECK(verdict("SAN-05", who, post(), "2018-06-01") == "fails, from 2018-06-02");
  CHECK(verdict("SAN-05", who, post(), "2018-06-02") == "holds expired_human_judgement");
  CHECK(verdict("SAN-05", who, post(), "2019-05-31") == "holds expired_human_judgement");
  CHECK(verdict("SAN-05", who, post(), "2019-06-01") == "fails");
  CHECK(verdict("SAN-05", who, post(), "2040-01-01") == "fails");
}

TEST_CASE("SAN-06, SAN-07: each speaks of its own people", "[gate]") {
  const Person servant = punished_with("政务记过", "2024-03-01").staffed("公务员");
  const Person teacher = punished_with("政务记过", "2024-03-01").staffed("事业专技");
  const Person unsaid = punished_with("政务记过", "2024-03-01");
  CHECK(verdict("SAN-06", servant, post(), "2024-06-01") == "fails, from 2025-03-02");
  CHECK(verdict("SAN-07", servant, post(), "2024-06-01") == "holds not_applicable");
  CHECK(verdict("SAN-06", teacher, post(), "2024-06-01") == "holds not_applicable");
  CHECK(verdict("SAN-07", teacher, post(), "2024-06-01") == "fails, from 2025-03-02");
  CHECK(verdict("SAN-06", unsaid, post(), "2024-06-01") == "fails, from 2025-03-02");
  CHECK(verdict("SAN-07", unsaid, post(), "2024-06-01") == "holds not_applicable");
}

TEST_CASE("SAN-07: until 2020-06-30 the text is one for institutions, not for enterprises",
          "[gate]") {
  const Person teacher = punished_with("政务记过", "2020-03-01").staffed("事业专技");
  const Person manager = punished_with("政务记过", "2020-03-01").staffed("国企");
  CHECK(verdict("SAN-07", teacher, post(), "2020-06-30") == "fails, from 2021-03-02");
  CHECK(verdict("SAN-07", manager, post(), "2020-06-30") == "holds not_applicable");
  CHECK(verdict("SAN-07", manager, post(), "2020-07-01") == "fails, from 2021-03-02");
}

TEST_CASE("SAN-08: 开除公职 bars for ever", "[gate]") {
  const Person who = punished_with("开除公职", "2010-06-01");
  CHECK(verdict("SAN-08", who, post(), "2010-05-31") == "holds");
  CHECK(verdict("SAN-08", who, post(), "2010-06-01") == "fails");
  CHECK(verdict("SAN-08", who, post(), "2040-01-01") == "fails");
  CHECK(verdict("SAN-08", punished_with("开除公职", "2010-06-01", "revoked", decided("2012-01-10")),
                post(), "2012-01-10") == "holds");
}

TEST_CASE("SAN-10: 免职 bars from any leadership post for a year, from a higher one for two",
          "[gate]") {
  const Person who = head_until("2024-03-01", "免职");
  const VacantPost as_high = post_at(Level::county_head);
  CHECK(verdict("SAN-10", who, as_high, "2025-03-01") == "fails, from 2025-03-02");
  CHECK(verdict("SAN-10", who, as_high, "2025-03-02") == "holds expired_human_judgement");
  const VacantPost higher = post_at(Level::bureau_deputy);
  CHECK(verdict("SAN-10", who, higher, "2026-03-01") == "fails, from 2026-03-02");
  CHECK(verdict("SAN-10", who, higher, "2026-03-02") == "holds expired_human_judgement");
  const Person unknown = punished_with("责令辞职", "2024-03-01");
  CHECK(verdict("SAN-10", unknown, as_high, "2025-03-01") == "fails");
  CHECK(verdict("SAN-10", unknown, as_high, "2025-03-02") == "unverified");
  CHECK(verdict("SAN-10", unknown, as_high, "2026-03-02") == "holds expired_human_judgement");
}

TEST_CASE("SAN-10: 停职检查 lasts at most six months, how long the record does not say", "[gate]") {
  const Person who = punished_with("停职检查", "2024-03-01");
  CHECK(verdict("SAN-10", who, post(), "2024-09-01") == "unverified");
  CHECK(verdict("SAN-10", who, post(), "2024-09-02") == "holds expired_human_judgement");
  CHECK(verdict("SAN-10", punished_with("组织处理", "2024-03-01"), post(), "2030-01-01") ==
        "unverified");
}

TEST_CASE("SAN-09: the figures tell the months run and the months of the period", "[gate]") {
  const Person who = punished_with("诫勉", "2024-03-01");
  CHECK(grounds("SAN-09", who, post(), "2024-08-31") == "5/6 month /sanctions/s1");
  CHECK(grounds("SAN-09", who, post(), "2025-03-01") == "12/6 month /sanctions/s1");
  const auto until = [](std::string_view last) {
    return Person().punished({.kind = "诫勉", .date = "2024-03-01", .effect_until = last});
  };
  CHECK(grounds("SAN-09", until("2024-08-31"), post(), "2024-08-31") == "5/6 month /sanctions/s1");
  CHECK(grounds("SAN-09", until("2025-03-01"), post(), "2024-10-01") == "7/12 month /sanctions/s1");
}

TEST_CASE("SAN-09: a date that is not fine enough is unverified only while it matters", "[gate]") {
  const Person in_month = punished_with("诫勉", "2024.03");
  CHECK(verdict("SAN-09", in_month, post(), "2024-02-29") == "holds");
  CHECK(verdict("SAN-09", in_month, post(), "2024-03-30") == "unverified");
  CHECK(verdict("SAN-09", in_month, post(), "2024-03-31") == "fails, from 2024-10-01");
  CHECK(verdict("SAN-09", in_month, post(), "2024-09-01") == "fails, from 2024-10-01");
  CHECK(verdict("SAN-09", in_month, post(), "2024-09-02") == "unverified");
  CHECK(verdict("SAN-09", in_month, post(), "2024-09-30") == "unverified");
  CHECK(verdict("SAN-09", in_month, post(), "2024-10-01") == "holds expired_human_judgement");
  const Person in_year = punished_with("诫勉", "2024");
  CHECK(verdict("SAN-09", in_year, post(), "2023-12-31") == "holds");
  CHECK(verdict("SAN-09", in_year, post(), "2024-06-01") == "unverified");
  CHECK(verdict("SAN-09", in_year, post(), "2025-06-30") == "unverified");
  CHECK(verdict("SAN-09", in_year, post(), "2025-07-01") == "holds expired_human_judgement");
}

TEST_CASE("SAN-09: a decision on the status lifts only when it is complete and dated by then",
          "[gate]") {
  OfficialDecision bare = decided("2024-06-10");
  bare.document.clear();
  OfficialDecision month = decided("2024.06");
  OfficialDecision undated = decided("2024-06-10");
  undated.date.reset();
  for (const char* status : {"exempted", "cleared", "revoked"}) {
    CAPTURE(status);
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status, bare), post(),
                  "2024-06-10") == "unverified");
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status, undated), post(),
                  "2024-06-10") == "unverified");
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status, month), post(),
                  "2024-05-31") == "fails, from 2024-09-02");
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status, month), post(),
                  "2024-06-29") == "unverified");
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status, month), post(),
                  "2024-06-30") == "holds");
  }
}

TEST_CASE("SAN-09: a person above the post is asked like any other", "[gate]") {
  const Person who = punished_with("诫勉", "2026-01-10").at_level(Level::bureau_deputy);
  CHECK(verdict("SAN-09", who, post(), "2026-03-01") == "fails, from 2026-07-11");
  CHECK(verdict("ELG-10", who, post(), "2026-03-01") == "holds not_applicable");
}
