// What no good client sends, over a raw socket. After each the server still answers others.
#include <sys/socket.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/api/http_client.hpp"

using namespace bole::testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {
struct Hostile {
  const char* what;
  std::string bytes;
  int status;
  const char* code = nullptr;
};

// Sends the bytes and expects this refusal, then the end of the connection: nothing after it may be
// taken for a request.
void expect_refusal(const Server& server, const Hostile& hostile) {
  INFO(hostile.what);
  RawConnection connection(server.port());
  connection.send(hostile.bytes);
  const auto answer = connection.answer();
  REQUIRE(answer);
  INFO(answer->body);
  CHECK(answer->status == hostile.status);
  CHECK(answer->header("content-type") == "application/problem+json");
  CHECK(answer->header("connection") == "close");
  if (hostile.code) CHECK(Json::parse(answer->body)["code"] == hostile.code);
  connection.shut_sending();
  CHECK(connection.closes());
}

void still_serves(const Server& server) {
  HttpClient client(server, "");
  CHECK(client.get("/healthz").status == 200);
}

struct Served {
  explicit Served(const std::vector<std::string>& options = {}) : server(office.path(), options) {}
  PreparedStore office{};
  Server server;
  [[nodiscard]] std::string bearer() const {
    return "Authorization: Bearer " + office.token1 + "\r\n";
  }
  // A search with these header lines and this body.
  [[nodiscard]] std::string search(const std::string& headers, const std::string& body) const {
    return "POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
           bearer() + headers + "\r\n" + body;
  }
};
}  // namespace

TEST_CASE("requests whose length can be read in two ways are refused", "[api][hostile]") {
  const Served served;
  const std::string next = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string chunk = "2\r\n{}\r\n0\r\n\r\n";
  const auto chunked = [&](const std::string& body) {
    return served.search("Transfer-Encoding: chunked\r\n", body);
  };
  for (const Hostile& hostile : std::vector<Hostile>{
           {"length and coding",
            served.search("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", chunk + next),
            400},
           {"coding and length",
            served.search("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", chunk + next),
            400},
           {"two equal lengths",
            served.search("Content-Length: 2\r\nContent-Length: 2\r\n", "{}" + next), 400},
           {"two lengths", served.search("Content-Length: 2\r\nContent-Length: 3\r\n", "{}" + next),
            400},
           {"a list of lengths", served.search("Content-Length: 2, 2\r\n", "{}" + next), 400},
           {"a signed length", served.search("Content-Length: +2\r\n", "{}" + next), 400},
           {"a negative length", served.search("Content-Length: -2\r\n", "{}" + next), 400},
           {"a hexadecimal length", served.search("Content-Length: 0x2\r\n", "{}" + next), 400},
           {"an empty length", served.search("Content-Length: \r\n", "{}" + next), 400},
           {"a length beyond 64 bits",
            served.search("Content-Length: 18446744073709551618\r\n", "{}" + next), 400},
           {"another coding", served.search("Transfer-Encoding: xchunked\r\n", chunk + next), 501,
            "bad_transfer_encoding"},
           {"a coding before", served.search("Transfer-Encoding: gzip, chunked\r\n", chunk + next),
            501},
           {"a coding after",
            served.search("Transfer-Encoding: chunked, identity\r\n", chunk + next), 501},
           {"two codings",
            served.search("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                          chunk + next),
            400},
           {"a coding under HTTP/1.0",
            "POST /api/v1/search HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + next,
            400},
           {"a space before the colon",
            served.search("Transfer-Encoding : chunked\r\n", chunk + next), 400},
           {"a compressed body",
            served.search("Content-Encoding: gzip\r\nContent-Length: 2\r\n", "{}"), 415,
            "content_encoding"},
           {"a chunk size that is none", chunked("zz\r\n{}\r\n0\r\n\r\n"), 400},
           {"a signed chunk size", chunked("+2\r\n{}\r\n0\r\n\r\n"), 400},
           {"a chunk size with 0x", chunked("0x2\r\n{}\r\n0\r\n\r\n"), 400},
           {"a chunk size beyond 64 bits", chunked("10000000000000002\r\n{}\r\n0\r\n\r\n"), 400},
           {"a chunk without its end", chunked("2\r\n{}XX0\r\n\r\n"), 400},
           {"a chunk extension", chunked("2;a=b\r\n{}\r\n0\r\n\r\n"), 400, "chunk_extension"},
           {"a trailer", chunked("2\r\n{}\r\n0\r\nX-Role: admin\r\n\r\n"), 400, "trailers"},
           {"a trailer announced",
            served.search("Transfer-Encoding: chunked\r\nTrailer: X-Role\r\n", chunk), 400}}) {
    expect_refusal(served.server, hostile);
  }
  still_serves(served.server);
}

TEST_CASE("headers that others may read otherwise are refused", "[api][hostile]") {
  const Served served;
  const std::string get = "GET /healthz HTTP/1.1\r\n";
  for (const Hostile& hostile : std::vector<Hostile>{
           {"no Host", get + "\r\n", 400, "bad_host"},
           {"two Hosts", get + "Host: a\r\nHost: a\r\n\r\n", 400, "bad_host"},
           {"a Host with a space", get + "Host: a b\r\n\r\n", 400, "bad_host"},
           {"a Host with a user", get + "Host: a@b\r\n\r\n", 400, "bad_host"},
           {"a Host with a path", get + "Host: a/b\r\n\r\n", 400, "bad_host"},
           {"a folded line", get + "Host: x\r\nX-A: 1\r\n 2\r\n\r\n", 400, "folded_header"},
           {"a line folded by a tab", get + "Host: x\r\nX-A: 1\r\n\t2\r\n\r\n", 400,
            "folded_header"},
           {"a NUL in a value", get + "Host: x\r\nX-A: 1" + std::string(1, '\0') + "\r\n\r\n", 400},
           {"a lone CR in a value", get + "Host: x\r\nX-A: 1\r2\r\n\r\n", 400},
           {"lines ended by LF", "GET /healthz HTTP/1.1\nHost: x\n\n", 400},
           {"one line ended by LF", get + "Host: x\nX-A: 1\r\n\r\n", 400, "bare_line_feed"},
           {"a line without a name", get + "Host: x\r\n: 1\r\n\r\n", 400},
           {"a line without a colon", get + "Host: x\r\nabc\r\n\r\n", 400},
           {"two Authorizations",
            get + "Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400,
            "repeated_header"},
           {"two keys", get + "Host: x\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n\r\n", 400,
            "repeated_header"},
           {"an upgrade", get + "Host: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", 400},
           {"another expectation", get + "Host: x\r\nExpect: 200-ok\r\n\r\n", 417},
           {"HTTP/0.9", "GET /healthz\r\n\r\n", 400},
           {"HTTP/1.2", "GET /healthz HTTP/1.2\r\nHost: x\r\n\r\n", 400},
           {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
           {"a TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
           {"an empty line first", "\r\n\r\n", 400},
           {"noise", "\x80\x01\x02\xff\r\n\r\n", 400},
           {"a header of 17 KiB",
            get + "Host: x\r\nX-A: " + std::string(17 * 1024, 'a') + "\r\n\r\n", 431,
            "header_too_large"},
           {"a header without an end", get + "X-A: " + std::string(40 * 1024, 'a'), 431},
           {"two thousand lines",
            get + "Host: x\r\n" +
                [] {
                  std::string lines;
                  for (int i = 0; i < 2000; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
                  return lines;
                }() +
                "\r\n",
            431},
           {"an address of 20 KB",
            "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 431}}) {
    expect_refusal(served.server, hostile);
  }
  still_serves(served.server);
}

TEST_CASE("a target is a plain path in UTF-8, and %2F no separator", "[api][hostile]") {
  const Served served;
  const auto line = [&](const std::string& method, const std::string& target) {
    return method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n" + served.bearer() + "\r\n";
  };
  for (const Hostile& hostile : std::vector<Hostile>{
           {"absolute form", line("GET", "http://127.0.0.1/healthz"), 400, "bad_target"},
           {"authority form", line("CONNECT", "127.0.0.1:443"), 400, "bad_target"},
           {"asterisk form", line("OPTIONS", "*"), 400, "bad_target"},
           {"a network path", line("GET", "//evil/healthz"), 400, "bad_target"},
           {"no slash", line("GET", "healthz"), 400, "bad_target"},
           {"characters not encoded", line("GET", "/api/v1/profiles/张"), 400, "bad_target"},
           {"half an escape", line("GET", "/api/v1/profiles/%4"), 400, "bad_target"},
           {"an escape that is none", line("GET", "/api/v1/profiles/%zz"), 400, "bad_target"},
           {"an encoded NUL", line("GET", "/api/v1/profiles/p%00"), 400, "bad_target"},
           {"an encoded line end", line("GET", "/api/v1/profiles/p%0d%0aX"), 400, "bad_target"},
           {"bytes that are no UTF-8", line("GET", "/api/v1/profiles/%ff"), 400, "bad_target"},
           {"an overlong slash", line("GET", "/api/v1/profiles/%c0%af"), 400, "bad_target"},
           {"a surrogate", line("GET", "/api/v1/profiles/%ed%a0%80"), 400, "bad_target"},
           {"no UTF-8 in the query", line("GET", "/api/v1/posts?after=%ff"), 400, "bad_target"},
           {"a NUL in the query", line("GET", "/api/v1/posts?after=%00"), 400, "bad_target"},
           {"a fragment", line("GET", "/healthz#x"), 400, "bad_target"},
           {"a space", line("GET", "/heal thz"), 400}}) {
    expect_refusal(served.server, hostile);
  }
  HttpClient client(served.server, served.office.token1);
  const auto code = [&](const std::string& method, const std::string& target) {
    const HttpAnswer answer = client.ask(method, target);
    return std::to_string(answer.status) + ' ' +
           Json::parse(answer.body).value("code", std::string("-"));
  };
  CHECK(code("GET", "/api/v1/profiles/a%2Fb") == "404 profile_not_found");
  CHECK(code("GET", "/api/v1/profiles/a/b") == "404 no_such_resource");
  CHECK(code("GET", "/api/v1/profiles/") == "404 no_such_resource");
  CHECK(code("GET", "/api/v1/../../healthz") == "404 no_such_resource");
  CHECK(code("GET", "/%2e%2e/healthz") == "404 no_such_resource");
  CHECK(code("GET", "/HEALTHZ") == "404 no_such_resource");
  CHECK(code("GET", "/%68ealthz") == "200 -");
  CHECK(code("GET", "/healthz?x=1") == "400 unknown_parameter");
  CHECK(code("GET", "/api/v1/posts?limit=1&limit=2") == "400 repeated_parameter");
  CHECK(code("GET", "/api/v1/posts?limit=0") == "400 bad_parameter");
  CHECK(code("GET", "/api/v1/posts?limit=1e3") == "400 bad_parameter");
  CHECK(code("GET", "/api/v1/posts?limit=99999999999999999999") == "400 bad_parameter");
}

TEST_CASE("a method that a resource has not is refused with those it has", "[api][hostile]") {
  const Served served;
  HttpClient client(served.server, served.office.token1);
  for (const char* method : {"DELETE", "PUT", "OPTIONS", "TRACE", "PATCH", "BREW"}) {
    INFO(method);
    const HttpAnswer answer = client.ask(method, "/api/v1/search");
    CHECK(answer.status == 405);
    CHECK(answer.header("allow") == "POST");
  }
  CHECK(client.ask("POST", "/api/v1/profiles/p-1").header("allow") == "GET, HEAD");
  CHECK(client.ask("PATCH", "/api/v1/pools/x").header("allow") == "GET, HEAD, PUT");
  // HEAD is GET without the body, and says how long it would be.
  const HttpAnswer whole = client.get("/openapi.json");
  const HttpAnswer head = client.ask("HEAD", "/openapi.json");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.header("content-length") == std::to_string(whole.body.size()));
  CHECK(client.ask("HEAD", "/api/v1/profiles/nobody").status == 404);
  RawConnection connection(served.server.port());
  connection.send(
      "HEAD /openapi.json HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(connection.answer(5s, true));
  CHECK(connection.answer()->body == R"({"status":"ok"})");
}

TEST_CASE("only the page, health and the description answer without a token", "[api][hostile]") {
  const Served served;
  HttpClient nobody(served.server, "");
  for (const char* open : {"/", "/healthz", "/readyz", "/openapi.json"}) {
    CHECK(nobody.get(open).status == 200);
  }
  CHECK(nobody.get("/").body.find("伯乐") != std::string::npos);
  const auto refused = [](const HttpAnswer& answer) {
    CHECK(answer.status == 401);
    CHECK(answer.header("www-authenticate") == "Bearer");
    CHECK(Json::parse(answer.body)["code"] == "token_required");
  };
  for (const char* closed : {"/metrics", "/api/v1/matters", "/api/v1/profiles/p-1", "/nothing",
                             "/api/v1/users/me", "/api/v1/gates"}) {
    INFO(closed);
    refused(nobody.get(closed));
  }
  refused(nobody.post("/api/v1/search", "{}"));
  for (const std::string& token :
       {std::string("bole_0000"), served.office.token1 + "0", std::string(8000, 'a'),
        served.office.token1.substr(0, served.office.token1.size() - 1)}) {
    HttpClient stranger(served.server, token);
    refused(stranger.get("/api/v1/users/me"));
  }
  for (const std::string& line :
       {std::string("Authorization: Basic dTE6dTE="),
        "Authorization: bearer" + served.office.token1, "Authorization: " + served.office.token1}) {
    INFO(line);
    RawConnection connection(served.server.port());
    connection.send("GET /api/v1/users/me HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n");
    refused(*connection.answer());
  }
  // Before the body is read.
  RawConnection connection(served.server.port());
  connection.send("POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 200000000\r\n\r\n");
  refused(*connection.answer());
}

TEST_CASE("bodies are bounded, each and all together", "[api][hostile]") {
  const Served served;
  const std::string chunk = "8000\r\n" + std::string(0x8000, ' ') + "\r\n";
  expect_refusal(served.server,
                 {"a length over the limit", served.search("Content-Length: 70000\r\n", ""), 413,
                  "body_too_large"});
  expect_refusal(served.server,
                 {"chunks over the limit",
                  served.search("Transfer-Encoding: chunked\r\n", chunk + chunk + chunk), 413,
                  "body_too_large"});
  expect_refusal(served.server,
                 {"a body where none belongs",
                  "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd", 400,
                  "body_not_expected"});
  {
    HttpClient client(served.server, served.office.token1);
    const HttpAnswer refused = client.post("/api/v1/search", std::string(65'537, ' '));
    CHECK(refused.status == 413);
    CHECK(Json::parse(refused.body)["detail"] == "请求内容超过上限 65536 字节");
  }
  // The refusal can be read while the body is still coming.
  {
    RawConnection connection(served.server.port());
    connection.send(served.search("Content-Length: 4000000\r\n", ""));
    for (int i = 0; i < 60 && connection.send(std::string(65536, ' ')); ++i) {
    }
    CHECK(connection.answer()->status == 413);
  }
  // 256 MiB each, 512 together: the third has to wait.
  const std::string upload =
      "POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n" +
      served.bearer() + "Content-Length: 268435456\r\n\r\n";
  RawConnection first(served.server.port());
  RawConnection second(served.server.port());
  first.send(upload);
  second.send(upload);
  std::this_thread::sleep_for(50ms);
  RawConnection third(served.server.port());
  third.send(upload);
  const auto full = third.answer();
  REQUIRE(full);
  CHECK(full->status == 503);
  CHECK(full->header("retry-after") == "1");
  still_serves(served.server);
}

TEST_CASE("who is slow is cut off, whoever drips, too", "[api][hostile]") {
  const Served served({"--idle-ms", "300", "--read-ms", "300", "--write-ms", "300"});
  const auto cut_after = [](RawConnection& connection) {
    const auto begin = Clock::now();
    CHECK(connection.closes());
    return Clock::now() - begin;
  };
  {
    RawConnection silent(served.server.port());
    const auto time = cut_after(silent);
    CHECK(time > 200ms);
    CHECK(time < 3s);
  }
  {
    RawConnection half(served.server.port());
    half.send("GET /healthz HTTP/1.1\r\nHost: ");
    CHECK(cut_after(half) < 3s);
  }
  {
    RawConnection body(served.server.port());
    body.send(served.search("Content-Length: 10\r\n", "{"));
    CHECK(cut_after(body) < 3s);
  }
  for (const std::string& begun : {std::string("GET /healthz HTTP/1.1\r\nX: "),
                                   served.search("Content-Length: 60000\r\n", "")}) {
    RawConnection dripping(served.server.port());
    dripping.send(begun);
    const auto begin = Clock::now();
    while (dripping.send("a") && Clock::now() - begin < 5s) std::this_thread::sleep_for(20ms);
    CHECK(Clock::now() - begin < 3s);
  }
  {
    // Asks and never reads: the answers do not pile up.
    RawConnection deaf(served.server.port());
    for (int i = 0; i < 1000; ++i) deaf.send("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(800ms);
    int answers = 0;
    while (deaf.answer(1s)) ++answers;
    CHECK(answers < 1000);
  }
  still_serves(served.server);
}

TEST_CASE("more connections than allowed are turned away with a word", "[api][hostile]") {
  const Served served({"--connections", "4"});
  std::vector<std::unique_ptr<RawConnection>> open;
  for (int i = 0; i < 4; ++i) {
    open.push_back(std::make_unique<RawConnection>(served.server.port()));
    open.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(open.back()->answer());
  }
  RawConnection fifth(served.server.port());
  const auto answer = fifth.answer();
  REQUIRE(answer);
  CHECK(answer->status == 503);
  CHECK(answer->header("retry-after") == "1");
  CHECK(Json::parse(answer->body)["code"] == "connections_full");
  open.pop_back();
  std::this_thread::sleep_for(50ms);
  still_serves(served.server);
}

TEST_CASE("more requests than the queue holds are told to come again", "[api][hostile]") {
  const Served served({"--workers", "1", "--queue", "1"});
  HttpClient filling(served.server, served.office.token1);
  import_and_wait(filling, invented(300));
  std::atomic<int> answered = 0;
  std::atomic<int> busy = 0;
  std::atomic<int> others = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&] {
        RawConnection connection(served.server.port());
        const std::string body = R"({"filter":"级别 >= 乡科级正职","as_of":"2026-03-01"})";
        for (int n = 0; n < 20; ++n) {
          connection.send(
              served.search("Content-Length: " + std::to_string(body.size()) + "\r\n", body));
          const auto answer = connection.answer();
          if (!answer) break;
          const bool come_again = answer->status == 503 && answer->header("retry-after") == "1";
          ++(answer->status == 200 ? answered : come_again ? busy : others);
        }
      });
    }
  }
  CHECK(answered > 0);
  CHECK(busy > 0);
  CHECK(others == 0);
  CHECK(answered + busy == 160);
}

TEST_CASE("pipelined requests are answered in their order", "[api][hostile]") {
  const Served served;
  RawConnection connection(served.server.port());
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += i % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
                      : "GET /api/v1/profiles/p-" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n" +
                            served.bearer() + "\r\n";
  }
  connection.send(all);
  for (int i = 0; i < 50; ++i) {
    const auto answer = connection.answer();
    REQUIRE(answer);
    CHECK(answer->status == (i % 2 == 0 ? 200 : 404));
  }
  // Connection: close ends it, whatever follows.
  connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + all);
  CHECK(connection.answer()->header("connection") == "close");
  CHECK(connection.closes());
}

TEST_CASE("a client that waits for leave to send gets it, or the refusal", "[api][hostile]") {
  const Served served;
  RawConnection connection(served.server.port());
  connection.send(served.search("Expect: 100-continue\r\nContent-Length: 2\r\n", ""));
  CHECK(connection.answer()->status == 100);
  connection.send("{}");
  CHECK(connection.answer()->status != 100);
  RawConnection refused(served.server.port());
  refused.send(
      "POST /api/v1/search HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
      "Content-Type: text/plain\r\n" +
      served.bearer() + "Content-Length: 2\r\n\r\n");
  CHECK(refused.answer()->status == 415);
}

TEST_CASE("clients that go away early harm nobody", "[api][hostile]") {
  const Served served;
  for (int i = 0; i < 60; ++i) {
    RawConnection connection(served.server.port());
    const std::string request = served.search("Content-Length: 2\r\n", "{}");
    connection.send(request.substr(0, i % 3 == 0 ? request.size() : request.size() * i / 60));
  }
  // Half closed: the answer still comes.
  RawConnection half(served.server.port());
  half.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  half.shut_sending();
  CHECK(half.answer()->status == 200);
  CHECK(half.closes());
  still_serves(served.server);
}

TEST_CASE("on SIGTERM what was begun is answered, nothing new is taken, and the exit is clean",
          "[api][hostile]") {
  const PreparedStore office;
  Server server(office.path());
  const std::string upload = invented(20);
  RawConnection idle(server.port());
  idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(idle.answer());
  RawConnection running(server.port());
  running.send(
      "POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
      "Authorization: Bearer " +
      office.token1 + "\r\nContent-Length: " + std::to_string(upload.size()) + "\r\n\r\n" +
      upload.substr(0, 100));
  std::this_thread::sleep_for(100ms);
  server.signal(SIGTERM);
  CHECK(idle.closes(2s));
  CHECK_THROWS(RawConnection(server.port()));
  running.send(upload.substr(100));
  const auto answer = running.answer();
  REQUIRE(answer);
  CHECK(answer->status == 202);
  CHECK(answer->header("connection") == "close");
  CHECK(server.wait_for_exit() == 0);
}

TEST_CASE("a request that does not end is cut when draining has lasted long enough",
          "[api][hostile]") {
  const PreparedStore office;
  Server server(office.path(), {"--drain-ms", "300"});
  RawConnection running(server.port());
  running.send(
      "POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Authorization: Bearer " +
      office.token1 + "\r\nContent-Length: 10\r\n\r\n{");
  std::this_thread::sleep_for(100ms);
  server.signal(SIGINT);
  CHECK(server.wait_for_exit(5s) == 0);
}
