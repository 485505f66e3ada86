// Every subcommand, in the order the help lists them. To add one: write commands/<name>.cpp, then
// name it twice here, and give it a section in docs/cli.md (a test looks).
#include <array>

#include "tools/command.hpp"

namespace bole {
namespace commands {
extern const Command inspect;
extern const Command generate;
extern const Command version;
}  // namespace commands

std::span<const Command> all_commands() {
  static const std::array all{
      commands::inspect,
      commands::generate,
      commands::version,
  };
  return all;
}
}  // namespace bole
