#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bole {

// How a character is read: syllables without tones, ü as v, the usual one first; empty for what is
// no Han character. From the Unihan database (kMandarin, kTGHZ2013, kHanyuPinlu).
[[nodiscard]] std::span<const std::string_view> readings(char32_t character);

// Whether a text of small letters is a syllable of some character.
[[nodiscard]] bool is_syllable(std::string_view letters);

}  // namespace bole
