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

TEST_CASE("BAN-06: 诫勉 blocks up to and on its last day, and holds with a notice from the next",
          "[gate]") {
  const Person who = punished_with("诫勉", "2024-03-01");
  CHECK(verdict("BAN-06", who, post(), "2024-09-01") == "fails, from 2024-09-02");
  CHECK(verdict("BAN-06", who, post(), "2024-09-02") == "holds expired_human_judgement");
  CHECK(verdict("BAN-06", who, post(), "2024-02-29") == "holds");
}

TEST_CASE("BAN-06: an exemption, clearance or revocation counts from the day of its decision",
          "[gate]") {
  for (const char* status : {"exempted", "cleared", "revoked"}) {
    CAPTURE(status);
    const Person who = punished_with("诫勉", "2024-03-01", status, decided("2024-06-10"));
    CHECK(verdict("BAN-06", who, post(), "2024-06-09") == "fails, from 2024-09-02");
    CHECK(verdict("BAN-06", who, post(), "2024-06-10") == "holds");
    CHECK(verdict("BAN-06", punished_with("诫勉", "2024-03-01", status), post(), "2024-06-10") ==
          "fails, from 2024-09-02");
  }
}

TEST_CASE("BAN-06: the word expired does not end a period that the dates have not ended",
          "[gate]") {
  CHECK(verdict("BAN-06", punished_with("诫勉", "2024-03-01", "expired"), post(), "2024-09-01") ==
        "fails, from 2024-09-02");
}

TEST_CASE("BAN-06: without document or date it is unverified, never a failure", "[gate]") {
  const Person no_document =
      Person().punished({.kind = "诫勉", .date = "2024-03-01", .document = ""});
  CHECK(verdict("BAN-06", no_document, post(), "2024-06-10") == "unverified");
  CHECK(verdict("BAN-06", Person().punished({.kind = "诫勉"}), post(), "2024-06-10") ==
        "unverified");
}

TEST_CASE("BAN-06: a recorded last day counts before the computed one", "[gate]") {
  const Person who =
      Person().punished({.kind = "诫勉", .date = "2024-03-01", .effect_until = "2024-05-31"});
  CHECK(verdict("BAN-06", who, post(), "2024-05-31") == "fails, from 2024-06-01");
  CHECK(verdict("BAN-06", who, post(), "2024-06-01") == "holds expired_human_judgement");
}

TEST_CASE("BAN-06: no record holds, and says that there is none", "[gate]") {
  CHECK(verdict("BAN-06", Person(), post(), "2026-03-01") == "holds");
  const GateFinding found = judged("BAN-06", Person().never_punished(), post(), "2026-03-01");
  REQUIRE(found.evidence.size() == 1);
  CHECK(evidence_json(found.evidence.front(), Profile{}) == R"({"none":"/sanctions"})");
}

TEST_CASE("BAN-06: 提醒 and 函询 never count", "[gate]") {
  CHECK(verdict("BAN-06", punished_with("提醒", "2026-02-01"), post(), "2026-03-01") == "holds");
  CHECK(verdict("BAN-06", punished_with("函询", "2026-02-01"), post(), "2026-03-01") == "holds");
}

TEST_CASE("BAN-06: the longest of several decides, and a month's end is clamped", "[gate]") {
  const Person who = Person()
                         .punished({.kind = "诫勉", .date = "2024-08-31"})
                         .punished({.kind = "政务警告", .date = "2024-08-01"});
  CHECK(verdict("BAN-06", who, post(), "2025-02-28") == "fails, from 2025-03-01");
  CHECK(verdict("BAN-06", who, post(), "2025-03-01") == "holds expired_human_judgement");
}

TEST_CASE("BAN-06: a bare 警告 is unverified, for both warnings", "[gate]") {
  const Person who = punished_with("警告", "2026-02-01");
  CHECK(verdict("BAN-06", who, post(), "2026-03-01") == "unverified");
  CHECK(verdict("SAN-01", who, post(), "2026-03-01") == "unverified");
  CHECK(verdict("SAN-06", who, post(), "2026-03-01") == "unverified");
}

TEST_CASE("BAN-06: the text of 2014 does not name 诫勉", "[gate]") {
  const Person admonished = punished_with("诫勉", "2019-01-10");
  CHECK(verdict("BAN-06", admonished, post(), "2019-03-02") == "holds");
  CHECK(verdict("SAN-09", admonished, post(), "2019-03-02") == "fails, from 2019-07-11");
  CHECK(verdict("BAN-06", admonished, post(), "2019-03-03") == "fails, from 2019-07-11");
  const Person warned = punished_with("党内警告", "2019-01-10");
  CHECK(verdict("BAN-06", warned, post(), "2019-03-02") == "fails, from 2020-01-11");
}

TEST_CASE("BAN-06: no first date while another sanction has no known end", "[gate]") {
  const Person moved_too = Person()
                               .punished({.kind = "诫勉", .date = "2025-12-01"})
                               .punished({.kind = "调整职务", .date = "2025-12-01"});
  CHECK(verdict("BAN-06", moved_too, post(), "2026-03-01") == "fails");
  const Person until =
      Person()
          .punished({.kind = "诫勉", .date = "2025-12-01"})
          .punished({.kind = "调整职务", .date = "2025-12-01", .effect_until = "2026-11-30"});
  CHECK(verdict("BAN-06", until, post(), "2026-03-01") == "fails, from 2026-12-01");
}

TEST_CASE("BAN-06: the figures are those of the sanction that lasts longest", "[gate]") {
  const Person who = Person()
                         .punished({.kind = "政务记过", .date = "2025-10-01"})
                         .punished({.kind = "诫勉", .date = "2025-12-01"});
  CHECK(grounds("BAN-06", who, post(), "2026-03-01") == "5/12 month /sanctions/s1 /sanctions/s2");
}
