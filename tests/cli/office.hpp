#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/program.hpp"

namespace bole::testing {

// A store with two users and forty invented people, and one matter at the start of its life; driven
// through the program. For program tests.
class Office {
 public:
  static constexpr std::uint64_t people = 40;

  Office();

  [[nodiscard]] std::string store() const { return directory_.at("store"); }
  [[nodiscard]] std::string at(const std::string& name) const { return directory_.at(name); }
  ProgramRun run(std::vector<std::string> arguments) const;
  void must(const std::vector<std::string>& arguments) const;
  [[nodiscard]] std::vector<std::string> audit_lines() const;  // of the audit log

 private:
  TemporaryDirectory directory_;
};

// A name or an id of the office's people that the text has; empty: none.
[[nodiscard]] std::string named_in(const std::string& text);

// Every command and subcommand that takes --store, as typed: "search", "matter preview".
[[nodiscard]] std::set<std::string> commands_on_stores();

// A call of such a command in an Office, without --store; empty where nobody wrote one down.
[[nodiscard]] std::optional<std::vector<std::string>> example_call(const std::string& command);

}  // namespace bole::testing
