#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/fold.hpp"

namespace bole {

// A text as characters, for the parsers of this folder. `folded` has one character for each Unicode
// character of the text, so that an index into it is an offset of the text as given. Folding makes
// one form of what files write in many: digits, letters and punctuation are ASCII, every dash is
// '-' (but ASCII '~' stays, since old files use it for a line break), every blank is ' ', every
// bracket is '(' or ')', every line break is one '\n' (the CR of CR LF becomes a blank).
struct Characters {
  std::u32string raw{};
  std::u32string folded{};
};

// Bytes that are not UTF-8 become U+FFFD, one for each byte.
[[nodiscard]] Characters to_characters(std::string_view text);

[[nodiscard]] inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace bole
