// Months at a level (任该层次年限), or at that level and above.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.level == Level::unknown) {
    return fault("args/level", "missing_key", "应当写明职务层次");
  }
  return needs_points(spec);
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const Level wanted = context.spec.args.level;
  const bool at_least = context.spec.args.at_least;
  const auto fits = [&](Level level) { return at_least ? level >= wanted : level == wanted; };
  const auto counts = [&](Row row, const CareerSpan& span) {
    if (span.kind != AppointmentKind::post) return Tri::no;
    if (span.level != Level::unknown) return fits(span.level) ? Tri::yes : Tri::no;
    // A recorded 任该层次时间 says that what ended before it was not yet at that level.
    const auto at = static_cast<std::size_t>(&span - columns.career_spans.data());
    const DateCell& since = columns.level_since[row.value];
    const DateCell& to = columns.appointments[at].to;
    const bool before = since.known() && to.known() && to.first() <= since.last();
    const Level now = columns.level[row.value];
    if (before && now != Level::unknown && now <= wanted) return Tri::no;
    return Tri::unknown;
  };
  const auto since = [&](Row row) {
    return fits(columns.level[row.value]) ? columns.level_since[row.value] : DateCell{};
  };
  judge_months(context, rows, out, findings, whole_career(columns), counts, since);
}
}  // namespace

extern const Criterion level_months;
const Criterion level_months{"level_months",   "任该层次年限", Unit::month,
                             counting_reasons, check,          judge};
}  // namespace bole::criteria
