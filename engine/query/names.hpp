#pragma once
#include <span>
#include <string>
#include <string_view>

namespace bole {

// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right);

// The name that takes the fewest insertions, deletions and exchanges of characters to become the
// word; of several the first. Empty when none shares enough with it to be worth showing: as many
// changes as the longer of the two has characters.
[[nodiscard]] std::string_view nearest_name(std::string_view word,
                                            std::span<const std::string_view> names);

// What to write instead of an unknown word: "，最接近的是“…”", or the first names that there are.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::span<const std::string_view> names);

// “text” for a message, cut after 40 characters.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace bole
