#include "engine/columns/number_lists.hpp"

#include <utility>

namespace bole {
// Where the key is, or the empty slot where it belongs.
std::size_t NumberLists::slot_of(std::uint32_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (key * std::uint64_t{0x9E3779B97F4A7C15U} >> 32U) & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return at;
}

void NumberLists::add(std::uint32_t key, std::uint32_t number) {
  if (2 * (keys_.size() + 1) > slots_.size()) {
    Array<Slot> old = std::move(slots_);
    slots_ = {};
    slots_.resize(std::max<std::size_t>(16, 2 * old.size()));
    for (const Slot& slot : old) {
      if (slot.key != 0) slots_[slot_of(slot.key)] = slot;
    }
  }
  Slot& slot = slots_[slot_of(key)];
  if (slot.key == 0) {
    slot.key = key;
    keys_.push_back(key);
  }
  if (slot.last == 0 || chunks_[slot.last - 1].count == chunk_size) {
    chunks_.push_back({});
    const auto fresh = static_cast<std::uint32_t>(chunks_.size());
    (slot.last == 0 ? slot.first : chunks_[slot.last - 1].next) = fresh;
    slot.last = fresh;
  }
  Chunk& chunk = chunks_[slot.last - 1];
  chunk.numbers[chunk.count++] = number;
  ++slot.size;
}
}  // namespace bole
