#include "tests/support/generated_match.hpp"

#include "tools/generate/people.hpp"

namespace bole::testing {

GeneratedMatch::GeneratedMatch(std::string_view requirement_json, std::uint64_t seed,
                               std::uint64_t people, int copies)
    : columns(Vocabulary::built_in()),
      requirement(*requirement_from_json(requirement_json)),
      gates(*GateSet::prepare(requirement.gates, Vocabulary::built_in())),
      post(*vacant_post_from_json(
          R"({"title":"副县长","level":"县处级副职","head":false,"classes":["领导职务"]})")),
      as_of(day_of(2026, 3, 1)) {
  for (std::uint64_t number = 1; number <= people; ++number) {
    Profile person = make_person(World::built_in(), seed, number);
    for (int copy = 0; copy < copies; ++copy) {
      if (copies > 1) person.id.text = "r-" + std::to_string(number) + "-" + std::to_string(copy);
      pool.push_back(columns.put(person));
    }
  }
}

std::vector<CriterionOutcome> GeneratedMatch::values(Row row) const {
  std::vector<CriterionOutcome> values;
  for (const CriterionFinding& finding : find_out(input(), row).criteria) {
    values.push_back(finding.value);
  }
  return values;
}

std::vector<Row> GeneratedMatch::holding() const {
  const MatchResult result = match(input());
  std::vector<Row> rows;
  for (const auto& band : result.bands) {
    for (const Ranked& person : band) rows.push_back(person.row);
  }
  for (const Ranked& person : result.band_unverified) rows.push_back(person.row);
  return rows;
}
}  // namespace bole::testing
