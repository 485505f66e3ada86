#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "server/net/http_server.hpp"

namespace bole {

struct ServeOptions {
  std::string store{};        // directory
  std::uint16_t port = 8080;  // 0: any free one
  HttpLimits limits{};
  std::string (*now)() = nullptr;  // UTC, "2026-03-01T08:00:00Z"
};

// Serves the store on the loopback interface, until there are accounts, and until SIGINT or
// SIGTERM; then drains. `listening` is called once, with the port, when requests are answered.
// Throws StorageError where the store cannot be opened, std::system_error where the port is taken.
void serve(const ServeOptions& options, const std::function<void(std::uint16_t)>& listening);

}  // namespace bole
