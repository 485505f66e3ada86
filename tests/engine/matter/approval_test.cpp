// 破格批复: what an approval on record changes, and when the store takes one.
#include <catch2/catch.hpp>

#include "engine/explain/explain.hpp"
#include "engine/match/gate_set.hpp"
#include "engine/matter/matter.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
Approval approval_of(const std::string& rule, const std::string& document = "样组干〔2026〕3号") {
  return {.profile = {"p-000001"},
          .rule = rule,
          .document = document,
          .date = day("2026-02-01"),
          .by = "u1",
          .at = "2026-02-03T08:00:00Z"};
}

// What the rule says of a person with these approvals, ranking and explaining alike.
GateFinding judged_with(const std::string& rule, Profile who, const VacantPost& post,
                        const std::vector<Approval>& approvals) {
  who.id.text = "p-000001";
  Columns columns(Vocabulary::built_in());
  const Row row = columns.put(who);
  auto gates = GateSet::prepare({{.key = "g1", .rule = rule}}, Vocabulary::built_in());
  REQUIRE(gates);
  gates->set_approvals(approvals);
  GateOutcome ranked{};
  gates->judge(0, columns, post, day("2026-03-01"), {&row, 1}, {&ranked, 1}, nullptr);
  GateFinding found = judge_person(*gates, columns, post, day("2026-03-01"), row).front();
  CHECK(found.outcome == ranked);
  CHECK(found.approval.has_value() == (ranked.notice == Notice::exception_approved));
  return found;
}

const GateOutcome open_to_exception{Verdict::fails, Notice::exception_needs_approval};
const GateOutcome approved{Verdict::holds, Notice::exception_approved};

Matter matter_in(MatterState state) {
  Matter matter{};
  matter.id.text = "m-1";
  matter.kind = "任用";
  matter.basis.document = "样例方案";
  matter.pool.text = "all";
  matter.as_of = day("2026-03-01");
  matter.post = post_at(Level::county_deputy);
  matter.plan.horizon_months = 12;
  matter.plan.tasks = {{.key = "t1", .text = "治水", .covers = "单位核心职能"}};
  matter.plan.drafted = {"u1", "2026-01-01T00:00:00Z", {}};
  matter.state = state;
  matter.history = {{state, {"u2", "2026-01-02T00:00:00Z", {}}}};
  return matter;
}

std::string taken(MatterState state, const Approval& approval, const std::string& by = "u1") {
  const Matter before = matter_in(state);
  Matter after = before;
  after.approvals.push_back(approval);
  const auto accepted = accept_matter(before, after, by);
  return accepted ? "taken" : accepted.error().code;
}
}  // namespace

TEST_CASE("an approval on record makes the term hold, with its document", "[approval][gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person late = Person().at_level(Level::township_head, "2024-01-31");
  CHECK(judged_with("ELG-05b", late, post, {}).outcome == open_to_exception);
  const GateFinding found = judged_with("ELG-05b", late, post, {approval_of("ELG-05b")});
  CHECK(found.outcome == approved);
  const Sentence told =
      gate_sentence({.key = "g1", .rule = "ELG-05b"}, found, late, day("2026-03-01"));
  CHECK(told.text.find("符合（已有破格批复：样组干〔2026〕3号，2026-02-01）") != std::string::npos);
  REQUIRE(told.sources.size() > 1);
  CHECK(told.sources[told.sources.size() - 2].find("样组干〔2026〕3号") != std::string::npos);
}

TEST_CASE("an approval of another rule or person changes nothing", "[approval][gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person late = Person().at_level(Level::township_head, "2024-01-31");
  CHECK(judged_with("ELG-05b", late, post, {approval_of("ELG-02")}).outcome == open_to_exception);
  Approval other = approval_of("ELG-05b");
  other.profile.text = "p-000002";
  CHECK(judged_with("ELG-05b", late, post, {other}).outcome == open_to_exception);
}

TEST_CASE("the newest of several approvals is the one that is named", "[approval][gate]") {
  const Person late = Person().at_level(Level::township_head, "2024-01-31");
  const GateFinding found =
      judged_with("ELG-05b", late, post_at(Level::county_deputy),
                  {approval_of("ELG-05b", "旧号"), approval_of("ELG-05b", "新号")});
  REQUIRE(found.approval);
  CHECK(found.approval->document == "新号");
}

TEST_CASE("an approval neither lifts a ban nor settles what is unverified", "[approval][gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person month = Person().at_level(Level::township_head, "2023.03");
  CHECK(judged_with("ELG-05b", month, post, {approval_of("ELG-05b")}).outcome.verdict ==
        Verdict::unverified);
  const Person long_served = Person().at_level(Level::township_head, "2020-01-31");
  CHECK(judged_with("ELG-05b", long_served, post, {approval_of("ELG-05b")}).outcome ==
        GateOutcome{Verdict::holds, Notice::none});
}

TEST_CASE("one level skipped holds with an approval, two do not", "[approval][gate]") {
  const Person deputy = Person().at_level(Level::township_deputy, "2015-01-31");
  CHECK(judged_with("ELG-10", deputy, post_at(Level::county_deputy), {approval_of("ELG-10")})
            .outcome == approved);
  CHECK(judged_with("ELG-10", deputy, post_at(Level::county_head), {approval_of("ELG-10")})
            .outcome.verdict == Verdict::fails);
}

TEST_CASE("an approval is taken only between the lock and the end", "[approval][guard]") {
  using enum MatterState;
  for (const MatterState early : {plan_draft, plan_settled, requirement_draft}) {
    CHECK(taken(early, approval_of("ELG-05b")) == "requirement_not_locked");
  }
  for (const MatterState open : {requirement_locked, matched, shortlisted}) {
    CHECK(taken(open, approval_of("ELG-05b")) == "taken");
  }
  for (const MatterState late : {closed, cancelled}) {
    CHECK(taken(late, approval_of("ELG-05b")) == "wrong_state");
  }
}

TEST_CASE("an approval is signed by who records it and dated before that", "[approval][guard]") {
  CHECK(taken(MatterState::matched, approval_of("ELG-05b"), "u2") == "not_the_author");
  Approval later = approval_of("ELG-05b");
  later.date = day("2026-02-03");
  CHECK(taken(MatterState::matched, later) == "taken");
  later.date = day("2026-02-04");
  CHECK(taken(MatterState::matched, later) == "bad_date");
  Approval bare = approval_of("ELG-05b");
  bare.document.clear();
  CHECK(taken(MatterState::matched, bare) == "missing_key");
}

TEST_CASE("approvals ride on no other step and are never rewritten", "[approval][guard]") {
  Matter before = matter_in(MatterState::matched);
  before.approvals = {approval_of("ELG-05b")};
  Matter after = before;
  after.approvals.push_back(approval_of("ELG-02"));
  after.pool.text = "other";
  CHECK(accept_matter(before, after, "u1").error().code == "wrong_state");

  Matter dropped = before;
  dropped.approvals.clear();
  dropped.history.push_back({MatterState::matched, {"u1", "2026-02-05T00:00:00Z", {}}});
  CHECK(accept_matter(before, dropped, "u1").error().code == "wrong_state");

  Matter rewritten = before;
  rewritten.approvals = {approval_of("ELG-05b", "别号")};
  rewritten.history = dropped.history;
  CHECK(accept_matter(before, rewritten, "u1").error().code == "wrong_state");

  Matter fresh = matter_in(MatterState::plan_draft);
  fresh.history = {{MatterState::plan_draft, {"u1", "2026-01-01T00:00:00Z", {}}}};
  CHECK(accept_matter(std::nullopt, fresh, "u1"));
  fresh.approvals = {approval_of("ELG-05b")};
  CHECK_FALSE(accept_matter(std::nullopt, fresh, "u1"));
}

TEST_CASE("a matter is read back with its approvals", "[approval]") {
  Matter matter = matter_in(MatterState::matched);
  matter.approvals = {approval_of("ELG-05b"), approval_of("ELG-02")};
  const auto read = matter_from_json(to_json(matter));
  REQUIRE(read);
  CHECK(read->approvals == matter.approvals);
}
