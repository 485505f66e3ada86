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

void SpecialityReader::List::advance(std::uint32_t row) {
  std::size_t before = at_;
  std::size_t step = 1;
  while (before + step < periods_.size() && periods_[before + step].row < row) {
    before += step;
    step *= 2;
  }
  const std::size_t end = std::min(before + step, periods_.size());
  const auto rest = periods_.subspan(before + 1, end - before - 1);
  const auto found = std::ranges::lower_bound(rest, row, {}, &SpecialityPeriod::row);
  at_ = before + 1 + static_cast<std::size_t>(found - rest.begin());
}

std::span<const SpecialityPeriod> SpecialityReader::united(std::uint32_t row) {
  united_.clear();
  for (List& list : lists_) {
    const auto periods = list.of(row);
    united_.insert(united_.end(), periods.begin(), periods.end());
  }
  std::ranges::sort(united_, {}, &SpecialityPeriod::cell);
  const auto again = std::ranges::unique(united_, {}, &SpecialityPeriod::cell);
  united_.erase(again.begin(), again.end());
  return united_;
}

}  // namespace bole
