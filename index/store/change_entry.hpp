#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/store/store.hpp"

namespace bole {

// The canonical bytes of a change, over which the chain runs (format.md). Everything of the change
// but its chain hash.
[[nodiscard]] std::string encode_change(const Change& change);
// Empty when the bytes are none.
[[nodiscard]] std::optional<Change> decode_change(std::string_view bytes);

// chain_n = SHA-256(chain_{n-1} ‖ entry_n); the chain of an empty store is 32 zero bytes.
[[nodiscard]] Digest next_chain(const Digest& chain, std::string_view entry);

using Salt = std::array<std::uint8_t, 16>;
// SHA-256(salt ‖ content), all that the chain knows of a body or sealed part.
[[nodiscard]] Digest content_digest(const Salt& salt, std::string_view content);

// The head of a store that holds nothing.
[[nodiscard]] inline Head first_head() { return Head{.epoch = 1}; }

// A record id is 1 to 200 bytes without control characters. Refused with bad_id otherwise.
[[nodiscard]] Result<Done> check_id(std::string_view id);

}  // namespace bole
