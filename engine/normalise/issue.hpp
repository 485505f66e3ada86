#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace bole {

enum class Severity : std::uint8_t { error, warning, info };

// Something wrong or doubtful in a row of input. Data, not an error: the row, or the rest of the
// input, goes on.
struct Issue {
  std::string code{};  // stable, snake_case; listed in docs/issues.md
  Severity severity = Severity::warning;
  int row = 0;          // line or record number from 1; 0 when the file is one record
  std::string field{};  // lrmx element, or pointer into the profile
  std::string found{};  // shortened to 60 characters
  std::string expected{};
  std::string message{};  // one Chinese sentence
  friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

}  // namespace bole
