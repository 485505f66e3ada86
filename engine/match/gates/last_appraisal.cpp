// BAN-03 年度考核: the last year's annual appraisal is not 基本称职 or lower, nor, by the text of
// 2014, one of the last three years'. Up to 30 April the last year may not be settled yet; then the
// year before stands in for it, with a notice.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Standing : std::uint8_t { absent, good, poor, doubtful };

Standing standing_of(AnnualGrade grade) {
  switch (grade) {
    case AnnualGrade::absent:
      return Standing::absent;
    case AnnualGrade::excellent:
    case AnnualGrade::competent:
    case AnnualGrade::qualified:
      return Standing::good;
    case AnnualGrade::basic:
    case AnnualGrade::incompetent:
    case AnnualGrade::basic_qualified:
    case AnnualGrade::unqualified:
      return Standing::poor;
    case AnnualGrade::in_cells:
      break;
  }
  return Standing::doubtful;
}

bool is_annual(const AppraisalCell& cell, Word annual) {
  return cell.kind == 0 || cell.kind == annual;
}

// What the record says of one year. Two entries that disagree are doubtful.
Standing standing(const Columns& columns, Row row, int year, Word annual) {
  const AnnualGrade grade = columns.brief[row.value].annual.of(year);
  if (grade != AnnualGrade::in_cells) return standing_of(grade);
  Standing standing = Standing::absent;
  for (const AppraisalCell& cell :
       Columns::run(columns.appraisals, columns.appraisal_runs[row.value])) {
    if (cell.year != year || !is_annual(cell, annual)) continue;
    const Standing seen = standing_of(annual_grade(columns.words.text(cell.grade)));
    if (standing != Standing::absent && standing != seen) return Standing::doubtful;
    standing = seen;
  }
  return standing;
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const bool applies = is_leadership_post(context.post) != false;
  const YearMonthDay as_of = civil(context.as_of);
  const Word annual = columns.words.find("年度");
  const int years = context.rule.number("years");
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!applies) return not_applicable;
    Notice notice = Notice::none;
    int last = as_of.year - 1;
    Standing newest = standing(columns, row, last, annual);
    if (newest == Standing::absent && as_of.month <= 4) {
      const Standing before = standing(columns, row, last - 1, annual);
      if (before != Standing::absent) {
        --last;
        newest = before;
        notice = Notice::previous_year_used;
      }
    }
    Verdict verdict = Verdict::holds;
    int decisive = last;  // the year that decides
    Standing decided = Standing::good;
    for (int year = last; year > last - years && verdict != Verdict::fails; --year) {
      const Standing found = year == last ? newest : standing(columns, row, year, annual);
      if (found == Standing::poor) {
        verdict = Verdict::fails;
      } else if (found != Standing::good && verdict == Verdict::holds) {
        verdict = Verdict::unverified;
      } else {
        continue;
      }
      decisive = year;
      decided = found;
    }
    if (finding) {
      finding->unit = Unit::year;
      finding->wanted = decided == Standing::absent ? decisive : as_of.year - 1;
      if (decided == Standing::absent) {
        finding->evidence.push_back({Evidence::Part::no_appraisal, 0});
      } else {
        finding->observed = decisive;
        const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[row.value]);
        const int first = verdict == Verdict::holds ? last - years + 1 : decisive;
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
          if (cells[i].year < first || cells[i].year > decisive) continue;
          if (is_annual(cells[i], annual))
            finding->evidence.push_back({Evidence::Part::appraisal, i});
        }
      }
    }
    return {verdict, notice};
  });
  bar_if_leadership_post(context.post, out, findings);
}
}  // namespace

extern const Gate last_appraisal;
const Gate last_appraisal{"BAN-03", "上年度考核", Cost::cell, judge};
}  // namespace bole::gates
