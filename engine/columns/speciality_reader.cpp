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

std::span<const SpecialityPeriod> SpecialityReader::List::of(std::uint32_t row) {
  std::size_t at = end_ > 0 && periods_[end_ - 1].row >= row ? 0 : end_;
  for (std::size_t step = 1; at < periods_.size() && periods_[at].row < row; step *= 2) {
    if (at + step < periods_.size() && periods_[at + step].row < row) {
      at += step;
      continue;
    }
    const auto rest = periods_.subspan(at, std::min(step, periods_.size() - at));
    const auto found = std::ranges::lower_bound(rest, row, {}, &SpecialityPeriod::row);
    at += static_cast<std::size_t>(found - rest.begin());
    break;
  }
  end_ = at;
  while (end_ < periods_.size() && periods_[end_].row == row) ++end_;
  return periods_.subspan(at, end_ - at);
}

std::span<const SpecialityPeriod> SpecialityReader::read(std::uint32_t row) {
  asked_ = row;
  next_ = no_row;
  united_.clear();
  std::span<const SpecialityPeriod> only;
  for (List& list : lists_) {
    const auto periods = list.of(row);
    next_ = std::min(next_, list.next());
    if (periods.empty()) continue;
    if (only.empty()) {
      only = periods;
      continue;
    }
    if (united_.empty()) united_.assign(only.begin(), only.end());
    united_.insert(united_.end(), periods.begin(), periods.end());
  }
  if (united_.empty()) return only;
  std::ranges::sort(united_, {}, &SpecialityPeriod::cell);
  const auto again = std::ranges::unique(united_, {}, &SpecialityPeriod::cell);
  united_.erase(again.begin(), again.end());
  return united_;
}

}  // namespace bole
