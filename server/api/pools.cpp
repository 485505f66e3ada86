#include "engine/core/json_writer.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
Put pool_put(const Pool& pool, std::uint32_t expected) {
  return {.collection = Collection::pool,
          .id = pool.id.text,
          .body = to_json(pool),
          .sealed = {},
          .lookups = {},
          .expected = expected};
}

void write_pool(JsonWriter& json, const Catalogue& catalogue, const Pool& pool) {
  const auto rows = catalogue.rows_of(pool.id);
  json.begin_object().key("pool").raw(to_json(pool));
  json.field("people", rows ? static_cast<std::int64_t>(rows->size()) : 0).end_object();
}
}  // namespace

Result<Response> pools(Call& call) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("items").begin_array();
  std::vector<PoolId> ids{{std::string(whole_store_pool)}};
  call.service.store().for_each(Collection::pool, [&](const Record& record) {
    ids.push_back({record.id});
    return true;
  });
  call.service.read([&](const Catalogue& catalogue) {
    for (const PoolId& id : ids) {
      if (const auto pool = catalogue.pool(id)) write_pool(json, catalogue, *pool);
    }
  });
  json.end_array().end_object();
  return json_answer(std::move(body));
}

Result<Response> create_pool(Call& call) {
  const auto pool = pool_from_json(call.request.body);
  if (!pool) return pool.error();
  call.note.pool = pool->id.text;
  return call.service.write([&]() -> Result<Response> {
    const auto head = call.service.store().commit(
        {pool_put(*pool, 0)}, {call.user.id.text, call.at, {}, "POST /api/v1/pools"});
    if (!head) {
      if (head.error().code != "version_conflict") return head.error();
      return Error{Refusal::conflict, "pool_exists", "已有编号为“" + pool->id.text + "”的人才库",
                   ""};
    }
    Response response = json_answer(to_json(*pool), 201);
    set_etag(response, 1);
    response.headers.emplace_back("Location", "/api/v1/pools/" + pool->id.text);
    return response;
  });
}

Result<Response> pool(Call& call) {
  const PoolId id{call.parameter("id")};
  call.note.pool = id.text;
  return call.service.read([&](const Catalogue& catalogue) -> Result<Response> {
    const auto found = catalogue.pool(id);
    if (!found) return found.error();
    std::string body;
    JsonWriter json(body);
    write_pool(json, catalogue, *found);
    Response response = json_answer(std::move(body));
    if (const auto record = call.service.store().find(Collection::pool, id.text)) {
      set_etag(response, record->version);
    }
    return response;
  });
}

Result<Response> change_pool(Call& call) {
  const auto changed = pool_from_json(call.request.body);
  if (!changed) return changed.error();
  const std::string id = call.parameter("id");
  call.note.pool = id;
  if (changed->id.text != id) {
    return Error{Refusal::invalid, "wrong_id", "内容中的编号与地址中的不同", "/id"};
  }
  const auto record =
      record_of(call, Collection::pool, id, "pool_not_found", "没有编号为“" + id + "”的人才库");
  if (!record) return record.error();
  if (const auto current = on_version(call, record->version); !current) return current.error();
  return call.service.write([&]() -> Result<Response> {
    const auto head =
        call.service.store().commit({pool_put(*changed, record->version)},
                                    {call.user.id.text, call.at, {}, "PUT /api/v1/pools"});
    if (!head) return head.error();
    const auto now = call.service.store().find(Collection::pool, id);
    Response response = json_answer(to_json(*changed));
    set_etag(response, now->version);
    return response;
  });
}

Result<Response> memberships(Call& call) {
  const PoolId id{call.parameter("id")};
  call.note.pool = id.text;
  return call.service.read([&](const Catalogue& catalogue) -> Result<Response> {
    if (const auto known = catalogue.pool(id); !known) return known.error();
    std::string body;
    JsonWriter json(body);
    json.begin_object().key("items").begin_array();
    for (const Membership& member : catalogue.memberships(id)) {
      json.raw(to_json(member));
      call.note.people.push_back(member.profile.text);
    }
    json.end_array().end_object();
    return json_answer(std::move(body));
  });
}

Result<Response> add_membership(Call& call) {
  const PoolId id{call.parameter("id")};
  call.note.pool = id.text;
  auto member = membership_from_json(call.request.body);
  if (!member) return member.error();
  call.note.people.push_back(member->profile.text);
  return call.service.write([&]() -> Result<Response> {
    const Catalogue& catalogue = call.service.catalogue();
    const auto pool = catalogue.pool(id);
    if (!pool) return pool.error();
    if (id.text == whole_store_pool) {
      return Error{Refusal::invalid, "pool_is_whole", "全库包含所有人，不需要也不能单独入库", ""};
    }
    if (!catalogue.columns().find(member->profile)) {
      return Error{Refusal::not_found, "profile_not_found",
                   "库中没有编号为“" + member->profile.text + "”的人员", "/profile"};
    }
    if (member->by.empty()) member->by = call.user.id.text;
    if (member->date.empty()) member->date = call.at.substr(0, 10);
    const auto today = parse_day(std::string_view(call.at).substr(0, 10));
    if (!member->review_due && today) member->review_due = add_months(*today, pool->review_months);
    const auto head = call.service.store().commit(
        {{.collection = Collection::membership,
          .id = id.text + '/' + member->profile.text,
          .body = to_json(*member),
          .sealed = {},
          .lookups = {},
          .expected = {}}},
        {call.user.id.text, call.at, member->reason, "POST memberships"});
    if (!head) return head.error();
    return json_answer(to_json(*member), 201);
  });
}
}  // namespace bole::api
