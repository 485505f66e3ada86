#include "engine/core/keyed_digest.hpp"

#include <string>

namespace bole {
namespace {
constexpr std::size_t block = 64;

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string padded(std::string_view key, char pad) {
  std::string text(key);
  text.resize(block);
  for (char& c : text) c = static_cast<char>(c ^ pad);
  return text;
}
}  // namespace

Digest keyed_digest(std::string_view key, std::string_view message) {
  Digest shortened{};
  if (key.size() > block) {
    shortened = sha256(key);
    key = bytes_of(shortened);
  }
  const Digest inner = sha256(padded(key, 0x36), message);
  return sha256(padded(key, 0x5c), bytes_of(inner));
}

bool same_bytes(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    different |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return different == 0;
}
}  // namespace bole
