#pragma once
#include <cstddef>
#include <cstdint>
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
    if (lists_.size() == 1) return lists_.front().of(row);
    return united(row);
  }

 private:
  class List {
   public:
    explicit List(std::span<const SpecialityPeriod> periods) : periods_(periods) {}
    [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row) {
      if (at_ > 0 && periods_[at_ - 1].row >= row) at_ = 0;
      if (at_ < periods_.size() && periods_[at_].row < row) advance(row);
      std::size_t end = at_;
      while (end < periods_.size() && periods_[end].row == row) ++end;
      return periods_.subspan(at_, end - at_);
    }

   private:
    // To the first period of the row or of a later one; the present one is of an earlier row.
    void advance(std::uint32_t row);

    std::span<const SpecialityPeriod> periods_;
    std::size_t at_ = 0;
  };

  [[nodiscard]] std::span<const SpecialityPeriod> united(std::uint32_t row);

  std::vector<List> lists_;
  std::vector<SpecialityPeriod> united_;
};

}  // namespace bole
