// SAN-01 党内警告: no promotion for its period.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_sanctions(
      context, rows, out, findings, [](const SanctionKind& kind) { return kind.rule == "SAN-01"; },
      [](std::string_view kind) { return kind == "警告"; });
}
}  // namespace

extern const Gate party_warning;
const Gate party_warning{"SAN-01", "党内警告影响期", Cost::list, judge};
}  // namespace bole::gates
