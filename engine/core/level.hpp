#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace bole {

// 职务层次. The value is the ordinal by which levels compare (model §1.3). Not the same scale as
// Grade: the two are never mixed.
enum class Level : std::uint8_t {
  unknown = 0,
  clerk = 10,              // 办事员
  officer = 20,            // 科员
  township_deputy = 30,    // 乡科级副职
  township_head = 40,      // 乡科级正职
  county_deputy = 50,      // 县处级副职
  county_head = 60,        // 县处级正职
  bureau_deputy = 70,      // 厅局级副职
  bureau_head = 80,        // 厅局级正职
  provincial_deputy = 90,  // 省部级副职
  provincial_head = 100,   // 省部级正职
  national_deputy = 110,   // 国家级副职
  national_head = 120,     // 国家级正职
};

// 职级 (综合管理类, 职务与职级并行规定). The value is the ordinal, highest is largest.
enum class Grade : std::uint8_t {
  unknown = 0,
  clerk_2 = 1,          // 二级科员
  clerk_1 = 2,          // 一级科员
  chief_officer_4 = 3,  // 四级主任科员
  chief_officer_3 = 4,
  chief_officer_2 = 5,
  chief_officer_1 = 6,
  consultant_4 = 7,  // 四级调研员
  consultant_3 = 8,
  consultant_2 = 9,
  consultant_1 = 10,
  inspector_2 = 11,  // 二级巡视员
  inspector_1 = 12,  // 一级巡视员
};

[[nodiscard]] std::string_view to_string(Level level);  // "" for unknown
[[nodiscard]] std::string_view to_string(Grade grade);
// Reads the standard name only (县处级副职); other forms (副处级, 副县级) are vocabulary.
[[nodiscard]] std::optional<Level> parse_level(std::string_view name);
[[nodiscard]] std::optional<Grade> parse_grade(std::string_view name);
[[nodiscard]] std::span<const Level> all_levels();  // ascending, without unknown

// 正职 of its tier (40, 60, 80, 100, 120).
[[nodiscard]] inline bool is_head_level(Level level) {
  return static_cast<int>(level) >= 40 && static_cast<int>(level) % 20 == 0;
}
// 县处级, 副职 or 正职.
[[nodiscard]] inline bool is_county_level(Level level) {
  return level == Level::county_deputy || level == Level::county_head;
}
// The next lower level; unknown below 办事员 and for unknown.
[[nodiscard]] inline Level one_below(Level level) {
  const int ordinal = static_cast<int>(level);
  return ordinal <= 10 ? Level::unknown : static_cast<Level>(ordinal - 10);
}

}  // namespace bole
