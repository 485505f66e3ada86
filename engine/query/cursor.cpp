#include "engine/query/cursor.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "engine/core/keyed_digest.hpp"

// form (1) question (16) as-of day (4) epoch (8) sequence (8) unknown (1) number (8) upper (8)
// text, id (each 4 bytes of length, then the bytes) rarities (4 bytes of number, then 8 each)
// signature (16); numbers big-endian, the two
// digests cut to their first half; all in base64 for URLs, without padding.
namespace bole {
namespace {
constexpr std::uint64_t form = 1;
constexpr std::uint64_t most_rarities = 64;
constexpr std::size_t half_digest = 16;
constexpr std::size_t longest = 1U << 16U;

std::string_view half(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), half_digest};
}

class Writer {
 public:
  void number(std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      bytes_ += static_cast<char>(value >> shift & 255U);
    }
  }
  void text(std::string_view value) {
    number(value.size(), 4);
    bytes_ += value;
  }
  void raw(std::string_view value) { bytes_ += value; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// After the first fault everything is empty, and `whole` false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  std::uint64_t number(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const char c : raw(bytes)) value = value << 8U | static_cast<unsigned char>(c);
    return value;
  }
  std::string text() { return std::string(raw(number(4))); }
  std::string_view raw(std::uint64_t bytes) {
    if (bytes > left_.size()) {
      fault_ = true;
      left_ = {};
      return {};
    }
    const std::string_view value = left_.substr(0, bytes);
    left_.remove_prefix(bytes);
    return value;
  }
  [[nodiscard]] bool whole() const { return !fault_ && left_.empty(); }

 private:
  std::string_view left_;
  bool fault_ = false;
};

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) text += letters[held >> (bits - 6) & 63U];
  }
  if (bits > 0) text += letters[held << (6 - bits) & 63U];
  return text;
}

// Only what encode() gives: one text for one cursor.
std::optional<std::string> decode(std::string_view text) {
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = letters.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    held = held << 6U | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 255U);
  }
  if (encode(bytes) != text) return std::nullopt;
  return bytes;
}

Error bad_cursor() {
  return {.code = "bad_cursor",
          .message = "翻页标记已损坏或不是本系统给出的，请从第一页重新检索",
          .where = "/cursor"};
}
}  // namespace

std::string write_cursor(const Cursor& cursor, std::string_view key) {
  assert(!key.empty());
  Writer out;
  out.number(form, 1);
  out.raw(half(cursor.question));
  out.number(static_cast<std::uint32_t>(cursor.as_of.value), 4);
  out.number(cursor.epoch, 8);
  out.number(cursor.sequence, 8);
  out.number(cursor.last.key.unknown ? 1 : 0, 1);
  out.number(static_cast<std::uint64_t>(cursor.last.key.number), 8);
  out.number(static_cast<std::uint64_t>(cursor.last.key.upper), 8);
  out.text(cursor.last.key.text);
  out.text(cursor.last.id.text);
  out.number(cursor.rarities.size(), 4);
  for (const std::int64_t rarity : cursor.rarities) {
    out.number(static_cast<std::uint64_t>(rarity), 8);
  }
  const Digest signature = keyed_digest(key, out.bytes());
  out.raw(half(signature));
  return encode(out.bytes());
}

Result<Cursor> read_cursor(std::string_view text, const Digest& question, std::string_view key) {
  assert(!key.empty());
  if (text.size() > longest) return bad_cursor();
  const auto bytes = decode(text);
  if (!bytes || bytes->size() < half_digest) return bad_cursor();
  const std::string_view body(bytes->data(), bytes->size() - half_digest);
  const Digest signature = keyed_digest(key, body);
  if (!same_bytes(half(signature), std::string_view(*bytes).substr(body.size()))) {
    return bad_cursor();
  }
  Reader in(body);
  if (in.number(1) != form) return bad_cursor();
  Cursor cursor;
  cursor.question = question;
  const bool own_question = in.raw(half_digest) == half(question);
  cursor.as_of.value = static_cast<std::int32_t>(static_cast<std::uint32_t>(in.number(4)));
  cursor.epoch = in.number(8);
  cursor.sequence = in.number(8);
  cursor.last.key.unknown = in.number(1) != 0;
  cursor.last.key.number = static_cast<std::int64_t>(in.number(8));
  cursor.last.key.upper = static_cast<std::int64_t>(in.number(8));
  cursor.last.key.text = in.text();
  cursor.last.id.text = in.text();
  const std::uint64_t rarities = in.number(4);
  if (rarities > most_rarities) return bad_cursor();
  for (std::uint64_t i = 0; i < rarities; ++i) {
    cursor.rarities.push_back(static_cast<std::int64_t>(in.number(8)));
  }
  if (!in.whole()) return bad_cursor();
  if (!own_question) {
    return Error{.code = "cursor_of_another_query",
                 .message = "翻页标记属于另一次检索；检索条件改变后，请从第一页开始",
                 .where = "/cursor"};
  }
  return cursor;
}
}  // namespace bole
