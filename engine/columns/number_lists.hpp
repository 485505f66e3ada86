#pragma once
#include <cstdint>

#include "engine/columns/array.hpp"

namespace bole {

// Lists of numbers by a key that is not 0, each in the order in which its numbers were added.
class NumberLists {
 public:
  void add(std::uint32_t key, std::uint32_t number);

  [[nodiscard]] std::size_t size(std::uint32_t key) const {
    return slots_.empty() ? 0 : slots_[slot_of(key)].size;
  }
  template <class Visit>
  void for_each(std::uint32_t key, Visit visit) const {
    if (slots_.empty()) return;
    for (std::uint32_t at = slots_[slot_of(key)].first; at != 0; at = chunks_[at - 1].next) {
      const Chunk& chunk = chunks_[at - 1];
      for (std::uint32_t i = 0; i < chunk.count; ++i) visit(chunk.numbers[i]);
    }
  }

  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<NumberLists>(visit, self.slots_, self.chunks_, self.keys_);
  }

 private:
  static constexpr std::uint32_t chunk_size = 14;
  struct Chunk {             // of one list, a cache line long
    std::uint32_t next = 0;  // place in chunks_, plus one; 0: none
    std::uint32_t count = 0;
    std::uint32_t numbers[chunk_size] = {};
  };
  // Of a hash table with linear probing, at most half full.
  struct Slot {
    std::uint32_t key = 0;    // 0: empty
    std::uint32_t first = 0;  // as Chunk::next
    std::uint32_t last = 0;
    std::uint32_t size = 0;  // of the list
  };
  [[nodiscard]] std::size_t slot_of(std::uint32_t key) const;

  Array<Slot> slots_;  // as many as a power of two
  Array<Chunk> chunks_;
  Array<std::uint32_t> keys_;  // those there are
};

}  // namespace bole
