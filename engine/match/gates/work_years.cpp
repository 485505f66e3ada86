// ELG-02 工龄: promotion to a leadership post at county level asks for five years of work.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Term term(context.as_of, context.rule.number("months"));
  const bool other_post =
      context.post.level != Level::unknown && !is_county_level(context.post.level);
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief), Cells(columns.work_start));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (other_post || promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    return term.judge(columns.work_start[row.value], Evidence::Part::work_start, finding);
  });
}
}  // namespace

extern const Gate work_years;
const Gate work_years{"ELG-02", "工龄", Cost::cell, judge};
}  // namespace bole::gates
