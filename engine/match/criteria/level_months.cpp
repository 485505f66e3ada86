// Months at a level (任该层次年限), or at that level and above.
#include <array>

#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.level == Level::unknown) {
    return fault("args/level", "missing_key", "应当写明职务层次");
  }
  return needs_points(spec);
}

int first_end(const LevelStep& step) { return step.to; }
int first_end(const VagueStep& step) { return step.months.to_first; }

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const Level wanted = context.spec.args.level;
  const bool at_least = context.spec.args.at_least;
  const auto fits = [&](Level level) { return at_least ? level >= wanted : level == wanted; };
  const auto entry_for = [&](Row row, const auto& span) -> const AppointmentCell& {
    if constexpr (requires { span.entry; }) {
      return columns.appointments[columns.appointment_runs[row.value].begin + span.entry];
    } else {
      return entry_of(columns, span);
    }
  };
  const auto counts = [&](Row row, const auto& span) {
    if constexpr (requires { span.kind; }) {
      if (span.kind != AppointmentKind::post) return Tri::no;
    }
    if (span.level != Level::unknown) return fits(span.level) ? Tri::yes : Tri::no;
    // A recorded 任该层次时间 says that what ended before it was not yet at that level.
    const PersonBrief& brief = columns.brief[row.value];
    const DateCell& since = brief.level_since;
    if (!since.known() || brief.level == Level::unknown || brief.level > wanted) {
      return Tri::unknown;
    }
    if constexpr (requires { span.entry; }) {
      // Mostly told by months; the entry lies far away.
      const int to = first_end(span);
      if (to > brief.level_since_month.last) return Tri::unknown;
      if (to < brief.level_since_month.last && to != StepMonths::unknown_end) return Tri::no;
    }
    const DateCell& to = entry_for(row, span).to;
    return to.known() && to.first() <= since.last() ? Tri::no : Tri::unknown;
  };
  std::array<Tri, 256> by_level{};
  for (std::size_t level = 0; level < by_level.size(); ++level) {
    by_level[level] = fits(static_cast<Level>(level)) ? Tri::yes : Tri::no;
  }
  by_level[static_cast<std::size_t>(Level::unknown)] = Tri::unknown;
  // By months alone, so that the entry need not be read.
  const auto quick = [&](Row row) {
    const PersonBrief& brief = columns.brief[row.value];
    const Level now = brief.level;
    const bool told = brief.level_since.known() & (now != Level::unknown) & (now <= wanted);
    const int before = told ? brief.level_since_month.last : std::numeric_limits<int>::min();
    return [&by_level, before](const LevelStep& step) {
      const Tri counted = by_level[static_cast<std::size_t>(step.level)];
      return (counted == Tri::unknown) & (step.to < before) ? Tri::no : counted;
    };
  };
  const auto since = [&](Row row) -> std::optional<MonthCell> {
    const PersonBrief& brief = columns.brief[row.value];
    if (!fits(brief.level) || !brief.level_since.known()) return std::nullopt;
    return brief.level_since_month;
  };
  const auto career = level_steps(columns);
  judge_months(context, Ahead(career.ahead()), rows, out, findings, career, quick, counts, since);
}
}  // namespace

extern const Criterion level_months;
const Criterion level_months{"level_months",   "任该层次年限", Unit::month, Growth::with_time,
                             counting_reasons, check,          judge};
}  // namespace bole::criteria
