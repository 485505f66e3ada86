#pragma once
#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/ahead.hpp"
#include "engine/match/criterion.hpp"
#include "engine/match/experience.hpp"

// What several criteria share. Not for use outside engine/match/criteria.
namespace bole::criteria {

[[nodiscard]] inline Error fault(std::string_view where, std::string_view code,
                                 std::string_view message) {
  return {Refusal::invalid, std::string(code), std::string(message), std::string(where)};
}
[[nodiscard]] inline std::optional<Error> needs_points(const CriterionSpec& spec) {
  if (!spec.value.is_table()) return std::nullopt;
  return fault("value", "points_expected", "该要素的评价标准应当是 points");
}
[[nodiscard]] inline std::optional<Error> needs_table(const CriterionSpec& spec) {
  if (spec.value.is_table()) return std::nullopt;
  return fault("value", "table_expected", "该要素的评价标准应当是 table");
}

[[nodiscard]] inline CriterionOutcome outcome(const ValueFunction& value, const Range& x) {
  const auto least = static_cast<std::int16_t>(value.at(x.at_least));
  return {least, x.exact() ? least : static_cast<std::int16_t>(value.at(x.at_most))};
}

// Reasons of criteria that count something towards what the post asks.
inline constexpr std::array<std::string_view, 3> counting_reasons{"达到职位要求", "未达到职位要求",
                                                                  "资料不全，待核实"};
[[nodiscard]] inline std::uint8_t counting_reason(const CriterionSpec& spec,
                                                  const CriterionOutcome& value) {
  if (value.at_least >= spec.required) return 0;
  return value.at_most < spec.required ? 1 : 2;
}

// Calls one(row, finding) for every row, which reads what `ahead` fetches; `finding` is null while
// ranking.
template <class... Parts, class One>
void judge_each(const Ahead<Parts...>& ahead, std::span<const Row> rows,
                std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings, One one) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ahead.fetch(rows, i);
    CriterionFinding* finding = findings ? &(*findings)[i] : nullptr;
    out[i] = one(rows[i], finding);
    if (finding) finding->value = out[i];
  }
}

// Judges by months of the appointments that `counts` picks: Tri::yes certainly, Tri::unknown
// perhaps; it is asked with the row and the span, or with what stands for it. `plain_periods` gives
// those of a plain career that may count, in its order, as steps or as anything that has their
// dates, and quick(row) gives for them what Experience::counted_plain asks quickly; the whole
// career is read only where grounds are asked or dates are not exact. `since` may give a stretch
// that is certain besides (a recorded 任该层次时间); an unknown one adds nothing.
template <class... Parts, class Periods, class Quick, class Counts, class Since>
void judge_months(const CriterionContext& context, const Ahead<Parts...>& ahead,
                  std::span<const Row> rows, std::span<CriterionOutcome> out,
                  std::vector<CriterionFinding>* findings, Periods plain_periods, Quick quick,
                  Counts counts, Since since) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  Experience experience(context.as_of, spec.args.recency);
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    if (!finding && columns.step_runs[row.value].known) {
      const auto counting = plain_periods(row);
      const DateCell from = since(row);
      const int first = from.known() ? month_index(from.first()) : experience.as_of_month();
      const bool exact = !from.known() || from.width == 0 || month_index(from.last()) == first;
      if (exact) {
        const auto counts_here = [&](const auto& period) { return counts(row, period); };
        const auto x = experience.counted_plain(counting, quick(row), counts_here, first);
        if (x) return outcome(spec.value, *x);
      }
    }
    const Run& run = columns.appointment_runs[row.value];
    experience.clear();
    std::optional<std::uint32_t> doubtful;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const CareerSpan& span = columns.career_spans[run.begin + i];
      const Tri counted = counts(row, span);
      if (counted == Tri::no) continue;
      const AppointmentCell& cell = columns.appointments[run.begin + i];
      if (counted == Tri::yes) {
        experience.add(span, cell);
      } else {
        experience.add_doubtful(cell);
      }
      if (!finding || begins_after(cell, context.as_of)) continue;
      finding->evidence.push_back({Evidence::Part::appointment, i});
      const bool vague = counted == Tri::unknown || !cell.from.known() || cell.from.width > 31 ||
                         (!cell.open && (!cell.to.known() || cell.to.width > 31));
      if (vague && !doubtful) doubtful = i;
    }
    const DateCell from = since(row);
    experience.add_since(from);
    Range x = experience.counted();
    if (!run.known) x.at_most = longest_career_months;
    const CriterionOutcome value = outcome(spec.value, x);
    if (finding) {
      finding->observed = experience.observed();
      if (!run.known) finding->observed.at_most = longest_career_months;
      finding->counted = x;
      finding->unit = Unit::month;
      finding->reason = counting_reason(spec, value);
      if (from.known()) finding->evidence.push_back({Evidence::Part::level_since, 0});
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
      if (!run.known) {
        finding->missing = Evidence{Evidence::Part::no_appointment, 0};
      } else if (doubtful) {
        finding->missing = Evidence{Evidence::Part::appointment, *doubtful};
      }
    }
    return value;
  });
}

[[nodiscard]] inline DateCell no_date(Row) { return {}; }

// The `plain_periods` of judge_months where all steps may count.
[[nodiscard]] inline auto whole_career(const Columns& columns) {
  return [&columns](Row row) { return Columns::run(columns.steps, columns.step_runs[row.value]); };
}

}  // namespace bole::criteria
