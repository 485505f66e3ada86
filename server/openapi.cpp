#include <map>
#include <nlohmann/json.hpp>

#include "engine/core/embedded_file.hpp"
#include "engine/core/version.hpp"
#include "server/router.hpp"

namespace bole {
std::span<const EmbeddedFile> api_schemas();

namespace {
using Json = nlohmann::ordered_json;

Json reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + '/' + std::string(name)}};
}

// What a parameter is, by its name: it means the same wherever it stands.
Json query_parameter(std::string_view name) {
  static const std::map<std::string_view, Json> known{
      {"after",
       {{"description", "从这个编号之后开始（上一页的 next）"}, {"schema", {{"type", "string"}}}}},
      {"limit",
       {{"description", "一页多少条"},
        {"schema", {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}, {"default", 100}}}}},
      {"reason", {{"description", "导入的理由"}, {"schema", {{"type", "string"}}}}},
      {"profile",
       {{"description", "人员编号：opinion 写一人，comparison 写 2 至 6 人，以逗号分开"},
        {"schema", {{"type", "string"}}}}}};
  Json parameter{{"name", name}, {"in", "query"}};
  parameter.update(known.at(name));
  return parameter;
}

Json parameters_of(const Route& route) {
  Json parameters = Json::array();
  for (const std::string_view part : parts_of(route.pattern)) {
    if (!is_path_parameter(part)) continue;
    parameters.push_back({{"name", parameter_name(part)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
  }
  for (const std::string_view name : route.query) parameters.push_back(query_parameter(name));
  if (route.versioning == Versioning::shown) {
    parameters.push_back(reference("parameters", "IfNoneMatch"));
  }
  if (route.versioning == Versioning::needed) {
    parameters.push_back(reference("parameters", "IfMatch"));
  }
  if (route.versioning == Versioning::needed_if_held) {
    parameters.push_back(reference("parameters", "IfMatchIfHeld"));
  }
  if (route.action == "import.begin") {
    parameters.push_back(reference("parameters", "IdempotencyKey"));
    parameters.push_back(reference("parameters", "ContentDisposition"));
  }
  return parameters;
}

Json body_of(const Route& route) {
  Json content = Json::object();
  for (std::size_t begin = 0; begin < route.body.size();) {
    const std::size_t end = std::min(route.body.find(' ', begin), route.body.size());
    Json media = Json::object();
    if (!route.body_schema.empty()) media["schema"] = reference("schemas", route.body_schema);
    content[std::string(route.body.substr(begin, end - begin))] = std::move(media);
    begin = end + 1;
  }
  return {{"required", true}, {"content", std::move(content)}};
}

Json responses_of(const Route& route) {
  Json done{{"description", "完成"}};
  if (!route.answer.empty()) {
    Json media = Json::object();
    if (!route.answer_schema.empty()) media["schema"] = reference("schemas", route.answer_schema);
    done["content"] = {{std::string(route.answer), std::move(media)}};
    if (route.versioning != Versioning::none) {
      done["headers"] = {{"ETag", reference("headers", "ETag")}};
    }
  }
  Json responses = Json::object();
  if (route.action == "import.cancel" || route.versioning == Versioning::needed_if_held) {
    responses["200"] = done;
  }
  if (route.action == "readyz") responses["503"] = done;
  responses[std::to_string(route.status)] = std::move(done);
  if (route.versioning == Versioning::shown) {
    responses["304"] = {{"description", "与 If-None-Match 所列版本相同"}};
  }
  const auto problem = [&](int status) {
    responses[std::to_string(status)] = reference("responses", "Problem");
  };
  if (route.access == Access::token) problem(401);
  if (route.versioning >= Versioning::needed) {
    problem(412);
    problem(428);
  }
  responses["default"] = reference("responses", "Problem");
  return responses;
}

Json header_parameter(std::string_view name, bool required, std::string_view description) {
  return {{"name", name},
          {"in", "header"},
          {"required", required},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

std::string made() {
  Json paths = Json::object();
  for (const Route& route : all_routes()) {
    Json operation{{"operationId", route.action}, {"summary", route.summary}};
    if (Json parameters = parameters_of(route); !parameters.empty()) {
      operation["parameters"] = std::move(parameters);
    }
    if (!route.body.empty()) operation["requestBody"] = body_of(route);
    operation["responses"] = responses_of(route);
    if (route.access == Access::token) {
      operation["security"] = Json::array({{{"token", Json::array()}}});
    }
    std::string method(to_string(route.method));
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    paths[std::string(route.pattern)][method] = std::move(operation);
  }
  Json components{
      {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
      {"schemas", Json::parse(api_schemas().front().text)},
      {"parameters",
       {{"IfMatch", header_parameter("If-Match", true, "所依据的版本：读取时的 ETag")},
        {"IfMatchIfHeld", header_parameter("If-Match", false, "已有时必填：读取时的 ETag")},
        {"IfNoneMatch", header_parameter("If-None-Match", false, "已有的版本")},
        {"IdempotencyKey",
         header_parameter("Idempotency-Key", false, "同一用户的同一键只导入一次，重启后仍然有效")},
        {"ContentDisposition", header_parameter("Content-Disposition", false,
                                                "文件名：attachment; filename*=UTF-8''…")}}},
      {"headers", {{"ETag", {{"description", "版本"}, {"schema", {{"type", "string"}}}}}}},
      {"responses",
       {{"Problem",
         {{"description", "没有完成，原因见 code 和 detail"},
          {"content",
           {{"application/problem+json", {{"schema", reference("schemas", "Problem")}}}}}}}}}};
  const Json all{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "伯乐：专业干部人才库检索与人岗匹配"},
        {"description", "先定工作方案，再定人选方案。辅助分析，不作为决定依据。"},
        {"version", program_version},
        {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
      {"servers", Json::array({{{"url", "/"}}})},
      {"paths", std::move(paths)},
      {"components", std::move(components)}};
  return all.dump();
}
}  // namespace

const std::string& openapi() {
  static const std::string description = made();
  return description;
}
}  // namespace bole
