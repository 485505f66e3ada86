#include "server/router.hpp"

#include <nlohmann/json.hpp>

#include "engine/core/version.hpp"

namespace bole {
namespace {
std::vector<std::string_view> parts_of(std::string_view pattern) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 1; begin < pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    parts.push_back(pattern.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_parameter(std::string_view part) { return part.starts_with('{'); }
std::string_view name_of(std::string_view part) { return part.substr(1, part.size() - 2); }

bool fits(std::string_view pattern, const std::vector<std::string>& segments) {
  const auto parts = parts_of(pattern);
  if (parts.size() != segments.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_parameter(parts[i]) ? segments[i].empty() : parts[i] != segments[i]) return false;
  }
  return true;
}
}  // namespace

Routed find_route(Request& request) {
  const Method wanted = request.method == Method::head ? Method::get : request.method;
  Routed routed;
  std::vector<std::string> segments = request.segments;
  if (segments.size() == 1 && segments[0].empty()) segments.clear();
  for (const Route& route : all_routes()) {
    if (!fits(route.pattern, segments)) continue;
    if (route.method != wanted) {
      routed.known_path = true;
      routed.allow += (routed.allow.empty() ? "" : ", ") + std::string(to_string(route.method));
      continue;
    }
    const auto parts = parts_of(route.pattern);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (is_parameter(parts[i])) request.parameters[std::string(name_of(parts[i]))] = segments[i];
    }
    routed.route = &route;
    return routed;
  }
  return routed;
}

std::string openapi() {
  using Json = nlohmann::ordered_json;
  Json paths = Json::object();
  for (const Route& route : all_routes()) {
    Json operation = Json::object();
    operation["operationId"] = route.action;
    operation["summary"] = route.summary;
    Json parameters = Json::array();
    for (const std::string_view part : parts_of(route.pattern)) {
      if (!is_parameter(part)) continue;
      parameters.push_back({{"name", name_of(part)},
                            {"in", "path"},
                            {"required", true},
                            {"schema", {{"type", "string"}}}});
    }
    for (const std::string_view name : route.query) {
      parameters.push_back({{"name", name}, {"in", "query"}, {"schema", {{"type", "string"}}}});
    }
    if (!parameters.empty()) operation["parameters"] = parameters;
    if (!route.body.empty()) {
      Json content = Json::object();
      for (std::size_t begin = 0; begin < route.body.size();) {
        const std::size_t end = std::min(route.body.find(' ', begin), route.body.size());
        content[std::string(route.body.substr(begin, end - begin))] = Json::object();
        begin = end + 1;
      }
      operation["requestBody"] = {{"required", true}, {"content", content}};
    }
    Json responses = Json::object();
    responses["2XX"] = {{"description", "完成"},
                        {"content", {{std::string(route.answer), Json::object()}}}};
    responses["default"] = {{"$ref", "#/components/responses/Problem"}};
    operation["responses"] = responses;
    if (route.access == Access::token)
      operation["security"] = Json::array({{{"token", Json::array()}}});
    std::string method(to_string(route.method));
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    paths[std::string(route.pattern)][method] = operation;
  }
  Json problem = {{"type", "object"},
                  {"required", {"title", "status", "code", "detail"}},
                  {"properties",
                   {{"type", {{"type", "string"}}},
                    {"title", {{"type", "string"}}},
                    {"status", {{"type", "integer"}}},
                    {"code", {{"type", "string"}}},
                    {"detail", {{"type", "string"}}},
                    {"where", {{"type", "string"}}},
                    {"request_id", {{"type", "string"}}}}}};
  Json all = Json::object();
  all["openapi"] = "3.1.0";
  all["info"] = {{"title", "伯乐：专业干部人才库检索与人岗匹配"},
                 {"version", program_version},
                 {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}};
  all["servers"] = Json::array({{{"url", "/"}}});
  all["paths"] = paths;
  all["components"] = {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
                       {"schemas", {{"Problem", problem}}},
                       {"responses",
                        {{"Problem",
                          {{"description", "没有完成，原因见 code 和 detail"},
                           {"content",
                            {{"application/problem+json",
                              {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}}};
  return all.dump(2);
}
}  // namespace bole
