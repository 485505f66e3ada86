#include "engine/normalise/characters.hpp"

namespace bole {
namespace {
constexpr char32_t replacement = 0xfffd;

// Length of the well-formed sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80                    ? 1
                             : lead >= 0xc2 && lead <= 0xdf ? 2
                             : lead >= 0xe0 && lead <= 0xef ? 3
                             : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                            : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  }
  const unsigned second = length > 2 ? byte(at + 1) : 0;
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f)) return 0;
  if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) return 0;
  return length;
}

char32_t decode(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) return byte(0);
  char32_t c = byte(0) & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (byte(i) & 0x3fU);
  return c;
}

char32_t fold(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e && c != U'～') c -= 0xfee0;
  switch (c) {
    case U'\n':
    case U'\r':
    case U'\v':
    case U'\f':
    case 0x85:
    case 0x2028:
    case 0x2029:
      return U'\n';
    case 0xa0:
    case 0x1680:
    case 0x180e:
    case 0x202f:
    case 0x205f:
    case 0x2060:
    case 0x3000:
    case 0xfeff:
      return U' ';
    case U'[':
    case U'〔':
    case U'【':
    case U'〖':
    case U'﹙':
    case U'﹝':
      return U'(';
    case U']':
    case U'〕':
    case U'】':
    case U'〗':
    case U'﹚':
    case U'﹞':
      return U')';
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'―':
    case U'−':
    case U'─':
    case U'━':
    case U'﹘':
    case U'﹣':
    case U'ー':
    case U'_':
    case U'→':
    case U'～':
    case U'〜':
    case U'∼':
    case U'∽':
      return U'-';
    case U'﹑':
    case U'､':
      return U'、';
    case U'｡':
      return U'。';
    case U'•':
    case U'・':
    case U'‧':
    case U'∙':
    case U'･':
      return U'·';
    case U'○':
    case U'◯':
      return U'〇';
    default:
      break;
  }
  if (c < 0x20 || c == 0x7f || (c >= 0x2000 && c <= 0x200f)) return U' ';
  return c;
}
}  // namespace

Characters to_characters(std::string_view text) {
  Characters result;
  result.raw.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    result.raw.push_back(length == 0 ? replacement : decode(text, at, length));
    at += length == 0 ? 1 : length;
  }
  result.folded.reserve(result.raw.size());
  for (std::size_t i = 0; i < result.raw.size(); ++i) {
    const bool before_lf = i + 1 < result.raw.size() && result.raw[i + 1] == U'\n';
    result.folded.push_back(result.raw[i] == U'\r' && before_lf ? U' ' : fold(result.raw[i]));
  }
  return result;
}

}  // namespace bole
