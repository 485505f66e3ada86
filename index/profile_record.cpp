#include "index/profile_record.hpp"

#include "engine/normalise/id_number.hpp"
#include "engine/profile/profile_json.hpp"

namespace bole {
Put put_of(const Profile& profile, std::string spare) {
  Put put{.collection = Collection::profile,
          .id = profile.id.text,
          .expected = static_cast<std::uint32_t>(profile.version)};
  spare.clear();
  spare.reserve(8192);
  append_json(spare, profile, Sealing::as_stored);
  put.body = std::move(spare);
  if (!(profile.sealed == Sealed{})) put.sealed = sealed_to_json(profile.sealed);
  put.lookups.reserve(2);
  const auto add = [&put](std::string lookup) {
    if (!lookup.empty()) put.lookups.push_back(std::move(lookup));
  };
  add(id_number_lookup(valid_id_number(profile)));
  add(name_birth_lookup(profile));
  return put;
}

Result<Profile> profile_of(const Record& record) {
  if (record.erased) {
    return Error{Refusal::not_found, "erased", record.id + " 的这一版已依决定清除", record.id};
  }
  Issues issues;
  auto profile = profile_from_json(record.body, issues);
  if (!profile || !issues.empty()) {
    throw StorageError("store_damaged", "库中 " + record.id + " 的内容无法识别");
  }
  if (!record.sealed.empty()) {
    auto sealed = sealed_from_json(record.sealed);
    if (!sealed) throw StorageError("store_damaged", "库中 " + record.id + " 的封存信息无法识别");
    profile->sealed = *std::move(sealed);
  }
  profile->version = static_cast<int>(record.version);
  return profile;
}

Profile sound_profile(const Record& record) {
  auto profile = profile_of(record);
  if (!profile) {
    throw StorageError("store_damaged",
                       "库中的人员 " + record.id + " 无法读取：" + profile.error().message);
  }
  return *std::move(profile);
}

// Inside a JSON string the quotes would be escaped, and no part of a profile has a member of this
// name, so the last occurrence is the member itself.
std::string_view facts_of(std::string_view body) {
  const std::size_t provenance = body.rfind(R"(,"provenance":{)");
  if (provenance != std::string_view::npos) return body.substr(0, provenance);
  return body.substr(0, body.empty() ? 0 : body.size() - 1);
}

std::string valid_id_number(const Profile& profile) {
  if (profile.sealed.id_number.empty()) return "";
  IdNumber number = read_id_number(profile.sealed.id_number);
  const bool valid =
      number.form != IdNumber::Form::malformed && number.checksum_holds && number.birth;
  return valid ? std::move(number.text) : "";
}

std::string id_number_lookup(const std::string& valid_number) {
  return valid_number.empty() ? "" : "id_number " + valid_number;
}

std::string name_birth_lookup(const Profile& profile) {
  if (profile.name.empty()) return "";
  constexpr std::string_view prefix = "name_birth ";
  std::string lookup;
  lookup.reserve(prefix.size() + profile.name.size() + 8);
  lookup.append(prefix).append(profile.name);
  if (!profile.birth) return lookup;
  PartialDate month = *profile.birth;
  month.day = 0;
  return lookup.append(" ").append(to_string(month));
}
}  // namespace bole
