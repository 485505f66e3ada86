// SLOT-01 职数.
#include <catch2/catch.hpp>

#include "engine/match/gate.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
struct Case {
  Columns columns{Vocabulary::built_in()};
  VacantPost post = post_at(Level::county_deputy);

  Case() {
    post.organisation_record.emplace();
    post.organisation_record->name = "样例市财政局";
    post.organisation_record->short_names = {"市财政局"};
  }
  Person deputy(std::string id, std::string organisation, std::string_view to = "至今") {
    Profile who =
        Person(std::move(id)).served({.from = "2020.03", .to = to, .organisation = organisation});
    who.appointments->front().posts.front().title = "副局长";
    columns.put(who);
    post.holders.push_back(who.id);
    return Person();
  }
  std::string said_of(const Profile& who, GateFinding* told = nullptr) {
    const Row row = columns.put(who);
    GateOutcome outcome{};
    std::vector<GateFinding> findings(1);
    judge_gate(*find_gate("SLOT-01"), columns, post, day("2026-03-01"), {&row, 1}, {&outcome, 1},
               &findings);
    if (told) *told = findings.front();
    return std::string(to_string(outcome.verdict));
  }
};
}  // namespace

TEST_CASE("SLOT-01: a post whose seats are taken is given to nobody", "[gate]") {
  Case one;
  one.post.seats = 2;
  one.deputy("h-1", "样例市财政局");
  GateFinding told;
  CHECK(one.said_of(Person("p-1"), &told) == "holds");
  CHECK(told.observed == 1);
  CHECK(told.wanted == 2);
  one.deputy("h-2", "市财政局");
  CHECK(one.said_of(Person("p-1"), &told) == "fails");
  CHECK(told.observed == 2);
}

TEST_CASE("SLOT-01: who holds another post, or has left, takes no seat", "[gate]") {
  Case one;
  one.post.seats = 1;
  one.deputy("h-1", "样例市审计局");
  one.deputy("h-2", "样例市财政局", "2026-02-28");
  CHECK(one.said_of(Person("p-1")) == "holds");
  one.deputy("h-3", "样例市财政局", "2026");
  CHECK(one.said_of(Person("p-1")) == "unverified");  // perhaps left before the day
}

TEST_CASE("SLOT-01: a holder does not stand in their own way", "[gate]") {
  Case one;
  one.post.seats = 1;
  one.deputy("h-1", "样例市财政局");
  CHECK(one.said_of(Person("p-1")) == "fails");
  GateOutcome outcome{};
  const Row holder = *one.columns.find({"h-1"});
  judge_gate(*find_gate("SLOT-01"), one.columns, one.post, day("2026-03-01"), {&holder, 1},
             {&outcome, 1}, nullptr);
  CHECK(outcome.verdict == Verdict::holds);
}

TEST_CASE("SLOT-01: without seats, holders, or what the holders hold, it is unverified", "[gate]") {
  Case one;
  CHECK(one.said_of(Person("p-1")) == "unverified");
  one.post.seats = 1;
  CHECK(one.said_of(Person("p-1")) == "unverified");
  one.post.holders = {{"h-of-elsewhere"}};
  CHECK(one.said_of(Person("p-1")) == "unverified");
  one.post.seats = 2;
  CHECK(one.said_of(Person("p-1")) == "holds");  // one cannot fill two
}
