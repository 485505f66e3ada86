#pragma once
#include <string>

#include "engine/core/result.hpp"
#include "index/import/import_format.hpp"
#include "tools/command.hpp"

namespace bole {

// Talk goes to stderr, data to stdout. Prints "错误 [code] message（where）" and gives the exit
// code.
Exit report(const Error& error);

// Current UTC time, "2026-03-01T08:00:00Z". The only clock the commands use. BOLE_NOW, when set,
// replaces it, so that demos and tests are repeatable.
[[nodiscard]] std::string now_utc();

// Value of --store or of BOLE_STORE; an Error of kind usage (store_not_given) when neither is.
[[nodiscard]] Result<std::string> store_directory(const std::string& option);

// A progress line on stderr, redrawn at most ten times a second, only when stderr is a terminal;
// otherwise one line at the end.
class ProgressBar {
 public:
  explicit ProgressBar(std::string label);
  ~ProgressBar();
  void update(const Progress& progress);

 private:
  std::string label_;
  Progress last_{};
  std::int64_t drawn_at_ = 0;
  std::int64_t started_ = 0;
  bool terminal_ = false;
};

}  // namespace bole
