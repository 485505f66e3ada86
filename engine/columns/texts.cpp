#include "engine/columns/texts.hpp"

#include <cstring>
#include <limits>
#include <stdexcept>

namespace bole {
namespace {
// The same in every build, since tables of hashes are kept in files.
std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = text.size() * odd;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * odd;
    hash ^= hash >> 29U;
  };
  while (text.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    mix(word);
    text.remove_prefix(8);
  }
  if (!text.empty()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    mix(word);
  }
  return static_cast<std::uint32_t>(hash >> 32U);
}
}  // namespace

Texts::Place Texts::put(std::string_view text) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  if (text.size() > most - bytes_.size()) throw std::length_error("more than 4 GiB of texts");
  const Place place{static_cast<std::uint32_t>(bytes_.size()),
                    static_cast<std::uint32_t>(text.size())};
  bytes_.append(text);
  return place;
}

// Where the text is, or the empty slot where it belongs.
std::size_t DistinctTexts::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 &&
         (slots_[at].hash != hash || texts_[slots_[at].number - 1] != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

void DistinctTexts::grow() {
  Array<Slot> wider;
  wider.resize(std::max<std::size_t>(16, 2 * slots_.size()));
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (wider[at].number != 0) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

DistinctTexts::Numbered DistinctTexts::put(std::string_view text) {
  if (2 * (texts_.size() + 1) > slots_.size()) grow();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != 0) return {slot.number - 1, false};
  texts_.push_back(text);
  slot = {hash, static_cast<std::uint32_t>(texts_.size())};
  return {slot.number - 1, true};
}

std::optional<std::uint32_t> DistinctTexts::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slot_of(text, hash_of(text))];
  return slot.number == 0 ? std::nullopt : std::optional(slot.number - 1);
}
}  // namespace bole
