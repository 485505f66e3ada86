// BAN-03 年度考核: the last year's annual appraisal is not 基本称职 or lower. Up to 30 April the
// last year may not be settled yet; then the year before is read, with a notice.
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

// What the record says of one year. Two entries that disagree are doubtful.
Standing standing(std::span<const AppraisalCell> cells, int year, const Words& words,
                  std::uint32_t& index) {
  Standing standing = Standing::absent;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    const AppraisalCell& cell = cells[i];
    if (cell.year != year || (cell.kind != 0 && cell.kind != words.annual)) continue;
    const Standing seen = contains(words.good, cell.grade)   ? Standing::good
                          : contains(words.poor, cell.grade) ? Standing::poor
                                                             : Standing::doubtful;
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
  const Words words = words_of(columns);
  judge_each(rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!applies) return not_applicable;
    const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[row.value]);
    std::uint32_t index = 0;
    Notice notice = Notice::none;
    int year = as_of.year - 1;
    Standing found = standing(cells, year, words, index);
    if (found == Standing::absent && as_of.month <= 4) {
      found = standing(cells, --year, words, index);
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
const Gate last_appraisal{"BAN-03", "上年度考核", judge};
}  // namespace bole::gates
