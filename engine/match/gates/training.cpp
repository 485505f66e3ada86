// ELG-07 培训: county level and above, three months or 550 hours in five years; below, twelve days
// or 90 hours in the last calendar year. Who is short may complete within twelve months of
// promotion, so this gate never fails.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
struct Window {
  Day from{};  // first day that counts
  Day to{};    // last day that counts
};

// Whether the training ended inside the window.
Tri inside(const TrainingCell& cell, const Window& window) {
  const DateCell& ended = cell.to.known() ? cell.to : cell.from;
  if (!ended.known()) return Tri::unknown;
  if (ended.first() > window.to || ended.last() < window.from) return Tri::no;
  return ended.first() >= window.from && ended.last() <= window.to ? Tri::yes : Tri::unknown;
}

struct Sums {
  Range hours{};
  Range months{};
  Range days{};
  bool open_ended = false;  // some hours are not recorded
};

void add(Range& sum, int amount, Tri counts) {
  if (counts == Tri::yes) sum.at_least += amount;
  sum.at_most += amount;
}

void add(Sums& sums, const TrainingCell& cell, Tri counts) {
  if (cell.hours >= 0) {
    add(sums.hours, cell.hours, counts);
  } else {
    sums.open_ended = true;
  }
  if (!cell.from.known() || !cell.to.known()) return;
  add(sums.months, std::max(0, month_index(cell.to.first()) - month_index(cell.from.first())),
      counts);
  const bool by_day = cell.from.width == 0 && cell.to.width == 0;
  if (by_day) add(sums.days, std::max(0, cell.to.earliest - cell.from.earliest + 1), counts);
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Rule& rule = context.rule;
  const int last_year = civil(context.as_of).year - 1;
  const Window years{add_days(add_months(context.as_of, -rule.number("window")), 1), context.as_of};
  const Window year{day_of(last_year, 1, 1), day_of(last_year, 12, 31)};
  const Promotions promotions(context);
  const Ahead ahead(Lists(RunView(columns.brief, &PersonBrief::training), columns.training));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    const Promotion promoted = promotions.of(level);
    if (promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    // What is recorded as held since a later day was not held yet.
    const DateCell& graded = columns.grade_since[row.value];
    const bool graded_later = graded.known() && graded.first() > context.as_of;
    const bool county = level >= Level::county_deputy ||
                        (!graded_later && columns.grade[row.value] >= Grade::consultant_4);
    const Window& window = county ? years : year;
    const int wanted = rule.number(county ? "hours" : "yearly_hours");
    const Run& run = columns.brief[row.value].training;
    const auto cells = Columns::run(columns.training, run);
    Sums sums{};
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const Tri counts = inside(cells[i], window);
      if (counts == Tri::no) continue;
      add(sums, cells[i], counts);
      if (finding) finding->evidence.push_back({Evidence::Part::training, i});
    }
    if (finding) {
      finding->observed = sums.hours.at_least;
      finding->wanted = wanted;
      finding->unit = Unit::hour;
      if (finding->evidence.empty()) finding->evidence.push_back({Evidence::Part::no_training, 0});
    }
    const Range& time = county ? sums.months : sums.days;
    const int wanted_time = rule.number(county ? "months" : "yearly_days");
    if (sums.hours.at_least >= wanted) return {Verdict::holds, Notice::none};
    if (time.at_least >= wanted_time) {
      if (finding) {
        finding->observed = time.at_least;
        finding->wanted = wanted_time;
        finding->unit = county ? Unit::month : Unit::day;
      }
      return {Verdict::holds, Notice::none};
    }
    if (!run.known || sums.open_ended || sums.hours.at_most >= wanted ||
        time.at_most >= wanted_time) {
      return {Verdict::unverified, Notice::none};
    }
    return {Verdict::holds, Notice::complete_within_12_months};
  });
}
}  // namespace

extern const Gate training;
const Gate training{"ELG-07", "教育培训", Cost::list, judge};
}  // namespace bole::gates
