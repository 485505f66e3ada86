#include "engine/text/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Utf8Shape {
  std::size_t good = 0;        // characters of two bytes or more
  std::size_t good_three = 0;  // of three or four: Han characters are among these
  std::size_t bad = 0;
  bool cut_at_end = false;  // the only bad sequence is an unfinished one at the end
};

std::size_t ascii_run(std::string_view bytes, std::size_t from) {
  while (from + 8 <= bytes.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + from, 8);
    word &= 0x8080808080808080ULL;
    if (word != 0) {
      if constexpr (std::endian::native != std::endian::little) break;
      return from + static_cast<std::size_t>(std::countr_zero(word)) / 8;
    }
    from += 8;
  }
  while (from < bytes.size() && static_cast<unsigned char>(bytes[from]) < 0x80) ++from;
  return from;
}

bool continues(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80;
}

// Of three-byte sequences those whose lead leaves their second byte free.
bool any_may_follow(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xE1 && byte <= 0xEF && byte != 0xED;
}

// The length of the well-formed sequence (Unicode 15, table 3-7) at `at`, or 0.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !continues(bytes, at + 1)) return 0;
  if (lead < 0xE0) return 2;
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  if (!continues(bytes, at + 2) || (lead == 0xE0 && second < 0xA0) ||
      (lead == 0xED && second > 0x9F))
    return 0;
  if (lead < 0xF0) return 3;
  if (!continues(bytes, at + 3) || (lead == 0xF0 && second < 0x90) ||
      (lead == 0xF4 && second > 0x8F))
    return 0;
  return 4;
}

bool unfinished(std::string_view tail) {
  const auto lead = static_cast<unsigned char>(tail[0]);
  const std::size_t wanted = lead >= 0xF0 && lead <= 0xF4   ? 4
                             : lead >= 0xE0                 ? 3
                             : lead >= 0xC2 && lead <= 0xDF ? 2
                                                            : 0;
  if (lead > 0xF4 || tail.size() >= wanted) return false;
  for (std::size_t i = 1; i < tail.size(); ++i) {
    if (!continues(tail, i)) return false;
  }
  return true;
}

Utf8Shape shape_of(std::string_view bytes) {
  Utf8Shape shape;
  std::size_t at = 0;
  while ((at = ascii_run(bytes, at)) < bytes.size()) {
    if (const std::size_t length = sequence_length(bytes, at); length > 0) {
      ++shape.good;
      shape.good_three += length >= 3 ? 1 : 0;
      at += length;
      continue;
    }
    if (shape.bad == 0 && unfinished(bytes.substr(at))) {
      shape.cut_at_end = true;
      break;
    }
    ++shape.bad;
    ++at;
  }
  return shape;
}

std::string repaired_utf8(std::string_view bytes, std::size_t& bad) {
  std::string text;
  text.reserve(bytes.size());
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t plain = ascii_run(bytes, at);
    text.append(bytes, at, plain - at);
    if ((at = plain) >= bytes.size()) break;
    if (const std::size_t length = sequence_length(bytes, at); length > 0) {
      text.append(bytes, at, length);
      at += length;
      continue;
    }
    ++bad;
    text += replacement;
    // One mark for one broken character, however many bytes of it are left.
    do ++at;
    while (continues(bytes, at));
  }
  return text;
}

enum class ByteOrder { little, big };

char16_t unit_at(std::string_view bytes, std::size_t at, ByteOrder order) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<char16_t>(order == ByteOrder::little ? second << 8 | first
                                                          : first << 8 | second);
}

std::string from_utf16(std::string_view bytes, ByteOrder order, std::size_t& bad) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::size_t at = 0;
  for (; at + 2 <= bytes.size(); at += 2) {
    const char16_t unit = unit_at(bytes, at, order);
    if (!U16_IS_SURROGATE(unit)) {
      append_character(text, unit);
      continue;
    }
    const bool pair =
        U16_IS_LEAD(unit) && at + 4 <= bytes.size() && U16_IS_TRAIL(unit_at(bytes, at + 2, order));
    if (!pair) {
      ++bad;
      text += replacement;
      continue;
    }
    append_character(text, U16_GET_SUPPLEMENTARY(unit, unit_at(bytes, at + 2, order)));
    at += 2;
  }
  if (at < bytes.size()) {
    ++bad;
    text += replacement;
  }
  return text;
}

std::string from_gb18030(std::string_view bytes, std::size_t& bad) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("gb18030", &status),
                                                                     &ucnv_close);
  if (U_FAILURE(status)) {  // an ICU without its own tables
    bad = bytes.size();
    return repaired_utf8(bytes, bad);
  }
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  std::array<UChar, 1024> buffer;
  bool more = true;
  char16_t lead = 0;
  while (more) {
    UChar* to = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &at, end, nullptr, 1,
                   &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    for (const UChar* unit = buffer.data(); unit != to; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        lead = *unit;
      } else if (U16_IS_TRAIL(*unit)) {
        append_character(text, U16_GET_SUPPLEMENTARY(lead, *unit));
      } else {
        bad += *unit == 0xFFFD ? 1 : 0;
        append_character(text, *unit);
      }
    }
  }
  return text;
}

// UTF-16 shows itself, without a mark, by the zero byte in each of the ASCII characters that every
// file of ours holds (markup, digits, quotes); in 8-bit text there are no zero bytes.
bool looks_like_utf16(std::string_view bytes, ByteOrder order) {
  const std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096) & ~1ULL);
  if (head.size() < 4) return false;
  std::size_t zero_high = 0;
  std::size_t zero_low = 0;
  for (std::size_t at = 0; at < head.size(); at += 2) {
    const char16_t unit = unit_at(head, at, order);
    zero_high += unit < 0x100 ? 1 : 0;
    zero_low += (unit & 0xFF) == 0 ? 1 : 0;
  }
  const std::size_t units = head.size() / 2;
  const char16_t first = unit_at(head, 0, order);
  return first > 0 && first < 0x80 && zero_high * 8 >= units && zero_low * 4 <= zero_high;
}

// Of a label; utf_16 says nothing of the byte order, utf_16le and utf_16be do.
enum class Family { none, utf_8, utf_16, utf_16le, utf_16be, gb, other };

Family family_of(std::string_view label) {
  std::string name;
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
  }
  if (trim(label).empty()) return Family::none;
  if (name == "utf8") return Family::utf_8;
  if (name == "utf16le") return Family::utf_16le;
  if (name == "utf16be") return Family::utf_16be;
  if (name.starts_with("utf16") || name.starts_with("ucs2") || name == "unicode")
    return Family::utf_16;
  if (name.starts_with("gb") || name == "cp936" || name == "windows936" || name == "936" ||
      name == "euccn" || name == "hzgb2312")
    return Family::gb;
  return Family::other;
}

bool fits(Family label, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_16le:
      return label == Family::utf_16 || label == Family::utf_16le;
    case Encoding::utf_16be:
      return label == Family::utf_16 || label == Family::utf_16be;
    case Encoding::gb18030:
      return label == Family::gb;
    default:
      return label == Family::utf_8;
  }
}

Encoding choose(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::utf_8_bom;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf_16le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf_16be;
  if (looks_like_utf16(bytes, ByteOrder::little)) return Encoding::utf_16le;
  if (looks_like_utf16(bytes, ByteOrder::big)) return Encoding::utf_16be;
  const Utf8Shape shape = shape_of(bytes);
  const Family label = family_of(declared);
  if (shape.bad == 0) {
    // Pairs of GBK bytes can happen to be two-byte UTF-8 (Cyrillic, Arabic); three-byte sequences
    // throughout do not happen by chance.
    const bool doubtful = shape.good_three == 0;
    return label == Family::gb && doubtful ? Encoding::gb18030 : Encoding::utf_8;
  }
  // GBK read as UTF-8 is broken nearly everywhere, so that of 100 000 short texts of common
  // characters at most some ten have more whole sequences than broken bytes; damaged UTF-8 is
  // broken here and there. A declaration of GBK asks for more.
  const std::size_t outweighed = label == Family::gb ? 8 * shape.bad : shape.bad + 1;
  if (shape.good_three >= outweighed) return Encoding::utf_8;
  return Encoding::gb18030;
}
}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8:
      return "utf-8";
    case Encoding::utf_8_bom:
      return "utf-8-bom";
    case Encoding::utf_16le:
      return "utf-16le";
    case Encoding::utf_16be:
      return "utf-16be";
    case Encoding::gb18030:
      return "gb18030";
  }
  return "";
}

std::size_t byte_order_mark_size(std::string_view head, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8_bom:
      return 3;
    case Encoding::utf_16le:
      return head.starts_with("\xFF\xFE") ? 2 : 0;
    case Encoding::utf_16be:
      return head.starts_with("\xFE\xFF") ? 2 : 0;
    default:
      return 0;
  }
}

Encoding detect(std::string_view head, std::string_view declared) { return choose(head, declared); }

Decoded decode_as(std::string_view bytes, Encoding encoding) {
  Decoded decoded;
  decoded.encoding = encoding;
  switch (encoding) {
    case Encoding::utf_8:
    case Encoding::utf_8_bom:
      if (is_utf8(bytes)) {
        decoded.text = bytes;
      } else {
        decoded.text = repaired_utf8(bytes, decoded.bad);
      }
      break;
    case Encoding::utf_16le:
      decoded.text = from_utf16(bytes, ByteOrder::little, decoded.bad);
      break;
    case Encoding::utf_16be:
      decoded.text = from_utf16(bytes, ByteOrder::big, decoded.bad);
      break;
    case Encoding::gb18030:
      decoded.text = from_gb18030(bytes, decoded.bad);
      break;
  }
  return decoded;
}

Decoded decode(std::string_view bytes, std::string_view declared) {
  const Encoding encoding = choose(bytes, declared);
  Decoded decoded = decode_as(bytes.substr(byte_order_mark_size(bytes, encoding)), encoding);
  const Family label = family_of(declared);
  const bool ascii_only = ascii_run(bytes, 0) == bytes.size();
  const bool wide =
      label == Family::utf_16 || label == Family::utf_16le || label == Family::utf_16be;
  if (label != Family::none && !fits(label, encoding) && !(ascii_only && !wide)) {
    std::size_t ignored = 0;
    decoded.misdeclared = repaired_utf8(declared, ignored);
  }
  return decoded;
}

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while ((at = ascii_run(text, at)) < text.size()) {
    // Han characters stand in runs, and any two bytes may follow most of their leads.
    while (text.size() - at >= 3 && any_may_follow(text[at]) && continues(text, at + 1) &&
           continues(text, at + 2)) {
      at += 3;
    }
    if (at == text.size()) break;
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}
}  // namespace bole
