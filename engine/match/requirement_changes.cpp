#include "engine/match/requirement_changes.hpp"

#include <algorithm>
#include <map>

namespace bole {
namespace {
using Part = RequirementChange::Part;

template <class Spec>
void compare(Part part, const std::vector<Spec>& earlier, const std::vector<Spec>& later,
             std::vector<RequirementChange>& changes) {
  const auto place = [](const std::vector<Spec>& specs, const std::string& key) {
    const auto found = std::ranges::find(specs, key, &Spec::key);
    return found == specs.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - specs.begin()));
  };
  for (std::size_t i = 0; i < later.size(); ++i) {
    const auto before = place(earlier, later[i].key);
    if (before && earlier[*before] == later[i]) continue;
    changes.push_back({part, later[i].key, before, i});
  }
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (!place(later, earlier[i].key)) {
      changes.push_back({part, earlier[i].key, i, std::nullopt});
    }
  }
}

using Standings = std::map<Row, std::pair<Standing, Standing>>;

// Whoever is in none of the lists fails.
void take(const MatchResult& result, Standings& standings,
          Standing std::pair<Standing, Standing>::*side) {
  for (std::size_t band = 0; band < result.bands.size(); ++band) {
    for (const Ranked& person : result.bands[band]) {
      standings[person.row].*side = {Verdict::holds, band, person.total};
    }
  }
  for (const Ranked& person : result.band_unverified) {
    standings[person.row].*side = {Verdict::holds, std::nullopt, person.total};
  }
  for (const Ranked& person : result.needs_approval) {
    (standings[person.row].*side).verdict = Verdict::needs_approval;
  }
  for (const NotHolding& person : result.unverified) {
    (standings[person.row].*side).verdict = Verdict::unverified;
  }
}

std::string_view band_name(const Requirement& requirement, const std::optional<std::size_t>& band) {
  return band ? std::string_view(requirement.bands[*band].name) : std::string_view();
}

bool same(const Requirement& earlier, const Standing& before, const Requirement& later,
          const Standing& after) {
  return before.verdict == after.verdict &&
         band_name(earlier, before.band) == band_name(later, after.band);
}

// The place of a band among those of the requirement, at both ends of the total.
Range places(const Requirement& requirement, const Range& total) {
  const auto place = [&](std::int32_t end) {
    return static_cast<std::int32_t>(
        band_of(requirement, {end, end}).value_or(requirement.bands.size()));
  };
  return {place(total.at_most), place(total.at_least)};
}

Shift shift_of(const Requirement& earlier, const Standing& before, const Requirement& later,
               const Standing& after) {
  if (before.verdict != after.verdict) {
    return after.verdict < before.verdict ? Shift::gains : Shift::loses;
  }
  if (!std::ranges::equal(earlier.bands, later.bands, {}, &Band::name, &Band::name)) {
    return Shift::unclear;
  }
  const Range from = places(earlier, before.total);
  const Range to = places(later, after.total);
  if (to.at_least <= from.at_least && to.at_most <= from.at_most) return Shift::gains;
  if (to.at_least >= from.at_least && to.at_most >= from.at_most) return Shift::loses;
  return Shift::unclear;
}

class Attribution {
 public:
  Attribution(const MatchInput& earlier, const MatchInput& later,
              const std::vector<RequirementChange>& changes, ChangedStanding& person)
      : earlier_(earlier),
        later_(later),
        changes_(changes),
        person_(person),
        before_(find_out(earlier, person.row)),
        after_(find_out(later, person.row)) {}

  void find() {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (person_.earlier.verdict != person_.later.verdict) {
        if (changes_[i].part == Part::gate) gate(i);
      } else if (changes_[i].part == Part::criterion) {
        criterion(i);
      } else if (changes_[i].part == Part::bands) {
        cut_offs(i);
      }
    }
  }

 private:
  // A gate that a version does not have holds for everybody.
  void gate(std::size_t index) {
    const RequirementChange& change = changes_[index];
    ShiftCause cause{.change = index};
    if (change.earlier) cause.earlier = before_.gates[*change.earlier].outcome;
    if (change.later) cause.later = after_.gates[*change.later].outcome;
    const Verdict was = cause.earlier.value_or(GateOutcome{}).verdict;
    const Verdict is = cause.later.value_or(GateOutcome{}).verdict;
    const bool worse = person_.earlier.verdict < person_.later.verdict;
    if (worse ? is > was : is < was) person_.causes.push_back(cause);
  }

  static Range given(const Requirement& requirement, const PersonFindings& found,
                     const std::optional<std::size_t>& place) {
    if (!place) return {};
    const std::int32_t weight = requirement.criteria[*place].weight;
    const CriterionOutcome& value = found.criteria[*place].value;
    return {weight * value.at_least, weight * value.at_most};
  }

  void criterion(std::size_t index) {
    const Range was = given(earlier_.requirement, before_, changes_[index].earlier);
    const Range is = given(later_.requirement, after_, changes_[index].later);
    if (was == is) return;
    person_.causes.push_back({.change = index,
                              .earlier = {},
                              .later = {},
                              .more = {is.at_least - was.at_least, is.at_most - was.at_most}});
  }

  void cut_offs(std::size_t index) {
    const auto moved = band_of(later_.requirement, person_.earlier.total);
    if (band_name(later_.requirement, moved) !=
        band_name(earlier_.requirement, person_.earlier.band)) {
      person_.causes.push_back({.change = index, .earlier = {}, .later = {}, .more = {}});
    }
  }

  const MatchInput& earlier_;
  const MatchInput& later_;
  const std::vector<RequirementChange>& changes_;
  ChangedStanding& person_;
  PersonFindings before_;
  PersonFindings after_;
};
}  // namespace

std::vector<RequirementChange> differences(const Requirement& earlier, const Requirement& later) {
  std::vector<RequirementChange> changes;
  compare(Part::gate, earlier.gates, later.gates, changes);
  compare(Part::criterion, earlier.criteria, later.criteria, changes);
  const auto whole = [&](Part part, bool differs) {
    if (differs) changes.push_back({part, {}, 0, 0});
  };
  whole(Part::bands, earlier.bands != later.bands);
  whole(Part::prefer, earlier.prefer != later.prefer);
  whole(Part::robustness, earlier.robustness != later.robustness);
  return changes;
}

std::vector<ChangedStanding> changed_standings(const MatchInput& earlier, const MatchInput& later,
                                               const std::vector<RequirementChange>& changes) {
  Standings standings;
  take(match(earlier), standings, &std::pair<Standing, Standing>::first);
  take(match(later), standings, &std::pair<Standing, Standing>::second);
  std::vector<Row> rows;
  for (const auto& [row, standing] : standings) {
    if (!same(earlier.requirement, standing.first, later.requirement, standing.second)) {
      rows.push_back(row);
    }
  }
  sort_by_strokes(later.columns, rows);
  std::vector<ChangedStanding> changed;
  for (const Row row : rows) {
    const auto& [before, after] = standings.at(row);
    ChangedStanding person{
        row, before, after, shift_of(earlier.requirement, before, later.requirement, after), {}};
    Attribution(earlier, later, changes, person).find();
    changed.push_back(std::move(person));
  }
  return changed;
}
}  // namespace bole
