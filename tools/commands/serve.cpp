#include "server/serve.hpp"

#include <cstdio>
#include <memory>

#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string store{};
  std::uint16_t port = 8080;
  HttpLimits limits{};
};

void add_limits(Arguments& app, HttpLimits& limits) {
  const auto number = [&](const char* name, std::size_t& value, const char* what) {
    app.add_option(name, value, what)->between(1, 100'000);
  };
  number("--workers", limits.workers, "同时办理请求的线程数");
  number("--connections", limits.connections, "连接数上限，超过的回答 503");
  number("--queue", limits.waiting_requests, "在办请求数上限，超过的回答 503");
  const auto time = [&](const char* name, std::chrono::milliseconds& value, const char* what) {
    app.add_number(
           name, [&value](std::int64_t given) { value = std::chrono::milliseconds(given); },
           std::string(what) + "，毫秒（缺省 " + std::to_string(value.count()) + "）")
        ->between(1, 3'600'000);
  };
  time("--idle-ms", limits.idle, "等一个请求头的时限");
  time("--read-ms", limits.read, "接收一个请求内容的时限");
  time("--write-ms", limits.write, "送出一个回答的时限");
  time("--drain-ms", limits.drain, "停止时等在办请求结束的时限");
}

Exit run(const Options& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  try {
    serve({.store = *directory, .port = options.port, .limits = options.limits, .now = now_utc},
          [](std::uint16_t port) {
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
    "serve", "在本机提供 HTTP 接口", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--store", options->store, "库目录（缺省取环境变量 BOLE_STORE）");
      app.add_option("--port", options->port, "端口（0 为任意空闲端口）");
      add_limits(app, options->limits);
      return [=] { return run(*options); };
    }};
}  // namespace bole::commands
