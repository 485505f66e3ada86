#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/temporary_directory.hpp"

// A served store and clients of it: raw bytes for what no good client sends, and requests. For
// program tests, which define BOLE_PROGRAM.
namespace bole::testing {

using Milliseconds = std::chrono::milliseconds;

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers{};  // names in lower case
  std::string body{};
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

// One connection to 127.0.0.1, in bytes.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  // False when the peer has closed.
  bool send(std::string_view bytes);
  void shut_sending();
  // The next answer; empty when the peer closes or `wait` passes before it is whole. An answer to
  // HEAD has no body.
  std::optional<HttpAnswer> answer(Milliseconds wait = Milliseconds(5000), bool to_head = false);
  // Whether the peer closes within that time, sending nothing more.
  bool closes(Milliseconds wait = Milliseconds(5000));

 private:
  bool receive(std::chrono::steady_clock::time_point deadline);
  int socket_ = -1;
  std::string received_{};
  bool ended_ = false;
};

// `bole serve` on a free port.
class Server {
 public:
  Server(const std::string& store, const std::vector<std::string>& options = {});
  ~Server();  // kills it if it still runs
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t process() const { return child_; }
  void signal(int number) const;
  // Its exit code, or 128 + signal; empty when it still runs after `wait`.
  std::optional<int> wait_for_exit(Milliseconds wait = Milliseconds(10'000));
  [[nodiscard]] std::string talk() const;  // what it wrote to standard error so far

 private:
  TemporaryDirectory directory_;
  pid_t child_ = -1;
  int out_ = -1;
  std::uint16_t port_ = 0;
};

struct Exchange {
  std::string method{};
  std::string target{};
  std::string content_type{};
  std::string body{};
  HttpAnswer answer{};
};

// Well-formed requests of one user, each on a connection of its own. Keeps what was said.
class HttpClient {
 public:
  HttpClient(const Server& server, std::string token) : port_(server.port()), token_(token) {}

  using Headers = std::vector<std::pair<std::string, std::string>>;
  HttpAnswer ask(const std::string& method, const std::string& target, const std::string& body = {},
                 const Headers& headers = {});
  HttpAnswer get(const std::string& target) { return ask("GET", target); }
  HttpAnswer post(const std::string& target, const std::string& json = {},
                  const Headers& headers = {}) {
    return ask("POST", target, json, headers);
  }
  // PUT or POST upon the version that `read` showed.
  HttpAnswer change(const std::string& method, const std::string& target, const HttpAnswer& read,
                    const std::string& json = {}) {
    return ask(method, target, json, {{"If-Match", read.header("etag")}});
  }
  [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }

 private:
  std::uint16_t port_;
  std::string token_;
  std::vector<Exchange> exchanges_{};
};

// A store with the users u1 and u2 and their tokens, made once a process and copied.
struct PreparedStore {
  PreparedStore();
  [[nodiscard]] std::string path() const { return directory.at("store"); }
  TemporaryDirectory directory{};
  std::string token1{};
  std::string token2{};
};
// NDJSON of invented people p-000001…, as `bole generate` makes them.
[[nodiscard]] std::string invented(int people, int seed = 2026);
[[nodiscard]] std::string sample(const std::string& name);  // a file of data-samples
// Uploads and waits for the end; the task's JSON.
std::string import_and_wait(HttpClient& client, const std::string& ndjson);

}  // namespace bole::testing
