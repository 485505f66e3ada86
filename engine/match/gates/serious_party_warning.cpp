// SAN-02 党内严重警告: no promotion for its period.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_sanctions(
      context, rows, out, findings, [](const SanctionKind& kind) { return kind.rule == "SAN-02"; },
      [](std::string_view kind) { return kind == "严重警告"; });
}
}  // namespace

extern const Gate serious_party_warning;
const Gate serious_party_warning{"SAN-02", "党内严重警告影响期", Cost::list, judge};
}  // namespace bole::gates
