#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace bole {

// How every CJK ideograph is written: its strokes in order, by the five kinds 横1 竖2 撇3 点4 折5.
// Made at build time by stroke_table.awk. The characters of `ranges`, one range after the other,
// number themselves from 0; character n has counts[n] - ' ' strokes (0: not known), and its strokes
// follow those of character n - 1 in `strokes`, two in a byte: 'A' + 5 * (first - 1) + (second -
// 1), the last byte of an odd number with 1 in second place.
struct StrokeTable {
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  std::span<const Range> ranges{};
  std::string_view counts{};
  std::string_view strokes{};
};

[[nodiscard]] StrokeTable stroke_table();

}  // namespace bole
