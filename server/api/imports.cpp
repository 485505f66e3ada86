#include <algorithm>

#include "engine/core/json_writer.hpp"
#include "engine/text/utf8.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
Response task_answer(const ImportTask& task, int status) {
  Response response = json_answer(to_json(task), status);
  response.headers.emplace_back("Location", "/api/v1/imports/" + task.id);
  return response;
}

// The value of one parameter of a Content-Disposition, unquoted; empty when there is none.
std::string disposition_parameter(std::string_view disposition, std::string_view name) {
  const std::string wanted = ';' + std::string(name) + '=';
  std::string packed;
  bool quoted = false;
  for (const char c : disposition) {
    if (c == '"') quoted = !quoted;
    if (quoted || c != ' ') packed += c;
  }
  const std::size_t at = packed.find(wanted);
  if (at == std::string::npos) return {};
  std::string value = packed.substr(at + wanted.size());
  if (value.starts_with('"')) return value.substr(1, value.find('"', 1) - 1);
  return value.substr(0, value.find(';'));
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

// A plain file name in UTF-8 that names no other folder.
bool is_file_name(std::string_view name) {
  if (name.empty() || name.size() > 200 || name.front() == '.') return false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_character(name, at);
    if (c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == replacement_character) return false;
  }
  return true;
}

// From Content-Disposition (RFC 6266), since names do not belong into addresses; else by type.
Result<std::string> file_name(const Call& call) {
  const std::string& disposition = call.request.content_disposition;
  if (!disposition.empty()) {
    constexpr std::string_view charset = "UTF-8''";
    const std::string encoded = disposition_parameter(disposition, "filename*");
    const std::string name = encoded.starts_with(charset)
                                 ? percent_decoded(encoded.substr(charset.size()))
                                 : disposition_parameter(disposition, "filename");
    if (is_file_name(name)) return name;
    return Error{Refusal::usage, "bad_file_name",
                 "Content-Disposition 应写明文件名：filename*=UTF-8''…（百分号编码，不含路径）",
                 ""};
  }
  const std::string& type = call.request.content_type;
  if (type.starts_with("application/x-ndjson")) return std::string("upload.ndjson");
  if (type.starts_with("application/zip")) return std::string("upload.zip");
  if (type.starts_with("application/xml")) return std::string("upload.lrmx");
  return std::string("upload");
}
}  // namespace

Result<Response> begin_import(Call& call) {
  if (call.request.body.empty()) {
    return Error{Refusal::invalid, "empty_body", "没有上传内容", ""};
  }
  const auto name = file_name(call);
  if (!name) return name.error();
  const auto task =
      call.service.imports().begin(*name, call.request.body, call.actor(),
                                   text_parameter(call, "reason"), call.request.idempotency_key);
  if (!task) return task.error();
  call.note.objects.push_back(task->id);
  return task_answer(*task, 202);
}

Result<Response> imports(Call& call) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  for (const ImportTask& task : call.service.imports().all(call.user.id.text)) {
    json.raw(to_json(task));
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> import_task(Call& call) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  const auto task = call.service.imports().find(id, call.user.id.text);
  if (!task) return task.error();
  return task_answer(*task, 200);
}

Result<Response> cancel_import(Call& call) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  const auto task = call.service.imports().cancel(id, call.user.id.text);
  if (!task) return task.error();
  const bool ended =
      task->state != ImportTask::State::waiting && task->state != ImportTask::State::running;
  return task_answer(*task, ended ? 200 : 202);
}
}  // namespace bole::api
