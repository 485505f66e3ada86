// BAN-03 年度考核: the last year's annual appraisal is not 基本称职 or lower, nor, by the text of
// 2014, one of the last three years'. Up to 30 April the last year may not be settled yet; then the
// year before stands in for it, with a notice.
// ASM-01 不称职: who was 不称职 in the last year is not promoted.
// ASM-02 基本称职: whose last year was 基本称职 is not promoted the year after it, and years of
// 基本称职 or lower do not count towards the years that ELG-05a and ELG-05b ask at the level.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Standing : std::uint8_t { absent, good, poor, doubtful };

// Which grades are poor for a rule.
enum class Poor : std::uint8_t { basic_or_lower, basic, incompetent };

Standing standing_of(AnnualGrade grade, Poor poor) {
  switch (grade) {
    case AnnualGrade::absent:
      return Standing::absent;
    case AnnualGrade::excellent:
    case AnnualGrade::competent:
    case AnnualGrade::qualified:
      return Standing::good;
    case AnnualGrade::basic:
    case AnnualGrade::basic_qualified:
      return poor == Poor::incompetent ? Standing::good : Standing::poor;
    case AnnualGrade::incompetent:
    case AnnualGrade::unqualified:
      return poor == Poor::basic ? Standing::good : Standing::poor;
    case AnnualGrade::in_cells:
      break;
  }
  return Standing::doubtful;
}

bool is_annual(const AppraisalCell& cell, Word annual) {
  return cell.kind == 0 || cell.kind == annual;
}

// What the record says of one year. Two entries that disagree are doubtful.
Standing standing(const Columns& columns, Row row, int year, Word annual,
                  Poor poor = Poor::basic_or_lower) {
  const AnnualGrade grade = columns.brief[row.value].annual.of(year);
  if (grade != AnnualGrade::in_cells) return standing_of(grade, poor);
  Standing standing = Standing::absent;
  for (const AppraisalCell& cell :
       Columns::run(columns.appraisals, columns.appraisal_runs[row.value])) {
    if (cell.year != year || !is_annual(cell, annual)) continue;
    const Standing seen = standing_of(annual_grade(columns.words.text(cell.grade)), poor);
    if (standing != Standing::absent && standing != seen) return Standing::doubtful;
    standing = seen;
  }
  return standing;
}

// Adds the person's annual appraisals of the years, which are few.
void cite(const Columns& columns, Row row, int first, int last, Word annual, GateFinding& finding) {
  const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[row.value]);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    if (cells[i].year < first || cells[i].year > last || !is_annual(cells[i], annual)) continue;
    finding.evidence.push_back({Evidence::Part::appraisal, i});
  }
}

// What the years say together, and the year that decides.
struct Found {
  GateOutcome outcome{};
  int last = 0;      // the newest of the years that count
  int decisive = 0;  // `last` where all are good
  Standing decided = Standing::good;
};

// standing_in(year) says what the record says of that year.
template <class StandingIn>
Found found(const YearMonthDay& as_of, int years, StandingIn standing_in) {
  Found found{.outcome = {}, .last = as_of.year - 1};
  Standing newest = standing_in(found.last);
  if (newest == Standing::absent && as_of.month <= 4) {
    const Standing before = standing_in(found.last - 1);
    if (before != Standing::absent) {
      --found.last;
      newest = before;
      found.outcome.notice = Notice::previous_year_used;
    }
  }
  found.decisive = found.last;
  Verdict& verdict = found.outcome.verdict;
  for (int year = found.last; year > found.last - years && verdict != Verdict::fails; --year) {
    const Standing here = year == found.last ? newest : standing_in(year);
    if (here == Standing::poor) {
      verdict = Verdict::fails;
    } else if (here != Standing::good && verdict == Verdict::holds) {
      verdict = Verdict::unverified;
    } else {
      continue;
    }
    found.decisive = year;
    found.decided = here;
  }
  return found;
}

// Outcomes by the grades of the last year and the year before, where no others count.
class ByTwoYears {
 public:
  explicit ByTwoYears(const YearMonthDay& as_of) : asked_(as_of.year - 2, as_of.year - 1) {
    for (std::size_t grades = 0; grades < outcomes_.size(); ++grades) {
      const auto standing_in = [&](int year) {
        const std::size_t grade = year == as_of.year - 1 ? grades % 16 : grades / 16;
        return standing_of(static_cast<AnnualGrade>(grade), Poor::basic_or_lower);
      };
      outcomes_[grades] = found(as_of, 1, standing_in).outcome;
    }
  }
  // Null where the packed grades do not tell.
  [[nodiscard]] const GateOutcome* of(const AnnualAppraisals& annual) const {
    const auto grades = asked_.of(annual);
    return grades ? &outcomes_[YearsAsked::of_two(*grades)] : nullptr;
  }

 private:
  YearsAsked asked_;
  std::array<GateOutcome, 256> outcomes_{};
};

void judge_last(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const bool applies = is_leadership_post(context.post) != false;
  const YearMonthDay as_of = civil(context.as_of);
  const Word annual = columns.words.find("年度");
  const int years = context.rule.number("years");
  std::optional<ByTwoYears> by_two_years;
  if (years == 1 && rows.size() > 1) by_two_years.emplace(as_of);
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!applies) return not_applicable;
    if (by_two_years && !finding) {
      const GateOutcome* told = by_two_years->of(columns.brief[row.value].annual);
      if (told) return *told;
    }
    const auto standing_in = [&](int year) { return standing(columns, row, year, annual); };
    const auto [outcome, last, decisive, decided] = found(as_of, years, standing_in);
    if (finding) {
      finding->unit = Unit::year;
      finding->wanted = decided == Standing::absent ? decisive : as_of.year - 1;
      if (decided == Standing::absent) {
        finding->evidence.push_back({Evidence::Part::no_appraisal, 0});
      } else {
        finding->observed = decisive;
        const int first = outcome.verdict == Verdict::holds ? last - years + 1 : decisive;
        cite(columns, row, first, decisive, annual, *finding);
      }
    }
    return outcome;
  });
  bar_if_leadership_post(context.post, out, findings);
}

// What the last year says of promotion, as far as it is settled.
struct LastYear {
  Standing standing = Standing::absent;
  int year = 0;
  Notice notice = Notice::none;
};
// Up to 30 April a year that is not on record may not be settled yet.
LastYear last_year(const Columns& columns, Row row, const YearMonthDay& as_of, Word annual,
                   Poor poor) {
  LastYear last{standing(columns, row, as_of.year - 1, annual, poor), as_of.year - 1};
  if (last.standing != Standing::absent || as_of.month > 4) return last;
  const Standing before = standing(columns, row, as_of.year - 2, annual, poor);
  if (before == Standing::absent) return last;
  return {before, as_of.year - 2, Notice::previous_year_used};
}

void tell_year(const Columns& columns, Row row, const LastYear& last, Word annual,
               GateFinding* finding) {
  if (!finding) return;
  finding->unit = Unit::year;
  finding->wanted = last.year;
  if (last.standing == Standing::absent) {
    finding->evidence.push_back({Evidence::Part::no_appraisal, 0});
    return;
  }
  finding->observed = last.year;
  cite(columns, row, last.year, last.year, annual, *finding);
}

void judge_incompetent(const GateContext& context, std::span<const Row> rows,
                       std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const YearMonthDay as_of = civil(context.as_of);
  const Word annual = columns.words.find("年度");
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    const LastYear last = last_year(columns, row, as_of, annual, Poor::incompetent);
    tell_year(columns, row, last, annual, finding);
    if (last.standing == Standing::good) return {Verdict::holds, last.notice};
    return {last.standing == Standing::poor ? Verdict::fails : Verdict::unverified, last.notice};
  });
}

// The beginning of a term at the level that has run without a break to the as-of date, once the
// months of years that do not count are added to it.
class CountedStart {
 public:
  explicit CountedStart(Day since) : since_(since) {}
  void leave_out(int year) {
    if (year == civil(since_).year) {
      since_ = day_of(year + 1, 1, 1);
    } else {
      months_ += 12;
    }
  }
  [[nodiscard]] Day day() const { return add_months(since_, months_); }

 private:
  Day since_;
  int months_ = 0;
};

// The full months that the step asks at the level; 0 where no rule asks any.
int months_asked(const GateContext& context, Level person) {
  const Level post = context.post.level;
  if (one_below(post) != person) return 0;
  const Rule* rule = rule_in_force(is_head_level(post) ? "ELG-05a" : "ELG-05b", context.as_of);
  return rule ? rule->number("months") : 0;
}

GateOutcome judge_counted_years(const GateContext& context, Row row, int wanted, Word annual,
                                GateFinding* finding) {
  const Columns& columns = context.columns;
  const DateCell& since = columns.brief[row.value].level_since;
  const GateOutcome holds{Verdict::holds, Notice::none};
  if (wanted == 0) return holds;
  if (!since.known()) {
    if (finding) finding->evidence.push_back({Evidence::Part::level_since, 0});
    return {Verdict::unverified, Notice::none};
  }
  // Leaving out what certainly does not count, and leaving out also what may not count.
  CountedStart most_first(since.first());
  CountedStart most_last(since.last());
  CountedStart least_last(since.last());
  bool any = false;
  const int before = civil(since.first()).year;
  for (int year = before; year < civil(context.as_of).year; ++year) {
    const Standing found = standing(columns, row, year, annual);
    if (found == Standing::good) continue;
    if (year >= civil(since.last()).year) least_last.leave_out(year);
    if (found != Standing::poor) continue;
    any = true;
    if (year >= civil(since.last()).year) most_last.leave_out(year);
    most_first.leave_out(year);
    if (finding) cite(columns, row, year, year, annual, *finding);
  }
  const Day latest = last_start_of_term(context.as_of, wanted);
  if (finding) {
    finding->wanted = wanted;
    finding->unit = Unit::month;
    finding->observed = full_months(most_last.day(), context.as_of);
    finding->evidence.insert(finding->evidence.begin(), {Evidence::Part::level_since, 0});
  }
  if (!any) {
    // Whether the term is full at all ELG-05a and ELG-05b say.
    const bool full = since.last() <= latest;
    return full && least_last.day() > latest ? GateOutcome{Verdict::unverified, Notice::none}
                                             : holds;
  }
  if (most_first.day() > latest) {
    if (finding) finding->first_date = add_months(most_last.day(), wanted);
    return {Verdict::fails, Notice::exception_needs_approval};
  }
  if (least_last.day() > latest) return {Verdict::unverified, Notice::none};
  return {Verdict::holds, Notice::years_not_counted};
}

void judge_basic(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                 std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const YearMonthDay as_of = civil(context.as_of);
  const Word annual = columns.words.find("年度");
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    const Promotion promoted = promotions.of(level);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    LastYear last = last_year(columns, row, as_of, annual, Poor::basic);
    // A year blocks the one behind it, so the year before the last blocks no more.
    const bool settled = last.notice == Notice::none;
    if (settled && last.standing != Standing::good) {
      tell_year(columns, row, last, annual, finding);
      if (last.standing != Standing::poor) return {Verdict::unverified, Notice::none};
      if (finding) finding->first_date = day_of(as_of.year + 1, 1, 1);
      return {Verdict::fails, Notice::none};
    }
    GateOutcome outcome =
        judge_counted_years(context, row, months_asked(context, level), annual, finding);
    if (outcome == GateOutcome{Verdict::holds, Notice::none}) {
      if (finding) {
        *finding = {};
        tell_year(columns, row, last, annual, finding);
      }
      outcome.notice = last.notice;
    }
    return outcome;
  });
}
}  // namespace

extern const Gate last_appraisal;
const Gate last_appraisal{"BAN-03", "上年度考核", Cost::cell, judge_last};
extern const Gate incompetent_year;
const Gate incompetent_year{"ASM-01", "年度考核不称职", Cost::cell, judge_incompetent};
extern const Gate basic_year;
const Gate basic_year{"ASM-02", "年度考核基本称职", Cost::cell, judge_basic};
}  // namespace bole::gates
