#pragma once
#include <span>
#include <string_view>

namespace bole {

struct Major {
  std::string_view name{};
  std::string_view discipline{};  // 学科门类
  std::string_view school{};      // 院系 of the invented universities
};

// A line of work that a generated career follows: one of the eight fields of article 12, or the
// general party and government work in which most careers begin.
struct Sector {
  std::string_view name{};
  // Any of these in an organisation's name makes it one of the sector's.
  std::span<const std::string_view> offices{};
  std::span<const std::string_view> sections{};  // 内设科室, without 科
  std::span<const Major> majors{};
  std::span<const std::string_view> titles{};     // 职称, lowest first
  std::span<const std::string_view> strengths{};  // 熟悉专业有何专长
  std::span<const std::string_view> duties{};     // 分管
  std::span<const std::string_view> courses{};    // 培训班
  std::span<const std::string_view> deeds{};      // 先进 in what
};

// The eight fields in the order of article 12, then general work.
[[nodiscard]] std::span<const Sector> all_sectors();

}  // namespace bole
