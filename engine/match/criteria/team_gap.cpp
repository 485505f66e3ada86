// How many of some specialities that nobody in the present team covers somebody covers
// (补班子短板). The team is the same for everybody who is judged: whoever is in it already adds
// nothing to it by being moved within it.
#include "engine/match/criteria/criterion_kit.hpp"
#include "engine/match/team.hpp"

namespace bole::criteria {
namespace {
constexpr std::uint8_t is_present = 3;
constexpr std::array<std::string_view, 4> gap_reasons{
    counting_reasons[0], counting_reasons[1], counting_reasons[2],
    "本人为现任班子成员，班子内调整不增加班子已有的专长"};

std::optional<Error> check(const CriterionSpec& spec) {
  const std::vector<std::string>& asked = spec.args.specialities;
  if (asked.empty()) return fault("args/specialities", "missing_key", "应当写明至少一个专长");
  for (auto id = asked.begin(); id != asked.end(); ++id) {
    if (auto fault = unknown_speciality("args/specialities", *id)) return fault;
    if (std::find(asked.begin(), id, *id) == id) continue;
    return fault("args/specialities", "repeated_speciality", "专长“" + *id + "”写了两次");
  }
  return needs_points(spec);
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  const auto asked = indexes_of(columns, spec.args.specialities, std::identity());
  const Team team(columns, context.holders, asked, context.as_of);
  OfficeMonths office(columns, asked, context.as_of);
  const Ahead ahead(Cells(columns.brief));
  const Valuing valuing(spec.value, rows.size());
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const bool present = team.has(row);
    Range x{};
    std::optional<Evidence> missing;  // of what is open: the person's own record before the team's
    for (std::size_t n = 0; n < asked.size(); ++n) {
      const Tri covered = team.covered(n);
      const Range months = office.of(row, n);
      const Tri own = covers(months);
      const bool counts = !present && covered == Tri::no && own == Tri::yes;
      const bool may_count = !present && covered != Tri::yes && own != Tri::no;
      const Range worth{counts ? 1 : 0, may_count ? 1 : 0};
      x.at_least += worth.at_least;
      x.at_most += worth.at_most;
      if (!finding) continue;
      SpecialityFinding one{.speciality = asked[n], .months = months, .worth = worth};
      one.present = {covered == Tri::yes ? 1 : 0, covered == Tri::no ? 0 : 1};
      for (const std::uint32_t entry : office.entries(row, n)) {
        one.evidence.push_back({Evidence::Part::appointment, entry});
        if (std::ranges::find(finding->evidence, one.evidence.back()) == finding->evidence.end()) {
          finding->evidence.push_back(one.evidence.back());
        }
      }
      finding->specialities.push_back(std::move(one));
      if (worth.exact()) continue;
      if (own == Tri::unknown && (!missing || missing->part == Evidence::Part::team_member)) {
        const auto doubtful = office.doubtful(row, n);
        missing = doubtful ? Evidence{Evidence::Part::appointment, *doubtful}
                           : Evidence{Evidence::Part::no_appointment, 0};
      } else if (const auto member = team.in_doubt(n); member && !missing) {
        missing = Evidence{Evidence::Part::team_member, *member};
      }
    }
    const CriterionOutcome value = valuing.of(x);
    if (finding) {
      tell_counted(*finding, spec, value, x, Unit::item);
      if (present) finding->reason = is_present;
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
      finding->missing = missing;
    }
    return value;
  });
}
}  // namespace

extern const Criterion team_gap;
const Criterion team_gap{"team_gap",  "补班子短板", Unit::item, Growth::none,
                         gap_reasons, check,        judge};
}  // namespace bole::criteria
