// ELG-06 学历: at least 大专, for posts at bureau level and above at least 大学. 党校 education
// counts.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const NamedRank* wanted =
      columns.vocabulary().education(context.post.level >= Level::bureau_deputy ? "大学" : "大专");
  assert(wanted);
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief), Lists(columns.education_runs, columns.education));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    const Run& run = columns.education_runs[row.value];
    const auto cells = Columns::run(columns.education, run);
    int best = 0;
    std::uint32_t best_index = 0;
    bool all_known = run.known != 0;
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      // What is finished after the as-of date is not held yet.
      const DateCell& to = cells[i].to;
      if (to.known() && to.first() > context.as_of) continue;
      if (cells[i].rank == 0 || (to.known() && to.last() > context.as_of)) {
        all_known &= cells[i].rank != 0 && cells[i].rank < wanted->rank;
        continue;
      }
      if (cells[i].rank > best) {
        best = cells[i].rank;
        best_index = i;
      }
    }
    if (finding) {
      finding->wanted = wanted->rank;
      finding->unit = Unit::grade;
      if (best > 0) {
        finding->observed = best;
        finding->evidence.push_back({Evidence::Part::education, best_index});
      } else {
        finding->evidence.push_back({Evidence::Part::no_education, 0});
      }
    }
    if (best >= wanted->rank) return {Verdict::holds, Notice::none};
    if (!all_known) return {Verdict::unverified, Notice::none};
    return {Verdict::needs_approval, Notice::exception_needs_approval};
  });
}
}  // namespace

extern const Gate education;
const Gate education{"ELG-06", "学历", Cost::list, judge};
}  // namespace bole::gates
