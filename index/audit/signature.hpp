#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/sha256.hpp"

namespace bole {

// 32 random bytes, from which the seed of the signature and the key of the digests are derived.
using AuditKey = Digest;
using PublicKey = Digest;
using SignatureBytes = std::array<std::uint8_t, 64>;

// Ed25519 (RFC 8032).
[[nodiscard]] PublicKey public_key_of(const AuditKey& key);
[[nodiscard]] SignatureBytes sign(const AuditKey& key, std::string_view message);
[[nodiscard]] bool is_signed(const PublicKey& key, std::string_view message,
                             const SignatureBytes& signature);

}  // namespace bole
