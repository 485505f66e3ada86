#include "server/api/answers.hpp"

#include <charconv>

#include "engine/core/json_writer.hpp"

namespace bole {
Result<Done> on_version(const Call& call, std::uint32_t version) {
  if (call.request.if_match.empty()) {
    return Error{Refusal::conflict, "if_match_required",
                 "修改要在 If-Match 中写明所依据的版本（读取时的 ETag）", ""};
  }
  if (call.request.if_match != etag_of(version)) {
    return Error{Refusal::conflict, "stale_version",
                 "所依据的版本已变，请重新读取后再改；现为 " + etag_of(version), ""};
  }
  return Done{};
}

std::string text_parameter(const Call& call, std::string_view name) {
  for (const auto& [key, value] : call.request.query) {
    if (key == name) return value;
  }
  return {};
}

Result<std::int64_t> number_parameter(const Call& call, std::string_view name,
                                      std::int64_t otherwise, std::int64_t least,
                                      std::int64_t most) {
  const std::string text = text_parameter(call, name);
  if (text.empty()) return otherwise;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < least ||
      value > most) {
    return Error{Refusal::usage, "bad_parameter",
                 "应为 " + std::to_string(least) + " 到 " + std::to_string(most) +
                     " 的整数，实为“" + text + "”",
                 std::string(name)};
  }
  return value;
}

Result<Record> record_of(const Call& call, Collection collection, const std::string& id,
                         const char* code, const std::string& message) {
  auto record = call.service.store().find(collection, id);
  if (!record || record->erased) return Error{Refusal::not_found, code, message, ""};
  return std::move(*record);
}

Result<Response> page_of(Call& call, Collection collection) {
  const auto limit = number_parameter(call, "limit", 100, 1, 1000);
  if (!limit) return limit.error();
  const std::string after = text_parameter(call, "after");
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  std::int64_t count = 0;
  std::string last;
  bool more = false;
  call.service.store().for_each(collection, [&](const Record& record) {
    if (record.erased || record.id <= after) return true;
    if (count == *limit) {
      more = true;
      return false;
    }
    ++count;
    last = record.id;
    json.raw(record.body);
    return true;
  });
  json.end_array().key("next");
  more ? json.text(last) : json.null();
  json.end_object();
  return json_answer(std::move(body));
}
}  // namespace bole
