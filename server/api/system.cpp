#include "engine/core/json_writer.hpp"
#include "engine/match/criterion.hpp"
#include "engine/match/gate.hpp"
#include "engine/query/attribute.hpp"
#include "engine/search/document.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"
#include "server/metrics.hpp"

namespace bole::api {
Result<Response> home(Call&) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body =
      "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>伯乐</title></head>"
      "<body><h1>伯乐：专业干部人才库检索与人岗匹配</h1>"
      "<p>先定工作方案，再定人选方案。本程序辅助分析，不作为决定依据。</p>"
      "<p>接口说明：<a href=\"/openapi.json\">/openapi.json</a>。"
      "除说明页和健康检查外，每个请求都要带令牌（<code>Authorization: Bearer …</code>），"
      "令牌由 <code>bole user token 用户编号</code> 发给。</p></body></html>";
  return response;
}

Result<Response> healthz(Call&) { return json_answer("{\"status\":\"ok\"}"); }

Result<Response> readyz(Call& call) {
  const std::string reason = call.service.not_ready();
  std::string body;
  JsonWriter json(body);
  json.begin_object().field("status", reason.empty() ? "ready" : "not_ready");
  json.field_if("detail", reason).end_object();
  return json_answer(std::move(body), reason.empty() ? 200 : 503);
}

Result<Response> openapi_json(Call&) { return json_answer(openapi()); }

Result<Response> metrics(Call& call) {
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = Metrics::of_program().to_text(call.service.position());
  return response;
}

Result<Response> vocabulary(Call&) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  std::string body;
  JsonWriter json(body);
  json.begin_object().field("version", vocabulary.version()).key("fields").begin_array();
  for (const Field& field : vocabulary.fields()) {
    json.begin_object().field("id", field.id).field("name", field.name).end_object();
  }
  json.end_array().key("specialities").begin_array();
  for (const Speciality& speciality : vocabulary.specialities()) {
    json.begin_object().field("id", speciality.id).field("name", speciality.name);
    json.field_if("field", speciality.field).key("words").begin_array();
    for (const std::string& word : speciality.words) json.text(word);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> gates(Call&) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  for (const Gate& gate : all_gates()) {
    json.begin_object().field("rule", gate.id).field("name", gate.short_name).end_object();
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> criteria(Call&) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  for (const Criterion& criterion : all_criteria()) {
    json.begin_object().field("criterion", criterion.name).field("name", criterion.chinese);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> attributes(Call&) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("filter").begin_array();
  for (const Attribute& attribute : all_attributes()) {
    json.begin_object().field("name", attribute.name).field("ascii", attribute.ascii);
    json.field_if("set", chinese(attribute.set)).field_if("unit", attribute.unit);
    json.key("uses").begin_array();
    constexpr std::pair<Use, std::string_view> uses[] = {
        {Use::search, "search"},     {Use::facet, "facet"},         {Use::sort, "sort"},
        {Use::own_gate, "own_gate"}, {Use::criterion, "criterion"}, {Use::report, "report"}};
    for (const auto& [use, name] : uses) {
      if (attribute.allows(use)) json.text(name);
    }
    json.end_array().end_object();
  }
  json.end_array().key("text").begin_array();
  for (const TextAttribute& attribute : text_attributes()) {
    json.begin_object().field("name", attribute.name).field("ascii", attribute.ascii);
    json.field("weight", attribute.weight).end_object();
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}
}  // namespace bole::api
