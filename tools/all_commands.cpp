// Every subcommand, in the order the help lists them. To add one: write commands/<name>.cpp, then
// name it twice here, and give it a section in docs/cli.md (a test looks).
#include <array>

#include "tools/command.hpp"

namespace bole {
namespace commands {
extern const Command init;
extern const Command import;
extern const Command inspect;
extern const Command check;
extern const Command search;
extern const Command show;
extern const Command pool;
extern const Command matter;
extern const Command match;
extern const Command shortlist;
extern const Command report;
extern const Command verify;
extern const Command user;
extern const Command audit;
extern const Command serve_command;
extern const Command reindex;
extern const Command doctor;
extern const Command eval;
extern const Command bench;
extern const Command generate;
extern const Command version;
}  // namespace commands

std::span<const Command> all_commands() {
  static const std::array all{
      commands::init,    commands::import,    commands::inspect,       commands::check,
      commands::search,  commands::show,      commands::pool,          commands::matter,
      commands::match,   commands::shortlist, commands::report,        commands::verify,
      commands::user,    commands::audit,     commands::serve_command, commands::reindex,
      commands::doctor,  commands::eval,      commands::bench,         commands::generate,
      commands::version,
  };
  return all;
}
}  // namespace bole
