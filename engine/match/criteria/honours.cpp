// The honour of the highest tier (奖励), by a declared table of tiers. An honour whose tier is not
// recorded may be of any.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
constexpr std::array<std::string_view, 3> honour_reasons{"获得所列层级的奖励", "没有所列层级的奖励",
                                                         "奖励记录不全，待核实"};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  std::vector<std::pair<Word, int>> tiers;
  int best = 0;
  for (const auto& [name, points] : context.spec.value.table) {
    best = std::max(best, points);
    if (const Word word = columns.words.find(name)) tiers.emplace_back(word, points);
  }
  const auto worth = [&](const HonourCell& cell) -> std::optional<Range> {
    if (cell.tier == 0) return Range{0, best};
    for (const auto& [tier, points] : tiers) {
      if (tier == cell.tier) return Range{points, points};
    }
    return std::nullopt;
  };
  judge_best(context, rows, out, findings,
             BestOf{.runs = columns.honour_runs,
                    .cells = columns.honours,
                    .date = &HonourCell::date,
                    .part = Evidence::Part::honour,
                    .none = Evidence::Part::no_honour},
             worth);
}
}  // namespace

extern const Criterion honours;
const Criterion honours{"honours", "奖励", Unit::count, honour_reasons, needs_table, judge};
}  // namespace bole::criteria
