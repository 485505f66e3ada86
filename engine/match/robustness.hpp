#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole {

// How far what a match says depends on its weights (稳健性; docs/robustness.md, model §4). Exact:
// whole numbers, and no weights are tried at random. Ranks exist here only; nothing is listed by
// them.

// All whole weights that differ from the declared ones by at most that many permille each, rounded
// down, and sum to 10 000.
class WeightBox {
 public:
  WeightBox(std::span<const CriterionSpec> criteria, int epsilon_permille);

  // The least Σ weight · (a − b) under any of these weights, a's values taken at their least and
  // b's at their most. The values stand in the order of the criteria.
  [[nodiscard]] std::int64_t least_lead(std::span<const CriterionOutcome> a,
                                        std::span<const CriterionOutcome> b) const;
  // a stands above b whatever the weights, and whatever is missing of either.
  [[nodiscard]] bool certainly_beats(std::span<const CriterionOutcome> a,
                                     std::span<const CriterionOutcome> b) const {
    return least_lead(a, b) > 0;
  }
  // The least and the most that the total can be.
  [[nodiscard]] Range total(std::span<const CriterionOutcome> values) const;

 private:
  // The least Σ weight · figure.
  [[nodiscard]] std::int64_t least_sum(std::span<const std::int32_t> figures) const;

  std::vector<std::int32_t> least_{};
  std::vector<std::int32_t> spare_{};  // how much each may be more than that
  std::int32_t rest_ = 0;              // how much all together have to be more
};

// Ranks count from 1; people with equal totals share the better one.
struct RankBounds {
  std::int32_t best = 1;
  std::int32_t worst = 1;
  friend bool operator==(const RankBounds&, const RankBounds&) = default;
};

struct PanelMember {
  Row row{};
  Range total{};
  std::int32_t rank = 1;  // by the total at least, under the declared weights
  RankBounds bounds{};    // 保守界: it may be that not every rank between them can be reached
  std::vector<std::int32_t> muted_rank{};  // with each criterion left out
  // As good on every criterion and better on one, whatever is missing.
  std::int32_t dominated_by = 0;
};

struct RobustnessPanel {
  static constexpr std::size_t most_members = 500;

  std::int32_t people = 0;  // who hold all gates, in a band or 档次待核实
  // The first of them by what their total is at least; those equal to the last by id.
  std::vector<PanelMember> members{};
  int epsilon_permille = 0;
  int k = 0;
  std::int32_t first = 0;  // people in the first k, also beyond the members: whose total equals the
                           // k-th is in
  // The largest tolerance under which the first k are the same people; nothing where ties or
  // missing facts leave that open under the declared weights already, and where more than
  // most_members are in.
  std::optional<int> unchanged_up_to_permille{};
  std::int32_t possible_outside = 0;  // who are no members and might still come to the first k
};

// Of those who hold all gates in `result`, which is a match of `input`. The same for any order of
// the pool.
[[nodiscard]] RobustnessPanel robustness_panel(const MatchInput& input, const MatchResult& result);

// The panel's members in the first k, in the order in which `result` lists them.
[[nodiscard]] std::vector<PanelMember> first_as_listed(const RobustnessPanel& panel,
                                                       const MatchResult& result);

}  // namespace bole
