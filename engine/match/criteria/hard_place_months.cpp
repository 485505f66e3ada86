// Months of service in hard and remote places (艰苦边远地区工作年限).
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  judge_entry_months(context, rows, out, findings, [](const AppointmentCell& entry) {
    return is_in_office(entry.kind) ? entry.hard : Tri::no;
  });
}
}  // namespace

extern const Criterion hard_place_months;
const Criterion hard_place_months{
    "hard_place_months", "艰苦边远地区工作年限", Unit::month, Growth::with_time_or_development,
    counting_reasons,    needs_points,           judge};
}  // namespace bole::criteria
