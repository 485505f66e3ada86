#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/columns/array.hpp"

namespace bole {

// Texts by number, their bytes one behind the other: at most 4 GiB of them (std::length_error).
// Views into it end with the next push_back() or set().
class Texts {
 public:
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t number) const {
    const Place& place = places_[number];
    return {bytes_.data() + place.begin, place.size};
  }
  void push_back(std::string_view text) { places_.push_back(put(text)); }
  // The bytes of the earlier text stay behind, unused.
  void set(std::size_t number, std::string_view text) { places_[number] = put(text); }

  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<Texts>(visit, self.places_, self.bytes_);
  }

 private:
  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  Place put(std::string_view text);

  Array<Place> places_;
  Array<char> bytes_;
};

// Distinct texts, numbered in order of arrival.
class DistinctTexts {
 public:
  struct Numbered {
    std::uint32_t number = 0;
    bool fresh = false;
  };
  Numbered put(std::string_view text);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  [[nodiscard]] std::string_view operator[](std::size_t number) const { return texts_[number]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<DistinctTexts>(visit, self.texts_, self.slots_);
  }

 private:
  // Of a hash table with linear probing, at most half full.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // plus one; 0: empty
  };
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();

  Texts texts_;
  Array<Slot> slots_;  // as many as a power of two
};

}  // namespace bole
