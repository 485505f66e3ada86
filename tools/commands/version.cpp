#include "engine/core/version.hpp"

#include <iostream>

#include "tools/command.hpp"

namespace bole::commands {
extern const Command version;
const Command version{"version", "显示程序版本", [](Arguments&) -> std::function<Exit()> {
                        return [] {
                          std::cout << "bole " << program_version << '\n';
                          return Exit::ok;
                        };
                      }};
}  // namespace bole::commands
