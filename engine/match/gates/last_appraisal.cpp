// BAN-03 年度考核: the last year's annual appraisal is not 基本称职 or lower, nor, by the text of
// 2014, one of the last three years'. Up to 30 April the last year may not be settled yet; then the
// year before stands in for it, with a notice.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Standing : std::uint8_t { absent, good, poor, doubtful };

struct Words {
  Word annual = 0;
  std::vector<Word> good{};
  std::vector<Word> poor{};
};

Words words_of(const Columns& columns) {
  Words words{};
  words.annual = columns.words.find("年度");
  for (const char* grade : {"优秀", "称职", "合格"}) {
    if (const Word word = columns.words.find(grade)) words.good.push_back(word);
  }
  for (const char* grade : {"基本称职", "不称职", "基本合格", "不合格"}) {
    if (const Word word = columns.words.find(grade)) words.poor.push_back(word);
  }
  return words;
}

bool contains(const std::vector<Word>& words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_annual(const AppraisalCell& cell, const Words& words) {
  return cell.kind == 0 || cell.kind == words.annual;
}

// What the record says of one year. Two entries that disagree are doubtful.
Standing standing(std::span<const AppraisalCell> cells, int year, const Words& words) {
  Standing standing = Standing::absent;
  for (const AppraisalCell& cell : cells) {
    if (cell.year != year || !is_annual(cell, words)) continue;
    const Standing seen = contains(words.good, cell.grade)   ? Standing::good
                          : contains(words.poor, cell.grade) ? Standing::poor
                                                             : Standing::doubtful;
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
  const Words words = words_of(columns);
  const int years = context.rule.number("years");
  judge_each(rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!applies) return not_applicable;
    const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[row.value]);
    Notice notice = Notice::none;
    int last = as_of.year - 1;
    Standing newest = standing(cells, last, words);
    if (newest == Standing::absent && as_of.month <= 4) {
      const Standing before = standing(cells, last - 1, words);
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
      const Standing found = year == last ? newest : standing(cells, year, words);
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
        const int first = verdict == Verdict::holds ? last - years + 1 : decisive;
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
          if (cells[i].year < first || cells[i].year > decisive) continue;
          if (is_annual(cells[i], words))
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
const Gate last_appraisal{"BAN-03", "上年度考核", judge};
}  // namespace bole::gates
