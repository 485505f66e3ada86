#include "engine/core/json_writer.hpp"

#include <algorithm>
#include <charconv>

namespace bole {
void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  const std::size_t before = out_.size();
  const std::size_t comma = first_ ? 0 : 1;
  out_.resize(before + comma + name.size() + 3);
  char* to = out_.data() + before;
  if (comma != 0) *to++ = ',';
  *to++ = '"';
  to = std::copy(name.begin(), name.end(), to);
  *to++ = '"';
  *to = ':';
  first_ = true;
  return *this;
}

namespace {
bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

// Where the next character stands that has to be escaped; nearly no text has one.
std::size_t next_to_escape(std::string_view text, std::size_t at) {
  constexpr std::size_t step = 16;
  for (; at + step <= text.size(); at += step) {
    unsigned found = 0;
    for (std::size_t i = 0; i < step; ++i) {
      found |= needs_escape(static_cast<unsigned char>(text[at + i])) ? 1U : 0U;
    }
    if (found != 0) break;
  }
  while (at < text.size() && !needs_escape(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}
}  // namespace

JsonWriter& JsonWriter::text(std::string_view value) {
  static constexpr char digits[] = "0123456789abcdef";
  separate();
  out_ += '"';
  std::size_t plain = 0;
  for (;;) {
    const std::size_t at = next_to_escape(value, plain);
    out_.append(value, plain, at - plain);
    if (at == value.size()) break;
    plain = at + 1;
    const auto c = static_cast<unsigned char>(value[at]);
    switch (c) {
      case '"':
        out_ += "\\\"";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        out_ += "\\u00";
        out_ += digits[c >> 4];
        out_ += digits[c & 15];
    }
  }
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  separate();
  out_.append(buffer, end);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}
}  // namespace bole
