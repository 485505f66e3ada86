#include "engine/columns/row_set.hpp"

namespace bole {
namespace {
using Words = std::span<const std::uint64_t>;

std::size_t count_plainly(Words a, Words b) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += static_cast<std::size_t>(std::popcount(a[i] & b[i]));
  }
  return sum;
}

// The build is for any x86-64, whose first models lack the instruction that counts bits.
#if defined(__x86_64__)
[[gnu::target("popcnt")]] std::size_t count_by_instruction(Words a, Words b) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += static_cast<std::size_t>(__builtin_popcountll(a[i] & b[i]));
  }
  return sum;
}
#endif
}  // namespace

std::size_t count_common(const RowSet& a, const RowSet& b) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("popcnt")) return count_by_instruction(a.words_, b.words_);
#endif
  return count_plainly(a.words_, b.words_);
}
}  // namespace bole
