#pragma once
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace bole::testing {

// Sets environment variables for the programs that are run while it lives.
class Environment {
 public:
  explicit Environment(std::vector<std::pair<std::string, std::string>> variables)
      : variables_(std::move(variables)) {
    for (const auto& [name, value] : variables_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  ~Environment() {
    for (const auto& [name, value] : variables_) ::unsetenv(name.c_str());
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::vector<std::pair<std::string, std::string>> variables_;
};

// What shall happen to the files of a store (tests/fault/shim/failing_disk.cpp).
struct Fault {
  std::string store{};   // path
  std::string calls{};   // of w, s, r
  std::string action{};  // eio, enospc, kill
  long at = 0;
  bool lasting = false;
  std::string count_to{};  // file
};

inline std::vector<std::pair<std::string, std::string>> environment_of(const Fault& fault) {
  std::vector<std::pair<std::string, std::string>> variables{
      {"LD_PRELOAD", BOLE_FAILING_DISK},
      {"BOLE_FAULT_PATH", fault.store},
      {"BOLE_FAULT_CALLS", fault.calls},
      {"BOLE_FAULT_DO", fault.action},
      {"BOLE_FAULT_AT", std::to_string(fault.at)}};
  if (fault.lasting) variables.emplace_back("BOLE_FAULT_LASTING", "1");
  if (!fault.count_to.empty()) variables.emplace_back("BOLE_FAULT_COUNT", fault.count_to);
  return variables;
}

}  // namespace bole::testing
