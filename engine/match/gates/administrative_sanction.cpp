// SAN-06 政务处分: no promotion for the period of the sanction.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_sanctions(
      context, rows, out, findings, [](const SanctionKind& kind) { return kind.rule == "SAN-06"; },
      [](std::string_view kind) {
        return kind == "警告" || kind == "记过" || kind == "记大过" || kind == "降级" ||
               kind == "撤职";
      });
}
}  // namespace

extern const Gate administrative_sanction;
const Gate administrative_sanction{"SAN-06", "政务处分期", Cost::list, judge};
}  // namespace bole::gates
