// RCS-01 亲属回避, RCS-03 地域回避.
#include <catch2/catch.hpp>

#include "engine/match/gates/protected/protected_facts.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const std::string as_of = "2026-03-01";
VacantPost finance_post() {
  VacantPost post = post_at(Level::county_deputy);
  post.organisation_record.emplace();
  post.organisation_record->name = "样例市财政局";
  post.organisation_record->short_names = {"市财政局"};
  return post;
}
VacantPost county_secretary() {
  VacantPost post = post_at(Level::county_head, {"领导职务", "县级正职要害岗位"});
  post.organisation_record.emplace();
  post.organisation_record->name = "样例市青禾县委";
  post.organisation_record->short_names = {"青禾县委"};
  return post;
}

// Of the candidate, beside holders whom the post names.
std::string said_beside(const std::vector<Profile>& holders, const Profile& candidate) {
  Columns columns(Vocabulary::built_in());
  ProtectedFacts facts;
  VacantPost post = finance_post();
  for (const Profile& holder : holders) {
    facts.put(columns.put(holder), holder);
    post.holders.push_back(holder.id);
  }
  const Row row = columns.put(candidate);
  facts.put(row, candidate);
  GateOutcome outcome{};
  judge_gate(*find_gate("RCS-01"), columns, post, day(as_of), {&row, 1}, {&outcome, 1}, nullptr,
             &facts);
  return std::string(to_string(outcome.verdict)) + " " + std::string(to_string(outcome.notice));
}
}  // namespace

TEST_CASE("RCS-01: a declared relative in the body is for a person to confirm, never a failure",
          "[gate]") {
  const Person wife_there = Person().related("妻子", "示某", "样例市财政局预算科科长");
  CHECK(verdict("RCS-01", wife_there, finance_post(), as_of) == "unverified kinship_to_confirm");
  CHECK(verdict("RCS-01", Person().related("妻子", "示某", "市财政局干部"), finance_post(),
                as_of) == "unverified kinship_to_confirm");
  CHECK(verdict("RCS-01", Person().related("妻子", "示某", "样例市审计局科长"), finance_post(),
                as_of) == "holds");
}

TEST_CASE("RCS-01: who is retired or deceased stands in nobody's way", "[gate]") {
  CHECK(verdict("RCS-01", Person().related("父亲", "示某", "样例市财政局退休干部"), finance_post(),
                as_of) == "holds");
  CHECK(verdict("RCS-01", Person().related("父亲", "示某", "样例市财政局原局长，已去世"),
                finance_post(), as_of) == "holds");
}

TEST_CASE("RCS-01: a relative with a holder's name, on either side, is for a person to confirm",
          "[gate]") {
  const Profile holder =
      Person("h-1").named("晏示例").related("儿子", "晏小例", "样例市第九中学教师");
  const Profile brother = Person("p-1").named("晏某").related("哥哥", "晏示例", "样例市某局局长");
  const Profile son = Person("p-2").named("晏小例").related("母亲", "某某", "务农");
  const Profile other = Person("p-3").named("樊可查").related("妻子", "某某", "务农");
  CHECK(said_beside({holder}, brother) == "unverified kinship_to_confirm");
  CHECK(said_beside({holder}, son) == "unverified kinship_to_confirm");
  CHECK(said_beside({holder}, other) == "holds ");
  // A holder is not their own relative.
  CHECK(said_beside({holder}, holder) == "holds ");
}

TEST_CASE("RCS-01: without a declared family, or anything to compare with, it is unverified",
          "[gate]") {
  CHECK(verdict("RCS-01", Person(), finance_post(), as_of) == "unverified");
  CHECK(verdict("RCS-01", Person().related("妻子", "示某", "务农"), post_at(Level::county_deputy),
                as_of) == "unverified");
}

TEST_CASE("RCS-01: concerns leaders, and whoever handles people, discipline, audit or money",
          "[gate]") {
  const Person who = Person().related("妻子", "示某", "样例市财政局科员");
  VacantPost post = finance_post();
  post.classes = {"组织人事纪检监察审计财务"};
  CHECK(verdict("RCS-01", who, post, as_of) == "unverified kinship_to_confirm");
  post.classes = std::vector<std::string>{};
  CHECK(verdict("RCS-01", who, post, as_of) == "holds not_applicable");
}

TEST_CASE("RCS-03: nobody heads the county in which they grew up", "[gate]") {
  const auto from = [](std::string place) {
    return verdict("RCS-03", Person().grew_up_in(std::move(place)), county_secretary(), as_of);
  };
  CHECK(from("示例省样例市青禾县") == "fails");
  CHECK(from("示例青禾") == "fails");
  CHECK(from("示例省样例市石渡县") == "holds");
  CHECK(from("示范省某市青山区") == "holds");
  CHECK(from("示例省样例市") == "unverified");  // told down to the city only
  CHECK(from("示例样例") == "unverified");
  CHECK(from("示例省") == "unverified");
  CHECK(from("") == "unverified");
}

TEST_CASE("RCS-03: concerns the key posts of a county, and asks which county it is", "[gate]") {
  const Person who = Person().grew_up_in("示例省样例市青禾县");
  VacantPost post = county_secretary();
  post.classes = {"领导职务"};
  CHECK(verdict("RCS-03", who, post, as_of) == "holds not_applicable");
  post = county_secretary();
  post.organisation_record.reset();
  CHECK(verdict("RCS-03", who, post, as_of) == "unverified");
}
