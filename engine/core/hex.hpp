#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace bole {

// Two lower-case digits a byte.
[[nodiscard]] inline std::string hex_of(std::span<const std::uint8_t> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

}  // namespace bole
