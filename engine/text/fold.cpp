#include "engine/text/fold.hpp"

#include <algorithm>

namespace bole {
void append_character(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) {
    text += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    [[maybe_unused]] const char32_t passed = next_character(text, at);
  }
  return text.substr(0, at);
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0xFEFF;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); begin = at) {
    if (!is_blank(next_character(text, at))) break;
  }
  text.remove_prefix(begin);
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    std::size_t at = last;
    if (!is_blank(next_character(text, at)) || at != text.size()) break;
    text = text.substr(0, last);
  }
  return text;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!is_blank(next_character(text, at))) kept.append(text, here, at - here);
  }
  return kept;
}

std::vector<std::string_view> split(std::string_view text, std::u32string_view separators) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view piece = trim(text.substr(begin, end - begin));
    if (!piece.empty()) pieces.push_back(piece);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (separators.find(next_character(text, at)) == std::u32string_view::npos) continue;
    take(here);
    begin = at;
  }
  take(text.size());
  return pieces;
}

std::string half_width(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(text, at);
    if (c >= 0xFF01 && c <= 0xFF5E) {
      folded += static_cast<char>(c - 0xFEE0);
    } else if (c == 0x3000) {
      folded += ' ';
    } else {
      folded.append(text, here, at - here);
    }
  }
  return folded;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::u32string to_utf32(std::string_view text) {
  std::u32string all;
  all.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) all += next_character(text, at);
  return all;
}

std::string to_utf8(std::u32string_view text) {
  std::string all;
  all.reserve(text.size() * 3);
  for (const char32_t c : text) append_character(all, c);
  return all;
}
}  // namespace bole
