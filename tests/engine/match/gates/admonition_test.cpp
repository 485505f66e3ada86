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
}  // namespace

TEST_CASE("SAN-09: 诫勉 blocks up to and on its last day, and holds with a notice from the next",
          "[gate]") {
  const Person who = punished_with("诫勉", "2024-03-01");
  CHECK(verdict("SAN-09", who, post(), "2024-09-01") == "fails, from 2024-09-02");
  CHECK(verdict("SAN-09", who, post(), "2024-09-02") == "holds expired_human_judgement");
  CHECK(verdict("SAN-09", who, post(), "2024-02-29") == "holds");
}

TEST_CASE("SAN-09: an exemption, clearance or revocation counts from the day of its decision",
          "[gate]") {
  for (const char* status : {"exempted", "cleared", "revoked"}) {
    CAPTURE(status);
    const Person who = punished_with("诫勉", "2024-03-01", status, decided("2024-06-10"));
    CHECK(verdict("SAN-09", who, post(), "2024-06-09") == "fails, from 2024-09-02");
    CHECK(verdict("SAN-09", who, post(), "2024-06-10") == "holds");
    CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", status), post(), "2024-06-10") ==
          "fails, from 2024-09-02");
  }
}

TEST_CASE("SAN-09: the word expired does not end a period that the dates have not ended",
          "[gate]") {
  CHECK(verdict("SAN-09", punished_with("诫勉", "2024-03-01", "expired"), post(), "2024-09-01") ==
        "fails, from 2024-09-02");
}

TEST_CASE("SAN-09: without document or date it is unverified, never a failure", "[gate]") {
  const Person no_document =
      Person().punished({.kind = "诫勉", .date = "2024-03-01", .document = ""});
  CHECK(verdict("SAN-09", no_document, post(), "2024-06-10") == "unverified");
  CHECK(verdict("SAN-09", Person().punished({.kind = "诫勉"}), post(), "2024-06-10") ==
        "unverified");
}

TEST_CASE("SAN-09: a recorded last day counts before the computed one", "[gate]") {
  const Person who =
      Person().punished({.kind = "诫勉", .date = "2024-03-01", .effect_until = "2024-05-31"});
  CHECK(verdict("SAN-09", who, post(), "2024-05-31") == "fails, from 2024-06-01");
  CHECK(verdict("SAN-09", who, post(), "2024-06-01") == "holds expired_human_judgement");
}

TEST_CASE("SAN-09: no record holds, and says that there is none", "[gate]") {
  CHECK(verdict("SAN-09", Person(), post(), "2026-03-01") == "holds");
  const GateFinding found = judged("SAN-09", Person().never_punished(), post(), "2026-03-01");
  REQUIRE(found.evidence.size() == 1);
  CHECK(evidence_json(found.evidence.front(), Profile{}) == R"({"none":"/sanctions"})");
}

TEST_CASE("SAN-09: 提醒 and 函询 never count", "[gate]") {
  CHECK(verdict("SAN-09", punished_with("提醒", "2026-02-01"), post(), "2026-03-01") == "holds");
  CHECK(verdict("SAN-09", punished_with("函询", "2026-02-01"), post(), "2026-03-01") == "holds");
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
