#pragma once
#include <string_view>

#include "engine/core/sha256.hpp"

namespace bole {

// HMAC-SHA256 (RFC 2104): only who has the key can make it, and it says nothing of the key.
[[nodiscard]] Digest keyed_digest(std::string_view key, std::string_view message);

// Takes as long for a near miss as for a wide one.
[[nodiscard]] bool same_bytes(std::string_view a, std::string_view b);

}  // namespace bole
