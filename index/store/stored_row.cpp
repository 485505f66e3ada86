#include "index/store/stored_row.hpp"

#include <algorithm>
#include <array>

#include "index/store/bytes.hpp"

namespace bole {
namespace {
constexpr std::uint8_t erased_flag = 1;
constexpr std::uint8_t sealed_flag = 2;
}  // namespace

std::string record_key(Collection collection, std::string_view id) {
  std::string key;
  key.reserve(id.size() + 6);
  key += static_cast<char>(collection);
  key += id;
  return key;
}

// The zero byte, which no id contains, keeps the versions of "a" apart from those of "a1".
std::string version_key(Collection collection, std::string_view id, std::uint32_t version) {
  std::string key = record_key(collection, id);
  key += '\0';
  put_u32(key, version);
  return key;
}

std::string sequence_key(std::uint64_t sequence) {
  std::string key;
  put_u64(key, sequence);
  return key;
}

LookupDigest lookup_digest(const Salt& secret, Collection collection, std::string_view lookup) {
  std::array<std::uint8_t, sizeof(Salt) + 1> prefix{};
  std::copy(secret.begin(), secret.end(), prefix.begin());
  prefix.back() = static_cast<std::uint8_t>(collection);
  const Digest digest = sha256(as_text(prefix), lookup);
  return as_bytes<LookupDigest>(as_text(digest));
}

std::string lookup_prefix(Collection collection, const LookupDigest& lookup) {
  return record_key(collection, as_text(lookup));
}

std::string encode_row_head(const StoredRow& row) {
  std::string bytes;
  bytes.reserve(96);
  bytes += static_cast<char>((row.erased ? erased_flag : 0) | (row.has_sealed ? sealed_flag : 0));
  put_u32(bytes, row.version);
  bytes += as_text(row.salt);
  put_u32(bytes, static_cast<std::uint32_t>(row.lookups.size()));
  for (const LookupDigest& lookup : row.lookups) bytes += as_text(lookup);
  return bytes;
}

std::string encode_row(const StoredRow& row) {
  std::string bytes = encode_row_head(row);
  bytes += row.body;
  return bytes;
}

std::optional<StoredRow> decode_row(std::string_view bytes) {
  ByteReader reader(bytes);
  StoredRow row;
  const std::uint8_t flags = reader.u8();
  row.erased = (flags & erased_flag) != 0;
  row.has_sealed = (flags & sealed_flag) != 0;
  row.version = reader.u32();
  row.salt = as_bytes<Salt>(reader.take(row.salt.size()));
  const std::uint32_t lookups = reader.u32();
  for (std::uint32_t i = 0; i < lookups && reader.good(); ++i) {
    row.lookups.push_back(as_bytes<LookupDigest>(reader.take(sizeof(LookupDigest))));
  }
  if (!reader.good() || row.version == 0) return std::nullopt;
  row.body = reader.rest();
  return row;
}
}  // namespace bole
