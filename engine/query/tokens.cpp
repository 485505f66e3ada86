#include "engine/query/tokens.hpp"

#include <utility>

#include "engine/query/filter.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool starts_word(char32_t c) { return is_letter(c) || c == '_' || is_han(c); }
bool continues_word(char32_t c) { return starts_word(c) || is_digit(c) || c == U'·'; }

bool is_quote(char32_t c) {
  return c == '"' || c == U'“' || c == U'”' || c == U'＂' || c == U'「' || c == U'」';
}

char32_t folded(char32_t c) {
  if (c >= U'！' && c <= U'～') return c - U'！' + U'!';
  if (c == U'、') return ',';
  return c;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) characters_ += next_character(text, at);
  }

  Result<std::vector<Token>> run() {
    std::vector<Token> tokens;
    while (true) {
      while (at_ < characters_.size() && is_blank(characters_[at_])) ++at_;
      Token token;
      token.column = at_ + 1;
      if (at_ == characters_.size()) {
        tokens.push_back(std::move(token));
        return tokens;
      }
      const char32_t c = peek();
      std::optional<Error> error;
      if (is_quote(characters_[at_])) {
        error = read_string(token);
      } else if (is_digit(c)) {
        error = read_number(token);
      } else if (starts_word(c)) {
        token.kind = TokenKind::word;
        while (continues_word(peek())) append_character(token.text, take());
      } else {
        error = read_sign(token);
      }
      if (error) return *std::move(error);
      tokens.push_back(std::move(token));
    }
  }

 private:
  // The folded character `ahead` of the place; 0 behind the end.
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < characters_.size() ? folded(characters_[at_ + ahead]) : 0;
  }
  char32_t take() {
    const char32_t c = peek();
    ++at_;
    return c;
  }

  static Error error(std::string_view code, std::string message, std::size_t column) {
    return {.code = std::string(code), .message = std::move(message), .where = column_text(column)};
  }

  std::optional<Error> read_string(Token& token) {
    token.kind = TokenKind::string;
    for (++at_; at_ < characters_.size(); ++at_) {
      char32_t c = characters_[at_];
      if (is_quote(c)) {
        ++at_;
        return std::nullopt;
      }
      const bool escape = c == '\\' && at_ + 1 < characters_.size() &&
                          (is_quote(characters_[at_ + 1]) || characters_[at_ + 1] == '\\');
      if (escape) c = characters_[++at_];
      if (c < 0x20 || c == 0x7F) return stray(at_);
      append_character(token.text, c);
    }
    return error("unterminated_string", "引号没有结束，应以引号收尾", token.column);
  }

  int read_digits(Token& token) {
    int value = 0;
    while (is_digit(peek())) {
      const char32_t digit = take();
      token.text += static_cast<char>(digit);
      if (value < 100000) value = value * 10 + static_cast<int>(digit - '0');
    }
    return value;
  }

  // 2015.07 and 2015-07-01; one digit is enough for month and day.
  std::optional<Error> read_number(Token& token) {
    token.kind = TokenKind::integer;
    const int year = read_digits(token);
    const std::size_t year_digits = token.text.size();
    const char32_t separator = peek();
    if ((separator != '.' && separator != '-') || !is_digit(peek(1))) return std::nullopt;
    token.kind = TokenKind::date;
    token.text += static_cast<char>(take());
    const int month = read_digits(token);
    int day = 0;
    bool complete = separator == '.';
    if (separator == '-' && peek() == '-' && is_digit(peek(1))) {
      token.text += static_cast<char>(take());
      day = read_digits(token);
      complete = day >= 1;
    }
    const bool exists = year_digits == 4 && year >= 1 && month >= 1 && month <= 12 && complete &&
                        day <= days_in_month(year, month);
    if (!exists) {
      return error("bad_date",
                   "没有“" + token.text + "”这个日期；日期写作 2015、2015.07 或 2015-07-01",
                   token.column);
    }
    token.date = PartialDate{.year = static_cast<std::int16_t>(year),
                             .month = static_cast<std::uint8_t>(month),
                             .day = static_cast<std::uint8_t>(day)};
    return std::nullopt;
  }

  std::optional<Error> read_sign(Token& token) {
    token.kind = TokenKind::sign;
    const std::size_t start = at_;
    const char32_t c = take();
    switch (c) {
      case '(':
      case ')':
      case '{':
      case '}':
      case ',':
      case '=':
        token.text = static_cast<char>(c);
        return std::nullopt;
      case U'≥':
        token.text = ">=";
        return std::nullopt;
      case U'≤':
        token.text = "<=";
        return std::nullopt;
      case U'≠':
        token.text = "!=";
        return std::nullopt;
      case '<':
      case '>':
        token.text = static_cast<char>(c);
        if (peek() == '=') token.text += static_cast<char>(take());
        return std::nullopt;
      case '!':
        if (peek() == '=') {
          token.text = "!=";
          ++at_;
          return std::nullopt;
        }
        break;
      case '.':
        if (peek() == '.') {
          token.text = "..";
          ++at_;
          return std::nullopt;
        }
        break;
      default:
        break;
    }
    return stray(start);
  }

  std::optional<Error> stray(std::size_t at) const {
    const char32_t c = characters_[at];
    std::string shown;
    if (c < 0x20 || c == 0x7F) {
      shown = "控制字符";
    } else {
      shown = "字符“";
      append_character(shown, c);
      shown += "”";
    }
    return error("bad_character", "条件式中不能出现" + shown + "；文字请放在引号内", at + 1);
  }

  std::u32string characters_;
  std::size_t at_ = 0;
};
}  // namespace

std::string column_text(std::size_t column) { return "第" + std::to_string(column) + "列"; }

bool is_word(std::string_view text) {
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (first ? !starts_word(c) : !continues_word(c)) return false;
    first = false;
  }
  return !first;
}

Result<std::vector<Token>> tokens_of(std::string_view text) {
  if (!is_utf8(text)) {
    return Error{.code = "bad_encoding", .message = "条件式不是有效的 UTF-8 文本", .where = ""};
  }
  const std::size_t length = count_characters(text);
  if (length > max_filter_characters) {
    return Error{.code = "filter_too_long",
                 .message = "条件式有" + std::to_string(length) + "个字符，最多" +
                            std::to_string(max_filter_characters) + "个",
                 .where = column_text(max_filter_characters + 1)};
  }
  return Lexer(text).run();
}
}  // namespace bole
