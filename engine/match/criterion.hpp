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
  std::span<const ProfileId> holders{};  // of the post's team (VacantPost::holders)
};

// How what a criterion counts can come to be more.
enum class Growth : std::uint8_t {
  none,                      // it lies in the past, or is not a person's to gain
  with_time,                 // only while what is open now goes on
  by_development,            // a training, a qualification, a post elsewhere
  with_time_or_development,  // by staying, or by a post or an attachment
};

// One way to value a person for a requirement (评价要素). Judges a batch: out[i] is the value of
// rows[i]; with `findings` (same size as rows) it also says why, and the values are the same either
// way. Pure, and never sees the pool: one more candidate cannot change the order of the others. Of
// other people it reads the team's holders, whom the plan names.
struct Criterion {
  std::string_view name;     // stable: in requirements, explanations and golden files
  std::string_view chinese;  // for reports
  Unit unit;
  Growth growth;
  std::span<const std::string_view> reasons;  // Chinese clauses, by CriterionFinding::reason
  // What is wrong with the arguments or the value function; `where` is a key of the criterion.
  std::optional<Error> (*check)(const CriterionSpec& spec);
  void (*judge)(const CriterionContext& context, std::span<const Row> rows,
                std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings);
};

[[nodiscard]] std::span<const Criterion> all_criteria();
[[nodiscard]] const Criterion* find_criterion(std::string_view name);

}  // namespace bole
