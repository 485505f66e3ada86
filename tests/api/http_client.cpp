#include "tests/api/http_client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/program.hpp"

namespace bole::testing {
using Clock = std::chrono::steady_clock;

namespace {
std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int left(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<Milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}
}  // namespace

RawConnection::RawConnection(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("connection refused");
  }
}

RawConnection::~RawConnection() { ::close(socket_); }

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::shut_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawConnection::receive(Clock::time_point deadline) {
  if (ended_) return false;
  pollfd waited{socket_, POLLIN, 0};
  if (::poll(&waited, 1, left(deadline)) <= 0) return false;
  char bytes[16384];
  const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count <= 0) {
    ended_ = true;
    return false;
  }
  received_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::optional<HttpAnswer> RawConnection::answer(Milliseconds wait, bool to_head) {
  const auto deadline = Clock::now() + wait;
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive(deadline)) return std::nullopt;
  }
  HttpAnswer answer;
  if (!received_.starts_with("HTTP/1.") || received_.size() < 12) return std::nullopt;
  answer.status = std::stoi(received_.substr(9, 3));
  for (std::size_t at = received_.find("\r\n"); at < end;) {
    const std::size_t next = received_.find("\r\n", at + 2);
    const std::string line = received_.substr(at + 2, next - at - 2);
    const std::size_t colon = line.find(": ");
    answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = next;
  }
  received_.erase(0, end + 4);
  const std::string length = answer.header("content-length");
  if (to_head || length.empty()) return answer;
  while (received_.size() < std::stoul(length)) {
    if (!receive(deadline)) return std::nullopt;
  }
  answer.body = received_.substr(0, std::stoul(length));
  received_.erase(0, answer.body.size());
  return answer;
}

bool RawConnection::closes(Milliseconds wait) {
  const auto deadline = Clock::now() + wait;
  const std::size_t before = received_.size();
  while (receive(deadline)) {
  }
  return ended_ && received_.size() == before;
}

Server::Server(const std::string& store, const std::vector<std::string>& options) {
  std::vector<std::string> arguments{BOLE_PROGRAM, "serve", "--store", store, "--port", "0"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const std::string err = directory_.at("err");
  int pipe[2];
  REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
  child_ = ::fork();
  if (child_ == 0) {
    const int error_file = ::open(err.c_str(), O_WRONLY | O_CREAT, 0600);
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(error_file, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ::close(pipe[1]);
  out_ = pipe[0];
  const auto deadline = Clock::now() + std::chrono::seconds(20);
  std::string line;
  while (line.find('\n') == std::string::npos) {
    pollfd waited{out_, POLLIN, 0};
    char c = 0;
    if (::poll(&waited, 1, left(deadline)) <= 0 || ::read(out_, &c, 1) <= 0) break;
    line += c;
  }
  INFO(talk());
  REQUIRE(line.starts_with("http://127.0.0.1:"));
  port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

Server::~Server() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  ::close(out_);
}

void Server::signal(int number) const { ::kill(child_, number); }

std::optional<int> Server::wait_for_exit(Milliseconds wait) {
  const auto deadline = Clock::now() + wait;
  int status = 0;
  while (::waitpid(child_, &status, WNOHANG) == 0) {
    if (Clock::now() > deadline) return std::nullopt;
    std::this_thread::sleep_for(Milliseconds(5));
  }
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Server::talk() const { return file_text(directory_.at("err")); }

HttpAnswer HttpClient::ask(const std::string& method, const std::string& target,
                           const std::string& body, const Headers& headers) {
  std::string request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  if (!token_.empty()) request += "Authorization: Bearer " + token_ + "\r\n";
  Exchange exchange{method, target, body.empty() ? "" : "application/json", body, {}};
  for (const auto& [name, value] : headers) {
    if (name == "Content-Type") {
      exchange.content_type = value;
    } else {
      request.append(name).append(": ").append(value).append("\r\n");
    }
  }
  if (!exchange.content_type.empty()) {
    request += "Content-Type: " + exchange.content_type + "\r\n";
  }
  if (!body.empty() || method == "POST" || method == "PUT") {
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  RawConnection connection(port_);
  connection.send(request + "Connection: close\r\n\r\n" + body);
  auto answer = connection.answer(Milliseconds(30'000), method == "HEAD");
  INFO(method << ' ' << target);
  REQUIRE(answer);
  exchange.answer = *answer;
  exchanges_.push_back(std::move(exchange));
  return *answer;
}

namespace {
struct Template {
  Template() {
    const auto must = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.end(), {"--store", directory.at("store")});
      const ProgramRun run = run_bole(arguments);
      INFO(run.err);
      REQUIRE(run.exit == 0);
      return run.out.substr(0, run.out.find('\n'));
    };
    must({"init"});
    must({"user", "add", "u1", "--name", "拟定人"});
    must({"user", "add", "u2", "--name", "审定人", "--as", "u1"});
    token1 = must({"user", "token", "u1"});
    token2 = must({"user", "token", "u2"});
  }
  TemporaryDirectory directory{};
  std::string token1{};
  std::string token2{};
};
}  // namespace

PreparedStore::PreparedStore() {
  static const Template made;
  std::filesystem::copy(made.directory.at("store"), path(),
                        std::filesystem::copy_options::recursive);
  token1 = made.token1;
  token2 = made.token2;
}

std::string invented(int people, int seed) {
  const ProgramRun run =
      run_bole({"generate", "--n", std::to_string(people), "--seed", std::to_string(seed)});
  REQUIRE(run.exit == 0);
  return run.out;
}

std::string sample(const std::string& name) {
  const std::string text = file_text(std::string(PROJECT_ROOT) + "/data-samples/" + name);
  REQUIRE_FALSE(text.empty());
  return text;
}

std::string import_and_wait(HttpClient& client, const std::string& ndjson) {
  const HttpAnswer begun =
      client.ask("POST", "/api/v1/imports", ndjson, {{"Content-Type", "application/x-ndjson"}});
  INFO(begun.body);
  REQUIRE(begun.status == 202);
  const auto deadline = Clock::now() + std::chrono::seconds(30);
  while (true) {
    const HttpAnswer task = client.get(begun.header("location"));
    REQUIRE(task.status == 200);
    const auto state = nlohmann::json::parse(task.body)["state"];
    if (state != "waiting" && state != "running") return task.body;
    REQUIRE(Clock::now() < deadline);
    std::this_thread::sleep_for(Milliseconds(20));
  }
}
}  // namespace bole::testing
