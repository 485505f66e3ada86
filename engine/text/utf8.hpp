#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bole {

inline constexpr char32_t replacement_character = 0xFFFD;

// The character at `position`, which must be inside the text; moves `position` past it. A byte that
// begins no valid character yields U+FFFD and is passed alone.
[[nodiscard]] inline char32_t next_character(std::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(position++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first >= 0xF5 || text.size() - position < static_cast<std::size_t>(more)) {
    return replacement_character;
  }
  char32_t value = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned char next = byte(position + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return replacement_character;
    value = value << 6 | (next & 0x3Fu);
  }
  position += static_cast<std::size_t>(more);
  return value;
}

// How many Unicode characters a valid text has.
[[nodiscard]] inline std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

// The bytes of the text's last character; empty for an empty text.
[[nodiscard]] inline std::string_view last_character(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (static_cast<unsigned char>(text[--begin]) & 0xC0) == 0x80) continue;
  return text.substr(begin);
}

}  // namespace bole
