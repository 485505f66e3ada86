#include <algorithm>

#include "engine/core/json_writer.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
Response task_answer(const ImportTask& task, int status) {
  std::string body;
  JsonWriter json(body);
  const auto number = [&](const char* name, std::uint64_t value) {
    json.field(name, static_cast<std::int64_t>(value));
  };
  json.begin_object().field("id", task.id).field("state", to_string(task.state));
  number("records", task.records);
  number("added", task.counts.added);
  number("changed", task.counts.changed);
  number("unchanged", task.counts.unchanged);
  number("refused", task.counts.refused);
  number("organisations", task.counts.organisations);
  number("posts", task.counts.posts);
  json.key("issues").begin_array();
  for (const std::string& issue : task.issues) json.raw(issue);
  json.end_array();
  if (!task.error_code.empty()) {
    json.key("error").begin_object().field("code", task.error_code).field("detail", task.error);
    json.end_object();
  }
  json.end_object();
  Response response = json_answer(std::move(body), status);
  response.headers.emplace_back("Location", "/api/v1/imports/" + task.id);
  return response;
}

std::string file_name(const Call& call) {
  std::string name = text_parameter(call, "name");
  name = name.substr(name.find_last_of("/\\") + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!name.empty() && name.size() <= 120) return name;
  const std::string& type = call.request.content_type;
  if (type.starts_with("application/x-ndjson")) return "upload.ndjson";
  if (type.starts_with("application/zip")) return "upload.zip";
  if (type.starts_with("application/xml")) return "upload.lrmx";
  return "upload";
}
}  // namespace

Result<Response> begin_import(Call& call) {
  if (call.request.body.empty()) {
    return Error{Refusal::invalid, "empty_body", "没有上传内容", ""};
  }
  const auto task =
      call.service.begin_import(file_name(call), call.request.body, call.actor(),
                                text_parameter(call, "reason"), call.request.idempotency_key);
  if (!task) return task.error();
  call.note.objects.push_back(task->id);
  return task_answer(*task, 202);
}

Result<Response> import_task(Call& call) {
  const auto task = call.service.import_task(call.parameter("id"), call.user.id.text);
  if (!task) return task.error();
  return task_answer(*task, 200);
}

Result<Response> cancel_import(Call& call) {
  const auto task = call.service.cancel_import(call.parameter("id"), call.user.id.text);
  if (!task) return task.error();
  return task_answer(*task, 202);
}
}  // namespace bole::api
