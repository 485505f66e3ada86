#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"

namespace bole {

// One statutory rule as it read in one period (engine/match/rules/statutory.tsv).
struct Rule {
  std::string id{};
  Day from{};
  std::optional<Day> to{};  // last day in force
  std::string document{};
  std::string article{};
  std::string confidence{};  // A|B|C
  std::string title{};
  std::vector<std::pair<std::string, int>> numbers{};

  // The threshold of that name; asserts that the data has it.
  [[nodiscard]] int number(std::string_view name) const;
};

// Every line of the table, in its order.
[[nodiscard]] std::span<const Rule> all_rules();
// The text of the rule in force on the day; null when none is.
[[nodiscard]] const Rule* rule_in_force(std::string_view id, Day day);
// The newest text of the rule, whatever the day; null for an unknown id.
[[nodiscard]] const Rule* newest_rule(std::string_view id);
[[nodiscard]] bool is_statutory_rule(std::string_view id);
// "sha256:…" over the rule data, those of closing included.
[[nodiscard]] const std::string& rules_version();

// What has to be answered by official conclusions before a matter is closed as 进入考察
// (engine/match/rules/closing.tsv); none is a gate. Those in force on the day, in the order of the
// table.
[[nodiscard]] std::vector<const Rule*> closing_rules_in_force(Day day);

}  // namespace bole
