#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/profile/profile.hpp"

namespace bole {

// Turns offsets in characters into pieces of UTF-8. Asked in the order of the text it passes over
// the text once.
class CharacterText {
 public:
  explicit CharacterText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view piece(Span span) {
    if (span.end <= span.begin) return {};
    const std::size_t begin = byte_of(span.begin);
    return text_.substr(begin, byte_of(span.end) - begin);
  }

 private:
  std::size_t byte_of(std::uint32_t character) {
    if (character < character_) {
      character_ = 0;
      byte_ = 0;
    }
    while (character_ < character && byte_ < text_.size()) {
      ++byte_;
      while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0) == 0x80) {
        ++byte_;
      }
      ++character_;
    }
    return byte_;
  }

  std::string_view text_;
  std::uint32_t character_ = 0;
  std::size_t byte_ = 0;
};

}  // namespace bole
