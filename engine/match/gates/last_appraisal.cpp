// BAN-03 年度考核: the last year's annual appraisal is not 基本称职 or lower. Up to 30 April the
// last year may not be settled yet; then the year before is read, with a notice.
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

// What the cells say of one year. Two entries that disagree are doubtful.
Standing standing(const Columns& columns, std::span<const AppraisalCell> cells, int year,
                  Word annual, std::uint32_t& index) {
  Standing standing = Standing::absent;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    const AppraisalCell& cell = cells[i];
    if (cell.year != year || (cell.kind != 0 && cell.kind != annual)) continue;
    const Standing seen = standing_of(annual_grade(columns.words.text(cell.grade)));
    if (standing != Standing::absent && standing != seen) return Standing::doubtful;
    standing = seen;
    index = i;
  }
  return standing;
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const bool applies = is_leadership_post(context.post) != false;
  const YearMonthDay as_of = civil(context.as_of);
  const Word annual = columns.words.find("年度");
  judge_each(rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!applies) return not_applicable;
    std::uint32_t index = 0;
    const auto standing_in = [&](int year) {
      const AnnualGrade grade = columns.annual_appraisals[row.value].of(year);
      if (!finding && grade != AnnualGrade::in_cells) return standing_of(grade);
      const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[row.value]);
      return standing(columns, cells, year, annual, index);
    };
    Notice notice = Notice::none;
    int year = as_of.year - 1;
    Standing found = standing_in(year);
    if (found == Standing::absent && as_of.month <= 4) {
      found = standing_in(--year);
      if (found != Standing::absent) notice = Notice::previous_year_used;
    }
    if (finding) {
      finding->unit = Unit::year;
      finding->wanted = as_of.year - 1;
      if (found == Standing::absent) {
        finding->evidence.push_back({Evidence::Part::no_appraisal, 0});
      } else {
        finding->observed = year;
        finding->evidence.push_back({Evidence::Part::appraisal, index});
      }
    }
    switch (found) {
      case Standing::good:
        return {Verdict::holds, notice};
      case Standing::poor:
        return {Verdict::fails, notice};
      case Standing::absent:
      case Standing::doubtful:
        break;
    }
    return {Verdict::unverified, notice};
  });
  bar_if_leadership_post(context.post, out, findings);
}
}  // namespace

extern const Gate last_appraisal;
const Gate last_appraisal{"BAN-03", "上年度考核", Cost::cell, judge};
}  // namespace bole::gates
