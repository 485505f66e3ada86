#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bole {

// A reproducible stream of numbers (SplitMix64; whole-number arithmetic only, so the same seed
// gives the same stream on every machine). Not for secrets.
class Random {
 public:
  // Independent streams for every (seed, stream): person 7 of seed 3 needs no person 1 to 6.
  Random(std::uint64_t seed, std::uint64_t stream);

  // 0 … count-1; 0 when count is below 1.
  [[nodiscard]] int below(int count);
  // low … high, both possible; low when high is less.
  [[nodiscard]] int between(int low, int high) { return low + below(high - low + 1); }
  [[nodiscard]] bool chance(int permille) { return below(1000) < permille; }
  // Index of one weight, drawn in proportion; the weights are whole and not all zero.
  [[nodiscard]] std::size_t weighted(std::span<const int> weights);

  template <class T>
  [[nodiscard]] const T& pick(std::span<const T> choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }
  [[nodiscard]] std::string_view pick(std::span<const std::string_view> choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

}  // namespace bole
