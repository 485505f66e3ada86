#include "tools/freed_memory.hpp"

#include <malloc.h>

namespace bole {
namespace {
constexpr int kibibyte = 1024;
constexpr int mebibyte = 1024 * kibibyte;

void set(int most_from_heap, int most_free, int ahead) {
  mallopt(M_MMAP_THRESHOLD, most_from_heap);
  mallopt(M_TRIM_THRESHOLD, most_free);
  mallopt(M_TOP_PAD, ahead);
}
}  // namespace

FreedMemoryKept::FreedMemoryKept() { set(32 * mebibyte, 1024 * mebibyte, 64 * mebibyte); }

FreedMemoryKept::~FreedMemoryKept() {
  set(128 * kibibyte, 128 * kibibyte, 128 * kibibyte);  // what the C library begins with
  malloc_trim(0);
}
}  // namespace bole
