#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/store/change_entry.hpp"

namespace bole {

// How keys and values of the tables are written (format.md).

[[nodiscard]] std::string record_key(Collection collection, std::string_view id);
[[nodiscard]] std::string version_key(Collection collection, std::string_view id,
                                      std::uint32_t version);
[[nodiscard]] std::string sequence_key(std::uint64_t sequence);

// A lookup as it stands in the table: the first half of SHA-256(secret ‖ collection ‖ lookup), so
// that names and numbers cannot be read from keys.
using LookupDigest = std::array<std::uint8_t, 16>;
[[nodiscard]] LookupDigest lookup_digest(const Salt& secret, Collection collection,
                                         std::string_view lookup);
[[nodiscard]] std::string lookup_prefix(Collection collection, const LookupDigest& lookup);

// One version of a record without its sealed part. Refers to the bytes it was read from.
struct StoredRow {
  std::uint32_t version = 0;
  bool erased = false;
  bool has_sealed = false;
  Salt salt{};
  std::vector<LookupDigest> lookups{};  // empty in older versions
  std::string_view body{};
};
[[nodiscard]] std::string encode_row(const StoredRow& row);
[[nodiscard]] std::string encode_row_head(const StoredRow& row);  // all before the body
[[nodiscard]] std::optional<StoredRow> decode_row(std::string_view bytes);

}  // namespace bole
