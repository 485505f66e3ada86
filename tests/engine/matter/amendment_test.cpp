// What the store takes of an amendment, of answers and of an end.
#include <catch2/catch.hpp>

#include "engine/matter/matter.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
using enum MatterState;

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
  matter.requirement_version = 1;
  matter.state = state;
  matter.history = {{requirement_draft, {"u1", "2026-01-02T00:00:00Z", {}}},
                    {state, {"u2", "2026-01-03T00:00:00Z", {}}}};
  if (state >= matched) matter.match = "x-1";
  if (state >= shortlisted) {
    matter.shortlist = {{{"p-1"}, "甲", {}}, {{"p-2"}, "乙", {}}, {{"p-3"}, "丙", {}}};
  }
  return matter;
}

Matter stepped(Matter matter, MatterState state, const std::string& by = "u1") {
  matter.state = state;
  matter.history.push_back({state, {by, "2026-02-03T00:00:00Z", {}}});
  return matter;
}

// As the desk does it.
Matter amended(const Matter& before) {
  Matter after = stepped(before, requirement_draft);
  after.amendments.push_back(
      {before.requirement_version, before.match, "任务有变", "u1", "2026-02-03T00:00:00Z"});
  if (!before.match.empty()) after.superseded.push_back(before.match);
  after.match.clear();
  after.shortlist.clear();
  after.requirement_version = 2;
  return after;
}

std::string taken(const Matter& before, const Matter& after, const std::string& by = "u1") {
  const auto accepted = accept_matter(before, after, by);
  return accepted ? "taken" : accepted.error().code;
}

Requirement version(int number) {
  Requirement requirement{};
  requirement.matter.text = "m-1";
  requirement.version = number;
  return requirement;
}
}  // namespace

TEST_CASE("a locked requirement is opened again only between the lock and the end",
          "[amend][guard]") {
  for (const MatterState open : {requirement_locked, matched, shortlisted}) {
    CHECK(taken(matter_in(open), amended(matter_in(open))) == "taken");
  }
  for (const MatterState other : {plan_draft, plan_settled, closed, cancelled}) {
    CHECK(taken(matter_in(other), amended(matter_in(other))) == "wrong_state");
  }
}

TEST_CASE("an amendment states its reason and who, and supersedes match and shortlist",
          "[amend][guard]") {
  const Matter before = matter_in(shortlisted);
  Matter after = stepped(before, requirement_draft);
  after.requirement_version = 2;
  CHECK(taken(before, after) == "wrong_state");  // nothing said of it
  after = amended(before);
  after.amendments.back().reason.clear();
  CHECK(taken(before, after) == "reason_required");
  after = amended(before);
  after.amendments.back().by = "u2";
  CHECK(taken(before, after) == "not_the_author");
  after = amended(before);
  after.amendments.back().version = 2;
  CHECK(taken(before, after) == "wrong_state");
  after = amended(before);
  after.match = "x-1";
  CHECK(taken(before, after) == "wrong_state");
  after = amended(before);
  after.superseded.clear();
  CHECK(taken(before, after) == "wrong_state");
  after = amended(before);
  after.shortlist = before.shortlist;
  CHECK(taken(before, after) == "wrong_state");
}

TEST_CASE("an amended version is locked by a second person and matched before anything else",
          "[amend][guard]") {
  const Matter draft = amended(matter_in(shortlisted));
  CHECK(taken(draft, stepped(draft, requirement_locked), "u1") == "second_person_required");
  const Matter locked = stepped(draft, requirement_locked, "u2");
  CHECK(taken(draft, locked, "u2") == "taken");
  CHECK(taken(draft, stepped(draft, shortlisted)) == "wrong_state");
  CHECK(taken(locked, stepped(locked, shortlisted)) == "wrong_state");
  CHECK(taken(locked, stepped(locked, closed)) == "wrong_state");
  Matter again = stepped(locked, matched);
  again.match = "x-2";
  CHECK(taken(locked, again) == "taken");
}

TEST_CASE("superseded matches and amendments only grow", "[amend][guard]") {
  Matter before = matter_in(matched);
  before.superseded = {"x-0"};
  Matter after = stepped(before, matched);
  after.match = "x-2";
  CHECK(taken(before, after) == "wrong_state");
  after.superseded = {"x-0", "x-1"};
  CHECK(taken(before, after) == "taken");
  after.superseded = {"x-1"};
  CHECK(taken(before, after) == "wrong_state");

  before = matter_in(matched);
  before.amendments = {{1, "x-0", "任务有变", "u1", "2026-02-03T00:00:00Z"}};
  after = stepped(before, shortlisted);
  after.shortlist = matter_in(shortlisted).shortlist;
  CHECK(taken(before, after) == "taken");
  after.amendments.clear();
  CHECK(taken(before, after) == "wrong_state");
  after.amendments = before.amendments;
  after.amendments[0].reason = "别的理由";
  CHECK(taken(before, after) == "wrong_state");
}

TEST_CASE("a matter points to another version only where one is drafted", "[amend][guard]") {
  const Matter before = matter_in(requirement_locked);
  Matter after = stepped(before, matched);
  after.match = "x-1";
  after.requirement_version = 2;
  CHECK(taken(before, after) == "wrong_state");
}

TEST_CASE("a version that amends says so, of an earlier one, with a reason, and is locked as such",
          "[amend][guard]") {
  const auto accepted = [](const std::optional<Requirement>& before, const Requirement& after,
                           const std::string& by) {
    const auto result = accept_requirement(before, after, by);
    return result ? std::string("taken") : result.error().code;
  };
  Requirement draft = version(2);
  draft.amends = Amends{1, "任务有变"};
  CHECK(accepted(std::nullopt, draft, "u1") == "names_seen_before");
  draft.names_seen_before = true;
  CHECK(accepted(std::nullopt, draft, "u1") == "taken");
  Requirement hidden = version(2);
  hidden.names_seen_before = true;
  CHECK(accepted(std::nullopt, hidden, "u1") == "names_seen_before");
  Requirement bare = draft;
  bare.amends->reason.clear();
  CHECK(accepted(std::nullopt, bare, "u1") == "reason_required");
  Requirement itself = draft;
  itself.amends->version = 2;
  CHECK(accepted(std::nullopt, itself, "u1") == "wrong_state");

  Requirement locked = draft;
  locked.locked = Locking{"u1", "u2", "2026-02-03T00:00:00Z", {}};
  locked.locked->hash = requirement_hash(locked);
  CHECK(accepted(draft, locked, "u2") == "taken");
  Requirement clean = version(2);
  clean.locked = locked.locked;
  clean.locked->hash = requirement_hash(clean);
  CHECK(accepted(draft, clean, "u2") == "wrong_state");
}

TEST_CASE("a requirement is read back with what it amends", "[amend]") {
  Requirement draft = version(2);
  draft.names_seen_before = true;
  draft.amends = Amends{1, "任务有变"};
  const auto read = requirement_from_json(to_json(draft));
  REQUIRE(read);
  CHECK(read->amends == draft.amends);
  CHECK(read->names_seen_before);
}

TEST_CASE("answers come by themselves, signed, about the shortlist and while there is one",
          "[closing][guard]") {
  const Matter before = matter_in(shortlisted);
  Matter after = before;
  after.answers = {{{"p-1"}, "信访", "sha256:a", "已核实，不影响", "u1", "2026-03-05T00:00:00Z"}};
  CHECK(taken(before, after) == "taken");
  CHECK(taken(before, after, "u2") == "not_the_author");
  Matter more = after;
  more.few_reason = "改动";
  CHECK(taken(before, more) == "wrong_state");
  Matter empty = after;
  empty.answers[0].words.clear();
  CHECK(taken(before, empty) == "reason_required");
  Matter other = after;
  other.answers[0].profile.text = "p-9";
  CHECK(taken(before, other) == "nothing_to_answer");
  for (const MatterState state : {requirement_locked, matched, closed}) {
    Matter early = matter_in(state);
    Matter answered = early;
    answered.answers = after.answers;
    CHECK(taken(early, answered) == "wrong_state");
  }
  // Never rewritten.
  Matter rewritten = stepped(after, shortlisted);
  rewritten.answers[0].words = "别的话";
  CHECK(taken(after, rewritten) == "wrong_state");
  rewritten.answers.clear();
  CHECK(taken(after, rewritten) == "wrong_state");
}

TEST_CASE("a matter ends with one of three outcomes and a reason", "[closing][guard]") {
  const auto ended = [](MatterState from, const std::string& kind, const std::string& reason) {
    const Matter before = matter_in(from);
    Matter after = stepped(before, closed);
    after.outcome = Outcome{kind, reason, {}, {}};
    return taken(before, after);
  };
  CHECK(ended(shortlisted, "进入考察", "会议研究") == "taken");
  CHECK(ended(shortlisted, "未采用", "") == "reason_required");
  CHECK(ended(shortlisted, "进入考察", "") == "reason_required");
  CHECK(ended(shortlisted, "采用", "会议研究") == "bad_outcome");
  CHECK(ended(matched, "未采用", "没有合适人选") == "taken");
  CHECK(ended(matched, "进入考察", "会议研究") == "wrong_state");
  CHECK(ended(requirement_locked, "未采用", "没有合适人选") == "wrong_state");

  Matter nobody = matter_in(shortlisted);
  nobody.shortlist.clear();
  nobody.few_reason = "没有合适人选";
  Matter after = stepped(nobody, closed);
  after.outcome = Outcome{"进入考察", "会议研究", {}, {}};
  CHECK(taken(nobody, after) == "nobody_shortlisted");
}

TEST_CASE("a matter is read back with what was superseded, amended and answered", "[amend]") {
  Matter matter = matter_in(shortlisted);
  matter.superseded = {"x-0"};
  matter.amendments = {{1, "x-0", "任务有变", "u1", "2026-02-03T00:00:00Z"}};
  matter.answers = {{{"p-1"}, "信访", "sha256:a", "不影响", "u1", "2026-03-05T00:00:00Z"}};
  matter.outcome = Outcome{"进入考察", "会议研究", "样组〔2026〕9号", "sha256:r"};
  const auto read = matter_from_json(to_json(matter));
  REQUIRE(read);
  CHECK(to_json(*read) == to_json(matter));
  CHECK(read->answers == matter.answers);
  CHECK(read->amendments == matter.amendments);
}
