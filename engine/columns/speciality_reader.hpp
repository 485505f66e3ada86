#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/columns/columns.hpp"

namespace bole {

inline constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

// Reads the list of one speciality person by person. Right for rows in any order, fast for
// ascending ones. The list does not change meanwhile.
class SpecialityList {
 public:
  explicit SpecialityList(std::span<const SpecialityPeriod> periods) : periods_(periods) {
    look_up();
  }

  // The periods of the person, in the order of the career.
  [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row) {
    if (row <= asked_) {
      at_ = 0;
      look_up();
    }
    asked_ = row;
    if (next_ < row) {
      at_ = place_of(periods_, at_, row);
      look_up();
    }
    if (next_ != row) return {};
    const std::size_t begin = at_;
    do {
      ++at_;
      look_up();
    } while (next_ == row);
    return periods_.subspan(begin, at_ - begin);
  }
  // The first row behind the one last asked for that has periods; no_row where none has.
  [[nodiscard]] std::uint32_t next() const { return next_; }

 private:
  void look_up() { next_ = at_ < periods_.size() ? periods_[at_].row : no_row; }
  // Of the first period that is not of an earlier row; the one at `from` is.
  static std::size_t place_of(std::span<const SpecialityPeriod> periods, std::size_t from,
                              std::uint32_t row);

  std::span<const SpecialityPeriod> periods_;
  std::size_t at_ = 0;      // behind the periods last given
  std::uint32_t next_ = 0;  // the row of the period there
  std::uint32_t asked_ = 0;
};

// Reads the periods that have one of some specialities, person by person, from the lists of those
// specialities instead of from careers. Right for rows in any order, fast for ascending ones. The
// columns outlive it and do not change meanwhile.
class SpecialityReader {
 public:
  // `people`: how many will be asked for, about; it decides nothing but how they are read.
  SpecialityReader(const Columns& columns, std::span<const std::uint16_t> specialities,
                   std::size_t people);
  SpecialityReader(const SpecialityReader&) = delete;
  SpecialityReader(SpecialityReader&&) = default;
  SpecialityReader& operator=(const SpecialityReader&) = delete;
  SpecialityReader& operator=(SpecialityReader&&) = delete;
  ~SpecialityReader() = default;

  // The periods of the person, each once, in the order of the career; until the next call.
  [[nodiscard]] std::span<const SpecialityPeriod> of(std::uint32_t row) {
    return lists_.size() == 1 ? lists_.front().of(row) : of_several(row);
  }
  // The only list that is read, if it is one.
  [[nodiscard]] const SpecialityList* only() const {
    return lists_.size() == 1 ? &lists_.front() : nullptr;
  }
  // As SpecialityList::next().
  [[nodiscard]] std::uint32_t next() const;

 private:
  [[nodiscard]] std::span<const SpecialityPeriod> of_several(std::uint32_t row);

  std::vector<SpecialityPeriod> whole_;  // all lists as one, where that is read
  std::vector<SpecialityList> lists_;
  std::vector<SpecialityPeriod> united_;  // of one person
  std::vector<SpecialityPeriod> before_;  // united_, while another list is added
};

}  // namespace bole
