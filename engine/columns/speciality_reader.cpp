#include "engine/columns/speciality_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bole {
namespace {
using Periods = std::span<const SpecialityPeriod>;

// Adds the periods of another list, each once, in the order of rows and of one row in that of the
// career. `spare` is memory to work in.
void unite(std::vector<SpecialityPeriod>& united, std::vector<SpecialityPeriod>& spare,
           Periods periods) {
  std::swap(united, spare);
  united.clear();
  united.reserve(spare.size() + periods.size());
  const auto place = [](const SpecialityPeriod& period) {
    return std::uint64_t{period.row} << 32U | period.cell;
  };
  std::ranges::set_union(spare, periods, std::back_inserter(united), {}, place, place);
}
}  // namespace

std::size_t SpecialityList::place_of(Periods periods, std::size_t from, std::uint32_t row) {
  // Mostly near.
  constexpr std::size_t near = 8;
  std::size_t at = from + 1;
  for (; at < std::min(from + near, periods.size()); ++at) {
    if (periods[at].row >= row) return at;
  }
  std::size_t step = near;
  while (at + step < periods.size() && periods[at + step].row < row) {
    at += step;
    step *= 2;
  }
  const auto rest = periods.subspan(at, std::min(step + 1, periods.size() - at));
  const auto found = std::ranges::lower_bound(rest, row, {}, &SpecialityPeriod::row);
  return at + static_cast<std::size_t>(found - rest.begin());
}

SpecialityReader::SpecialityReader(const Columns& columns,
                                   std::span<const std::uint16_t> specialities,
                                   std::size_t people) {
  const auto list_of = [&](std::uint16_t speciality) {
    return Periods(columns.speciality_periods[speciality]);
  };
  std::size_t all = 0;
  for (const std::uint16_t speciality : specialities) all += list_of(speciality).size();
  // Reading several lists person by person costs as much as some eight periods of making them one.
  if (specialities.size() > 1 && all / 8 < people) {
    for (const std::uint16_t speciality : specialities) {
      unite(whole_, united_, list_of(speciality));
    }
    lists_.emplace_back(whole_);
    return;
  }
  for (const std::uint16_t speciality : specialities) lists_.emplace_back(list_of(speciality));
}

std::uint32_t SpecialityReader::next() const {
  std::uint32_t next = no_row;
  for (const SpecialityList& list : lists_) next = std::min(next, list.next());
  return next;
}

Periods SpecialityReader::of_several(std::uint32_t row) {
  Periods only;
  united_.clear();
  for (SpecialityList& list : lists_) {
    const auto periods = list.of(row);
    if (periods.empty()) continue;
    if (only.empty()) {
      only = periods;
      continue;
    }
    if (united_.empty()) united_.assign(only.begin(), only.end());
    unite(united_, before_, periods);
  }
  return united_.empty() ? only : Periods(united_);
}

}  // namespace bole
