#include "engine/match/gates/sanction_effect.hpp"

#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Effect : std::uint8_t { none, over, doubtful, in_force };

struct KindReading {
  bool concerned = false;
  bool clear = false;
  int months = 0;
};

KindReading read_kind(const Columns& columns, Word kind, bool (*concerns)(const SanctionKind&),
                      bool (*concerns_unclear)(std::string_view)) {
  const std::string_view name = columns.words.text(kind);
  if (const SanctionKind* known = columns.vocabulary().sanction_kind(name)) {
    return {concerns(*known), true, known->months};
  }
  const bool reminder =
      name.find("提醒") != std::string_view::npos || name.find("函询") != std::string_view::npos;
  if (reminder && name.find("诫勉") == std::string_view::npos) return {};
  return {concerns_unclear(name), false, 0};
}

struct Reading {
  Effect effect = Effect::none;
  std::optional<Day> until{};  // last possible day of effect, where it is known
};

Reading by_dates(const SanctionCell& cell, const KindReading& kind, Day as_of) {
  if (cell.date.known() && cell.date.first() > as_of) return {};
  if (!cell.complete || !kind.clear) return {Effect::doubtful, {}};
  Day until_first{};
  Day until_last{};
  if (cell.effect_until.known()) {
    until_first = cell.effect_until.first();
    until_last = cell.effect_until.last();
  } else if (kind.months > 0) {
    until_first = last_day_of_effect(cell.date.first(), kind.months);
    until_last = last_day_of_effect(cell.date.last(), kind.months);
  } else {
    return {Effect::doubtful, {}};
  }
  if (as_of > until_last) return {Effect::over, until_last};
  const bool certain = as_of <= until_first && cell.date.last() <= as_of;
  return {certain ? Effect::in_force : Effect::doubtful, until_last};
}

// The months the effect lasts: to the recorded last day, else those of the kind. Practice differs
// by a day on where a period ends, so the day after the recorded one measures it.
int months_of_effect(const SanctionCell& cell, const KindReading& kind) {
  if (!cell.effect_until.known()) return kind.months;
  return full_months(cell.date.first(), add_days(cell.effect_until.last(), 1));
}

Reading read(const SanctionCell& cell, const KindReading& kind, Day as_of) {
  Reading reading = by_dates(cell, kind, as_of);
  if (reading.effect == Effect::none || cell.status == SanctionStatus::by_dates ||
      !cell.status_decided || (cell.status_date.known() && cell.status_date.first() > as_of)) {
    return reading;
  }
  if (cell.status_complete && cell.status_date.last() <= as_of) {
    return {};
  }
  if (reading.effect == Effect::in_force) reading.effect = Effect::doubtful;
  return reading;
}
}  // namespace

void judge_sanctions(const GateContext& context, std::span<const Row> rows,
                     std::span<GateOutcome> out, std::vector<GateFinding>* findings,
                     bool (*concerns)(const SanctionKind& kind),
                     bool (*concerns_unclear)(std::string_view kind)) {
  const Columns& columns = context.columns;
  const Ahead ahead(Lists(RunView(columns.brief, &PersonBrief::sanctions), columns.sanctions));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const auto cells = Columns::run(columns.sanctions, columns.brief[row.value].sanctions);
    Effect worst = Effect::none;
    std::optional<Day> until;    // after which certainly none has effect
    std::optional<Day> longest;  // of those whose figures are told
    bool endless = false;        // one has no known end
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const KindReading kind = read_kind(columns, cells[i].kind, concerns, concerns_unclear);
      if (!kind.concerned) continue;
      const Reading reading = read(cells[i], kind, context.as_of);
      if (reading.effect == Effect::none) continue;
      worst = std::max(worst, reading.effect);
      endless |= !reading.until;
      if (reading.until) until = std::max(until.value_or(*reading.until), *reading.until);
      if (!finding) continue;
      finding->evidence.push_back({Evidence::Part::sanction, i});
      const int months = months_of_effect(cells[i], kind);
      const bool certain = reading.effect == Effect::in_force || reading.effect == Effect::over;
      if (!certain || months == 0 || (longest && *reading.until < *longest)) continue;
      longest = reading.until;
      finding->wanted = months;
      finding->unit = Unit::month;
      finding->observed = full_months(cells[i].date.last(), context.as_of);
    }
    if (finding && finding->evidence.empty()) {
      finding->evidence.push_back({Evidence::Part::no_sanction, 0});
    }
    switch (worst) {
      case Effect::none:
        return {Verdict::holds, Notice::none};
      case Effect::over:
        return {Verdict::holds, Notice::expired_human_judgement};
      case Effect::doubtful:
        return {Verdict::unverified, Notice::none};
      case Effect::in_force:
        break;
    }
    if (finding && !endless) finding->first_date = add_days(*until, 1);
    return {Verdict::fails, Notice::none};
  });
}
}  // namespace bole::gates
