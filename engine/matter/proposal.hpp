#pragma once
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// Why a gate or criterion was proposed: the task and the words of its text that led to it. For
// what the law or the post itself asks, `task` is empty.
struct Proposal {
  std::string key{};  // of the gate or criterion in the draft
  std::string task{};
  std::vector<std::string> words{};
  std::string sentence{};  // Chinese
};

struct ProposedRequirement {
  Requirement draft{};
  std::vector<Proposal> proposals{};  // one for each gate and criterion of the draft, in order
  std::vector<std::string> uncovered_tasks{};  // keys of tasks no criterion serves
};

// How the weight of a requirement is spread over what the plan serves.
struct PlanService {
  struct Aim {
    std::string_view name{};           // 地区发展需要|单位核心职能|企业主营业务
    std::vector<std::string> tasks{};  // keys of the plan's tasks that serve it
    int weight = 0;                    // of the criteria that name one of them
  };
  std::vector<Aim> aims{};          // all three
  std::vector<std::string> idle{};  // keys of criteria that name no task of the plan
};
[[nodiscard]] PlanService service_of(const Matter& matter, const Requirement& requirement);

// A first draft from the settled plan, for a person to edit: the statutory gates that concern the
// post, months in the specialities that each task's words show (weighted by the task's importance),
// what rules/proposals.tsv adds, and, where the tasks ask for `team_gaps` (ids of specialities that
// nobody in the present team covers), who would fill them. The draft is complete in the sense of
// check_complete().
[[nodiscard]] ProposedRequirement propose(const Matter& matter, const Vocabulary& vocabulary,
                                          const std::vector<std::string>& team_gaps = {});

// Tasks that no criterion serves.
[[nodiscard]] std::vector<std::string> uncovered_tasks(const Matter& matter,
                                                       const Requirement& requirement);

}  // namespace bole
