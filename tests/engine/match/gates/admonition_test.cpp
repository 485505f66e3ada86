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
