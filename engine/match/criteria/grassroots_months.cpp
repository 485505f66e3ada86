// Months of service at the grassroots (基层工作年限).
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const auto counts = [](Row, const auto& span) { return at_grassroots(span); };
  const auto quick = [](Row) { return [](const CareerStep& step) { return at_grassroots(step); }; };
  judge_months(context, Ahead(Lists(context.columns.step_runs, context.columns.steps)), rows, out,
               findings, whole_career(context.columns), quick, counts, no_date);
}
}  // namespace

extern const Criterion grassroots_months;
const Criterion grassroots_months{"grassroots_months", "基层工作年限", Unit::month,
                                  counting_reasons,    needs_points,   judge};
}  // namespace bole::criteria
