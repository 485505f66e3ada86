#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/utf8.hpp"

// What is done to valid UTF-8 text before it is understood.
namespace bole {

void append_character(std::string& text, char32_t character);
[[nodiscard]] std::u32string to_utf32(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view text);
// The first `count` characters.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t count);

// Spaces of any width, tabs, line ends, no-break and zero-width spaces.
[[nodiscard]] bool is_blank(char32_t character);
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string without_blanks(std::string_view text);

// The pieces between any of the separators, trimmed; empty ones are left out.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text,
                                                  std::u32string_view separators);

// Full-width letters, digits, signs and the full-width space become their ASCII forms.
[[nodiscard]] std::string half_width(std::string_view text);

// A Han character or 〇; not punctuation.
[[nodiscard]] bool is_han(char32_t character);

}  // namespace bole
