#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/columns/columns.hpp"

namespace bole {

// Reads the periods that have one of some specialities, person by person, from the lists of those
// specialities instead of from careers. Right for rows in any order, fast for ascending ones. The
// columns outlive it and do not change meanwhile.
class SpecialityReader {
 public:
  SpecialityReader(const Columns& columns, std::span<const std::uint16_t> specialities);

  // The periods of the person, each once, in the order of the career; until the next call.
  [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row) {
    return gap_.has(row) ? std::span<const SpecialityPeriod>() : read(row);
  }
  // Rows between the one last asked for and the next that has periods: they certainly have none.
  struct Gap {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] bool has(std::uint32_t row) const { return row - first < count; }
  };
  [[nodiscard]] const Gap& gap() const { return gap_; }

 private:
  static constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

  class List {
   public:
    explicit List(std::span<const SpecialityPeriod> periods) : periods_(periods) {}
    [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row) {
      if (row <= asked_) seek(row, 0);
      asked_ = row;
      if (next() < row) seek(row, end_);
      const std::size_t begin = end_;
      while (next() == row) ++end_;
      return periods_.subspan(begin, end_ - begin);
    }
    // The first row behind the one last asked that has a period.
    [[nodiscard]] std::uint32_t next() const {
      return end_ < periods_.size() ? periods_[end_].row : no_row;
    }

   private:
    // Puts end_ at the first period, from the given one on, that is not of an earlier row.
    void seek(std::uint32_t row, std::size_t from);

    std::span<const SpecialityPeriod> periods_;
    std::size_t end_ = 0;  // of the periods last given
    std::uint32_t asked_ = 0;
  };

  [[nodiscard]] std::span<const SpecialityPeriod> read(std::uint32_t row);

  std::vector<List> lists_;
  std::vector<SpecialityPeriod> united_;
  Gap gap_;
};

}  // namespace bole
