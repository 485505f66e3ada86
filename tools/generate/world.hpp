#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/profile/register.hpp"
#include "tools/generate/random.hpp"

namespace bole {

// Where a stretch of a generated career takes place.
enum class Setting : std::uint8_t {
  town,           // 乡镇、街道
  county_office,  // 县（区）直部门
  county,         // 县（区）领导班子
  section,        // 市直部门内设科室
  city_office,    // 市直部门、开发区
  city,           // 市领导班子
  institution,    // 事业单位
  enterprise,     // 国企
  university,     // 高校
};
inline constexpr int setting_count = 9;

// One post of the register with what a career needs to know of it.
struct Seat {
  Organisation organisation{};
  Post post{};
  Setting setting{};
  unsigned sectors = 0;  // bit i: the organisation belongs to all_sectors()[i]
  // 样例市青禾县禾丰镇 of 样例市青禾县禾丰镇人民政府; empty where the organisation runs no place.
  std::string place{};
  // The 党委 beside a 人民政府; without id where there is none.
  Organisation party{};
};

// What a person is looking for. A county is the division of a town's or an office's county.
struct Wish {
  Setting setting{};
  Level level = Level::unknown;
  std::size_t sector = 0;
  std::string_view county{};        // empty: anywhere
  int month = 0;                    // the organisation exists by then
  std::string_view organisation{};  // id; not empty: there or, where it has no such post, nowhere
};

// The places of a register, arranged for careers. Immutable.
class World {
 public:
  // Register lines as NDJSON; refused when a line is (bad_register_line) or when no post of the
  // levels 乡科级副职 to 县处级正职 is among them (register_too_small).
  [[nodiscard]] static Result<World> read(std::string_view ndjson);
  // data-samples/register.ndjson, embedded.
  [[nodiscard]] static const World& built_in();

  // A seat that fits the wish as well as a few draws can find; null when the register has none of
  // that setting and level (in that organisation, where one is wished).
  [[nodiscard]] const Seat* find(Random& random, const Wish& wish) const;
  // Any post of such a place, for careers below the posts of the register.
  [[nodiscard]] const Seat* find_place(Random& random, const Wish& wish) const;
  [[nodiscard]] const std::vector<std::string>& counties() const { return counties_; }  // divisions
  [[nodiscard]] const std::string& city_name() const { return city_name_; }
  // The name of a county by its division; the city's when unknown.
  [[nodiscard]] const std::string& name_of(std::string_view division) const;

 private:
  void arrange(const Register& reg);
  [[nodiscard]] const Seat* best_of(Random& random, const std::vector<std::size_t>& among,
                                    const Wish& wish) const;
  std::vector<Seat> seats_{};
  std::array<std::array<std::vector<std::size_t>, 16>, setting_count> by_level_{};
  std::array<std::vector<std::size_t>, setting_count> by_setting_{};
  std::vector<std::string> counties_{};
  std::vector<std::pair<std::string, std::string>> names_{};
  std::string city_name_{};
};

}  // namespace bole
