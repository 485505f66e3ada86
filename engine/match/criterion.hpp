#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/core/result.hpp"
#include "engine/match/finding.hpp"
#include "engine/match/requirement.hpp"

namespace bole {

struct CriterionContext {
  const Columns& columns;
  const CriterionSpec& spec;
  Day as_of{};
};

// One way to value a person for a requirement (评价要素). Judges a batch: out[i] is the value of
// rows[i]; with `findings` (same size as rows) it also says why, and the values are the same either
// way. Pure, and never sees the pool: one more candidate cannot change the order of the others.
struct Criterion {
  std::string_view name;     // stable: in requirements, explanations and golden files
  std::string_view chinese;  // for reports
  Unit unit;
  std::span<const std::string_view> reasons;  // Chinese clauses, by CriterionFinding::reason
  // What is wrong with the arguments or the value function; `where` is a key of the criterion.
  std::optional<Error> (*check)(const CriterionSpec& spec);
  void (*judge)(const CriterionContext& context, std::span<const Row> rows,
                std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings);
};

[[nodiscard]] std::span<const Criterion> all_criteria();
[[nodiscard]] const Criterion* find_criterion(std::string_view name);

}  // namespace bole
