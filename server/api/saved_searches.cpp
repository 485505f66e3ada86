#include "index/saved_searches.hpp"

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
// Of the caller's own; another's is none.
Result<Record> own_record(const Call& call, const SavedSearchId& id) {
  const auto held = saved_search(call.service.store(), id, call.user.id);
  if (!held) return held.error();
  return *call.service.store().find(Collection::saved_search, id.text);
}
}  // namespace

Result<Response> saved_searches(Call& call) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  for (const SavedSearch& search : bole::saved_searches(call.service.store(), call.user.id)) {
    json.raw(to_json(search));
  }
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> saved_search(Call& call) {
  const SavedSearchId id{call.parameter("id")};
  call.note.objects.push_back(id.text);
  const auto record = own_record(call, id);
  if (!record) return record.error();
  return versioned(call, record->body, record->version);
}

Result<Response> save_search(Call& call) {
  const SavedSearchId id{call.parameter("id")};
  call.note.objects.push_back(id.text);
  JsonReader reader(call.request.body);
  const std::string name = reader.text("name");
  const std::string request = reader.raw("request");
  reader.finish();
  if (reader.error()) return *reader.error();
  return call.service.write([&]() -> Result<Response> {
    const auto before = own_record(call, id);
    if (before) {
      if (const auto current = on_version(call, before->version); !current) return current.error();
    }
    Store& store = call.service.store();
    const auto saved = save_search(store, id, name, request,
                                   {call.user.id.text, call.at, {}, "PUT /api/v1/saved-searches"});
    if (!saved) return saved.error();
    Response response = json_answer(to_json(*saved), before ? 200 : 201);
    set_etag(response, store.find(Collection::saved_search, id.text)->version);
    return response;
  });
}

Result<Response> delete_saved_search(Call& call) {
  const SavedSearchId id{call.parameter("id")};
  call.note.objects.push_back(id.text);
  return call.service.write([&]() -> Result<Response> {
    const auto record = own_record(call, id);
    if (!record) return record.error();
    if (const auto current = on_version(call, record->version); !current) return current.error();
    const auto removed = remove_saved_search(
        call.service.store(), id,
        {call.user.id.text, call.at, "删除保存的检索", "DELETE /api/v1/saved-searches"});
    if (!removed) return removed.error();
    Response response;
    response.status = 204;
    return response;
  });
}
}  // namespace bole::api
