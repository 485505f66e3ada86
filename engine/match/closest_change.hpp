#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole {

// How a person would come to the next band (最小改变): what one criterion alone has to rise, all
// others staying as they are certain now. Says how far somebody is, and asks nothing of anybody.
struct ClosestChange {
  enum class Kind : std::uint8_t {
    evidence_missing,  // what the record lacks may be enough once it is known
    accrues,           // time alone is enough, if the person stays in what is open now
    developable,       // by what can be given: a post, an attachment, a training, a qualification
  };
  std::size_t criterion = 0;  // index into Requirement::criteria
  std::size_t band = 0;       // index into Requirement::bands
  Kind kind{};
  // How much more has to be counted, in the criterion's unit; 0 for a table and for
  // evidence_missing.
  std::int32_t need = 0;
  std::string entry{};                // of a table: the least that is enough
  std::optional<Day> date{};          // of accrues: from when it is enough
  std::optional<Evidence> missing{};  // of evidence_missing: what to verify
  friend bool operator==(const ClosestChange&, const ClosestChange&) = default;
};
[[nodiscard]] std::string_view to_string(ClosestChange::Kind kind);  // accrues|…

// One term of office: later dates are not looked at.
inline constexpr int accrual_horizon_months = 60;

// For each row, in the order of the criteria, those that alone would lead to the band above the one
// that is certain; empty for who is in the highest already. Nothing is offered that a person cannot
// gain (Growth::none), unless the record lacks it. Least: less of the same would not be enough, and
// of the dates, whole months from the as-of date, it is the first.
[[nodiscard]] std::vector<std::vector<ClosestChange>> closest_changes(const MatchInput& input,
                                                                      std::span<const Row> rows);

}  // namespace bole
