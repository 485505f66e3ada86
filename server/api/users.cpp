#include "engine/core/json_writer.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
// Without the own record and the declared kin: those are for the checks that need them.
void write_user(JsonWriter& json, const User& user) {
  json.begin_object().field("id", user.id.text).field("name", user.name).end_object();
}
}  // namespace

Result<Response> users(Call& call) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  call.service.store().for_each(Collection::user, [&](const Record& record) {
    if (const auto user = user_from_json(record.body)) write_user(json, *user);
    return true;
  });
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> add_user(Call& call) {
  const auto user = user_from_json(call.request.body);
  if (!user) return user.error();
  call.note.objects.push_back(user->id.text);
  return call.service.write([&]() -> Result<Response> {
    const auto head = call.service.store().commit({{.collection = Collection::user,
                                                    .id = user->id.text,
                                                    .body = to_json(*user),
                                                    .sealed = {},
                                                    .lookups = {},
                                                    .expected = 0}},
                                                  {call.user.id.text, call.at, {}, "POST users"});
    if (!head) {
      if (head.error().code != "version_conflict") return head.error();
      return Error{Refusal::conflict, "user_exists", "已有编号为“" + user->id.text + "”的用户", ""};
    }
    std::string body;
    JsonWriter json(body);
    write_user(json, *user);
    return json_answer(std::move(body), 201);
  });
}

Result<Response> me(Call& call) {
  std::string body;
  JsonWriter json(body);
  write_user(json, call.user);
  return json_answer(std::move(body));
}
}  // namespace bole::api
