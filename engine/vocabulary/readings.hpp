#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bole {

// How a character is read: syllables without tones, ü as v, the usual one first; empty for what is
// no Han character. From the Unihan database (kMandarin, kTGHZ2013, kHanyuPinlu).
[[nodiscard]] std::span<const std::string_view> readings(char32_t character);

// All syllables, each once, in no order.
[[nodiscard]] std::vector<std::string_view> syllables();

// The whole table; what was made of another one is not to be mixed with it.
[[nodiscard]] std::string_view reading_table();

}  // namespace bole
