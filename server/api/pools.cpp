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
    const auto record = call.service.store().find(Collection::pool, id.text);
    set_etag(response, record ? record->version : 0);  // 全库 is not stored and never changes
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
  return call.service.write([&]() -> Result<Response> {
    const auto record =
        record_of(call, Collection::pool, id, "pool_not_found", "没有编号为“" + id + "”的人才库");
    if (!record) return record.error();
    if (const auto current = on_version(call, record->version); !current) return current.error();
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

namespace {
std::string membership_id(const PoolId& pool, const ProfileId& profile) {
  return pool.text + '/' + profile.text;
}

// What the request says, completed with who, when and the next review.
Result<Membership> said_membership(Call& call, const PoolId& id) {
  auto member = membership_from_json(call.request.body);
  if (!member) return member.error();
  call.note.people.push_back(member->profile.text);
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
  return member;
}

Result<Head> put_membership(Call& call, const PoolId& id, const Membership& member,
                            std::uint32_t expected) {
  return call.service.store().commit({{.collection = Collection::membership,
                                       .id = membership_id(id, member.profile),
                                       .body = to_json(member),
                                       .sealed = {},
                                       .lookups = {},
                                       .expected = expected}},
                                     {call.user.id.text, call.at, member.reason, "memberships"});
}

Result<Record> membership_record(Call& call, const PoolId& id, const ProfileId& profile) {
  return record_of(call, Collection::membership, membership_id(id, profile), "membership_not_found",
                   "“" + profile.text + "”不在这个人才库中");
}
}  // namespace

Result<Response> add_membership(Call& call) {
  const PoolId id{call.parameter("id")};
  call.note.pool = id.text;
  return call.service.write([&]() -> Result<Response> {
    const auto member = said_membership(call, id);
    if (!member) return member.error();
    const auto head = put_membership(call, id, *member, 0);
    if (!head) {
      if (head.error().code != "version_conflict") return head.error();
      return Error{Refusal::conflict, "membership_exists",
                   "“" + member->profile.text + "”已有入库记录，请读取后修改（PUT）", "/profile"};
    }
    Response response = json_answer(to_json(*member), 201);
    set_etag(response, 1);
    response.headers.emplace_back(
        "Location", "/api/v1/pools/" + id.text + "/memberships/" + member->profile.text);
    return response;
  });
}

Result<Response> membership(Call& call) {
  const PoolId id{call.parameter("id")};
  const ProfileId profile{call.parameter("profile")};
  call.note.pool = id.text;
  const auto record = membership_record(call, id, profile);
  if (!record) return record.error();
  call.note.people.push_back(profile.text);
  return versioned(call, record->body, record->version);
}

Result<Response> change_membership(Call& call) {
  const PoolId id{call.parameter("id")};
  const ProfileId profile{call.parameter("profile")};
  call.note.pool = id.text;
  return call.service.write([&]() -> Result<Response> {
    const auto record = membership_record(call, id, profile);
    if (!record) return record.error();
    if (const auto current = on_version(call, record->version); !current) return current.error();
    const auto member = said_membership(call, id);
    if (!member) return member.error();
    if (member->profile != profile) {
      return Error{Refusal::invalid, "wrong_id", "内容中的编号与地址中的不同", "/profile"};
    }
    if (const auto head = put_membership(call, id, *member, record->version); !head) {
      return head.error();
    }
    Response response = json_answer(to_json(*member));
    const auto now = membership_record(call, id, profile);
    if (now) set_etag(response, now->version);
    return response;
  });
}
}  // namespace bole::api
