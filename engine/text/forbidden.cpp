#include "engine/text/forbidden.hpp"

#include <algorithm>

#include "engine/text/utf8.hpp"

namespace bole {
namespace {
constexpr std::size_t most_kinds = 5;

std::string code_point(char32_t character) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "U+";
  for (int shift = character > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
    text += digits[character >> shift & 0xF];
  return text;
}
}  // namespace

bool is_forbidden(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
         (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF || c > 0x10FFFF;
}

void ForbiddenSeen::note(char32_t character) {
  ++count_;
  if (kinds_.size() <= most_kinds &&
      std::find(kinds_.begin(), kinds_.end(), character) == kinds_.end())
    kinds_.push_back(character);
}

std::string ForbiddenSeen::text() const {
  std::string text = std::to_string(count_) + " 个";
  for (std::size_t i = 0; i < kinds_.size() && i < most_kinds; ++i)
    text += (i == 0 ? "：" : "、") + code_point(kinds_[i]);
  return kinds_.size() > most_kinds ? text + "……" : text;
}

bool may_hold_forbidden(std::string_view json) {
  constexpr std::size_t step = 16;
  // Without branches, so that the compiler compares a block at once. Unescaped JSON lets stand what
  // is U+007F to U+009F, U+FFFE or U+FFFF.
  const auto found_at = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(json[at]);
    const auto next = static_cast<unsigned char>(json[at + 1]);
    const bool raw =
        (byte == 0x7F) | ((byte == 0xC2) & (next < 0xA0)) | ((byte == 0xEF) & (next == 0xBF));
    const bool escaped = (byte == '\\') & ((next == 'u') | (next == 'b') | (next == 'f'));
    return static_cast<unsigned char>(raw | escaped);
  };
  std::size_t at = 0;
  for (; at + step < json.size(); at += step) {
    unsigned char found = 0;
    for (std::size_t i = 0; i < step; ++i) found |= found_at(at + i);
    if (found != 0) return true;
  }
  for (; at + 1 < json.size(); ++at) {
    if (found_at(at) != 0) return true;
  }
  return false;
}

void replace_forbidden(std::string& text, ForbiddenSeen& seen) {
  // Nearly every text is clean: bytes that cannot begin a forbidden character are passed quickly.
  const auto may_begin = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF;
  };
  constexpr std::size_t step = 16;
  std::size_t clean = 0;
  for (; clean + step <= text.size(); clean += step) {
    unsigned found = 0;
    for (std::size_t i = 0; i < step; ++i) found |= may_begin(text[clean + i]) ? 1U : 0U;
    if (found != 0) break;
  }
  while (clean < text.size() && !may_begin(text[clean])) ++clean;
  std::size_t to = clean;
  for (std::size_t at = clean; at < text.size();) {
    if (!may_begin(text[at])) {
      text[to++] = text[at++];
      continue;
    }
    std::size_t behind = at;
    const char32_t character = next_character(text, behind);
    if (is_forbidden(character)) {
      seen.note(character);
      text[to++] = ' ';
      at = behind;
    } else {
      while (at < behind) text[to++] = text[at++];
    }
  }
  text.resize(to);
}
}  // namespace bole
