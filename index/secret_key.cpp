#include "index/secret_key.hpp"

#include <array>
#include <cstdint>

#include "index/store/durable_file.hpp"
#include "index/store/random.hpp"

namespace bole {
namespace {
constexpr std::size_t length = 32;
}

std::string secret_key(const std::string& directory) {
  const std::string path = directory + "/secret_key";
  if (auto kept = read_small_file(path); kept && kept->size() == length) return *std::move(kept);
  std::array<std::uint8_t, length> bytes{};
  fill_random(bytes);
  const std::string key(bytes.begin(), bytes.end());
  replace_file(path, key);
  return key;
}
}  // namespace bole
