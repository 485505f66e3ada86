#include "engine/core/level.hpp"

#include <array>
#include <utility>

namespace bole {
namespace {
constexpr std::array<std::pair<Level, std::string_view>, 12> level_names{{
    {Level::clerk, "办事员"},
    {Level::officer, "科员"},
    {Level::township_deputy, "乡科级副职"},
    {Level::township_head, "乡科级正职"},
    {Level::county_deputy, "县处级副职"},
    {Level::county_head, "县处级正职"},
    {Level::bureau_deputy, "厅局级副职"},
    {Level::bureau_head, "厅局级正职"},
    {Level::provincial_deputy, "省部级副职"},
    {Level::provincial_head, "省部级正职"},
    {Level::national_deputy, "国家级副职"},
    {Level::national_head, "国家级正职"},
}};
constexpr std::array<Level, 12> levels{
    Level::clerk,           Level::officer,         Level::township_deputy,
    Level::township_head,   Level::county_deputy,   Level::county_head,
    Level::bureau_deputy,   Level::bureau_head,     Level::provincial_deputy,
    Level::provincial_head, Level::national_deputy, Level::national_head};
constexpr std::array<std::string_view, 13> grade_names{"",
                                                       "二级科员",
                                                       "一级科员",
                                                       "四级主任科员",
                                                       "三级主任科员",
                                                       "二级主任科员",
                                                       "一级主任科员",
                                                       "四级调研员",
                                                       "三级调研员",
                                                       "二级调研员",
                                                       "一级调研员",
                                                       "二级巡视员",
                                                       "一级巡视员"};
}  // namespace

std::string_view to_string(Level level) {
  for (const auto& [value, name] : level_names) {
    if (value == level) return name;
  }
  return "";
}

std::string_view to_string(Grade grade) { return grade_names[static_cast<std::size_t>(grade)]; }

std::optional<Level> parse_level(std::string_view name) {
  for (const auto& [value, known] : level_names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::optional<Grade> parse_grade(std::string_view name) {
  for (std::size_t i = 1; i < grade_names.size(); ++i) {
    if (grade_names[i] == name) return static_cast<Grade>(i);
  }
  return std::nullopt;
}

std::span<const Level> all_levels() { return levels; }
}  // namespace bole
