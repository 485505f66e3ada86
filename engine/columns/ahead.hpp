#pragma once
#include <cstddef>
#include <span>
#include <tuple>

#include "engine/columns/columns.hpp"

namespace bole {

// Fetches into the cache what will be read of people who are asked soon: those who are asked lie
// far apart in the columns, and waiting for memory was most of what a match took. Changes nothing.
//
//   const Ahead ahead(Cells(columns.brief), Lists(columns.honour_runs, columns.honours));
//   for (std::size_t i = 0; i < rows.size(); ++i) { ahead.fetch(rows, i); … rows[i] … }

inline void fetch_memory(const void* memory) {
  __builtin_prefetch(memory);
  asm volatile("");  // without it the compiler takes callers for functions without effect
}

// How many people ahead. A list takes two steps: where it lies, then what it holds.
inline constexpr std::size_t near_ahead = 8;
inline constexpr std::size_t far_ahead = 2 * near_ahead;

// A cell a person.
template <class Cell>
class Cells {
 public:
  explicit Cells(const Array<Cell>& cells) : cells_(&cells) {}
  void fetch(std::span<const Row> rows, std::size_t i) const {
    fetch_memory(&(*cells_)[rows[i + near_ahead].value]);
  }

 private:
  const Array<Cell>* cells_;
};

// A list a person.
template <class Cell>
class Lists {
 public:
  Lists(RunView runs, const Array<Cell>& cells) : runs_(runs), cells_(&cells) {}
  void fetch(std::span<const Row> rows, std::size_t i) const {
    fetch_memory(&runs_[rows[i + far_ahead].value]);
    constexpr std::size_t line = 64;
    const Run& run = runs_[rows[i + near_ahead].value];
    const auto* begin = reinterpret_cast<const char*>(cells_->data() + run.begin);
    const auto* end = reinterpret_cast<const char*>(cells_->data() + run.begin + run.count);
    for (const char* at = begin; at < end; at += line) fetch_memory(at);
  }

 private:
  RunView runs_;
  const Array<Cell>* cells_;
};

template <class... Parts>
class Ahead {
 public:
  explicit Ahead(const Parts&... parts) : parts_(parts...) {}
  // While rows[i] is asked. For the last few nothing is fetched: they are not worth asking for each
  // part whether there is somebody that far ahead.
  void fetch(std::span<const Row> rows, std::size_t i) const {
    if (i + far_ahead >= rows.size()) return;
    std::apply([&](const Parts&... parts) { (parts.fetch(rows, i), ...); }, parts_);
  }

 private:
  std::tuple<Parts...> parts_;
};

}  // namespace bole
