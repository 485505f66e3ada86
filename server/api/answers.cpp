#include "server/api/answers.hpp"

#include <algorithm>
#include <charconv>

#include "engine/core/json_writer.hpp"

namespace bole {
namespace {
// Whether a list of entity tags ("3", W/"2") has this one. A weak tag has no part in If-Match.
bool names(std::string_view tags, const std::string& tag, bool weak_too) {
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find(','), tags.size());
    std::string_view one = tags.substr(0, end);
    tags.remove_prefix(std::min(end + 1, tags.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (weak_too && one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}
}  // namespace

Response versioned(const Call& call, std::string body, std::uint32_t version) {
  Response response = json_answer(std::move(body));
  if (names(call.request.if_none_match, etag_of(version), true) ||
      call.request.if_none_match == "*") {
    response = {};
    response.status = 304;
  }
  set_etag(response, version);
  return response;
}

Result<Done> on_version(const Call& call, std::uint32_t version) {
  if (call.request.if_match.empty() || call.request.if_match == "*") {
    return Error{Refusal::conflict, "if_match_required",
                 "修改要在 If-Match 中写明所依据的版本（读取时的 ETag）", ""};
  }
  if (!names(call.request.if_match, etag_of(version), false)) {
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
                 "“" + std::string(name) + "”应为 " + std::to_string(least) + " 到 " +
                     std::to_string(most) + " 的整数，实为“" + text + "”",
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
