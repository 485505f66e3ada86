#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"

namespace bole {

// 全库: everybody in the store. Always there, never stored.
inline constexpr std::string_view whole_store_pool = "all";

struct Pool {  // 专业干部人才库
  PoolId id{};
  std::string name{};
  std::string purpose{};   // 用途
  std::string owner{};     // 责任单位
  std::string category{};  // 类别
  std::string industry{};  // 行业
  std::string field{};     // 领域, a field id of the vocabulary
  std::string tier{};      // 层次
  int review_months = 12;
};

struct Membership {  // 入库
  ProfileId profile{};
  std::string channel{};  // 组织部门掌握|地方推荐|单位推荐|系统推荐
  std::string by{};       // who put the person in: a user, or the unit that recommended
  std::string date{};
  std::string reason{};
  std::vector<std::string> evidence{};
  std::string status{};  // 拟入|在库|待复核|出库
  std::optional<Day> review_due{};
  std::string exit_reason{};
  [[nodiscard]] bool counts() const { return status == "在库" || status == "待复核"; }
};

// Codes besides JsonReader's: bad_pool_id, unknown_field, unknown_channel, unknown_status.
[[nodiscard]] Result<Pool> pool_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Pool& pool);
[[nodiscard]] Result<Membership> membership_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Membership& membership);

}  // namespace bole
