#pragma once
#include <functional>
#include <span>
#include <string_view>

#include "tools/arguments.hpp"

namespace bole {

// Exit codes of the program (docs/cli.md).
enum class Exit : int { ok = 0, failed = 1, usage = 2, not_found = 3, denied = 4, conflict = 5 };

// One subcommand. `setup` adds options to its own subcommand and returns what to run after parsing;
// it opens no file and does no work. Options live in what the returned function owns.
struct Command {
  std::string_view name;
  std::string_view summary;  // Chinese, one line
  std::function<Exit()> (*setup)(Arguments& app);
};

[[nodiscard]] std::span<const Command> all_commands();

}  // namespace bole
