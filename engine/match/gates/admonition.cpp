// SAN-09 诫勉: no promotion for its period.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_sanctions(
      context, rows, out, findings, [](const SanctionKind& kind) { return kind.rule == "SAN-09"; },
      [](std::string_view kind) { return kind.find("诫勉") != std::string_view::npos; });
}
}  // namespace

extern const Gate admonition;
const Gate admonition{"SAN-09", "诫勉影响期", Cost::list, judge};
}  // namespace bole::gates
