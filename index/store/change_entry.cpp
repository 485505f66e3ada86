#include "index/store/change_entry.hpp"

#include "index/store/bytes.hpp"

namespace bole {
namespace {
constexpr char entry_form = 1;
}

std::string encode_change(const Change& change) {
  std::string bytes;
  bytes.reserve(256);
  bytes += entry_form;
  put_u64(bytes, change.head.epoch);
  put_u64(bytes, change.head.sequence);
  bytes += static_cast<char>(change.collection);
  bytes += static_cast<char>(change.erasure ? 1 : 0);
  put_u32(bytes, change.version);
  bytes += as_text(change.body);
  bytes += as_text(change.sealed);
  put_text(bytes, change.id);
  put_text(bytes, change.authorship.by);
  put_text(bytes, change.authorship.at);
  put_text(bytes, change.authorship.reason);
  put_text(bytes, change.authorship.source);
  return bytes;
}

std::optional<Change> decode_change(std::string_view bytes) {
  ByteReader reader(bytes);
  Change change;
  const bool form_known = reader.u8() == entry_form;
  change.head.epoch = reader.u64();
  change.head.sequence = reader.u64();
  change.collection = static_cast<Collection>(reader.u8());
  change.erasure = reader.u8() != 0;
  change.version = reader.u32();
  change.body = as_bytes<Digest>(reader.take(change.body.size()));
  change.sealed = as_bytes<Digest>(reader.take(change.sealed.size()));
  change.id = reader.text();
  change.authorship.by = reader.text();
  change.authorship.at = reader.text();
  change.authorship.reason = reader.text();
  change.authorship.source = reader.text();
  if (!form_known || !reader.good() || !reader.rest().empty()) return std::nullopt;
  return change;
}

Digest next_chain(const Digest& chain, std::string_view entry) {
  return sha256(as_text(chain), entry);
}

Digest content_digest(const Salt& salt, std::string_view content) {
  return sha256(as_text(salt), content);
}

Result<Done> check_id(std::string_view id) {
  bool good = !id.empty() && id.size() <= 200;
  for (const char c : id) good &= static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
  if (good) return Done{};
  return Error{
      Refusal::invalid, "bad_id",
      "编号应为 1 到 200 字节、不含控制字符的文本，读到的有 " + std::to_string(id.size()) + " 字节",
      ""};
}
}  // namespace bole
