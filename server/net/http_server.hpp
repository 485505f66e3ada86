#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/net/http_message.hpp"

namespace bole {

struct HttpLimits {
  // Most of the time a worker waits for the disk of the audit log, with all the others that wait.
  std::size_t workers = 32;
  std::size_t connections = 1024;     // beyond: 503 with Retry-After
  std::size_t waiting_requests = 64;  // being answered at once; beyond: 503 with Retry-After
  std::size_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 512ULL
                             << 20U;        // of all requests at once; beyond: 503 with Retry-After
  std::chrono::milliseconds idle{30'000};   // until a request's header is there
  std::chrono::milliseconds read{30'000};   // for its body
  std::chrono::milliseconds write{30'000};  // for one response
  std::chrono::milliseconds drain{10'000};  // after the signal: then connections are cut
};

// What is known of the server at any moment; read from any thread.
struct HttpCounters {
  std::size_t connections = 0;
  std::size_t waiting_requests = 0;
  std::uint64_t refused = 0;  // before they reached a handler
};

// What the server asks of the program. `admit` runs on the I/O thread when the header is there and
// the body is not: it gives the greatest body allowed and who answers, or the answer that ends the
// request. `handle` runs on a worker, or, where it is `quick` (no I/O, no waiting), on the I/O
// thread. `problem` makes the answer to what HTTP itself refuses; without an id where nothing was
// admitted.
struct HttpApplication {
  struct Admission {
    std::optional<Response> refusal{};
    std::uint64_t body_bytes = 0;
    bool quick = false;
    std::function<Response(Request&&)> handle{};
  };
  std::function<Admission(Request&)> admit{};
  std::function<Response(int status, std::string_view code, std::string_view detail,
                         std::string_view request_id)>
      problem{};
  // Told, on the I/O thread, of a request that was admitted and then refused before its handler.
  std::function<void(Request& request, std::string_view code)> refused{};
  std::string headers{};  // lines that every answer has, each with its CRLF
};

// HTTP/1.1 on the loopback interface: one I/O thread runs the coroutines, workers run the handlers.
// Refused beside what Beast refuses: any Transfer-Encoding but chunked, other than one Host, more
// than one Content-Length, lines ended by a bare LF, folded header lines, a target that is no plain
// path in UTF-8, content codings, chunk extensions and trailers. Header fields are read before the
// body, so nothing that comes after it counts as one.
class HttpServer {
 public:
  // Listens; throws std::system_error when the port is taken. 0: any free one.
  HttpServer(std::uint16_t port, HttpLimits limits, HttpApplication application);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] HttpCounters counters() const;

  // Serves until SIGINT or SIGTERM, then drains: nothing new, idle connections closed, running
  // requests answered.
  void run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace bole
