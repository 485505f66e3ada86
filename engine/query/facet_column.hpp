#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/columns/row_set.hpp"
#include "engine/query/facet_values.hpp"

namespace bole {

// Which values of one facet each person has at an as-of date, laid out for counting: the values of
// each row, and beside them a set of rows for every value that many have.
class FacetColumn {
 public:
  // The attribute allows Use::facet; it and the columns outlive this.
  FacetColumn(const Attribute& attribute, const Columns& columns, AsOf as_of);

  // Takes in rows that the columns have put or put again since, and all rows beyond size().
  void refresh(std::span<const std::uint32_t> changed);

  [[nodiscard]] std::size_t size() const { return runs_.size(); }
  [[nodiscard]] const FacetValues& values() const { return values_; }

  struct Counts {
    std::vector<std::uint64_t> of{};  // by value
    std::uint64_t unknown = 0;        // have none of the values as far as is known, but may
  };
  [[nodiscard]] Counts count(const RowSet& rows) const;
  // Who may have values beside those that are known.
  [[nodiscard]] const RowSet& open() const { return open_; }
  // Who has one of the values or more.
  [[nodiscard]] RowSet rows_with(std::span<const std::uint32_t> values) const;

 private:
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };
  static constexpr std::uint32_t no_set = UINT32_MAX;

  void rebuild();
  void read(std::span<const std::uint32_t> people);
  void put(std::uint32_t row, std::vector<std::uint32_t>& values, bool open);
  void choose_sets();
  [[nodiscard]] bool has_set(std::uint32_t value) const {
    return value < set_of_.size() && set_of_[value] != no_set;
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t row) const {
    return {held_.data() + runs_[row].begin, runs_[row].count};
  }

  const Attribute* source_;  // where the values are read: the attribute, or the one it stands for
  bool abilities_only_;      // only periods that show what a person can do
  const Columns& columns_;
  AsOf as_of_;
  FacetValues values_;
  std::vector<Run> runs_;            // by row
  std::vector<std::uint32_t> held_;  // values; those of rows that were read again stay unused
  std::size_t used_ = 0;             // of held_
  RowSet open_;
  RowSet unknown_;                     // of open_, who have no known value
  std::vector<std::uint32_t> set_of_;  // by value: its place in sets_, or no_set
  std::vector<RowSet> sets_;           // of values that many have
  RowSet others_;                      // rows with a value that has no set
};

}  // namespace bole
