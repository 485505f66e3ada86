// Every criterion, in the order lists show them. To add one: write criteria/<name>.cpp, name it
// twice here, and give it tests/engine/match/criteria/<name>_test.cpp and a line in
// docs/criteria.md (tests look for both).
#include <array>

#include "engine/match/criterion.hpp"

namespace bole {
namespace criteria {
extern const Criterion speciality_months;
extern const Criterion level_months;
extern const Criterion professional_title;
extern const Criterion appraisal_record;
extern const Criterion grassroots_months;
extern const Criterion training;
extern const Criterion head_months;
extern const Criterion hard_place_months;
extern const Criterion education;
extern const Criterion honours;
extern const Criterion breadth;
extern const Criterion term_coverage;
extern const Criterion team_gap;
}  // namespace criteria

std::span<const Criterion> all_criteria() {
  static const std::array all{
      criteria::speciality_months, criteria::level_months,      criteria::professional_title,
      criteria::appraisal_record,  criteria::grassroots_months, criteria::training,
      criteria::head_months,       criteria::hard_place_months, criteria::education,
      criteria::honours,           criteria::breadth,           criteria::term_coverage,
      criteria::team_gap,
  };
  return all;
}

const Criterion* find_criterion(std::string_view name) {
  for (const Criterion& criterion : all_criteria()) {
    if (criterion.name == name) return &criterion;
  }
  return nullptr;
}
}  // namespace bole
