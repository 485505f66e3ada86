// ELG-03 基层工作经历: promotion to a leadership post at county level asks for two years at the
// grassroots. Counts posts and attachments (挂职) in places recorded as 基层; a place that is not
// recorded may or may not count.
#include "engine/match/experience.hpp"
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const int wanted = context.rule.number("months");
  const bool other_post =
      context.post.level != Level::unknown && !is_county_level(context.post.level);
  Experience experience(context.as_of, {});
  const Promotions promotions(context);
  const auto career = grassroots_steps(columns);
  const auto serves = [](const auto& step) { return at_grassroots(step); };
  const Ahead ahead(Cells(columns.brief));  // mostly enough
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (other_post || promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    if (!finding) {
      const PersonBrief& brief = columns.brief[row.value];
      const ServedMonths& served = brief.served;
      if (served.months >= wanted && served.by <= experience.as_of_month()) {
        return {Verdict::holds, Notice::none};
      }
      const auto months = experience.counted_quickly(brief.form, career, row, serves, serves, {});
      if (months) {
        if (months->at_least >= wanted) return {Verdict::holds, Notice::none};
        if (months->at_most >= wanted) return {Verdict::unverified, Notice::none};
        return {Verdict::fails, Notice::exception_needs_approval};
      }
    }
    const Run& run = columns.appointment_runs[row.value];
    experience.clear();
    bool accruing = false;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const CareerSpan& span = columns.career_spans[run.begin + i];
      const Tri counted = at_grassroots(span);
      if (counted == Tri::no) continue;
      const AppointmentCell& cell = columns.appointments[run.begin + i];
      if (counted == Tri::yes) {
        experience.add(span, cell);
      } else {
        experience.add_doubtful(cell);
      }
      if (!finding || begins_after(cell, context.as_of)) continue;
      accruing |= counted == Tri::yes && cell.open != 0 && cell.from.known() &&
                  cell.from.last() <= context.as_of;
      finding->evidence.push_back({Evidence::Part::appointment, i});
    }
    const Range months = experience.observed();
    if (finding) {
      finding->observed = months.at_least;
      finding->wanted = wanted;
      finding->unit = Unit::month;
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
    }
    if (months.at_least >= wanted) return {Verdict::holds, Notice::none};
    if (!run.known || months.at_most >= wanted) return {Verdict::unverified, Notice::none};
    if (finding && accruing) {
      const int month = experience.as_of_month() + wanted - months.at_least;
      finding->first_date = day_of(month / 12, month % 12 + 1, 1);
    }
    return {Verdict::fails, Notice::exception_needs_approval};
  });
}
}  // namespace

extern const Gate grassroots_years;
const Gate grassroots_years{"ELG-03", "基层工作经历", Cost::career, judge};
}  // namespace bole::gates
