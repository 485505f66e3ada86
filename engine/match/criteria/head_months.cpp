// Months as head (任正职年限), at a level where one is given.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const CriterionArgs& args = context.spec.args;
  judge_entry_months(context, rows, out, findings, [&](const AppointmentCell& entry) {
    if (entry.kind != AppointmentKind::post || entry.head == Tri::no) return Tri::no;
    if (args.level == Level::unknown) return entry.head;
    if (entry.level == Level::unknown) return Tri::unknown;
    const bool fits = args.at_least ? entry.level >= args.level : entry.level == args.level;
    return fits ? entry.head : Tri::no;
  });
}
}  // namespace

extern const Criterion head_months;
const Criterion head_months{
    "head_months",    "任正职年限", Unit::month, Growth::with_time_or_development,
    counting_reasons, needs_points, judge};
}  // namespace bole::criteria
