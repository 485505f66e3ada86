#include <charconv>
#include <nlohmann/json.hpp>

#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
// The body as kept apart from the sealed part, without where sealed facts came from.
std::string shown(const Record& record) {
  const std::string& body = record.body;
  if (body.find("sealed") == std::string::npos && body.size() > 2 && body.ends_with('}')) {
    std::string text = body.substr(0, body.size() - 1);  // nothing to take out
    return text + ",\"version\":" + std::to_string(record.version) + '}';
  }
  auto json = nlohmann::ordered_json::parse(record.body);
  json["version"] = record.version;
  if (const auto provenance = json.find("provenance"); provenance != json.end()) {
    for (auto entry = provenance->begin(); entry != provenance->end();) {
      entry = entry.key().starts_with("/sealed") ? provenance->erase(entry) : std::next(entry);
    }
  }
  json.erase("sealed");
  return json.dump();
}

Result<Response> shown_version(Call& call, std::optional<Record> record) {
  const std::string id = call.parameter("id");
  if (!record || record->erased) {
    return Error{Refusal::not_found, "profile_not_found", "库中没有这一人员或这一版本", ""};
  }
  call.note.people.push_back(id);
  return versioned(call, shown(*record), record->version);
}
}  // namespace

Result<Response> profile(Call& call) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  if (const auto allowed = may_open(call.user, {id}); !allowed) return allowed.error();
  return shown_version(call, call.service.store().find(Collection::profile, id));
}

Result<Response> profile_version(Call& call) {
  const std::string id = call.parameter("id");
  const std::string text = call.parameter("version");
  call.note.objects.push_back(id);
  if (const auto allowed = may_open(call.user, {id}); !allowed) return allowed.error();
  std::uint32_t version = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || version == 0) {
    return Error{Refusal::usage, "bad_parameter", "版本应为正整数，实为“" + text + "”", "version"};
  }
  return shown_version(call, call.service.store().find(Collection::profile, id, version));
}

Result<Response> profile_versions(Call& call) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  if (const auto allowed = may_open(call.user, {id}); !allowed) return allowed.error();
  const auto current = record_of(call, Collection::profile, id, "profile_not_found",
                                 "库中没有编号为“" + id + "”的人员");
  if (!current) return current.error();
  nlohmann::ordered_json items = nlohmann::ordered_json::array();
  for (std::uint32_t version = 1; version <= current->version; ++version) {
    const auto record = call.service.store().find(Collection::profile, id, version);
    items.push_back({{"version", version}, {"erased", !record || record->erased}});
  }
  call.note.people.push_back(id);
  return json_answer(
      nlohmann::ordered_json{{"items", items}, {"current", current->version}}.dump());
}

Result<Response> search(Call& call) {
  auto request = search_request_from_json(call.request.body);
  if (!request) return request.error();
  call.note.pool = request->pool.empty() ? std::string(whole_store_pool) : request->pool;
  call.note.question = question_digest(call.service.audit().key(), to_json(*request));
  const auto answer =
      call.service.search(*request, *parse_day(std::string_view(call.at).substr(0, 10)));
  if (!answer) return answer.error();
  call.note.count = answer->total;
  for (const SearchHit& hit : answer->hits) call.note.people.push_back(hit.profile.text);
  return json_answer(to_json(*answer));
}
}  // namespace bole::api
