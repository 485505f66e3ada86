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

// A first draft from the settled plan, for a person to edit: the statutory gates that concern the
// post, months in the specialities that each task's words show (weighted by the task's importance),
// and what rules/proposals.tsv adds. The draft is complete in the sense of check_complete().
[[nodiscard]] ProposedRequirement propose(const Matter& matter, const Vocabulary& vocabulary);

// Tasks that no criterion serves.
[[nodiscard]] std::vector<std::string> uncovered_tasks(const Matter& matter,
                                                       const Requirement& requirement);

}  // namespace bole
