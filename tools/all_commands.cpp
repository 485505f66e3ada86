// Every subcommand, in the order the help lists them. To add one: write commands/<name>.cpp, then
// name it twice here, and give it a section in docs/cli.md (a test looks).
#include <array>

#include "tools/command.hpp"

namespace bole {
namespace commands {
extern const Command init;
extern const Command import;
extern const Command inspect;
extern const Command show;
extern const Command doctor;
extern const Command generate;
extern const Command version;
}  // namespace commands

std::span<const Command> all_commands() {
  static const std::array all{
      commands::init,   commands::import,   commands::inspect, commands::show,
      commands::doctor, commands::generate, commands::version,
  };
  return all;
}
}  // namespace bole
