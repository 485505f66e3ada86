// ELG-05a 副职提任正职: a deputy promoted to head of the same tier has served two years as deputy.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Term term(context.as_of, context.rule.number("months"));
  const Level post = context.post.level;
  const bool other_post = post != Level::unknown && !is_head_level(post);
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.level), Cells(columns.level_since));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    const Promotion promoted = promotions.of(level);
    if (other_post || promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    if (one_below(post) != level) return not_applicable;
    if (finding) finding->evidence.push_back({Evidence::Part::level, 0});
    return term.judge(columns.level_since[row.value], Evidence::Part::level_since, finding);
  });
}
}  // namespace

extern const Gate deputy_years;
const Gate deputy_years{"ELG-05a", "副职提任正职年限", Cost::cell, judge};
}  // namespace bole::gates
