#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bole {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
// SHA-256 of the concatenation, without making it.
[[nodiscard]] Digest sha256(std::string_view first, std::string_view second);
[[nodiscard]] std::string hex(const Digest& digest);          // 64 lower-case digits
[[nodiscard]] std::string hash_text(std::string_view bytes);  // "sha256:…", as in the JSON forms

}  // namespace bole
