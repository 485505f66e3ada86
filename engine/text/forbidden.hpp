#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bole {

// Characters that no text about a person holds: controls but for tab and line ends, halves of
// surrogate pairs, U+FFFE and U+FFFF.
[[nodiscard]] bool is_forbidden(char32_t character);

// What of them was met in a text.
class ForbiddenSeen {
 public:
  void note(char32_t character);
  [[nodiscard]] std::size_t count() const { return count_; }
  // "3 个：U+0001、U+001F"; of many kinds the first five.
  [[nodiscard]] std::string text() const;

 private:
  std::size_t count_ = 0;
  std::vector<char32_t> kinds_{};
};

// False only where no text of this valid JSON holds a forbidden character, escaped or not: nearly
// always, and found out faster than by looking into each text.
[[nodiscard]] bool may_hold_forbidden(std::string_view json);

// Puts a space for every forbidden character of valid UTF-8, so that the places of the others stay
// the same in characters.
void replace_forbidden(std::string& text, ForbiddenSeen& seen);

}  // namespace bole
