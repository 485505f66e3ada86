#include "engine/match/gates/sanction_effect.hpp"

#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
enum class Effect : std::uint8_t { none, over, doubtful, in_force };

struct KindReading {
  bool concerned = false;
  const SanctionKind* known = nullptr;
  BarringPeriod period{};
};

KindReading read_kind(const GateContext& context, Row row, const SanctionCell& sanction,
                      const SanctionRule& rule) {
  const Columns& columns = context.columns;
  const std::string_view name = columns.words.text(sanction.kind);
  if (const SanctionKind* known = columns.vocabulary().sanction_kind(name)) {
    if (!rule.concerns(*known)) return {};
    if (rule.period) {
      const BarringPeriod period = rule.period(context, row, sanction, *known);
      return {period.possible > 0, known, period};
    }
    if (known->months == 0) return {true, known, {}};
    return {true, known, {known->months, known->months}};
  }
  const bool reminder =
      name.find("提醒") != std::string_view::npos || name.find("函询") != std::string_view::npos;
  if (reminder && name.find("诫勉") == std::string_view::npos) return {};
  return {rule.concerns_unclear(name), nullptr, {}};
}

struct Reading {
  Effect effect = Effect::none;
  std::optional<Day> until{};  // last possible day of effect, where it is known
};

Reading by_dates(const SanctionCell& cell, const KindReading& kind, Day as_of) {
  if (cell.date.known() && cell.date.first() > as_of) return {};
  if (!cell.complete || !kind.known) return {Effect::doubtful, {}};
  const bool decided = cell.date.last() <= as_of;
  const auto [certain, possible] = kind.period;
  if (certain == BarringPeriod::endless) {
    return {decided ? Effect::in_force : Effect::doubtful, {}};
  }
  if (cell.effect_until.known()) {
    const Day until = cell.effect_until.last();
    if (as_of > until) return {Effect::over, until};
    const bool in_force = decided && certain > 0 && as_of <= cell.effect_until.first();
    const bool by_record =
        decided && possible == BarringPeriod::endless && as_of <= cell.effect_until.first();
    return {in_force || by_record ? Effect::in_force : Effect::doubtful, until};
  }
  const bool in_force =
      decided && certain > 0 && as_of <= last_day_of_effect(cell.date.first(), certain);
  if (possible == BarringPeriod::endless) {
    return {in_force ? Effect::in_force : Effect::doubtful, {}};
  }
  const Day until = last_day_of_effect(cell.date.last(), possible);
  if (as_of > until) return {Effect::over, until};
  return {in_force ? Effect::in_force : Effect::doubtful,
          certain == possible ? std::optional(until) : std::nullopt};
}

// The months the effect lasts: to the recorded last day, else those of the rule; 0 where they are
// not known. Practice differs by a day on where a period ends, so the day after the recorded one
// measures it.
int months_of_effect(const SanctionCell& cell, const KindReading& kind) {
  if (kind.period.certain == BarringPeriod::endless) return 0;
  if (!cell.effect_until.known()) return kind.period.certain;
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
                     const SanctionRule& rule) {
  const Columns& columns = context.columns;
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (columns.brief[row.value].sanctions == 0 && !finding) return {Verdict::holds, Notice::none};
    const auto cells = Columns::run(columns.sanctions, columns.sanction_runs[row.value]);
    Effect worst = Effect::none;
    std::optional<Day> until;    // after which certainly none has effect
    std::optional<Day> longest;  // of those whose figures are told
    bool endless = false;        // one has no known end
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const KindReading kind = read_kind(context, row, cells[i], rule);
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
      if (!certain || months == 0 || (longest && reading.until < longest)) continue;
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
