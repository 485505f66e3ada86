// ELG-11 破格的限制: within a year of the last promotion, which is the trial period, nobody is
// promoted by exception. A step up asks for two or three years at the level (ELG-05a, ELG-05b) or
// skips one (ELG-10), so within that year it always is an exception.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Term term(context.as_of, context.rule.number("months"));
  const Promotions promotions(context);
  const Ahead ahead(Cells(context.columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    const DateCell& since = context.columns.brief[row.value].level_since;
    return {term.judge(since, Evidence::Part::level_since, finding).verdict, Notice::none};
  });
}
}  // namespace

extern const Gate exception_limits;
const Gate exception_limits{"ELG-11", "破格提拔的限制", Cost::cell, judge};
}  // namespace bole::gates
