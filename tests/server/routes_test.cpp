// The table of routes, the API description made from it, and the page about it say the same.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "server/router.hpp"

using namespace bole;
using Json = nlohmann::json;

namespace {
std::string line_of(const Route& route) {
  return "| `" + std::string(to_string(route.method)) + ' ' + std::string(route.pattern) + "` | " +
         std::string(route.summary) + " |";
}

std::string page() {
  std::ifstream in(std::string(PROJECT_ROOT) + "/docs/api.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
}  // namespace

TEST_CASE("docs/api.md lists the resources that there are, and no others", "[server]") {
  const std::string text = page();
  std::size_t listed = 0;
  for (std::size_t at = text.find("\n| `"); at != std::string::npos;
       at = text.find("\n| `", at + 1)) {
    const std::string name = text.substr(at + 4, text.find('`', at + 4) - at - 4);
    listed += name.find(" /") != std::string::npos;
  }
  for (const Route& route : all_routes()) {
    INFO(line_of(route));
    CHECK(text.find('\n' + line_of(route)) != std::string::npos);
  }
  CHECK(listed == all_routes().size());
}

TEST_CASE("the description has every route, each once and complete", "[server]") {
  const Json description = Json::parse(openapi());
  std::size_t described = 0;
  for (const auto& [path, operations] : description["paths"].items())
    described += operations.size();
  CHECK(described == all_routes().size());
  std::set<std::string_view> actions;
  for (const Route& route : all_routes()) {
    CAPTURE(route.pattern);
    CHECK(actions.insert(route.action).second);
    REQUIRE(route.handle != nullptr);
    std::string method(to_string(route.method));
    for (char& c : method) c = static_cast<char>(c + ('a' - 'A'));
    const Json& operation = description["paths"][std::string(route.pattern)][method];
    CHECK(operation["operationId"] == std::string(route.action));
    CHECK(operation.contains("security") == (route.access == Access::token));
    // Whatever takes or gives JSON says of what form.
    CHECK((route.body == "application/json") == !route.body_schema.empty());
    CHECK((route.answer == "application/json") == !route.answer_schema.empty());
    // A change of what has a version is made on one.
    if (route.method == Method::put) CHECK(route.versioning >= Versioning::needed);
  }
}

TEST_CASE("every schema is used and every reference leads somewhere", "[server]") {
  const Json description = Json::parse(openapi());
  std::set<std::string> used;
  const auto walk = [&](const auto& self, const Json& value) -> void {
    if (value.is_object() && value.contains("$ref")) {
      const std::string target = value["$ref"];
      CAPTURE(target);
      CHECK(description.contains(Json::json_pointer(target.substr(1))));
      used.insert(target.substr(target.rfind('/') + 1));
    }
    if (value.is_structured()) {
      for (const Json& part : value) self(self, part);
    }
  };
  walk(walk, description);
  for (const auto& [name, schema] : description["components"]["schemas"].items()) {
    CAPTURE(name);
    CHECK(used.contains(name));
  }
}
