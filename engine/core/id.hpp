#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace bole {

// A persistent identifier ("p-000123"). Does not mix with other identifiers, nor with text.
template <class Tag>
struct Id {
  std::string text{};
  [[nodiscard]] bool empty() const { return text.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using ProfileId = Id<struct ProfileTag>;            // 干部
using OrganisationId = Id<struct OrganisationTag>;  // 机构
using PostId = Id<struct PostTag>;                  // 职位
using PoolId = Id<struct PoolTag>;                  // 人才库
using MatterId = Id<struct MatterTag>;              // 选配事项
using UserId = Id<struct UserTag>;                  // 用户

// A person's dense position in the columns. Valid for one generation of the columns only: never
// persisted, never shown.
struct Row {
  std::uint32_t value = 0;
  friend auto operator<=>(Row, Row) = default;
};

}  // namespace bole

template <class Tag>
struct std::hash<bole::Id<Tag>> {
  std::size_t operator()(const bole::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.text);
  }
};
