#include "tools/generate/random.hpp"

namespace bole {
namespace {
constexpr std::uint64_t step = 0x9E3779B97F4A7C15U;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}
}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : state_(mix(mix(seed + step) + stream * step)) {}

std::uint64_t Random::next() {
  state_ += step;
  return mix(state_);
}

int Random::below(int count) {
  if (count < 1) return 0;
  return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
}

std::size_t Random::weighted(std::span<const int> weights) {
  int total = 0;
  for (const int weight : weights) total += weight;
  int left = below(total);
  for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  return weights.size() - 1;
}

}  // namespace bole
