#include "index/import/formats/form_file.hpp"

#include <algorithm>
#include <utility>

#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/normalise.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
bool is_forbidden(std::uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
         (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF || c > 0x10FFFF;
}

struct Reference {
  std::uint32_t value = 0;
  std::size_t length = 0;  // 0: there is none
};

// A numeric reference, "&#31;" or "&#x1F;", at the start of the text.
Reference numeric_reference(std::string_view text) {
  if (!text.starts_with("&#")) return {};
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::uint32_t base = hexadecimal ? 16 : 10;
  const std::size_t begin = hexadecimal ? 3 : 2;
  std::uint32_t value = 0;
  std::size_t at = begin;
  for (; at < text.size() && at < 16; ++at) {
    const char c = text[at];
    std::uint32_t digit = base;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit >= base) break;
    value = std::min<std::uint32_t>(value * base + digit, 0x110000);
  }
  if (at == begin || at >= text.size() || text[at] != ';') return {};
  return {value, at + 1};
}

// Puts a space for every character that XML forbids, written as it is or as a reference, and for
// every no-break space. Returns how many forbidden ones there were.
std::size_t replace_forbidden(std::string& text) {
  std::size_t replaced = 0;
  std::size_t to = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    std::uint32_t value = 0;
    std::size_t length = 0;
    if (byte == '&') {
      const Reference reference = numeric_reference(std::string_view(text).substr(at));
      value = reference.value;
      length = reference.length;
    } else if (byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF) {
      std::size_t behind = at;
      value = next_character(text, behind);
      length = behind - at;
    }
    if (length > 0 && (is_forbidden(value) || value == 0xA0)) {
      replaced += value == 0xA0 ? 0 : 1;
      text[to++] = ' ';
      at += length;
    } else {
      text[to++] = text[at++];
    }
  }
  text.resize(to);
  return replaced;
}

ImportedRecord read_form(const FormFile& format, ByteSource& bytes, const std::string& source) {
  const Result<std::string> all = read_all(bytes);
  if (!all) return refused(source, all.error());

  Decoded decoded = format.decode(*all);
  if (trim(decoded.text).empty()) return refused_as_empty(source);
  ImportedRecord record;
  record.source = source;
  record.encoding = to_string(decoded.encoding);
  if (!decoded.misdeclared.empty())
    record.issues.push_back(make_issue("encoding_mismatch",
                                       {.found = decoded.misdeclared, .expected = record.encoding},
                                       "文件声明编码为 " + shorten(decoded.misdeclared) +
                                           "，实际是 " + record.encoding + "，已按实际读入"));
  if (decoded.bad > 0)
    record.issues.push_back(make_issue("bad_bytes", {.found = std::to_string(decoded.bad) + " 处"},
                                       "有 " + std::to_string(decoded.bad) + " 处字节不是 " +
                                           record.encoding + " 的字符，以“\uFFFD”代替"));
  if (const std::size_t replaced = replace_forbidden(decoded.text); replaced > 0)
    record.issues.push_back(
        make_issue("control_character", {.found = std::to_string(replaced) + " 个"},
                   "有 " + std::to_string(replaced) + " 个控制字符，以空格代替"));

  const auto raw = format.parse(std::move(decoded.text), record.issues);
  if (!raw) return record;
  record.profile = normalise(*raw, Vocabulary::built_in(), record.issues);
  return record;
}
}  // namespace

bool read_form_file(const FormFile& format, ByteSource& bytes, const std::string& source,
                    const RecordSink& sink) {
  return sink(read_form(format, bytes, source));
}
}  // namespace bole
