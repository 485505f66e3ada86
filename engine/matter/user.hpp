#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"

namespace bole {

struct User {  // 用户
  UserId id{};
  std::string name{};
  ProfileId profile{};           // the user's own record, when there is one
  std::vector<ProfileId> kin{};  // declared relatives with a record
};

// Nobody opens their own record or that of declared kin (own_record).
[[nodiscard]] Result<Done> may_open(const User& user, const ProfileId& profile);

[[nodiscard]] Result<User> user_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const User& user);

}  // namespace bole
