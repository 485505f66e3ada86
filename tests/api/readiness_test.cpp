// /readyz and /metrics tell those who watch the server what they need, and nothing of people.
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "tests/api/http_client.hpp"
#include "tests/fault/faults.hpp"

using namespace bole::testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {
std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Sample name with labels → value.
std::map<std::string, double> samples_of(const std::string& text) {
  std::map<std::string, double> samples;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("#")) continue;
    const std::size_t space = line.rfind(' ');
    samples[line.substr(0, space)] = std::stod(line.substr(space + 1));
  }
  return samples;
}
}  // namespace

TEST_CASE("a text index that cannot be written shows in /readyz, while names and filters answer",
          "[api]") {
  const PreparedStore office;
  // How often the index is written while nothing happens.
  const std::string count = office.directory.at("count");
  Fault fault{.store = office.path() + "/text", .calls = "w", .action = "enospc", .lasting = true};
  long calls = 0;
  {
    fault.count_to = count;
    const Environment environment(environment_of(fault));
    Server server(office.path());
    server.signal(SIGTERM);
    REQUIRE(server.wait_for_exit() == 0);
    calls = std::stol(file_text(count));
  }
  {
    fault.count_to.clear();
    fault.at = calls + 1;
    const Environment environment(environment_of(fault));
    const Server server(office.path());
    HttpClient client(server, office.token1);
    CHECK(client.get("/readyz").status == 200);
    CHECK(Json::parse(import_and_wait(client, invented(40)))["added"] == 40);
    HttpAnswer ready;
    for (int i = 0; i < 500 && (ready = client.get("/readyz")).status == 200; ++i) {
      std::this_thread::sleep_for(10ms);
    }
    CHECK(ready.status == 503);
    CHECK(Json::parse(ready.body)["detail"].get<std::string>().starts_with("全文索引没有更新"));
    const Json found = Json::parse(
        client.post("/api/v1/search", R"({"filter":"年龄 >= 18","as_of":"2026-03-01"})").body);
    CHECK(found["total"] == 40);
    CHECK(found["not_indexed"] == 40);
    CHECK(samples_of(client.get("/metrics").body)["bole_text_lag"] > 0);
  }
  // With room again the next start has it all.
  const Server server(office.path());
  HttpClient client(server, office.token1);
  CHECK(client.get("/readyz").status == 200);
  CHECK(Json::parse(
            client.post("/api/v1/search", R"({"as_of":"2026-03-01"})").body)["not_indexed"] == 0);
}

TEST_CASE("metrics count each route in sound histograms, without names or ids", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  import_and_wait(client, invented(5));
  for (int i = 0; i < 7; ++i) client.get("/api/v1/profiles/p-000003");
  client.get("/api/v1/profiles/nobody");
  client.get("/nowhere");
  HttpClient(server, "wrong").get("/api/v1/gates");
  const HttpAnswer answer = client.get("/metrics");
  CHECK(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
  auto samples = samples_of(answer.body);
  const std::string route = "route=\"/api/v1/profiles/{id}\"";
  CHECK(samples["bole_requests_total{" + route + ",status=\"2xx\"}"] == 7);
  CHECK(samples["bole_requests_total{" + route + ",status=\"4xx\"}"] == 1);
  CHECK(samples["bole_requests_total{route=\"\",status=\"4xx\"}"] == 1);
  CHECK(samples["bole_requests_total{route=\"/api/v1/gates\",status=\"4xx\"}"] == 1);
  CHECK(samples["bole_request_seconds_count{" + route + "}"] == 8);
  CHECK(samples["bole_request_seconds_bucket{" + route + ",le=\"+Inf\"}"] == 8);
  CHECK(samples["bole_people"] == 5);
  CHECK(answer.body.find("p-000003") == std::string::npos);
  CHECK(answer.body.find("nobody") == std::string::npos);
  double before = 0;
  for (const char* bound : {"0.0001", "0.0005", "0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1",
                            "5", "30", "+Inf"}) {
    const double now = samples["bole_request_seconds_bucket{" + route + ",le=\"" + bound + "\"}"];
    CHECK(now >= before);
    before = now;
  }
  CHECK(before == 8);
}
