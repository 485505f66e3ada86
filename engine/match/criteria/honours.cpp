// The honour of the highest tier (奖励), by a declared table of tiers. An honour whose tier is not
// recorded may be of any.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
constexpr std::array<std::string_view, 3> honour_reasons{"获得所列层级的奖励", "没有所列层级的奖励",
                                                         "奖励记录不全，待核实"};

std::optional<Error> check(const CriterionSpec& spec) {
  return needs_table_of(spec, CodeTable::honour_tier, "奖励层级");
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const WordPoints tiers(columns, context.spec.value);
  const int best = context.spec.value.best();
  const auto worth = [&](const HonourCell& cell) -> std::optional<Range> {
    return cell.tier == 0 ? Range{0, best} : tiers.of(cell.tier);
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
const Criterion honours{"honours", "奖励", Unit::count, Growth::none, honour_reasons, check, judge};
}  // namespace bole::criteria
