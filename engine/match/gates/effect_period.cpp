// BAN-06 影响期: nobody is a candidate while a 诫勉, 组织处理, party or administrative sanction is
// in effect.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  if (is_leadership_post(context.post) == false) {
    judge_each(Ahead(), rows, out, findings, [](Row, GateFinding*) { return not_applicable; });
    return;
  }
  if (context.rule.number("admonition") != 0) {
    judge_sanctions(
        context, rows, out, findings, [](const SanctionKind&) { return true; },
        [](std::string_view) { return true; });
  } else {
    judge_sanctions(
        context, rows, out, findings,
        [](const SanctionKind& kind) { return kind.family != "admonition"; },
        [](std::string_view kind) { return kind.find("诫勉") == std::string_view::npos; });
  }
  bar_if_leadership_post(context.post, out, findings);
}
}  // namespace

extern const Gate effect_period;
const Gate effect_period{"BAN-06", "影响期", Cost::list, judge};
}  // namespace bole::gates
