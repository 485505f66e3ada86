#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

namespace bole {

class RowSet;
// How many rows are in both, without making their set.
[[nodiscard]] std::size_t count_common(const RowSet& a, const RowSet& b);

// A set of rows of one Columns, one bit a row. Rows at or after size() are never in it. Sets that
// are combined have the same size.
class RowSet {
 public:
  RowSet() = default;
  explicit RowSet(std::size_t size) : size_(size), words_((size + 63) / 64) {}
  RowSet(std::size_t size, std::span<const Row> rows) : RowSet(size) {
    for (const Row row : rows) add(row);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  // Takes in further rows, none of which is in the set.
  void grow(std::size_t size) {
    size_ = std::max(size_, size);
    words_.resize((size_ + 63) / 64);
  }
  void add(Row row) { words_[row.value / 64] |= std::uint64_t{1} << (row.value % 64); }
  void remove(Row row) { words_[row.value / 64] &= ~(std::uint64_t{1} << (row.value % 64)); }
  [[nodiscard]] bool contains(Row row) const {
    return row.value < size_ && (words_[row.value / 64] >> (row.value % 64) & 1U) != 0;
  }

  [[nodiscard]] std::size_t count() const { return count_common(*this, *this); }
  [[nodiscard]] bool empty() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return false;
    }
    return true;
  }

  RowSet& operator&=(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  RowSet& operator|=(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  RowSet& operator-=(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }
  friend RowSet operator&(RowSet a, const RowSet& b) { return a &= b; }
  friend RowSet operator|(RowSet a, const RowSet& b) { return a |= b; }
  friend RowSet operator-(RowSet a, const RowSet& b) { return a -= b; }
  friend bool operator==(const RowSet&, const RowSet&) = default;
  friend std::size_t count_common(const RowSet& a, const RowSet& b);

  // In ascending order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(Row{
            static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word)))});
      }
    }
  }
  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> all;
    all.reserve(count());
    for_each([&](Row row) { all.push_back(row); });
    return all;
  }
  // Bit n of word w stands for row 64·w + n.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

 private:
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace bole
