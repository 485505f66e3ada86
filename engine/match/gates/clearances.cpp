// BAN-01, BAN-05, SAN-12, RCS-02: what stands against a person only where an official conclusion
// says so, with authority, document and date (design: guard rails 1 and 2). The newest conclusion
// of the kind counts: an adverse one bars, one that leaves the matter open or whose words are not
// known is unverified, a later favourable one lifts it. None on record: holds.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Said : std::uint8_t { nothing, clear, open, adverse };

Said said_by(const Columns& columns, const ClearanceCell& cell, std::string_view rule) {
  const ClearanceResult* result = columns.vocabulary().clearance_result(
      columns.words.text(cell.kind), columns.words.text(cell.result));
  if (!result || result->meaning == ClearanceMeaning::open) return Said::open;
  if (result->meaning == ClearanceMeaning::clear) return Said::clear;
  if (result->rule == rule) return Said::adverse;
  // What stands against somebody by no gate (4BI-03) leaves the question of this one open.
  return find_gate(result->rule) ? Said::nothing : Said::open;
}

struct Newest {
  const ClearanceCell* cell = nullptr;
  Said said = Said::nothing;
};

// Whether the conclusion takes the place of the newest one so far. Of two whose dates do not tell
// which is later, the worse counts.
bool is_newer(const ClearanceCell& cell, Said said, const Newest& than) {
  if (!than.cell || cell.date.first() > than.cell->date.last()) return true;
  return cell.date.last() >= than.cell->date.first() && said > than.said;
}

void judge_conclusions(const GateContext& context, std::span<const Row> rows,
                       std::span<GateOutcome> out, std::vector<GateFinding>* findings,
                       std::string_view rule, std::string_view kind) {
  const Columns& columns = context.columns;
  const Word concerned = columns.words.find(kind);
  const Ahead ahead(Lists(columns.clearance_runs, columns.clearances));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const auto cells = Columns::run(columns.clearances, columns.clearance_runs[row.value]);
    Newest newest{};
    const ClearanceCell* doubtful = nullptr;
    for (const ClearanceCell& cell : cells) {
      if (concerned == 0 || cell.kind != concerned) continue;
      const Said said = said_by(columns, cell, rule);
      if (said == Said::nothing) continue;
      if (cell.date.known() && cell.date.first() > context.as_of) continue;
      // Without authority, document or date, or perhaps not yet given, it lifts nothing and bars
      // nobody.
      if (!cell.complete || cell.date.last() > context.as_of) {
        if (said != Said::clear) doubtful = &cell;
        continue;
      }
      if (is_newer(cell, said, newest)) newest = {&cell, said};
    }
    const auto found = [&](const ClearanceCell* cell, GateOutcome outcome) {
      if (finding) {
        finding->evidence.push_back(cell ? Evidence{Evidence::Part::clearance,
                                                    static_cast<std::uint32_t>(cell - cells.data())}
                                         : Evidence{Evidence::Part::no_clearance, 0});
      }
      return outcome;
    };
    const auto expired = [&](const ClearanceCell& cell, bool surely) {
      const DateCell& until = cell.valid_until;
      return until.known() && (surely ? until.last() : until.first()) < context.as_of;
    };
    if (newest.said == Said::adverse) {
      if (!expired(*newest.cell, false)) return found(newest.cell, {Verdict::fails, Notice::none});
      if (!expired(*newest.cell, true)) {
        return found(newest.cell, {Verdict::unverified, Notice::none});
      }
      if (!doubtful) return found(newest.cell, {Verdict::holds, Notice::expired_human_judgement});
    }
    if (newest.said == Said::open) return found(newest.cell, {Verdict::unverified, Notice::none});
    if (doubtful) return found(doubtful, {Verdict::unverified, Notice::none});
    return found(newest.cell, {Verdict::holds, Notice::none});
  });
}

// 条例 24: bars candidates for leadership posts.
void judge_ban(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
               std::vector<GateFinding>* findings, std::string_view rule, std::string_view kind) {
  if (is_leadership_post(context.post) == false) {
    judge_each(Ahead(), rows, out, findings, [](Row, GateFinding*) { return not_applicable; });
    return;
  }
  judge_conclusions(context, rows, out, findings, rule, kind);
  bar_if_leadership_post(context.post, out, findings);
}

void judge_political(const GateContext& context, std::span<const Row> rows,
                     std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  judge_ban(context, rows, out, findings, "BAN-01", "政治审查");
}
void judge_moved_abroad(const GateContext& context, std::span<const Row> rows,
                        std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  judge_ban(context, rows, out, findings, "BAN-05", "个人有关事项");
}
void judge_under_inquiry(const GateContext& context, std::span<const Row> rows,
                         std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  judge_ban(context, rows, out, findings, "SAN-12", "纪检监察意见");
}
void judge_family_business(const GateContext& context, std::span<const Row> rows,
                           std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  if (has_class(context.post, "监管机关领导成员") != true) {
    judge_each(Ahead(), rows, out, findings, [](Row, GateFinding* finding) {
      if (finding) finding->inapplicable = Inapplicable::other_class;
      return not_applicable;
    });
    return;
  }
  judge_conclusions(context, rows, out, findings, "RCS-02", "个人有关事项");
}
}  // namespace

extern const Gate political_conclusion;
const Gate political_conclusion{"BAN-01", "政治标准", Cost::list, judge_political};
extern const Gate moved_abroad;
const Gate moved_abroad{"BAN-05", "配偶、子女移居国（境）外", Cost::list, judge_moved_abroad};
extern const Gate under_inquiry;
const Gate under_inquiry{"SAN-12", "正在接受审查调查", Cost::list, judge_under_inquiry};
extern const Gate family_business;
const Gate family_business{"RCS-02", "行业任职回避", Cost::list, judge_family_business};
}  // namespace bole::gates
