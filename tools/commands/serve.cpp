#include "server/serve.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string store{};
  std::uint16_t port = 8080;
};

Exit run(const Options& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  try {
    serve({.store = *directory, .port = options.port, .now = now_utc}, [](std::uint16_t port) {
      std::printf("http://127.0.0.1:%u\n", static_cast<unsigned>(port));
      std::fflush(stdout);
    });
  } catch (const std::system_error& error) {
    return report({Refusal::conflict, "port_taken",
                   "不能在端口 " + std::to_string(options.port) + " 上服务：" + error.what(), ""});
  }
  return Exit::ok;
}
}  // namespace

extern const Command serve_command;
const Command serve_command{
    "serve", "在本机提供 HTTP 接口", [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--store", options->store, "库目录（缺省取环境变量 BOLE_STORE）");
      app.add_option("--port", options->port, "端口（0 为任意空闲端口）");
      return [=] { return run(*options); };
    }};
}  // namespace bole::commands
