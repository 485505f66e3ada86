// Bodies that are no good: a code, a sentence and a place, and nothing stored.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/api/http_client.hpp"

using namespace bole::testing;
using Json = nlohmann::json;

namespace {
struct Bad {
  const char* what;
  std::string body;
  std::string outcome;  // status, code and place
};

std::string outcome(const HttpAnswer& answer) {
  const Json body = Json::parse(answer.body);
  if (!body.contains("code")) return std::to_string(answer.status);
  const std::string where = body.value("where", std::string());
  return std::to_string(answer.status) + ' ' + body["code"].get<std::string>() +
         (where.empty() ? "" : ' ' + where);
}

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "{\"a\":";
  return text + "1" + std::string(static_cast<std::size_t>(depth), '}');
}
}  // namespace

TEST_CASE("bodies that are no good are refused with a code and a place", "[api][hostile]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  const std::string head = R"({"id":"x","purpose":"选配","owner":"组织部",)";
  for (const Bad& bad : std::vector<Bad>{
           {"nothing", "", "400 bad_json"},
           {"spaces", "   ", "400 bad_json"},
           {"half", R"({"id":"x")", "400 bad_json"},
           {"two documents", "{} {}", "400 bad_json"},
           {"a list", "[1]", "422 not_an_object"},
           {"a text", "\"x\"", "422 not_an_object"},
           {"ten thousand objects deep", nested(10'000), "400 too_deep"},
           {"ten thousand lists deep", std::string(10'000, '['), "400 too_deep"},
           {"33 deep", nested(33), "400 too_deep"},
           {"no UTF-8", head + "\"name\":\"\xff\xfe\"}", "400 bad_json"},
           {"GB18030", head + "\"name\":\"\xbd\xf0\xc8\xda\"}", "400 bad_json"},
           {"a NUL", head + "\"name\":\"a" + std::string(1, '\0') + "b\"}", "400 bad_json"},
           {"an escaped NUL", head + R"("name":"a\u0000b"})", "422 control_character /name"},
           {"half a surrogate pair", head + R"("name":"\ud800"})", "400 bad_json"},
           {"a line break in a text", head + "\"name\":\"a\nb\"}", "400 bad_json"},
           {"a mark before", "\xef\xbb\xbf{\"a\":1}", "422 missing_key /id"},
           {"no number", head + "\"name\":\"甲\",\"review_months\":NaN}", "400 bad_json"},
           {"a number for a text", head + "\"name\":7}", "422 wrong_type /name"},
           {"a text for a number", head + "\"name\":\"甲\",\"review_months\":\"12\"}",
            "422 wrong_type /review_months"},
           {"a fraction", head + "\"name\":\"甲\",\"review_months\":1.5}",
            "422 wrong_type /review_months"},
           {"a number beyond all", head + "\"name\":\"甲\",\"review_months\":1e999}",
            "400 bad_json"},
           {"a number out of range", head + "\"name\":\"甲\",\"review_months\":100000}",
            "422 out_of_range /review_months"},
           {"an unknown key", head + R"("name":"甲","surprise":1})", "422 unknown_key /surprise"},
           {"a key twice", head + R"("name":"甲","name":"乙"})", "400 repeated_key /name"},
           {"a missing key", head + R"("tier":""})", "422 missing_key /name"},
           {"an id with a slash", R"({"id":"x/y","name":"甲","purpose":"选配","owner":"组织部"})",
            "422 bad_pool_id /id"},
           {"an unknown field", head + R"("name":"甲","field":"占星"})",
            "422 unknown_field /field"}}) {
    INFO(bad.what);
    CHECK(outcome(client.ask("POST", "/api/v1/pools", bad.body,
                             {{"Content-Type", "application/json"}})) == bad.outcome);
  }
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                           "application/jsonp", "", "application/json\xff"}) {
    INFO(type);
    CHECK(outcome(client.ask("POST", "/api/v1/pools", "{}", {{"Content-Type", type}})) ==
          "415 wrong_content_type");
  }
  CHECK(client
            .ask("POST", "/api/v1/pools", head + R"("name":"甲"})",
                 {{"Content-Type", "Application/JSON; charset=utf-8"}})
            .status == 201);
  CHECK(Json::parse(client.get("/api/v1/pools").body)["items"].size() == 2);
}

TEST_CASE("every handler that takes JSON survives what is none", "[api][hostile]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  for (const auto& [method, target] :
       std::vector<std::pair<std::string, std::string>>{{"POST", "/api/v1/search"},
                                                        {"POST", "/api/v1/pools"},
                                                        {"POST", "/api/v1/users"},
                                                        {"POST", "/api/v1/matters"},
                                                        {"PUT", "/api/v1/pools/x"},
                                                        {"POST", "/api/v1/pools/x/memberships"},
                                                        {"PUT", "/api/v1/pools/x/memberships/y"},
                                                        {"PUT", "/api/v1/matters/m-1/plan"},
                                                        {"PUT", "/api/v1/matters/m-1/requirement"},
                                                        {"POST", "/api/v1/matters/m-1/lock"},
                                                        {"POST", "/api/v1/matters/m-1/amendments"},
                                                        {"POST", "/api/v1/matters/m-1/answers"},
                                                        {"POST", "/api/v1/matters/m-1/approvals"},
                                                        {"PUT", "/api/v1/matters/m-1/shortlist"},
                                                        {"POST", "/api/v1/matters/m-1/close"},
                                                        {"POST", "/api/v1/matters/m-1/cancel"}}) {
    for (const std::string& body :
         {std::string("{"), std::string("[]"), std::string("null"), std::string("\xff"),
          nested(10'000),
          std::string(R"({"id":{"a":1},"people":[1,[2]],"reason":[],"query":{},"kind":1})")}) {
      INFO(method << ' ' << target << ' ' << body.substr(0, 40));
      const HttpAnswer answer = client.ask(
          method, target, body, {{"Content-Type", "application/json"}, {"If-Match", "\"1\""}});
      CHECK(answer.status >= 400);
      CHECK(answer.status < 500);
      CHECK(answer.header("content-type") == "application/problem+json");
    }
  }
  CHECK(client.get("/healthz").status == 200);
}
