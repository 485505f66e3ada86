#include "engine/matter/user.hpp"

#include <algorithm>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"

namespace bole {
Result<Done> may_open(const User& user, const ProfileId& profile) {
  const bool own = user.profile == profile && !profile.empty();
  if (!own && std::find(user.kin.begin(), user.kin.end(), profile) == user.kin.end()) return Done{};
  return Error{Refusal::denied, "own_record", "不能查阅本人或申报亲属的记录", ""};
}

Result<User> user_from_json(std::string_view json) {
  JsonReader reader(json);
  User user{{reader.text("id")}, reader.text("name"), {reader.text_or("profile")}, {}};
  for (const std::string& kin : reader.texts("kin")) user.kin.push_back({kin});
  reader.finish();
  return finished(reader, std::move(user));
}

std::string to_json(const User& user) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("id", user.id.text).field("name", user.name);
  out.field_if("profile", user.profile.text).key("kin").begin_array();
  for (const ProfileId& kin : user.kin) out.text(kin.text);
  out.end_array().end_object();
  return json;
}
}  // namespace bole
