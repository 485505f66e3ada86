#include "engine/core/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

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

// Whether one of eight characters needs it; any bit that is left of a byte says so.
bool any_needs_escape(const char* eight) {
  constexpr std::uint64_t each = 0x0101010101010101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  const auto below = [&](std::uint64_t value, std::uint64_t limit) {
    return (value - each * limit) & ~value & each << 7U;
  };
  return (below(bytes, 0x20) | below(bytes ^ each * '"', 1) | below(bytes ^ each * '\\', 1)) != 0;
}

// Where the next character stands that has to be escaped; nearly no text has one.
std::size_t next_to_escape(std::string_view text, std::size_t at) {
  constexpr std::size_t step = 8;
  while (at + step <= text.size() && !any_needs_escape(text.data() + at)) at += step;
  // What is left of a longer text is looked at with some of what was.
  if (at + step > text.size() && text.size() >= step &&
      !any_needs_escape(text.data() + text.size() - step)) {
    return text.size();
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
