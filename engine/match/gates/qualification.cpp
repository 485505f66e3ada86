// ELG-09a 法定资格: a post that the law gives only to who is qualified (法官, 检察官 …). The record
// shows the qualification among the professional titles, or does not show it; that somebody lacks
// it cannot be read from it.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
bool is_legal_qualification(std::string_view title) {
  for (const std::string_view word : {"法律职业资格", "法官", "检察官"}) {
    if (title.find(word) != std::string_view::npos) return true;
  }
  return false;
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const bool concerned = has_class(context.post, "需法定资格") == true;
  const Ahead ahead(Lists(columns.title_runs, columns.titles));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!concerned) {
      if (finding) finding->inapplicable = Inapplicable::other_class;
      return not_applicable;
    }
    const auto titles = Columns::run(columns.titles, columns.title_runs[row.value]);
    for (std::uint32_t i = 0; i < titles.size(); ++i) {
      const DateCell& since = titles[i].date;
      if (since.known() && since.last() > context.as_of) continue;
      if (!is_legal_qualification(columns.words.text(titles[i].name))) continue;
      if (finding) finding->evidence.push_back({Evidence::Part::professional_title, i});
      return {Verdict::holds, Notice::none};
    }
    if (finding) finding->evidence.push_back({Evidence::Part::no_professional_title, 0});
    return {Verdict::unverified, Notice::none};
  });
}
}  // namespace

extern const Gate qualification;
const Gate qualification{"ELG-09a", "法定资格", Cost::list, judge};
}  // namespace bole::gates
