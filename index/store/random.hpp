#pragma once
#include <cstdint>
#include <span>

namespace bole {

// Fills with bytes that nobody can foretell (salts). Throws std::runtime_error when the system has
// none to give.
void fill_random(std::span<std::uint8_t> bytes);

}  // namespace bole
