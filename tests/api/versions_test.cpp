// Whoever changes something says which version was read, and nobody overwrites unseen.
#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/api/http_client.hpp"

using namespace bole::testing;
using Json = nlohmann::json;

namespace {
std::string outcome(const HttpAnswer& answer) {
  const Json body = Json::parse(answer.body.empty() ? "{}" : answer.body);
  return std::to_string(answer.status) +
         (body.contains("code") ? ' ' + body["code"].get<std::string>() : "");
}

struct Desk {
  PreparedStore office{};
  Server server{office.path()};
  HttpClient drafter{server, office.token1};
  HttpClient approver{server, office.token2};
  Desk() {
    import_and_wait(drafter, sample("register.ndjson"));
    import_and_wait(drafter, invented(60));
  }
  // Without a version, on any, on an older one: refused.
  static void needs_version(HttpClient& who, const std::string& method, const std::string& target,
                            const std::string& body) {
    INFO(method << ' ' << target);
    CHECK(outcome(who.ask(method, target, body)) == "428 if_match_required");
    CHECK(outcome(who.ask(method, target, body, {{"If-Match", "*"}})) == "428 if_match_required");
    for (const char* stale : {"\"0\"", "\"99\"", "W/\"1\"", "nonsense", "1"}) {
      CHECK(outcome(who.ask(method, target, body, {{"If-Match", stale}})) == "412 stale_version");
    }
  }
};
}  // namespace

TEST_CASE("a pool and a membership are changed on the version that was read", "[api]") {
  Desk desk;
  const auto pool = [](const std::string& name) {
    return R"({"id":"finance","name":")" + name + R"(","purpose":"选配","owner":"市委组织部"})";
  };
  REQUIRE(desk.drafter.post("/api/v1/pools", pool("甲")).status == 201);
  Desk::needs_version(desk.drafter, "PUT", "/api/v1/pools/finance", pool("乙"));
  const HttpAnswer read = desk.drafter.get("/api/v1/pools/finance");
  const HttpAnswer changed = desk.drafter.change("PUT", "/api/v1/pools/finance", read, pool("乙"));
  CHECK(changed.status == 200);
  CHECK(changed.header("etag") != read.header("etag"));
  CHECK(outcome(desk.approver.change("PUT", "/api/v1/pools/finance", read, pool("丙"))) ==
        "412 stale_version");
  CHECK(Json::parse(desk.drafter.get("/api/v1/pools/finance").body)["pool"]["name"] == "乙");
  CHECK(outcome(desk.drafter.change("PUT", "/api/v1/pools/all", read, pool("全"))) ==
        "422 wrong_id");

  const auto member = [](const std::string& status) {
    return R"({"profile":"p-000003","channel":"单位推荐","reason":"推荐","status":")" + status +
           "\"}";
  };
  const HttpAnswer joined = desk.drafter.post("/api/v1/pools/finance/memberships", member("在库"));
  REQUIRE(joined.status == 201);
  const std::string place = joined.header("location");
  CHECK(outcome(desk.drafter.post("/api/v1/pools/finance/memberships", member("在库"))) ==
        "409 membership_exists");
  CHECK(outcome(desk.drafter.post("/api/v1/pools/all/memberships", member("在库"))) ==
        "422 pool_is_whole");
  Desk::needs_version(desk.drafter, "PUT", place, member("出库"));
  CHECK(desk.drafter.change("PUT", place, desk.drafter.get(place), member("出库")).status == 200);
  CHECK(Json::parse(desk.drafter.get("/api/v1/pools/finance").body)["people"] == 0);
  CHECK(outcome(desk.drafter.get("/api/v1/pools/finance/memberships/p-000004")) ==
        "404 membership_not_found");
}

TEST_CASE("of many who change one version exactly one succeeds", "[api]") {
  Desk desk;
  const std::string body =
      R"({"id":"finance","name":"甲","purpose":"选配","owner":"市委组织部","review_months":)";
  REQUIRE(desk.drafter.post("/api/v1/pools", body + "12}").status == 201);
  const HttpAnswer read = desk.drafter.get("/api/v1/pools/finance");
  std::atomic<int> succeeded = 0;
  std::atomic<int> stale = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&, i] {
        RawConnection connection(desk.server.port());
        const std::string mine = body + std::to_string(13 + i) + '}';
        connection.send(
            "PUT /api/v1/pools/finance HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            "Authorization: Bearer " +
            desk.office.token1 + "\r\nIf-Match: " + read.header("etag") +
            "\r\nContent-Length: " + std::to_string(mine.size()) + "\r\n\r\n" + mine);
        const auto answer = connection.answer();
        succeeded += answer && answer->status == 200;
        stale += answer && answer->status == 412;
      });
    }
  }
  CHECK(succeeded == 1);
  CHECK(stale == 7);
}

TEST_CASE("every step of a matter is taken on the version that was read", "[api]") {
  Desk desk;
  const std::string plan = sample("plans/financial-regulation.json");
  const std::string requirement = sample("requirements/financial-regulation.json");
  const std::string matter = desk.drafter.post("/api/v1/matters", plan).header("location");
  const auto step = [&](HttpClient& who, const std::string& method, const std::string& what,
                        const std::string& body = {}) {
    Desk::needs_version(who, method, matter + what, body);
    const HttpAnswer read = who.get(matter);
    const HttpAnswer done = who.change(method, matter + what, read, body);
    INFO(what << ' ' << done.body);
    CHECK(done.status == 200);
    CHECK(done.header("etag") == who.get(matter).header("etag"));
    CHECK(done.header("etag") != read.header("etag"));
  };
  // The drafter changes the plan after the approver has read it: what was not seen is not signed.
  const HttpAnswer seen = desk.approver.get(matter);
  step(desk.drafter, "PUT", "/plan", plan);
  CHECK(outcome(desk.approver.change("POST", matter + "/settle", seen)) == "412 stale_version");
  step(desk.approver, "POST", "/settle");
  step(desk.drafter, "PUT", "/requirement", requirement);
  step(desk.approver, "POST", "/lock", R"({"reason":"依职位说明设定"})");
  CHECK(outcome(desk.drafter.change("POST", matter + "/matches", seen)) == "412 stale_version");
  CHECK(desk.drafter.post(matter + "/matches").status == 201);
  step(
      desk.drafter, "PUT", "/shortlist",
      R"({"people":[{"profile":"p-000001","reason":"合适","override":"破例"}],"few_reason":"仅此一人"})");
  step(desk.drafter, "POST", "/close", R"({"kind":"未采用","reason":"暂缓"})");

  const std::string other = desk.drafter.post("/api/v1/matters", plan).header("location");
  Desk::needs_version(desk.drafter, "POST", other + "/cancel", R"({"reason":"职数已占"})");
  CHECK(desk.drafter
            .change("POST", other + "/cancel", desk.drafter.get(other), R"({"reason":"职数已占"})")
            .status == 200);
}

TEST_CASE("what has not changed since it was read is not sent again", "[api]") {
  Desk desk;
  const std::string matter =
      desk.drafter.post("/api/v1/matters", sample("plans/financial-regulation.json"))
          .header("location");
  for (const std::string& target : {std::string("/api/v1/profiles/p-000002"),
                                    std::string("/api/v1/profiles/p-000002/versions/1"),
                                    std::string("/api/v1/organisations/o-50"), matter}) {
    INFO(target);
    const std::string tag = desk.drafter.get(target).header("etag");
    REQUIRE_FALSE(tag.empty());
    const HttpAnswer same =
        desk.drafter.ask("GET", target, {}, {{"If-None-Match", "\"77\", " + tag}});
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(same.header("etag") == tag);
    CHECK(desk.drafter.ask("GET", target, {}, {{"If-None-Match", "W/" + tag}}).status == 304);
    CHECK(desk.drafter.ask("GET", target, {}, {{"If-None-Match", "\"77\""}}).status == 200);
  }
}
