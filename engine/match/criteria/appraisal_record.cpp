// How often a grade was reached in the last full years (考核结果). A year without an entry, or
// whose grade is not recorded, may have been one; a record of no appraisals at all has none.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.kind.empty()) return fault("args/kind", "missing_key", "应当写明考核类别");
  if (spec.args.grade.empty()) return fault("args/grade", "missing_key", "应当写明考核等次");
  if (auto fault =
          unknown_code("args/kind", CodeTable::appraisal_kind, spec.args.kind, "考核类别")) {
    return fault;
  }
  if (auto fault =
          unknown_code("args/grade", CodeTable::appraisal_grade, spec.args.grade, "考核等次")) {
    return fault;
  }
  if (spec.args.years == 0) return fault("args/years", "missing_key", "应当写明近几年");
  return needs_points(spec);
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  const Word kind = columns.words.find(spec.args.kind);
  const Word grade = columns.words.find(spec.args.grade);
  const AnnualGrade code =
      spec.args.kind == "年度" ? annual_grade(spec.args.grade) : AnnualGrade::in_cells;
  const int last = civil(context.as_of).year - 1;
  const int first = last - spec.args.years + 1;
  const YearsAsked asked(first, last);
  const Valuing valuing(spec.value, rows.size());
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    if (!finding && code != AnnualGrade::in_cells) {
      if (const auto grades = asked.of(columns.brief[row.value].annual)) {
        const int times = asked.times(*grades, code);
        return valuing.of({times, times + asked.times(*grades, AnnualGrade::absent)});
      }
    }
    const Run& run = columns.appraisal_runs[row.value];
    const auto cells = Columns::run(columns.appraisals, run);
    std::bitset<64> seen;
    std::bitset<64> reached;
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const AppraisalCell& cell = cells[i];
      if (cell.year < first || cell.year > last || kind == 0 || cell.kind != kind) continue;
      if (cell.grade == 0) continue;
      const auto year = static_cast<std::size_t>(cell.year - first);
      seen.set(year);
      if (cell.grade != grade) continue;
      reached.set(year);
      if (finding) finding->evidence.push_back({Evidence::Part::appraisal, i});
    }
    const int times = static_cast<int>(reached.count());
    const bool known_none = run.known != 0 && cells.empty();
    const int absent = known_none ? 0 : spec.args.years - static_cast<int>(seen.count());
    const Range x{times, times + absent};
    const CriterionOutcome value = valuing.of(x);
    if (finding) {
      tell_counted(*finding, spec, value, x, Unit::count);
      if (finding->evidence.empty()) finding->evidence.push_back({Evidence::Part::no_appraisal, 0});
      for (int year = last; absent > 0 && year >= first; --year) {
        if (seen.test(static_cast<std::size_t>(year - first))) continue;
        finding->missing =
            Evidence{Evidence::Part::appraisal_year, static_cast<std::uint32_t>(year)};
        break;
      }
    }
    return value;
  });
}
}  // namespace

extern const Criterion appraisal_record;
const Criterion appraisal_record{"appraisal_record", "考核结果", Unit::count, Growth::none,
                                 counting_reasons,   check,      judge};
}  // namespace bole::criteria
