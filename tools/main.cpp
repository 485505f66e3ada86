#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include "engine/core/version.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"
#include "tools/freed_memory.hpp"
#include "tools/terminal.hpp"

int main(int argc, char** argv) {
  using namespace bole;
  keep_freed_batches();
  Arguments app("伯乐：专业干部人才库检索与人岗匹配", std::string(program_version));
  app.require_subcommand();
  std::map<const Arguments*, std::function<Exit()>> runs;
  for (const Command& command : all_commands()) {
    Arguments* sub = app.add_subcommand(command.name, command.summary);
    runs[sub] = command.setup(*sub);
  }
  const auto instead = app.parse({argv + 1, argv + argc});
  if (!instead) return static_cast<int>(report(instead.error()));
  if (!instead->empty()) {
    std::fputs(instead->c_str(), stdout);
    return static_cast<int>(Exit::ok);
  }
  try {
    for (const auto& [sub, run] : runs) {
      if (sub->parsed()) return static_cast<int>(run());
    }
  } catch (const StorageError& error) {
    std::fprintf(stderr, "错误 [%s] %s\n", error.code.c_str(), error.what());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "错误 [internal] 程序内部出错：%s\n", error.what());
  }
  return static_cast<int>(Exit::failed);
}
