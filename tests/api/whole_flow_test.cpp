// From an empty store to the reports over HTTP alone, by two users.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/api/http_client.hpp"
#include "tests/api/openapi_check.hpp"

using namespace bole::testing;
using Json = nlohmann::json;

namespace {
Json json_of(const HttpAnswer& answer) {
  INFO(answer.status << ' ' << answer.body.substr(0, 600));
  REQUIRE(answer.status < 300);
  return Json::parse(answer.body);
}

void refused(const HttpAnswer& answer, int status, const std::string& code) {
  INFO(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.header("content-type") == "application/problem+json");
  const Json problem = Json::parse(answer.body);
  CHECK(problem["code"] == code);
  CHECK(problem["status"] == status);
  CHECK(problem["request_id"].is_string());
  CHECK_FALSE(problem["detail"].get<std::string>().empty());
}
}  // namespace

TEST_CASE("a vacancy is filled over HTTP, from the import to the reports", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient drafter(server, office.token1);
  HttpClient approver(server, office.token2);

  const Json reg = Json::parse(import_and_wait(drafter, sample("register.ndjson")));
  CHECK(reg["state"] == "done");
  CHECK(reg["organisations"].get<int>() > 50);
  CHECK(reg["posts"].get<int>() > 50);
  const Json people = Json::parse(import_and_wait(drafter, invented(300)));
  CHECK(people["state"] == "done");
  CHECK(people["records"] == 300);
  CHECK(people["added"] == 300);
  CHECK(people["refused"] == 0);
  // The same again changes nothing.
  CHECK(Json::parse(import_and_wait(drafter, invented(300)))["unchanged"] == 300);

  // A person, and how the record came about.
  const Json person = json_of(drafter.get("/api/v1/profiles/p-000007"));
  CHECK(person["id"] == "p-000007");
  CHECK_FALSE(person.contains("sealed"));
  CHECK(json_of(drafter.get("/api/v1/profiles/p-000007/versions"))["current"] == 1);
  CHECK(json_of(drafter.get("/api/v1/profiles/p-000007/versions/1"))["name"] == person["name"]);
  refused(drafter.get("/api/v1/profiles/p-000007/versions/2"), 404, "profile_not_found");

  // Found by name, whole and by filter.
  const Json named = json_of(
      drafter.post("/api/v1/search", Json{{"q", person["name"]}, {"as_of", "2026-03-01"}}.dump()));
  bool found = false;
  for (const Json& hit : named["hits"]) found |= hit["profile"] == "p-000007";
  CHECK(found);
  const Json filtered = json_of(drafter.post(
      "/api/v1/search", Json{{"filter", "级别 >= 乡科级正职"}, {"as_of", "2026-03-01"}}.dump()));
  CHECK(filtered["total"].get<int>() > 0);

  const std::string kept = "/api/v1/saved-searches/finance";
  const std::string to_keep = R"({"name":"金融监管","request":{"q":"金融监管"}})";
  CHECK(drafter.ask("PUT", kept, to_keep).status == 201);
  CHECK(json_of(drafter.get("/api/v1/saved-searches"))["items"].size() == 1);
  refused(drafter.ask("PUT", kept, to_keep), 428, "if_match_required");
  const HttpAnswer held = drafter.get(kept);
  CHECK(drafter.change("PUT", kept, held, R"({"name":"金融","request":{"q":"金融监管"}})").status ==
        200);
  refused(drafter.change("DELETE", kept, held), 412, "stale_version");
  CHECK(approver.get(kept).status == 404);
  CHECK(drafter.change("DELETE", kept, drafter.get(kept)).status == 204);

  // The register.
  const Json organisations = json_of(drafter.get("/api/v1/organisations?limit=10"));
  CHECK(organisations["items"].size() == 10);
  const std::string after = organisations["next"].get<std::string>();
  CHECK(json_of(drafter.get("/api/v1/organisations?limit=10&after=" + after))["items"][0]["id"] >
        after);
  CHECK(json_of(drafter.get("/api/v1/organisations/o-50"))["id"] == "o-50");
  const Json posts = json_of(drafter.get("/api/v1/posts?limit=5"));
  CHECK(json_of(drafter.get("/api/v1/posts/" + posts["items"][0]["id"].get<std::string>())) ==
        posts["items"][0]);

  // What may be asked and judged.
  CHECK(json_of(drafter.get("/api/v1/vocabulary"))["fields"].size() >= 8);
  CHECK(json_of(drafter.get("/api/v1/gates"))["items"].size() >= 13);
  CHECK(json_of(drafter.get("/api/v1/criteria"))["items"].size() >= 6);
  CHECK(json_of(drafter.get("/api/v1/attributes"))["filter"].size() > 10);
  CHECK(json_of(drafter.get("/api/v1/users"))["items"].size() == 2);
  CHECK(json_of(approver.get("/api/v1/users/me"))["id"] == "u2");

  // A pool, and somebody in it.
  const HttpAnswer pool = drafter.post(
      "/api/v1/pools",
      R"({"id":"finance","name":"金融人才库","purpose":"选配","owner":"市委组织部","field":"金融管理"})");
  CHECK(json_of(pool)["id"] == "finance");
  CHECK(pool.status == 201);
  CHECK(pool.header("location") == "/api/v1/pools/finance");
  refused(
      drafter.post("/api/v1/pools",
                   R"({"id":"finance","name":"金融人才库","purpose":"选配","owner":"市委组织部"})"),
      409, "pool_exists");
  const HttpAnswer joined = drafter.post(
      "/api/v1/pools/finance/memberships",
      R"({"profile":"p-000007","channel":"地方推荐","reason":"熟悉金融","status":"在库"})");
  CHECK(joined.status == 201);
  CHECK(json_of(joined)["by"] == "u1");
  CHECK(json_of(drafter.get("/api/v1/pools/finance"))["people"] == 1);
  CHECK(json_of(drafter.get("/api/v1/pools/finance/memberships"))["items"].size() == 1);
  CHECK(json_of(drafter.get("/api/v1/pools"))["items"].size() == 2);
  const std::string place = joined.header("location");
  CHECK(json_of(drafter.change(
            "PUT", place, drafter.get(place),
            R"({"profile":"p-000007","channel":"地方推荐","reason":"复核","status":"待复核"})"))
            ["status"] == "待复核");
  CHECK(
      json_of(drafter.change(
          "PUT", "/api/v1/pools/finance", drafter.get("/api/v1/pools/finance"),
          R"({"id":"finance","name":"金融人才","purpose":"选配","owner":"市委组织部"})"))["name"] ==
      "金融人才");

  // The plan comes first, and a second person settles it.
  std::string plan = sample("plans/financial-regulation.json");
  const std::string head = "\"head\": false,";
  plan.insert(plan.find(head), R"("holders":["p-000002","p-000003","p-000004"],)");
  const HttpAnswer opened = drafter.post("/api/v1/matters", plan);
  CHECK(opened.status == 201);
  const std::string matter = opened.header("location");
  CHECK(json_of(opened)["state"] == "plan_draft");
  refused(drafter.get(matter + "/proposal"), 409, "wrong_state");
  const auto step = [&](HttpClient& who, const std::string& method, const std::string& what,
                        const std::string& body = {}) {
    return who.change(method, matter + what, who.get(matter), body);
  };
  CHECK(json_of(step(drafter, "PUT", "/plan", plan))["plan"]["version"] == 2);
  refused(step(drafter, "POST", "/settle"), 403, "second_person_required");
  CHECK(json_of(step(approver, "POST", "/settle"))["state"] == "plan_settled");
  refused(step(drafter, "PUT", "/plan", sample("plans/financial-regulation.json")), 409,
          "wrong_state");

  // Then the requirement. Until its lock there are counts and no names.
  CHECK(json_of(drafter.get(matter + "/proposal"))["proposals"].size() > 0);
  CHECK(json_of(step(drafter, "PUT", "/requirement",
                     sample("requirements/financial-regulation.json")))["gates"]
            .size() == 9);
  CHECK(json_of(drafter.get(matter + "/requirement"))["version"] == 1);
  const Json team = json_of(drafter.get(matter + "/team"));
  CHECK(team["in_store"] == 3);
  CHECK(team["specialities"][0].contains("covered"));
  CHECK_FALSE(team["specialities"][0].contains("by"));
  CHECK_FALSE(team.contains("people"));
  const Json preview = json_of(drafter.post(matter + "/preview"));
  CHECK(preview["pool"] == "300");
  CHECK(preview["gates"].size() == 9);
  refused(drafter.post(matter + "/matches"), 409, "requirement_not_locked");
  refused(drafter.get(matter + "/match"), 409, "requirement_not_locked");
  refused(drafter.get(matter + "/match/people/p-000007"), 409, "requirement_not_locked");
  refused(drafter.get(matter + "/reports/shortlist"), 409, "requirement_not_locked");
  refused(drafter.get(matter + "/reports/opinion?profile=p-000007"), 409, "requirement_not_locked");
  CHECK(drafter.get(matter + "/reports/requirement").status == 200);
  const std::string reason = R"({"reason":"金融监管岗位专业性强，条件依职位说明设定"})";
  refused(step(drafter, "POST", "/lock", reason), 403, "second_person_required");
  CHECK(json_of(step(approver, "POST", "/lock", reason))["locked"]["approved_by"] == "u2");

  // Names.
  const Json present = json_of(approver.get(matter + "/team"))["people"];
  REQUIRE(present.size() == 3);
  CHECK(present[0]["profile"] == "p-000002");
  CHECK_FALSE(present[0]["name"].get<std::string>().empty());
  refused(drafter.get(matter + "/match"), 409, "no_match_yet");
  const HttpAnswer matched = drafter.post(matter + "/matches");
  CHECK(matched.status == 201);
  const Json match = json_of(matched);
  CHECK(match["pool"]["size"] == 300);
  std::vector<std::string> chosen;
  for (const Json& band : match["bands"]) {
    for (const Json& one : band["people"]) {
      if (chosen.size() < 3) chosen.push_back(one["profile"]);
    }
  }
  REQUIRE(chosen.size() == 3);
  const Json view = json_of(drafter.get(matter + "/match"));
  CHECK(view["store_moved_on"] == false);
  CHECK(view["match"] == match);
  CHECK(json_of(drafter.get(matter + "/match/people/" + chosen[0]))["gates"].is_array());
  const std::string failing = match["failing"][0]["profile"];
  CHECK(json_of(drafter.get(matter + "/match/people/" + failing))["gates"].size() > 0);

  // An exception that was approved: a rule that failed holds from then on, by its document.
  const Json gates = json_of(drafter.get(matter + "/requirement"))["gates"];
  const std::set<std::string> may_be_excepted{"ELG-02", "ELG-03", "ELG-05a", "ELG-05b"};
  std::string excepted;
  std::string rule;
  for (const Json& one : match["failing"]) {
    for (const Json& gate : gates) {
      if (gate["key"] != one["gate"] || !gate.contains("rule")) continue;
      if (!may_be_excepted.contains(gate["rule"])) continue;
      excepted = one["profile"];
      rule = gate["rule"];
    }
  }
  REQUIRE_FALSE(rule.empty());
  const Json approval{{"profile", excepted},
                      {"rule", rule},
                      {"document", "样组〔2026〕3号"},
                      {"date", "2026-01-05"}};
  CHECK(json_of(step(drafter, "POST", "/approvals", approval.dump()))["approvals"][0]["by"] ==
        "u1");
  refused(drafter.post(matter + "/approvals", approval.dump()), 428, "if_match_required");
  const std::string reasons = drafter.get(matter + "/match/people/" + excepted).body;
  CAPTURE(rule, reasons);
  CHECK(reasons.find(rule) == std::string::npos);  // no reason any more

  // A person chooses, with reasons.
  Json list{{"people", Json::array()}};
  for (const std::string& id : chosen)
    list["people"].push_back({{"profile", id}, {"reason", "合适"}});
  CHECK(json_of(step(drafter, "PUT", "/shortlist", list.dump()))["shortlist"].size() == 3);
  const auto report = [&](const std::string& kind) {
    const HttpAnswer answer = drafter.get(matter + "/reports/" + kind);
    INFO(kind);
    CHECK(answer.status == 200);
    CHECK(answer.header("content-type") == "text/html; charset=utf-8");
    CHECK(answer.body.find("报告编号 " + answer.header("report-number")) != std::string::npos);
    CHECK(json_of(approver.get("/api/v1/reports/" + answer.header("report-number") +
                               "/verification"))["verdict"] == "equal");
    return answer.body;
  };
  CHECK(report("requirement").find("职位需求分析报告") != std::string::npos);
  CHECK(report("shortlist").find(chosen[2]) != std::string::npos);
  CHECK(report("opinion?profile=" + chosen[0]).find("人岗匹配评估意见") != std::string::npos);
  CHECK(report("comparison?profile=" + chosen[0] + ',' + chosen[1]).find("人岗比选表") !=
        std::string::npos);
  refused(drafter.get(matter + "/reports/comparison?profile=" + chosen[0]), 400,
          "wrong_number_of_people");
  refused(drafter.get(matter + "/reports/opinion"), 400, "wrong_number_of_people");
  refused(drafter.get(matter + "/reports/comparison?profile=" + chosen[0] + ',' + chosen[0]), 400,
          "person_twice");
  refused(drafter.get(matter + "/reports/verdict"), 400, "unknown_report");
  // What was stored before and what was given out comes out the same, now that things have moved
  // on.
  const Json verified = json_of(
      approver.get("/api/v1/matches/" + match["match"].get<std::string>() + "/verification"));
  CHECK(verified["verdict"] == "equal");
  CHECK(verified["kind"] == "match");
  CHECK(verified["inputs"].empty());
  refused(drafter.get("/api/v1/matches/x-99/verification"), 404, "record_not_found");
  refused(drafter.get("/api/v1/matches/r-1/verification"), 404, "record_not_found");
  refused(drafter.get("/api/v1/reports/x-1/verification"), 404, "record_not_found");

  // The locked requirement is amended: drafted by one, locked by another, matched again.
  refused(drafter.get(matter + "/changes"), 409, "not_amended");
  Json asked = Json::parse(sample("requirements/financial-regulation.json"));
  std::erase_if(asked["gates"].get_ref<Json::array_t&>(),
                [](const Json& gate) { return gate["key"] == "g9"; });
  const std::string earlier = match["match"];
  const std::string amendment = Json{{"reason", "任务有变"}, {"requirement", asked}}.dump();
  refused(drafter.post(matter + "/amendments", amendment), 428, "if_match_required");
  CHECK(json_of(step(drafter, "POST", "/amendments", amendment))["amends"]["version"] == 1);
  refused(drafter.get(matter + "/matches/" + earlier), 409, "requirement_not_locked");
  refused(step(drafter, "POST", "/lock", reason), 403, "second_person_required");
  CHECK(json_of(step(approver, "POST", "/lock", reason))["names_seen_before"] == true);
  refused(drafter.get(matter + "/match"), 409, "no_match_yet");
  CHECK(json_of(drafter.get(matter + "/matches/" + earlier))["superseded"] == true);
  refused(drafter.get(matter + "/matches/x-99"), 404, "match_not_found");
  CHECK(drafter.post(matter + "/matches").status == 201);
  CHECK(json_of(drafter.get(matter + "/match"))["superseded"] == false);
  const Json changes = json_of(drafter.get(matter + "/changes"));
  CHECK(changes["loses"].empty());
  REQUIRE_FALSE(changes["gains"].empty());
  CHECK(changes["gains"][0]["causes"][0]["key"] == "g9");
  CHECK(report("changes").find(changes["gains"][0]["profile"].get<std::string>()) !=
        std::string::npos);
  CHECK(report("requirement").find("锁定后的修改") != std::string::npos);
  CHECK(json_of(step(drafter, "PUT", "/shortlist", list.dump()))["amendments"][0]["match"] ==
        earlier);

  // Closed only when every conclusion is there and every notice is answered.
  const std::string end = R"({"kind":"进入考察","reason":"会议研究","document":"样组〔2026〕9号"})";
  refused(step(drafter, "POST", "/close", end), 409, "closing_blocked");
  std::string ledger;
  for (const std::string& id : chosen) {
    Json line{{"schema", 1}, {"id", id}};
    for (const char* kind : {"档案任审", "个人有关事项", "纪检监察意见", "信访"}) {
      line["clearances"].push_back({{"key", kind},
                                    {"kind", kind},
                                    {"result", std::string(kind) == "信访" ? "反映待核" : "无影响"},
                                    {"authority", "样例市委组织部"},
                                    {"document", "样组核〔2026〕5号"},
                                    {"date", "2026-02-20"}});
    }
    for (const char* fact :
         {"/birth", "/work_start", "/sealed/party", "/education", "/resume", "/staff"}) {
      line["provenance"][fact]["verified"] = {
          {"document", "干部档案"}, {"date", "2026-02-10"}, {"by", "王某"}};
    }
    ledger += line.dump() + '\n';
  }
  CHECK(Json::parse(import_and_wait(drafter, ledger))["changed"] == 3);
  const Json lacking = json_of(drafter.get(matter + "/closing"));
  CHECK(lacking["people"].size() == 3);
  for (const Json& one : lacking["people"]) {
    Json answer{{"profile", one["profile"]}, {"about", Json::array()}, {"words", "已核实，不影响"}};
    for (const Json& point : one["points"]) {
      if (point["open"].get<bool>()) answer["about"].push_back(point["about"]);
    }
    CHECK(std::ranges::find(answer["about"], Json("信访")) != answer["about"].end());
    CHECK(step(approver, "POST", "/answers", answer.dump()).status == 200);
  }
  refused(step(approver, "POST", "/answers",
               Json{{"profile", chosen[0]}, {"about", {"档案任审"}}, {"words", "无"}}.dump()),
          409, "nothing_to_answer");
  CHECK(report("shortlist").find("书面答复：已核实，不影响") != std::string::npos);
  CHECK(json_of(step(drafter, "POST", "/close", end))["state"] == "closed");
  const Json seen = json_of(approver.get(matter + "/seen"));
  CHECK(seen["locks"].size() == 2);
  CHECK(std::ranges::any_of(seen["items"], [](const Json& item) {
    return item["by"] == "u1" && item["action"] == "match.run";
  }));
  CHECK(json_of(drafter.get("/api/v1/matters"))["items"].size() == 1);

  // What else can be done.
  const std::string other =
      drafter.post("/api/v1/matters", sample("plans/rural-revitalisation.json")).header("location");
  CHECK(json_of(drafter.change("POST", other + "/cancel", drafter.get(other),
                               R"({"reason":"职数已占"})"))["state"] == "cancelled");
  CHECK(drafter.post("/api/v1/users", R"({"id":"u3","name":"监督人"})").status == 201);
  refused(drafter.post("/api/v1/users", R"({"id":"u3","name":"监督人"})"), 409, "user_exists");
  const Json tasks = json_of(drafter.get("/api/v1/imports"));
  CHECK(tasks["items"].size() == 4);
  CHECK(drafter.ask("DELETE", "/api/v1/imports/" + tasks["items"][0]["id"].get<std::string>())
            .status == 200);
  CHECK(drafter.get("/").status == 200);
  CHECK(drafter.get("/healthz").status == 200);

  CHECK(json_of(drafter.get("/readyz"))["status"] == "ready");
  CHECK(drafter.get("/metrics").body.find("bole_request_seconds_bucket") != std::string::npos);

  // All of it was as the description says.
  const std::string description = drafter.get("/openapi.json").body;
  std::vector<Exchange> exchanges = drafter.exchanges();
  exchanges.insert(exchanges.end(), approver.exchanges().begin(), approver.exchanges().end());
  CHECK(faults_by_description(description, exchanges) == "");
}
