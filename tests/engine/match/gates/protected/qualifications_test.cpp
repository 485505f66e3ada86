// ELG-09b 党委委员的党龄, AUT-01 民族自治地方首长.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const std::string as_of = "2026-03-01";
VacantPost committee(Level level) { return post_at(level, {"领导职务", "党委委员"}); }
VacantPost county_head() {
  VacantPost post = post_at(Level::county_head, {"领导职务", "民族自治地方首长"});
  post.organisation_record.emplace();
  post.organisation_record->name = "样例市雾溪彝族自治县人民政府";
  return post;
}
}  // namespace

TEST_CASE("ELG-09b: a county committee asks three years of full membership, a city's five",
          "[gate]") {
  // A year of probation goes before: four years from the day of joining, and six.
  const Person who = Person().joined_party("中共", "2022-03-01");
  CHECK(verdict("ELG-09b", who, committee(Level::county_deputy), "2026-02-28") ==
        "fails, from 2026-03-01");
  CHECK(verdict("ELG-09b", who, committee(Level::county_deputy), "2026-03-01") == "holds");
  CHECK(verdict("ELG-09b", who, committee(Level::bureau_deputy), "2028-02-29") ==
        "fails, from 2028-03-01");
  CHECK(verdict("ELG-09b", who, committee(Level::bureau_deputy), "2028-03-01") == "holds");
}

TEST_CASE("ELG-09b: a month or year that straddles the day is unverified, as is no date",
          "[gate]") {
  const VacantPost post = committee(Level::county_deputy);
  CHECK(verdict("ELG-09b", Person().joined_party("中共", "2022.03"), post, "2026-03-30") ==
        "unverified");
  CHECK(verdict("ELG-09b", Person().joined_party("中共", "2022.03"), post, "2026-03-31") ==
        "holds");
  CHECK(verdict("ELG-09b", Person().joined_party("中共", "2022"), post, as_of) == "unverified");
  CHECK(verdict("ELG-09b", Person().joined_party("中共"), post, as_of) == "unverified");
  CHECK(verdict("ELG-09b", Person(), post, as_of) == "unverified");
}

TEST_CASE("ELG-09b: who is not of the party fails", "[gate]") {
  const VacantPost post = committee(Level::county_deputy);
  CHECK(verdict("ELG-09b", Person().joined_party("民建", "2001.03"), post, as_of) == "fails");
  CHECK(verdict("ELG-09b", Person().joined_party("群众"), post, as_of) == "fails");
}

TEST_CASE("ELG-09b: concerns no post but those of local committees", "[gate]") {
  const Person who = Person().joined_party("群众");
  CHECK(verdict("ELG-09b", who, post_at(Level::county_deputy), as_of) == "holds not_applicable");
  CHECK(verdict("ELG-09b", who, committee(Level::township_head), as_of) == "holds not_applicable");
}

TEST_CASE("AUT-01: the head of an autonomous county is of its nationality", "[gate]") {
  CHECK(verdict("AUT-01", Person().of_ethnic_group("彝族"), county_head(), as_of) == "holds");
  CHECK(verdict("AUT-01", Person().of_ethnic_group("汉族"), county_head(), as_of) == "fails");
  CHECK(verdict("AUT-01", Person(), county_head(), as_of) == "unverified");
  VacantPost two = county_head();
  two.organisation_record->name = "样例市双溪拉祜族佤族布朗族傣族自治县人民政府";
  CHECK(verdict("AUT-01", Person().of_ethnic_group("佤族"), two, as_of) == "holds");
  CHECK(verdict("AUT-01", Person().of_ethnic_group("彝族"), two, as_of) == "fails");
}

TEST_CASE("AUT-01: concerns no other post, and asks the name of the place", "[gate]") {
  VacantPost nameless = county_head();
  nameless.organisation_record.reset();
  CHECK(verdict("AUT-01", Person().of_ethnic_group("彝族"), nameless, as_of) == "unverified");
  CHECK(verdict("AUT-01", Person().of_ethnic_group("汉族"), post_at(Level::county_head), as_of) ==
        "holds not_applicable");
}
