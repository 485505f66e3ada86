// RET-01 法定退休年龄; and that a match tells of protected gates nothing but the outcome.
#include <catch2/catch.hpp>

#include "engine/match/gate_set.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const VacantPost& post() {
  static const VacantPost vacant = post_at(Level::county_deputy);
  return vacant;
}
// The notice on the first day of the month before `month`, and of the month itself.
std::string around(const Profile& who, int year, int month) {
  const auto on = [&](int months) {
    return verdict("RET-01", who, post(), to_string(add_months(day_of(year, month, 1), months)));
  };
  return on(-1) + ", " + on(0);
}
const std::string reached = "holds retirement_near, holds retirement_reached";
}  // namespace

TEST_CASE("RET-01: the age is reached month by month later by the decision of 2024", "[gate]") {
  // 国发〔2024〕18号: men of 1965-01 one month later, 1965-05 two, from 1976-09 on 36.
  const auto man = [](std::string_view born) { return Person().born(born).with_age_limit("60"); };
  CHECK(around(man("1965.01"), 2025, 2) == reached);
  CHECK(around(man("1965.05"), 2025, 7) == reached);
  CHECK(around(man("1976.09"), 2039, 9) == reached);
  CHECK(around(man("1985.01"), 2048, 1) == reached);
  const auto woman = [](std::string_view born) { return Person().born(born).with_age_limit("55"); };
  CHECK(around(woman("1970.01"), 2025, 2) == reached);
  CHECK(around(woman("1981.09"), 2039, 9) == reached);
  const auto worker = [](std::string_view born) {
    return Person().born(born).with_age_limit("50");
  };
  CHECK(around(worker("1975.01"), 2025, 2) == reached);
  CHECK(around(worker("1984.11"), 2039, 11) == reached);
}

TEST_CASE("RET-01: until 2024 it is the age itself", "[gate]") {
  const Person who = Person().born("1964.06").with_age_limit("60");
  CHECK(around(who, 2024, 6) == reached);
  CHECK(verdict("RET-01", who, post(), "2023-05-31") == "holds");
  CHECK(verdict("RET-01", who, post(), "2023-06-01") == "holds retirement_near");
}

TEST_CASE("RET-01: a limit of 63, 65 or 66 has the base 60", "[gate]") {
  for (const char* limit : {"63", "65", "66"}) {
    CHECK(around(Person().born("1965.01").with_age_limit(limit), 2025, 2) == reached);
  }
}

TEST_CASE("RET-01: without a recorded limit any base of 干部 may be meant", "[gate]") {
  const Person who = Person().born("1970.01");  // 2025.02 by 55, 2031.04 by 60
  CHECK(verdict("RET-01", who, post(), "2024-01-01") == "unverified");
  CHECK(verdict("RET-01", who, post(), "2020-01-01") == "holds");
  CHECK(verdict("RET-01", who, post(), "2026-03-01") == "unverified");
  CHECK(verdict("RET-01", who, post(), "2033-01-01") == "holds retirement_reached");
  CHECK(verdict("RET-01", Person().with_age_limit("60"), post(), "2026-03-01") == "unverified");
  CHECK(verdict("RET-01", who, post_at(Level::officer, {}), "2026-03-01") ==
        "holds not_applicable");
}

TEST_CASE("a match tells of a protected gate the outcome and nothing else", "[gate][guard]") {
  Columns columns(Vocabulary::built_in());
  ProtectedFacts facts;
  const Profile who = Person().born("1965.01").with_age_limit("60").joined_party("中共", "2024.03");
  const Row row = columns.put(who);
  facts.put(row, who);
  const VacantPost committee = post_at(Level::county_deputy, {"领导职务", "党委委员"});
  GateSet gates = *GateSet::prepare(
      {{.key = "g1", .rule = "RET-01"}, {.key = "g2", .rule = "ELG-09b"}}, Vocabulary::built_in());
  for (const GateFinding& found : judge_person(gates, columns, committee, day("2026-03-01"), row)) {
    CHECK(found.outcome == GateOutcome{Verdict::unverified, Notice::none});
  }
  gates.set_protected_facts(&facts);
  const auto found = judge_person(gates, columns, committee, day("2026-03-01"), row);
  CHECK(found[0].outcome == GateOutcome{Verdict::holds, Notice::retirement_reached});
  CHECK(found[1].outcome == GateOutcome{Verdict::fails, Notice::none});
  for (const GateFinding& one : found) {
    CHECK_FALSE(one.observed);
    CHECK_FALSE(one.wanted);
    CHECK_FALSE(one.first_date);
    CHECK(one.evidence.empty());
    CHECK(one.arithmetic.empty());
  }
  // Alone, as `check` asks it, it shows how it reckoned.
  const GateFinding alone = judged("RET-01", who, committee, "2026-03-01");
  CHECK(alone.arithmetic.find("2025.02") != std::string::npos);
}

TEST_CASE("facts that were taken away are known no more", "[gate][guard]") {
  Columns columns(Vocabulary::built_in());
  ProtectedFacts facts;
  const Profile who = Person()
                          .joined_party("中共", "2001.03")
                          .grew_up_in("示例省")
                          .related("妻子", "示某", "样例市财政局");
  const Row row = columns.put(who);
  facts.put(row, who);
  facts.remove(row);
  CHECK(facts.of(row).party == ProtectedFacts::Party::unknown);
  CHECK(facts.of(row).grew_up == 0);
  CHECK(facts.of(row).family_known == 0);
  int relatives = 0;
  facts.each_relative(row, [&](const ProtectedFacts::Relative&) { ++relatives; });
  CHECK(relatives == 0);
}
