#include <malloc.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include "engine/core/version.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"

int main(int argc, char** argv) {
  using namespace bole;
  // Keeps what large batches free for the next batch; given back to the system, every page of it
  // would be faulted in anew.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  CLI::App app{"伯乐：专业干部人才库检索与人岗匹配"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(program_version));
  std::map<CLI::App*, std::function<Exit()>> runs;
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    runs[sub] = command.setup(*sub);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  try {
    return static_cast<int>(runs.at(app.get_subcommands().front())());
  } catch (const StorageError& error) {
    std::fprintf(stderr, "错误 [%s] %s\n", error.code.c_str(), error.what());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "错误 [internal] 程序内部出错：%s\n", error.what());
  }
  return static_cast<int>(Exit::failed);
}
