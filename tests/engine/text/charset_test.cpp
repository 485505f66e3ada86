#include "engine/text/charset.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <set>
#include <string>

using namespace bole;

namespace {
std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}
// 晏示例 in GBK.
const std::string gbk_name = "\xEA\xCC\xCA\xBE\xC0\xFD";
}  // namespace

TEST_CASE("UTF-8 is read with and without its mark", "[charset]") {
  CHECK(decode("晏示例").text == "晏示例");
  CHECK(decode("晏示例").encoding == Encoding::utf_8);
  CHECK(decode("\xEF\xBB\xBF晏示例").text == "晏示例");
  CHECK(decode("\xEF\xBB\xBF晏示例").encoding == Encoding::utf_8_bom);
  CHECK(decode("").encoding == Encoding::utf_8);
  CHECK(decode("").text.empty());
}

TEST_CASE("UTF-16 is read in both byte orders, with a mark or by its shape", "[charset]") {
  const std::u16string_view text = u"<X>晏示例𬱖</X>";
  for (const bool mark : {true, false}) {
    CAPTURE(mark);
    const Decoded little = decode((mark ? "\xFF\xFE" : "") + utf16(text, true));
    CHECK(little.text == "<X>晏示例𬱖</X>");
    CHECK(little.encoding == Encoding::utf_16le);
    const Decoded big = decode((mark ? "\xFE\xFF" : "") + utf16(text, false));
    CHECK(big.text == "<X>晏示例𬱖</X>");
    CHECK(big.encoding == Encoding::utf_16be);
    CHECK(big.bad == 0);
  }
}

TEST_CASE("half a character at the end of UTF-16 is marked, not read beyond", "[charset]") {
  const std::string bytes = "\xFF\xFE" + utf16(u"<X>𬱖", true);
  for (std::size_t length = bytes.size() - 3; length < bytes.size(); ++length) {
    const Decoded cut = decode(std::string_view(bytes).substr(0, length));
    CHECK(cut.text.starts_with("<X>"));
    CHECK(cut.bad >= 1);
  }
}

TEST_CASE("bytes that are not UTF-8 are read as GB18030", "[charset]") {
  const Decoded decoded = decode(gbk_name);
  CHECK(decoded.text == "晏示例");
  CHECK(decoded.encoding == Encoding::gb18030);
  CHECK(decoded.bad == 0);
}

TEST_CASE("rare characters of names survive GB18030 and UTF-8", "[charset]") {
  // 䶮 (two bytes), 㛃 and 𬱖 (four bytes each; the last lies beyond the BMP).
  const std::string gb18030 = "\xFE\x9F\x82\x30\xB7\x31\x99\x33\xC3\x36";
  CHECK(decode("䶮㛃𬱖").text == "䶮㛃𬱖");
  CHECK(decode(gb18030).text == "䶮㛃𬱖");
}

TEST_CASE("a wrong declaration is noticed and the bytes win", "[charset]") {
  CHECK(decode(gbk_name, "utf-8").text == "晏示例");
  CHECK_FALSE(decode(gbk_name, "utf-8").misdeclared.empty());
  CHECK(decode("晏示例", "GB2312").text == "晏示例");
  CHECK_FALSE(decode("晏示例", "GB2312").misdeclared.empty());
  CHECK(decode("晏示例", "UTF-8").misdeclared.empty());
  CHECK(decode(gbk_name, "GBK").misdeclared.empty());
  CHECK(decode(gbk_name).misdeclared.empty());
  CHECK(decode("abc", "gb2312").misdeclared.empty());
  CHECK_FALSE(decode("abc", "utf-16").misdeclared.empty());
  CHECK_FALSE(decode("晏示例", "iso-8859-1").misdeclared.empty());
}

TEST_CASE("a declared byte order that is not the bytes' own is noticed", "[charset]") {
  const std::string big = utf16(u"<X>晏示例</X>", false);
  CHECK(decode(big, "UTF-16").misdeclared.empty());
  CHECK(decode(big, "UTF-16BE").misdeclared.empty());
  CHECK(decode(big, "UTF-16LE").misdeclared == "UTF-16LE");
}

TEST_CASE("a declaration that is no text itself is still reported as text", "[charset]") {
  const std::string misdeclared = decode("晏示例", "\xFFgbk").misdeclared;
  CHECK(is_utf8(misdeclared));
  CHECK(misdeclared == "\uFFFDgbk");
}

TEST_CASE("a declaration decides where the bytes leave a doubt", "[charset]") {
  // D2 BB is 一 in GBK and also a well-formed two-byte sequence of UTF-8.
  CHECK(decode("\xD2\xBB", "gbk").text == "一");
  CHECK(decode("\xD2\xBB").encoding == Encoding::utf_8);
}

TEST_CASE("damaged UTF-8 stays UTF-8 and its damage is counted", "[charset]") {
  const Decoded damaged = decode("样例市财政局预算科\xFF科员");
  CHECK(damaged.encoding == Encoding::utf_8);
  CHECK(damaged.bad == 1);
  CHECK(damaged.text == "样例市财政局预算科\uFFFD科员");
  const Decoded name = decode("{\"name\":\"晏示\xE4\xBE例样\"}");  // one byte is lost
  CHECK(name.encoding == Encoding::utf_8);
  CHECK(name.text == "{\"name\":\"晏示\uFFFD例样\"}");
  const Decoded declared = decode("晏示\xE4\xBE例样", "gbk");  // more doubtful
  CHECK(declared.encoding == Encoding::gb18030);
  const Decoded cut = decode(std::string_view("样例市").substr(0, 8));
  CHECK(cut.encoding == Encoding::utf_8);
  CHECK(cut.text == "样例\uFFFD");
}

TEST_CASE("three bytes are UTF-8 exactly where they are a character", "[charset]") {
  std::set<std::string> characters;
  for (std::uint32_t c = 0x800; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    characters.insert(std::string{static_cast<char>(0xE0 | c >> 12),
                                  static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                                  static_cast<char>(0x80 | (c & 0x3F))});
  }
  for (const std::string before : {"", "样例", "a"}) {
    for (const std::string behind : {"", "市", "z"}) {
      std::size_t wrong = 0;
      for (int lead = 0xE0; lead < 0xF0; ++lead) {
        for (int second = 0x70; second < 0xD0; ++second) {
          for (int third = 0x78; third < 0xC8; ++third) {
            const std::string three{static_cast<char>(lead), static_cast<char>(second),
                                    static_cast<char>(third)};
            wrong += is_utf8(before + three + behind) != characters.contains(three) ? 1 : 0;
          }
        }
      }
      CAPTURE(before, behind);
      CHECK(wrong == 0);
    }
  }
  for (const std::string_view cut : {"样例\xE5", "样例\xE5\xB8", "样例\xF0\xA0\x80", "样例\xC3"})
    CHECK_FALSE(is_utf8(cut));
}

TEST_CASE("decoded text is always valid UTF-8", "[charset]") {
  std::uint32_t state = 20260301;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    state = state * 1664525 + 1013904223;
    for (std::uint32_t left = state % 40; left > 0; --left) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    CAPTURE(round);
    CHECK(is_utf8(decode(bytes).text));
    for (const Encoding encoding :
         {Encoding::utf_8, Encoding::utf_16le, Encoding::utf_16be, Encoding::gb18030})
      CHECK(is_utf8(decode_as(bytes, encoding).text));
  }
}
