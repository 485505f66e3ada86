#include "tools/freed_memory.hpp"

#include <malloc.h>

namespace bole {
namespace {
constexpr int kibibyte = 1024;
constexpr int mebibyte = 1024 * kibibyte;
// A larger one is refused by the C library, and what it begins with would stay.
constexpr int most_from_heap = 32 * mebibyte;

void set(int from_heap, int most_free, int ahead) {
  mallopt(M_MMAP_THRESHOLD, from_heap);
  mallopt(M_TRIM_THRESHOLD, most_free);
  mallopt(M_TOP_PAD, ahead);
}
}  // namespace

void keep_freed_batches() { set(most_from_heap, 1024 * mebibyte, 128 * kibibyte); }

FreedMemoryKept::FreedMemoryKept() { set(most_from_heap, 1024 * mebibyte, 64 * mebibyte); }

FreedMemoryKept::~FreedMemoryKept() {
  keep_freed_batches();
  malloc_trim(0);
}
}  // namespace bole
