// BAN-06 影响期: nobody is a candidate while a 诫勉, 组织处理, party or administrative sanction is
// in effect.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
// 不适宜担任现职调整 is no 组织处理 (SAN-11).
bool is_sanction(const SanctionKind& kind) { return kind.family != "adjustment"; }

constexpr SanctionRule with_admonitions{is_sanction, [](std::string_view) { return true; }};
constexpr SanctionRule without{
    [](const SanctionKind& kind) { return is_sanction(kind) && kind.family != "admonition"; },
    [](std::string_view kind) { return kind.find("诫勉") == std::string_view::npos; }};

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  if (is_leadership_post(context.post) == false) {
    judge_each(Ahead(), rows, out, findings, [](Row, GateFinding*) { return not_applicable; });
    return;
  }
  judge_sanctions(context, rows, out, findings,
                  context.rule.number("admonition") != 0 ? with_admonitions : without);
  bar_if_leadership_post(context.post, out, findings);
}
}  // namespace

extern const Gate effect_period;
const Gate effect_period{"BAN-06", "影响期", Cost::list, judge};
}  // namespace bole::gates
