#include "engine/text/fold.hpp"
#include "tests/peers/peer.hpp"

namespace bole::peers {
namespace {
bool is_latin(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x2000);
}
}  // namespace

std::vector<std::string> pairs_of_text(std::string_view folded_text) {
  const std::u32string text = to_utf32(folded_text);
  std::vector<std::string> pairs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_latin(text[at])) {
      while (at < text.size() && is_latin(text[at])) ++at;
      pairs.push_back(to_utf8(std::u32string_view(text).substr(begin, at - begin)));
    } else if (is_han(text[at])) {
      while (at < text.size() && is_han(text[at])) ++at;
      for (std::size_t i = begin; i < at; ++i) {
        pairs.push_back(to_utf8(std::u32string_view(text).substr(i, i + 1 < at ? 2 : 1)));
      }
    } else {
      ++at;
    }
  }
  return pairs;
}

std::vector<std::string> pairs_of_form(std::string_view form) {
  std::vector<std::string> pairs = pairs_of_text(form);
  pairs.pop_back();
  return pairs;
}
}  // namespace bole::peers
