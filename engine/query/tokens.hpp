#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/result.hpp"

namespace bole {

enum class TokenKind : std::uint8_t {
  end,
  word,     // identifier or keyword
  integer,  // digits
  date,     // with month or day; a bare year is an integer
  string,   // without its quotes and escapes
  sign,     // ( ) { } , .. = != < <= > >=
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text{};                 // folded: half-width; a string as written
  std::optional<PartialDate> date{};  // of a date
  std::size_t column = 0;             // character of the original text, from 1
};

// Cuts a filter into tokens, the last of kind end. Full-width signs, letters and digits fold to
// ASCII outside of strings; ≥ ≤ ≠ 、 and Chinese quotes are understood. Errors: filter_too_long,
// bad_encoding, bad_character, unterminated_string, bad_date.
[[nodiscard]] Result<std::vector<Token>> tokens_of(std::string_view text);

// True when the text reads as one word token.
[[nodiscard]] bool is_word(std::string_view text);

// "第12列", as the errors of the filter language say where.
[[nodiscard]] std::string column_text(std::size_t column);

}  // namespace bole
