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
    return certainly_none(row) ? std::span<const SpecialityPeriod>() : read(row);
  }
  // The first from the i-th on of whom it is not certain that they have none.
  [[nodiscard]] std::size_t skip(std::span<const Row> rows, std::size_t i) const {
    while (i < rows.size() && certainly_none(rows[i].value)) ++i;
    return i;
  }
  // Tells quickly of rows between the one last asked for and the next that has periods.
  [[nodiscard]] bool certainly_none(std::uint32_t row) const { return row > asked_ && row < next_; }

 private:
  class List {
   public:
    explicit List(std::span<const SpecialityPeriod> periods) : periods_(periods) {}
    [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row);
    // The first row behind the one last asked that has a period.
    [[nodiscard]] std::uint32_t next() const {
      return end_ < periods_.size() ? periods_[end_].row : no_row;
    }

   private:
    std::span<const SpecialityPeriod> periods_;
    std::size_t end_ = 0;  // of the periods last given
  };

  static constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] std::span<const SpecialityPeriod> read(std::uint32_t row);

  std::vector<List> lists_;
  std::vector<SpecialityPeriod> united_;
  // No row between these two has a period.
  std::uint32_t asked_ = no_row;
  std::uint32_t next_ = 0;
};

}  // namespace bole
