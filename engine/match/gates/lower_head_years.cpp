// ELG-05b 下级正职提任上级副职: a head promoted to deputy one tier up has served three years as
// head.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Term term(context.as_of, context.rule.number("months"));
  const Level below = one_below(context.post.level);
  const bool other_post = context.post.level != Level::unknown && !is_head_level(below);
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    const Promotion promoted = promotions.of(level);
    if (other_post || promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    if (below != level) return not_applicable;
    if (finding) finding->evidence.push_back({Evidence::Part::level, 0});
    return term.judge(columns.brief[row.value].level_since, Evidence::Part::level_since, finding);
  });
}
}  // namespace

extern const Gate lower_head_years;
const Gate lower_head_years{"ELG-05b", "下级正职提任上级副职年限", Cost::cell, judge};
}  // namespace bole::gates
