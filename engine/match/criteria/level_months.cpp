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
  const auto entry_for = [&](Row row, const auto& span) -> const AppointmentCell& {
    if constexpr (std::is_same_v<decltype(span), const CareerStep&>) {
      return columns.appointments[columns.appointment_runs[row.value].begin + span.entry];
    } else {
      return entry_of(columns, span);
    }
  };
  const auto counts = [&](Row row, const auto& span) {
    if (span.kind != AppointmentKind::post) return Tri::no;
    if (span.level != Level::unknown) return fits(span.level) ? Tri::yes : Tri::no;
    // A recorded 任该层次时间 says that what ended before it was not yet at that level.
    const DateCell& since = columns.level_since[row.value];
    const DateCell& to = entry_for(row, span).to;
    const bool before = since.known() && to.known() && to.first() <= since.last();
    const Level now = columns.level[row.value];
    if (before && now != Level::unknown && now <= wanted) return Tri::no;
    return Tri::unknown;
  };
  // By months alone, so that the entry need not be read.
  const auto quick = [&](Row row) {
    const DateCell& since = columns.level_since[row.value];
    const Level now = columns.level[row.value];
    const bool told = since.known() && now != Level::unknown && now <= wanted;
    const int before = told ? month_index(since.last()) : std::numeric_limits<int>::min();
    return [=](const CareerStep& step) {
      const bool above = at_least & (step.level > wanted);
      const Tri known = above | (step.level == wanted) ? Tri::yes : Tri::no;
      const Tri unknown = step.to < before ? Tri::no : Tri::unknown;
      const Tri in_post = step.level == Level::unknown ? unknown : known;
      return step.kind == AppointmentKind::post ? in_post : Tri::no;
    };
  };
  const auto since = [&](Row row) {
    return fits(columns.level[row.value]) ? columns.level_since[row.value] : DateCell{};
  };
  const Ahead ahead(Cells(columns.level), Cells(columns.level_since),
                    Lists(columns.step_runs, columns.steps));
  judge_months(context, ahead, rows, out, findings, whole_career(columns), quick, counts, since);
}
}  // namespace

extern const Criterion level_months;
const Criterion level_months{"level_months",   "任该层次年限", Unit::month,
                             counting_reasons, check,          judge};
}  // namespace bole::criteria
