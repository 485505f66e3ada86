#include "server/problem.hpp"

#include "engine/core/json_writer.hpp"

namespace bole {
namespace {
std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "请求有误";
    case 401:
      return "需要令牌";
    case 403:
      return "没有权限";
    case 404:
      return "没有找到";
    case 405:
      return "不支持的方法";
    case 409:
      return "与现状冲突";
    case 412:
      return "版本已变";
    case 413:
    case 431:
      return "内容过大";
    case 415:
      return "内容类型不对";
    case 417:
      return "不支持的 Expect";
    case 422:
      return "内容不合要求";
    case 428:
      return "需要 If-Match";
    case 503:
      return "暂时不能服务";
    case 507:
      return "磁盘空间不足";
    default:
      return status >= 500 ? "内部错误" : "请求被拒绝";
  }
}
}  // namespace

Response problem(int status, std::string_view code, std::string_view detail, std::string_view where,
                 std::string_view request_id) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  JsonWriter json(response.body);
  json.begin_object().field("type", "about:blank").field("title", title_of(status));
  json.field("status", status).field("code", code).field("detail", detail);
  json.field_if("where", where).field_if("request_id", request_id).end_object();
  return response;
}

Response problem(const Error& error, std::string_view request_id) {
  int status = 422;
  switch (error.kind) {
    case Refusal::usage:
      status = 400;
      break;
    case Refusal::not_found:
      status = 404;
      break;
    case Refusal::denied:
      status = 403;
      break;
    case Refusal::conflict:
      status = 409;
      break;
    case Refusal::invalid:
      break;
  }
  if (error.code == "bad_json" || error.code == "too_deep" || error.code == "repeated_key") {
    status = 400;
  }
  if (error.code == "if_match_required") status = 428;
  if (error.code == "stale_version") status = 412;
  if (error.code == "imports_full") status = 503;
  return problem(status, error.code, error.message, error.where, request_id);
}
}  // namespace bole
