#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/approval.hpp"
#include "engine/match/requirement.hpp"

namespace bole {

// The stages of filling one vacancy, in order. 先定工作方案，再定人选方案: names exist only from
// `matched` on.
enum class MatterState : std::uint8_t {
  plan_draft,          // 工作方案拟定中
  plan_settled,        // 工作方案已审定
  requirement_draft,   // 职位需求拟定中
  requirement_locked,  // 职位需求已锁定
  matched,             // 已匹配
  shortlisted,         // 已提出建议考察人选
  closed,              // 已办结
  cancelled,           // 已撤销
};
[[nodiscard]] std::string_view to_string(MatterState state);
[[nodiscard]] std::string_view chinese(MatterState state);

struct Task {  // 任务
  std::string key{};
  std::string text{};
  int importance = 3;     // 1..5
  std::string covers{};   // 地区发展需要|单位核心职能|企业主营业务
  std::string measure{};  // how one will see that it was done
  friend bool operator==(const Task&, const Task&) = default;
};

struct Signature {
  std::string by{};
  std::string at{};
  std::string hash{};
  friend bool operator==(const Signature&, const Signature&) = default;
};

struct WorkPlan {  // 工作方案
  int version = 1;
  int horizon_months = 0;
  std::vector<Task> tasks{};
  Signature drafted{};
  std::optional<Signature> settled{};
  friend bool operator==(const WorkPlan&, const WorkPlan&) = default;
};

struct Shortlisted {  // 建议考察人选
  ProfileId profile{};
  std::string reason{};
  std::string override_reason{};  // why somebody outside the bands was taken
  friend bool operator==(const Shortlisted&, const Shortlisted&) = default;
};

// What a person answered in writing to a point that only a person may settle (closing.hpp).
struct WrittenAnswer {
  ProfileId profile{};
  std::string about{};  // ClosingPoint::about
  std::string facts{};  // ClosingPoint::facts: other facts have to be answered again
  std::string words{};
  std::string by{};
  std::string at{};
  friend bool operator==(const WrittenAnswer&, const WrittenAnswer&) = default;
};

// A locked requirement was opened again, and what was superseded by that.
struct Amendment {
  int version = 0;      // of the requirement that was locked
  std::string match{};  // that held; empty: there was none yet
  std::string reason{};
  std::string by{};
  std::string at{};
  friend bool operator==(const Amendment&, const Amendment&) = default;
};

struct Outcome {       // 结果
  std::string kind{};  // 进入考察|未采用|撤销
  std::string reason{};
  std::string document{};
  std::string rules{};  // rules_version(), where those of closing were asked
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct Step {  // one entry of the matter's history
  MatterState state{};
  Signature signature{};
  friend bool operator==(const Step&, const Step&) = default;
};

struct Matter {  // 选配事项
  MatterId id{};
  std::string kind{};  // 任用|挂职|交流
  Basis basis{};
  PoolId pool{};
  Day as_of{};
  VacantPost post{};
  WorkPlan plan{};
  MatterState state = MatterState::plan_draft;
  int requirement_version = 0;            // 0: none yet
  std::string match{};                    // id of the match that holds
  std::vector<std::string> superseded{};  // 已被替代: ids of the matches that held before
  std::vector<Amendment> amendments{};
  std::vector<Approval> approvals{};  // 破格批复, from the lock on; the newest last
  std::vector<Shortlisted> shortlist{};
  std::string few_reason{};  // why fewer than three are proposed
  std::vector<WrittenAnswer> answers{};
  std::optional<Outcome> outcome{};
  std::vector<Step> history{};
};

// What an official hands in: kind, basis, pool, as_of, post and plan. Strict: see JsonReader;
// besides plan_without_tasks, duplicate_key, unknown_coverage, bad_date (of the basis, too).
[[nodiscard]] Result<Matter> matter_from_plan_file(std::string_view json);
[[nodiscard]] Result<Matter> matter_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Matter& matter);

// Hash of what is settled: horizon and tasks, post, pool, as-of date, kind and basis.
[[nodiscard]] std::string plan_hash(const Matter& matter);
// Hash of what is locked: the whole requirement but its own lock.
[[nodiscard]] std::string requirement_hash(const Requirement& requirement);

// The rules of the states: which step may follow which, that settling and locking are done by
// another person than the drafter, and that what was settled does not change any more. `by` is who
// writes. The store asks this before it takes a new version, so no command can go around it.
// Codes: wrong_state, second_person_required, plan_is_settled, hash_mismatch, not_the_author,
// too_few_without_reason, reason_required, bad_outcome, nobody_shortlisted; of an approval
// requirement_not_locked, bad_date.
//
// A locked requirement is opened again (back to requirement_draft) only by an amendment with a
// reason, signed by who writes; that supersedes the match that held and clears the shortlist.
// Superseded matches, amendments and answers only grow. An approval and answers name people: they
// are taken by themselves, signed by who writes, an approval between the lock and the end, answers
// while there is a shortlist and about those on it.
[[nodiscard]] Result<Done> accept_matter(const std::optional<Matter>& before, const Matter& after,
                                         std::string_view by);
// A locked requirement never changes; a lock is signed by another than the drafter and carries the
// right hash. A version that amends a locked one names it and the reason, says that names were seen
// before, and is locked as such.
[[nodiscard]] Result<Done> accept_requirement(const std::optional<Requirement>& before,
                                              const Requirement& after, std::string_view by);

}  // namespace bole
