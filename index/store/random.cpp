#include "index/store/random.hpp"

#include <openssl/rand.h>

#include <stdexcept>

namespace bole {
void fill_random(std::span<std::uint8_t> bytes) {
  constexpr std::size_t most = 1U << 20U;
  while (!bytes.empty()) {
    const auto part = bytes.first(bytes.size() < most ? bytes.size() : most);
    if (RAND_bytes(part.data(), static_cast<int>(part.size())) != 1) {
      throw std::runtime_error("系统没有可用的随机数来源");
    }
    bytes = bytes.subspan(part.size());
  }
}
}  // namespace bole
