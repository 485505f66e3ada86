// The description and the running server know the same resources.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/api/http_client.hpp"

using namespace bole::testing;
using Json = nlohmann::json;

TEST_CASE("what the description lists exists, and what it does not list is refused", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  const Json paths = Json::parse(client.get("/openapi.json").body)["paths"];
  CHECK(paths.size() > 30);
  for (const auto& [pattern, operations] : paths.items()) {
    std::string target = pattern;
    for (std::size_t at; (at = target.find('{')) != std::string::npos;) {
      target.replace(at, target.find('}') - at + 1, "nobody");
    }
    for (const char* method : {"get", "post", "put", "delete", "patch"}) {
      INFO(method << ' ' << target);
      std::string upper(method);
      for (char& c : upper) c = static_cast<char>(c - ('a' - 'A'));
      const HttpAnswer answer = client.ask(upper, target);
      const Json body = Json::parse(answer.body, nullptr, false);
      const std::string code =
          body.is_object() && body.contains("code") ? body["code"].get<std::string>() : "";
      if (operations.contains(method)) {
        CHECK(answer.status != 405);
        CHECK(code != "no_such_resource");
        CHECK(answer.status < 500);
      } else {
        CHECK(answer.status == 405);
        CHECK(code == "method_not_allowed");
      }
    }
  }
}
