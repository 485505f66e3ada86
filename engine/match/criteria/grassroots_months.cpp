// Months of service at the grassroots (基层工作年限).
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const auto counts = [](Row, const auto& span) { return at_grassroots(span); };
  const auto quick = [](Row) { return [](const GrassrootsStep& step) { return step.grassroots; }; };
  const auto career = grassroots_steps(context.columns);
  judge_months(context, Ahead(career.ahead()), rows, out, findings, career, quick, counts, no_date);
}
}  // namespace

extern const Criterion grassroots_months;
const Criterion grassroots_months{
    "grassroots_months", "基层工作年限", Unit::month, Growth::with_time_or_development,
    counting_reasons,    needs_points,   judge};
}  // namespace bole::criteria
