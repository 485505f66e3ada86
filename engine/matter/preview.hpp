#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole {

// A count as it may be shown before the lock: rounded down to a multiple of 5, and hidden where it,
// or what is left of the pool, is under 5, so that nobody can be counted out.
struct ShownCount {
  enum class Kind : std::uint8_t { rounded, few, all_but_few };
  Kind kind = Kind::rounded;
  std::uint32_t rounded = 0;
};
[[nodiscard]] ShownCount shown(std::size_t count, std::size_t pool_size);
[[nodiscard]] std::string chinese(const ShownCount& count);  // 35 | 少于5 | 不符合的少于5

struct GatePreview {
  ShownCount pool{};
  std::vector<ShownCount> alone{};
  ShownCount together{};
};
[[nodiscard]] GatePreview preview(const GateCounts& counts, std::size_t pool_size);

// 因人设岗提醒 (design §6): fewer_than_three, gate_removes_most, single_value, knife_edge, each
// with its exact figures in `detail`. The figures are stored with the lock and shown only after it.
[[nodiscard]] std::vector<Alarm> tailoring_alarms(const GateSet& gates, const Columns& columns,
                                                  const VacantPost& post, Day as_of,
                                                  std::span<const Row> pool);
[[nodiscard]] std::string_view alarm_sentence(std::string_view code);  // Chinese

}  // namespace bole
