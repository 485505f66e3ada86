// The attack of tests/support/early_name_attack.hpp through the HTTP interface, and that everything
// asked there is recorded before it is answered.
#include "tests/support/early_name_attack.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "server/router.hpp"
#include "tests/cli/office.hpp"
#include "tests/fault/faults.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
// build/bole serving an office's store, on a port of its own.
class Served {
 public:
  explicit Served(const Office& office, const std::vector<std::string>& users = {"u1", "u2"},
                  const std::vector<std::pair<std::string, std::string>>& environment = {}) {
    for (const std::string& user : users) {
      const ProgramRun made = office.run({"user", "token", user});
      REQUIRE(made.exit == 0);
      tokens_[user] = made.out.substr(0, made.out.find('\n'));
    }
    const Environment set(environment);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      const int nowhere = ::open("/dev/null", O_WRONLY);
      ::dup2(nowhere, STDERR_FILENO);
      const std::string store = office.store();
      ::execl(BOLE_PROGRAM, BOLE_PROGRAM, "serve", "--port", "0", "--store", store.c_str(),
              nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string line;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(ends[0]);
    REQUIRE(line.rfind(':') != std::string::npos);
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
  }
  ~Served() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  struct Reply {
    int status = 0;
    std::string all{};
    std::string body{};
    std::string etag{};
  };
  [[nodiscard]] Reply ask(const std::string& method, const std::string& path,
                          const std::string& user, const std::string& body = "",
                          const std::string& if_match = "") const {
    std::string request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!user.empty()) request += "Authorization: Bearer " + tokens_.at(user) + "\r\n";
    if (!body.empty()) request += "Content-Type: application/json\r\n";
    if (!if_match.empty()) request += "If-Match: " + if_match + "\r\n";
    request += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
    request += body;
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()));
    Reply reply;
    char bytes[65536];
    for (ssize_t count; (count = ::recv(socket, bytes, sizeof bytes, 0)) > 0;) {
      reply.all.append(bytes, static_cast<std::size_t>(count));
    }
    ::close(socket);
    REQUIRE(reply.all.starts_with("HTTP/1.1 "));
    reply.status = std::stoi(reply.all.substr(9, 3));
    const std::size_t end = reply.all.find("\r\n\r\n");
    reply.body = reply.all.substr(end + 4);
    if (const std::size_t at = reply.all.find("ETag: "); at < end) {
      reply.etag = reply.all.substr(at + 6, reply.all.find("\r\n", at) - at - 6);
    }
    return reply;
  }

 private:
  pid_t child_ = 0;
  std::uint16_t port_ = 0;
  std::map<std::string, std::string> tokens_;
};

std::string filled(std::string_view pattern, const std::string& kind) {
  std::string path(pattern);
  const auto fill = [&](const std::string& name, const std::string& value) {
    if (const std::size_t at = path.find(name); at != std::string::npos) {
      path.replace(at, name.size(), value);
    }
  };
  fill("matches/{id}", "matches/x-1");
  fill("reports/{id}", "reports/r-1");
  fill("{id}", "m-1");
  fill("{version}", "1");
  fill("{profile}", "p-000001");
  fill("{kind}", kind);
  fill("{match}", "x-1");
  return path;
}

bool leads_to_a_matter(const Route& route) {
  return route.pattern.starts_with("/api/v1/matters") ||
         route.pattern.starts_with("/api/v1/matches") ||
         route.pattern.starts_with("/api/v1/reports");
}

class Interface : public Way {
 public:
  explicit Interface(const Served& served) : served_(served) {}

  std::set<std::string> table() const override {
    std::set<std::string> actions;
    for (const Route& route : all_routes()) actions.emplace(route.action);
    return actions;
  }
  // Whatever leads to no matter is about people, records or the program itself. A new folder of
  // routes has to be named here, or asked.
  std::set<std::string> apart() const override {
    std::set<std::string> apart;
    for (const Route& route : all_routes()) {
      for (const char* folder :
           {"/healthz", "/readyz", "/openapi.json", "/metrics", "/api/v1/search",
            "/api/v1/saved-searches", "/api/v1/profiles", "/api/v1/organisations", "/api/v1/posts",
            "/api/v1/pools", "/api/v1/users", "/api/v1/imports", "/api/v1/vocabulary",
            "/api/v1/gates", "/api/v1/criteria", "/api/v1/attributes"}) {
        if (route.pattern == "/" || route.pattern.starts_with(folder)) apart.emplace(route.action);
      }
    }
    return apart;
  }
  std::vector<Asked> questions(const std::string& name) const override {
    std::vector<Asked> questions;
    for (const Route& route : all_routes()) {
      if (route.action != name || !leads_to_a_matter(route)) continue;
      const std::string method(to_string(route.method));
      for (const char* user : {"u1", "u2"}) {
        // These would move the matter on.
        const bool moves =
            name == "matter.settle" || name == "matter.lock" || name == "matter.cancel";
        if (moves && std::string_view(user) == "u2") continue;
        for (const char* kind :
             {"requirement", "shortlist", "changes", "opinion?profile=p-000001"}) {
          const std::string path = filled(route.pattern, kind);
          std::vector<std::string> bodies{""};
          if (!route.body.empty()) {
            bodies = {
                "{}",
                R"({"profile":"p-000001","rule":"ELG-05b","document":"测","date":"2026-01-01"})",
                R"({"people":[{"profile":"p-000001","reason":"试探"}]})",
                R"({"kind":"进入考察","reason":"试探"})",
                R"({"profile":"p-000001","about":["信访"],"words":"试探"})",
                R"({"reason":"试探","requirement":{"gates":[],"criteria":[],"bands":[]}})"};
          }
          if (name == "matter.cancel") bodies = {"{}"};
          for (const std::string& body : bodies) {
            questions.push_back({method + ' ' + path + ' ' + body, [=, this] {
                                   const auto current =
                                       served_.ask("GET", "/api/v1/matters/m-1", user);
                                   const auto reply =
                                       served_.ask(method, path, user, body, current.etag);
                                   return Answer{reply.status < 300, reply.all};
                                 }});
          }
          if (route.pattern.find("{kind}") == std::string_view::npos) break;
        }
      }
    }
    return questions;
  }

  Answer settle() override { return signed_by_second("/settle", ""); }
  Answer draft(const std::string& requirement) override {
    const auto current = served_.ask("GET", matter(), "u1");
    return answer(served_.ask("PUT", matter() + "/requirement", "u1", requirement, current.etag));
  }
  Answer preview() override { return answer(served_.ask("POST", matter() + "/preview", "u1")); }
  Answer lock() override { return signed_by_second("/lock", R"({"reason":"测试"})"); }
  std::set<std::string> search(const std::string& filter) override {
    const nlohmann::json asked{{"filter", filter}, {"limit", 200}};
    const auto reply = served_.ask("POST", "/api/v1/search", "u1", asked.dump());
    REQUIRE(reply.status == 200);
    std::set<std::string> ids;
    const auto found = nlohmann::json::parse(reply.body);
    for (const auto& hit : found.at("hits")) ids.insert(hit.at("profile"));
    return ids;
  }

 private:
  static std::string matter() { return "/api/v1/matters/m-1"; }
  Answer signed_by_second(const std::string& step, const std::string& body) {
    const auto current = served_.ask("GET", matter(), "u2");
    return answer(served_.ask("POST", matter() + step, "u2", body, current.etag));
  }
  static Answer answer(const Served::Reply& reply) { return {reply.status < 300, reply.all}; }

  const Served& served_;
};

bool has(const std::string& line, const std::string& part) {
  return line.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("nobody is got at through the HTTP interface before the lock", "[api][guard]") {
  const Office office;
  const Served served(office);
  Interface way(served);
  attack_before_the_lock(way, named_in);
  REQUIRE(way.lock().done);
  CHECK(named_in(served.ask("POST", "/api/v1/matters/m-1/matches", "u1").body) != "");
}

TEST_CASE("every request that needs a token is recorded before it is answered", "[api][audit]") {
  const Office office;
  const Served served(office);
  for (const Route& route : all_routes()) {
    if (route.access == Access::anyone) continue;
    // A body of the wrong kind is refused before there is anything to record.
    if (route.body != "application/json" && !route.body.empty()) continue;
    CAPTURE(route.action);
    const auto reply =
        served.ask(std::string(to_string(route.method)), filled(route.pattern, "requirement"), "u1",
                   route.body.empty() ? "" : "{}");
    REQUIRE(reply.status > 0);
    const std::string last = office.audit_lines().back();
    CHECK(has(last, "\"action\":\"" + std::string(route.action) + "\""));
    CHECK(has(last, "\"by\":\"u1\",\"through\":\"http\""));
    CHECK_FALSE(has(last, "\"outcome\":\"begun\""));
  }
}

TEST_CASE("over HTTP nobody opens their own record or that of declared kin", "[api][guard]") {
  const Office office;
  office.must({"user", "add", "u3", "--name", "丙", "--profile", "p-000003", "--kin", "p-000004",
               "--as", "u1"});
  const Served served(office, {"u3"});
  for (const char* id : {"p-000003", "p-000004"}) {
    const std::string profile = std::string("/api/v1/profiles/") + id;
    for (const std::string& path :
         {profile, profile + "/versions", profile + "/versions/1",
          std::string("/api/v1/matters/m-1/match/people/") + id,
          std::string("/api/v1/matters/m-1/reports/opinion?profile=") + id,
          std::string("/api/v1/matters/m-1/reports/comparison?profile=p-000001,") + id}) {
      CAPTURE(path);
      const auto reply = served.ask("GET", path, "u3");
      CHECK(reply.status == 403);
      CHECK(has(reply.body, "own_record"));
      CHECK(has(office.audit_lines().back(), "\"outcome\":\"own_record\""));
    }
  }
  CHECK(served.ask("GET", "/api/v1/profiles/p-000005", "u3").status == 200);
}

TEST_CASE("a server that cannot record answers nothing, and says so", "[api][audit]") {
  const Office office;
  // The third sync of the log fails, and every one after it.
  const Served served(office, {"u1"},
                      environment_of({.store = office.store() + "/audit/log",
                                      .calls = "s",
                                      .action = "eio",
                                      .at = 3,
                                      .lasting = true}));
  CHECK(served.ask("GET", "/readyz", "").status == 200);
  CHECK(served.ask("GET", "/api/v1/profiles/p-000002", "u1").status == 200);
  CHECK(served.ask("GET", "/api/v1/profiles/p-000003", "u1").status == 200);
  for (int i = 0; i < 2; ++i) {
    const auto refused = served.ask("GET", "/api/v1/profiles/p-000004", "u1");
    CHECK(refused.status == 503);
    CHECK(has(refused.body, "audit_unavailable"));
    CHECK(named_in(refused.body) == "");
  }
  CHECK(served.ask("POST", "/api/v1/matters/m-1/settle", "u1").status == 503);
  const auto ready = served.ask("GET", "/readyz", "");
  CHECK(ready.status == 503);
  CHECK(has(ready.body, "审计"));
}

TEST_CASE("requests refused before a handler are counted in the audit log", "[api][audit]") {
  const Office office;
  {
    const Served served(office, {"u1"});
    for (int i = 0; i < 20; ++i) {
      CHECK(served.ask("GET", "/api/v1/profiles/p-000002", "").status == 401);
    }
    for (int i = 0; i < 10; ++i) {
      CHECK(served.ask("GET", "/api/v1/people/WANGWU", "u1").status == 404);
      CHECK(served.ask("DELETE", "/api/v1/profiles/p-000002", "u1").status == 405);
      CHECK(served.ask("GET", "/api/v1/posts?name=WANGWU", "u1").status == 400);
      CHECK(served.ask("POST", "/api/v1/search", "u1", std::string(70'000, ' ')).status == 413);
    }
  }
  // Together, and at the latest when the server ends.
  struct Counted {
    std::uint64_t requests = 0;
    std::size_t lines = 0;
  };
  std::map<std::string, Counted> counted;
  for (const std::string& line : office.audit_lines()) {
    CHECK_FALSE(has(line, "WANGWU"));
    if (!has(line, "\"through\":\"http\"") || !has(line, "\"count\":")) continue;
    for (const char* code : {"token_required", "no_such_resource", "method_not_allowed",
                             "unknown_parameter", "body_too_large"}) {
      if (!has(line, "\"outcome\":\"" + std::string(code) + '"')) continue;
      CHECK(has(line, "\"by\":\"u1\"") == (std::string(code) != "token_required"));
      counted[code].requests += std::stoul(line.substr(line.find("\"count\":") + 8));
      ++counted[code].lines;
    }
  }
  CHECK(counted.size() == 5);
  for (const auto& [code, all] : counted) {
    CAPTURE(code);
    const std::uint64_t asked = code == "token_required" ? 20 : 10;
    CHECK(all.requests == asked);
    CHECK(all.lines < asked);
  }
}
