#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/level.hpp"
#include "engine/core/result.hpp"
#include "engine/match/approval.hpp"
#include "engine/profile/register.hpp"

namespace bole {

struct Basis {  // 依据
  std::string document{};
  std::string article{};
  std::string date{};
  friend bool operator==(const Basis&, const Basis&) = default;
};

struct GateSpec {  // 资格条件: either a statutory rule or an own filter
  std::string key{};
  std::string rule{};    // ELG-05b …
  std::string filter{};  // canonical text of the filter language
  std::string task{};
  Basis basis{};
  friend bool operator==(const GateSpec&, const GateSpec&) = default;
};

struct RecencyStep {                   // 时效折算
  std::optional<int> within_months{};  // empty: everything older
  int permille = 1000;
  friend bool operator==(const RecencyStep&, const RecencyStep&) = default;
};

// A declared value function (评价标准): a curve through points, flat outside, or a table.
struct ValueFunction {
  std::vector<std::pair<int, int>> points{};         // (x, value 0..1000), x strictly ascending
  std::vector<std::pair<std::string, int>> table{};  // name -> value
  int otherwise = 0;
  [[nodiscard]] bool is_table() const { return points.empty(); }
  // Piecewise linear, truncated (model §4).
  [[nodiscard]] int at(std::int64_t x) const;
  [[nodiscard]] int best() const;  // the largest value it can take
  friend bool operator==(const ValueFunction&, const ValueFunction&) = default;
};

struct SpecialityTerm {  // a speciality that the tasks ask for, and how much of the asking it is
  std::string speciality{};  // id
  int weight = 0;            // whole, from 1; beside those of the criterion's other terms
  friend bool operator==(const SpecialityTerm&, const SpecialityTerm&) = default;
};

struct CriterionArgs {
  std::vector<std::string> specialities{};  // ids
  std::vector<SpecialityTerm> terms{};
  std::vector<RecencyStep> recency{};  // empty: everything counts in full
  Level level = Level::unknown;
  bool at_least = false;
  std::string kind{};
  std::string grade{};
  int years = 0;
  std::vector<std::string> subjects{};
  std::string of{};  // what breadth counts: system|division|kind
  friend bool operator==(const CriterionArgs&, const CriterionArgs&) = default;
};

struct CriterionSpec {  // 评价要素
  std::string key{};
  std::string criterion{};
  std::string task{};
  int weight = 0;    // whole, >= 100; all sum 10 000
  int required = 0;  // 0..1000, the value the post asks for
  CriterionArgs args{};
  ValueFunction value{};
  friend bool operator==(const CriterionSpec&, const CriterionSpec&) = default;
};

struct Band {  // 档次
  std::string name{};
  int from = 0;  // 0..1000
  friend bool operator==(const Band&, const Band&) = default;
};

struct Prefer {  // 同等条件下优先
  std::string appraisal{};
  int years = 0;
  int at_least = 0;
  friend bool operator==(const Prefer&, const Prefer&) = default;
};

struct Robustness {
  int epsilon_permille = 200;
  int k = 5;
  friend bool operator==(const Robustness&, const Robustness&) = default;
};

struct Alarm {  // 因人设岗提醒
  std::string code{};
  std::string gate{};
  std::string detail{};  // exact figures; empty before the lock
  std::string reason_given{};
};

// 缺此项资料: of how many of the pool what the record lacks leaves a criterion's value open.
struct DataGap {
  std::string criterion{};  // key
  int lacking = 0;
  int people = 0;  // of the pool
};

struct SearchDisclosure {
  int searches = 0;
  int eligible_seen = 0;
};

struct Locking {
  std::string drafted_by{};
  std::string approved_by{};
  std::string at{};
  std::string hash{};
};

// Of a version that changes a locked one: which, and why.
struct Amends {
  int version = 0;
  std::string reason{};
  friend bool operator==(const Amends&, const Amends&) = default;
};

// 职位需求分析: what the post asks of a person. Canonical JSON in docs/model.md §2.
struct Requirement {
  MatterId matter{};
  int version = 1;
  std::string plan_hash{};
  std::string rules{};
  std::string vocabulary{};
  std::vector<GateSpec> gates{};
  std::vector<CriterionSpec> criteria{};
  std::vector<Band> bands{};  // descending `from`, the last from 0
  std::optional<Prefer> prefer{};
  Robustness robustness{};
  std::vector<Alarm> alarms{};
  std::vector<DataGap> data_gaps{};  // one a criterion, in order, from the lock on
  bool names_seen_before = false;    // of every version that amends a locked one
  std::optional<Amends> amends{};
  std::optional<SearchDisclosure> search_disclosure{};
  std::optional<Locking> locked{};
};

// The post a matter fills (职位), with its organisation embedded when it has to stand alone.
struct VacantPost {
  PostId id{};
  OrganisationId organisation{};
  std::optional<Organisation> organisation_record{};
  std::string title{};
  Level level = Level::unknown;
  std::optional<bool> head{};
  std::optional<std::vector<std::string>> classes{};  // closed table, model §2.1
  // 现任班子成员: who is present in the organisation's posts and stays, this post's own included;
  // empty: not stated.
  std::vector<ProfileId> holders{};
  std::optional<int> seats{};  // 职数
};

// 领导职务: by its class where classes are recorded, else by its level (公务员法 art 18: the levels
// from 乡科级副职 up are those of leadership posts). Nothing where neither is recorded.
[[nodiscard]] std::optional<bool> is_leadership_post(const VacantPost& post);
// Whether the post has the class of model §2.1; 领导职务 as is_leadership_post() says. Nothing
// where that is not recorded.
[[nodiscard]] std::optional<bool> has_class(const VacantPost& post, std::string_view name);

// Reading is strict: an unknown key, a wrong type, an unknown criterion, level or rule, a value out
// of range, points not ascending or a refused criterion (唯票、唯分、唯GDP、唯年龄, sealed facts)
// is an Error whose `where` is a JSON pointer. Weights and bands are checked by check_complete(),
// since a draft may be unfinished.
[[nodiscard]] Result<Requirement> requirement_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Requirement& requirement);
// A file of `check` may hold "approvals" beside the post; where none are wanted, the key is
// unknown.
[[nodiscard]] Result<VacantPost> vacant_post_from_json(std::string_view json,
                                                       std::vector<Approval>* approvals = nullptr);
[[nodiscard]] std::string to_json(const VacantPost& post);

// What must hold before a requirement is locked: at least one gate and one criterion, unique keys,
// no statutory rule twice, dates of bases that are dates, weights >= 100 that sum 10 000, bands
// descending to 0, every criterion names a task of the plan.
[[nodiscard]] Result<Done> check_complete(const Requirement& requirement,
                                          const std::vector<std::string>& task_keys);

}  // namespace bole
