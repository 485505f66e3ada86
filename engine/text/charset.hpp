#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bole {

// How the bytes of a file were read as characters.
enum class Encoding : std::uint8_t { utf_8, utf_8_bom, utf_16le, utf_16be, gb18030 };
[[nodiscard]] std::string_view to_string(Encoding encoding);  // "utf-8", "utf-8-bom", …

struct Decoded {
  std::string text{};  // valid UTF-8, without a byte order mark
  Encoding encoding = Encoding::utf_8;
  std::size_t bad = 0;        // byte sequences that are no character; U+FFFD stands for each
  std::string misdeclared{};  // the declaration as valid UTF-8, where it does not fit the bytes
};

// Reads bytes by, in this order: byte order mark; the shape of UTF-16; strict UTF-8; GB18030
// (which holds GBK and GB2312). The bytes outweigh `declared` (the label of an XML declaration, or
// empty): it decides only where they leave a doubt. Text that is UTF-8 but for a few broken
// characters stays UTF-8. GB18030 as in the 2005 edition; characters beyond the BMP included.
[[nodiscard]] Decoded decode(std::string_view bytes, std::string_view declared = {});

// The same for a part of a file whose encoding is known (one line of it); no mark is looked for.
[[nodiscard]] Decoded decode_as(std::string_view bytes, Encoding encoding);

// What the first bytes of a file say; a character cut at the end of `head` does not count against
// it. Used where a file is read in pieces.
[[nodiscard]] Encoding detect(std::string_view head, std::string_view declared = {});
[[nodiscard]] std::size_t byte_order_mark_size(std::string_view head, Encoding encoding);

[[nodiscard]] bool is_utf8(std::string_view text);

// The bytes of valid UTF-8 text in an encoding, with the byte order mark that utf-8-bom, utf-16le
// and utf-16be begin with. decode() gives the text back.
[[nodiscard]] std::string encode(std::string_view text, Encoding encoding);

}  // namespace bole
