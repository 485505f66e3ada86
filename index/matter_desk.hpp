#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/match_json.hpp"
#include "engine/match/requirement_changes.hpp"
#include "engine/matter/closing.hpp"
#include "engine/matter/preview.hpp"
#include "engine/matter/proposal.hpp"
#include "index/audit/disclosure.hpp"
#include "index/catalogue.hpp"
#include "index/stamp.hpp"

namespace bole {

// Who acts, and when (UTC).
struct Actor {
  std::string by{};
  std::string at{};
};

// What a preview may tell: counts without names, and which alarms would be raised, by code only.
struct PreviewReport {
  GatePreview counts{};
  std::vector<GateSpec> gates{};
  std::vector<CriterionSpec> criteria{};
  std::vector<std::string> alarm_codes{};
  std::vector<std::string> uncovered_tasks{};
};

// A match as it can be shown: the inputs, the result of judging the store as it stands now, and the
// stored form. Exists only from the lock on. Not movable: `input` points into it.
struct MatchView {
  Matter matter{};
  VacantPost post{};  // the matter's, with its organisation as the register has it
  Requirement requirement{};
  GateSet gates{};
  std::vector<Row> pool{};
  std::optional<MatchInput> input{};
  MatchResult result{};
  std::string stored{};     // the JSON of the match; empty before the first
  bool superseded = false;  // 已被替代: another match holds, or none until it is matched again
  bool store_moved_on = false;  // 数据已更新: judging now gives another result than the stored one

  MatchView() = default;
  MatchView(const MatchView&) = delete;
  MatchView& operator=(const MatchView&) = delete;
};

// The requirement in force beside the one by which the last superseded match was made, and for whom
// that makes a difference. Not movable, as MatchView.
struct AmendmentView {
  Matter matter{};
  std::string earlier_match{};  // empty: the amended version was never matched
  Requirement earlier{};
  Requirement later{};
  VacantPost post{};
  GateSet earlier_gates{};
  GateSet later_gates{};
  std::vector<Row> pool{};
  std::optional<MatchInput> earlier_input{};
  std::optional<MatchInput> later_input{};
  std::vector<RequirementChange> changes{};
  std::vector<ChangedStanding> people{};

  AmendmentView() = default;
  AmendmentView(const AmendmentView&) = delete;
  AmendmentView& operator=(const AmendmentView&) = delete;
};

// 办结前须具备 of one of the shortlist.
struct PersonClosing {
  ProfileId profile{};
  std::string name{};
  std::vector<ClosingPoint> points{};
};

// Who saw what of a matter, and what was disclosed at each lock.
struct MatterSeen {
  struct Lock {
    int version = 0;  // of the requirement
    SearchDisclosure disclosure{};
  };
  std::vector<Lock> locks{};
  std::vector<Sighting> sightings{};
};

// Notes everybody whom the match shows, and whoever is on the shortlist.
void note_people(AuditEntry& note, const MatchView& view, const Columns& columns);
void note_people(AuditEntry& note, const Matter& matter);
void note_people(AuditEntry& note, const AmendmentView& view, const Columns& columns);
void note_people(AuditEntry& note, const MatterSeen& seen);

// The one place through which a matter moves (先定工作方案，再定人选方案). Every step is one commit
// guarded by the version it was read at, and by accept_matter(); nothing here returns a person's
// name or id before the requirement is locked. Codes besides those of matter.hpp, requirement.hpp
// and the filter language: matter_not_found, requirement_not_found, unknown_post,
// as_of_out_of_reach, organisation_not_there, rule_not_in_force, interested_party,
// requirement_not_locked, requirement_is_locked, wrong_matter, pool_is_empty, alarm_without_reason,
// no_match_yet, not_in_match, override_required.
class MatterDesk {
 public:
  MatterDesk(Store& store, Catalogue& catalogue, const AuditLog& audit)
      : store_(store), catalogue_(catalogue), audit_(audit) {}

  Result<Matter> open(std::string_view plan_file, const Actor& actor);
  Result<Matter> edit_plan(const MatterId& id, std::string_view plan_file, const Actor& actor);
  Result<Matter> settle(const MatterId& id, const Actor& actor);
  // Computes only; stores nothing.
  [[nodiscard]] Result<ProposedRequirement> propose(const MatterId& id) const;
  Result<Requirement> draft(const MatterId& id, Requirement requirement, const Actor& actor);
  // A version that amends the locked requirement: the matter goes back to requirement_draft, the
  // match that held is superseded, a second person locks the version, and it is matched again.
  // Besides: reason_required, nothing_amended.
  Result<Requirement> amend(const MatterId& id, Requirement requirement, const std::string& reason,
                            const Actor& actor);
  // Stores that it was asked and what it told (preview_memory.hpp). Besides: preview_limit.
  Result<PreviewReport> preview(const MatterId& id, const Actor& actor);
  // `alarm_reason` answers every alarm; refused without it when there are any. States, from the
  // audit log, what drafter and approver searched and saw in the 90 days before.
  Result<Requirement> lock(const MatterId& id, const std::string& alarm_reason, const Actor& actor);
  // Records that the exception was approved (破格批复); from the lock on, for somebody in the pool
  // whom a rule of the requirement leaves open to it. Signed here. Besides: not_in_match,
  // rule_not_in_requirement, no_exception_open.
  Result<Matter> approve(const MatterId& id, Approval approval, const Actor& actor);
  Result<std::unique_ptr<MatchView>> match(const MatterId& id, const Actor& actor);
  // What match() would store now under that id and stamp, in `stored`; stores nothing.
  [[nodiscard]] Result<std::unique_ptr<MatchView>> match_again(const MatterId& id,
                                                               const std::string& match_id,
                                                               const JudgedBy& by) const;
  // The match that holds, judged again on the store as it stands.
  [[nodiscard]] Result<std::unique_ptr<MatchView>> view(const MatterId& id) const;
  // The same of any match of the matter, by the requirement that it was made by. Besides:
  // match_not_found.
  [[nodiscard]] Result<std::unique_ptr<MatchView>> view(const MatterId& id,
                                                        const std::string& match) const;
  // Who gains and who loses by the last amendment, once it was matched again. Besides: not_amended.
  [[nodiscard]] Result<std::unique_ptr<AmendmentView>> changes(const MatterId& id) const;
  Result<Matter> shortlist(const MatterId& id, std::vector<Shortlisted> people,
                           const std::string& few_reason, const Actor& actor);
  // What is there and what is lacking for each of the shortlist before it is closed as 进入考察.
  [[nodiscard]] Result<std::vector<PersonClosing>> closing(const MatterId& id) const;
  // A person's written answer to points of closing() that ask for one. Signed here. Besides:
  // nothing_to_answer.
  Result<Matter> answer(const MatterId& id, const ProfileId& profile,
                        const std::vector<std::string>& about, const std::string& words,
                        const Actor& actor);
  // Closed as 进入考察 only where nothing of closing() is open. Besides: closing_blocked.
  Result<Matter> close(const MatterId& id, Outcome outcome, const Actor& actor);
  Result<Matter> cancel(const MatterId& id, const std::string& reason, const std::string& document,
                        const Actor& actor);
  // By what the audit log says, from the lock on: who saw its matches, reports and people, whoever
  // of these is on the shortlist or holds the conditions in one of its matches.
  [[nodiscard]] Result<MatterSeen> seen(const MatterId& id) const;

  [[nodiscard]] Result<Matter> find(const MatterId& id) const;
  [[nodiscard]] std::vector<Matter> all() const;
  [[nodiscard]] Result<Requirement> requirement(const Matter& matter) const;
  // Empty: there is no such version.
  [[nodiscard]] std::optional<Requirement> version_of(const MatterId& id, int version) const;
  // The prefix and the number after the highest that a record of the collection has.
  [[nodiscard]] std::string next_id(Collection collection, std::string_view prefix) const;

 private:
  struct Held {
    Matter matter{};
    std::uint32_t version = 0;
  };
  [[nodiscard]] Result<Held> hold(const MatterId& id) const;
  [[nodiscard]] Result<Matter> completed(Matter matter, const Actor& actor) const;
  [[nodiscard]] Result<Done> as_of_fits(const Matter& matter, const Actor& actor) const;
  [[nodiscard]] VacantPost standing_alone(VacantPost post) const;
  [[nodiscard]] Result<GateSet> gates_of(const Requirement& requirement) const;
  [[nodiscard]] Result<Done> disinterested(const Matter& matter, const Actor& actor) const;
  Result<Matter> step(Held held, MatterState state, const std::string& hash, const Actor& actor,
                      std::vector<Put> besides = {});
  Result<Requirement> write_version(Held held, Requirement requirement, const Actor& actor);
  Result<Matter> commit(Held held, std::string_view command, const Actor& actor);
  // The requirement by which a stored match was made.
  [[nodiscard]] Requirement requirement_of(const Matter& matter, const std::string& stored) const;
  [[nodiscard]] Result<std::unique_ptr<MatchView>> judged(const Matter& matter) const;
  [[nodiscard]] Result<std::unique_ptr<MatchView>> judged(const Matter& matter,
                                                          Requirement requirement) const;
  [[nodiscard]] Result<std::unique_ptr<MatchView>> stored_view(const Matter& matter,
                                                               const std::string& match,
                                                               Requirement requirement) const;
  [[nodiscard]] std::vector<std::string> ids_of(const std::vector<Row>& rows) const;
  [[nodiscard]] SearchDisclosure disclosure(const Matter& matter, const std::string& drafted_by,
                                            const Actor& approver,
                                            const std::vector<std::string>& roster,
                                            const PeopleSet& eligible) const;

  Store& store_;
  Catalogue& catalogue_;
  const AuditLog& audit_;
};

}  // namespace bole
