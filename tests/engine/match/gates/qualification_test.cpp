// ELG-09a 法定资格.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-09a: a judge's post asks for the legal qualification on record", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy, {"领导职务", "需法定资格"});
  const Person lawyer = Person().titled("法律职业资格证书", "2020-06-01");
  CHECK(verdict("ELG-09a", lawyer, post, "2020-05-31") == "unverified");
  CHECK(verdict("ELG-09a", lawyer, post, "2020-06-01") == "holds");
  CHECK(verdict("ELG-09a", Person().titled("四级高级法官"), post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-09a", lawyer, post_at(Level::county_deputy, {"检察官"}), "2026-03-01") ==
        "holds");
}

TEST_CASE("ELG-09a: that somebody lacks it no record tells, so it never fails", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy, {"领导职务", "需法定资格"});
  CHECK(verdict("ELG-09a", Person(), post, "2026-03-01") == "unverified");
  CHECK(verdict("ELG-09a", Person().never_titled(), post, "2026-03-01") == "unverified");
  CHECK(verdict("ELG-09a", Person().titled("高级经济师"), post, "2026-03-01") == "unverified");
}

TEST_CASE("ELG-09a: concerns no other post", "[gate]") {
  CHECK(verdict("ELG-09a", Person(), post_at(Level::county_deputy), "2026-03-01") ==
        "holds not_applicable");
}
