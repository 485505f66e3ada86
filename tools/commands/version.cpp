#include <iostream>

#include "index/stamp.hpp"
#include "tools/command.hpp"

namespace bole::commands {
extern const Command version;
const Command version{"version", "显示程序版本", [](Arguments&) -> std::function<Exit()> {
                        return [] {
                          std::cout << "bole " << program_identity() << '\n';
                          return Exit::ok;
                        };
                      }};
}  // namespace bole::commands
