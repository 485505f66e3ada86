#include "index/import/formats/form_file.hpp"

#include <algorithm>
#include <utility>

#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/normalise.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/forbidden.hpp"

namespace bole {
namespace {
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

// Puts a space for every forbidden character, written as it is or as a reference, and for every
// no-break space.
void clean(std::string& text, ForbiddenSeen& seen) {
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
      if (value != 0xA0) seen.note(value);
      text[to++] = ' ';
      at += length;
    } else {
      text[to++] = text[at++];
    }
  }
  text.resize(to);
}

ImportedRecord read_form(const FormFile& format, ByteSource& bytes, const std::string& source) {
  const Result<std::string> all = read_all(bytes);
  if (!all) return refused(source, all.error());

  Decoded decoded = format.decode(*all);
  const std::string encoding(to_string(decoded.encoding));
  if (trim(decoded.text).empty()) return refused_as_empty(source, all->empty() ? "" : encoding);
  ImportedRecord record;
  record.source = source;
  record.encoding = encoding;
  if (!decoded.misdeclared.empty())
    record.issues.push_back(make_issue("encoding_mismatch",
                                       {.found = decoded.misdeclared, .expected = encoding},
                                       "文件声明编码为 " + shorten(decoded.misdeclared) +
                                           "，实际是 " + encoding + "，已按实际读入"));
  if (decoded.bad > 0) record.issues.push_back(bad_bytes("文件", decoded.bad, encoding));
  ForbiddenSeen forbidden;
  clean(decoded.text, forbidden);
  if (forbidden.count() > 0)
    record.issues.push_back(
        make_issue("control_character", {.found = forbidden.text(), .expected = "可以印出来的文字"},
                   "有 " + std::to_string(forbidden.count()) + " 个控制字符，以空格代替"));

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
