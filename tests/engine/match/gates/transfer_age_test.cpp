// REC-01 调任年龄.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
VacantPost post_in(std::string system, std::string kind, Level level) {
  VacantPost post = post_at(level);
  post.organisation_record.emplace();
  post.organisation_record->name = "样例市某机关";
  post.organisation_record->system = std::move(system);
  post.organisation_record->kind = std::move(kind);
  return post;
}
Person manager(std::string_view born) { return Person().staffed("国企").born(born); }
}  // namespace

TEST_CASE("REC-01: who comes from outside is not above the age of the post, in principle",
          "[gate]") {
  struct Limit {
    VacantPost post{};
    const char* last{};
    const char* over{};
  };
  const std::vector<Limit> limits{
      {post_in("政府", "市直", Level::bureau_deputy), "2036-04-30", "2036-05-01"},
      {post_in("政府", "区县", Level::county_deputy), "2031-04-30", "2031-05-01"},
      {post_in("政府", "市直", Level::county_deputy), "2026-04-30", "2026-05-01"},
      {post_in("政府", "区县直", Level::township_head), "2021-04-30", "2021-05-01"}};
  for (const auto& [post, last, over] : limits) {
    CAPTURE(over);
    CHECK(verdict("REC-01", manager("1980-05-01"), post, last) == "holds");
    CHECK(verdict("REC-01", manager("1980-05-01"), post, over) ==
          "needs_approval exception_needs_approval");
  }
  CHECK(grounds("REC-01", manager("1980-05-01"), limits[2].post, "2026-05-01") ==
        "46/45 year /birth");
}

TEST_CASE("REC-01: a birth that straddles the day is unverified, as is none", "[gate]") {
  const VacantPost post = post_in("政府", "市直", Level::county_deputy);
  CHECK(verdict("REC-01", manager("1980.05"), post, "2026-04-30") == "holds");
  CHECK(verdict("REC-01", manager("1980.05"), post, "2026-05-30") == "unverified");
  CHECK(verdict("REC-01", manager("1980.05"), post, "2026-05-31") ==
        "needs_approval exception_needs_approval");
  CHECK(verdict("REC-01", Person().staffed("国企"), post, "2026-03-01") == "unverified");
}

TEST_CASE("REC-01: concerns neither civil servants nor posts outside the civil service", "[gate]") {
  const VacantPost post = post_in("政府", "市直", Level::county_deputy);
  CHECK(verdict("REC-01", Person().staffed("公务员").born("1960"), post, "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("REC-01", manager("1960"), post_in("国企", "国企", Level::county_deputy),
                "2026-03-01") == "holds not_applicable");
  CHECK(verdict("REC-01", manager("1960"), post_at(Level::officer, {}), "2026-03-01") ==
        "holds not_applicable");
}

TEST_CASE("REC-01: whose 人员类别 is not known, or a post of nobody knows where, is unverified",
          "[gate]") {
  CHECK(verdict("REC-01", Person().born("1960-05-01"),
                post_in("政府", "市直", Level::county_deputy), "2026-03-01") == "unverified");
  CHECK(verdict("REC-01", manager("1960-05-01"), post_at(Level::county_deputy), "2026-03-01") ==
        "unverified");
  CHECK(verdict("REC-01", manager("1990-05-01"), post_at(Level::county_deputy), "2026-03-01") ==
        "holds");
}
