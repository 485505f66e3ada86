// ELG-10 逐级提拔: one level at a time; one level skipped needs approval, more is not possible.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
GateOutcome outcome_of(Level post, Level person, Promotion promoted) {
  if (promoted == Promotion::no) return not_applicable;
  if (promoted == Promotion::unknown) return {Verdict::unverified, Notice::none};
  const int steps = (static_cast<int>(post) - static_cast<int>(person)) / 10;
  if (steps == 1) return {Verdict::holds, Notice::none};
  if (steps == 2) return {Verdict::needs_approval, Notice::exception_needs_approval};
  return {Verdict::fails, Notice::none};
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Promotions promotions(context);
  std::array<GateOutcome, 256> by_level{};
  for (std::size_t level = 0; level < by_level.size(); ++level) {
    by_level[level] = outcome_of(context.post.level, static_cast<Level>(level),
                                 promotions.of(static_cast<Level>(level)));
  }
  const Ahead ahead(Cells(context.columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    if (finding) {
      const Promotion promoted = promotions.of(level);
      if (promoted == Promotion::unknown) return level_unknown(finding);
      if (promoted == Promotion::yes) {
        finding->observed = static_cast<int>(level);
        finding->wanted = static_cast<int>(one_below(context.post.level));
        finding->unit = Unit::level;
        finding->evidence.push_back({Evidence::Part::level, 0});
      }
    }
    return by_level[static_cast<std::size_t>(level)];
  });
}
}  // namespace

extern const Gate step_by_step;
const Gate step_by_step{"ELG-10", "逐级提拔", Cost::cell, judge};
}  // namespace bole::gates
