#include "engine/columns/speciality_reader.hpp"

#include <algorithm>

namespace bole {

SpecialityReader::SpecialityReader(const Columns& columns,
                                   std::span<const std::uint16_t> specialities) {
  lists_.reserve(specialities.size());
  for (const std::uint16_t speciality : specialities) {
    lists_.emplace_back(std::span<const SpecialityPeriod>(columns.speciality_periods[speciality]));
  }
}

void SpecialityReader::List::seek(std::uint32_t row, std::size_t from) {
  // Mostly near, so in growing steps.
  std::size_t step = 1;
  while (from + step < periods_.size() && periods_[from + step].row < row) {
    from += step;
    step *= 2;
  }
  const auto rest = periods_.subspan(from, std::min(step + 1, periods_.size() - from));
  const auto found = std::ranges::lower_bound(rest, row, {}, &SpecialityPeriod::row);
  end_ = from + static_cast<std::size_t>(found - rest.begin());
}

std::span<const SpecialityPeriod> SpecialityReader::read(std::uint32_t row) {
  if (lists_.size() == 1) {
    const auto periods = lists_.front().of(row);
    gap_ = {row + 1, lists_.front().next() - row - 1};
    return periods;
  }
  std::uint32_t next = no_row;
  united_.clear();
  std::span<const SpecialityPeriod> only;
  for (List& list : lists_) {
    const auto periods = list.of(row);
    next = std::min(next, list.next());
    if (periods.empty()) continue;
    if (only.empty()) {
      only = periods;
      continue;
    }
    if (united_.empty()) united_.assign(only.begin(), only.end());
    united_.insert(united_.end(), periods.begin(), periods.end());
  }
  gap_ = {row + 1, next - row - 1};
  if (united_.empty()) return only;
  std::ranges::sort(united_, {}, &SpecialityPeriod::cell);
  const auto again = std::ranges::unique(united_, {}, &SpecialityPeriod::cell);
  united_.erase(again.begin(), again.end());
  return united_;
}

}  // namespace bole
