// ELG-10 逐级提拔: one level at a time; one level skipped needs approval, more is not possible.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_each(rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = level_at(context, row);
    const Promotion promoted = promotion(context.post, level);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    if (finding) {
      finding->observed = static_cast<int>(level);
      finding->wanted = static_cast<int>(one_below(context.post.level));
      finding->unit = Unit::level;
      finding->evidence.push_back({Evidence::Part::level, 0});
    }
    const int steps = (static_cast<int>(context.post.level) - static_cast<int>(level)) / 10;
    if (steps == 1) return {Verdict::holds, Notice::none};
    if (steps == 2) return {Verdict::needs_approval, Notice::exception_needs_approval};
    return {Verdict::fails, Notice::none};
  });
}
}  // namespace

extern const Gate step_by_step;
const Gate step_by_step{"ELG-10", "逐级提拔", judge};
}  // namespace bole::gates
