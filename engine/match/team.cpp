#include "engine/match/team.hpp"

#include <algorithm>

namespace bole {
OfficeMonths::OfficeMonths(const Columns& columns, std::span<const std::uint16_t> specialities,
                           Day as_of)
    : columns_(columns), as_of_(as_of), experience_(as_of, {}) {
  lists_.reserve(specialities.size());
  for (const std::uint16_t speciality : specialities) {
    lists_.emplace_back(std::span(columns.speciality_periods[speciality]));
  }
}

Range OfficeMonths::of(Row row, std::size_t n) {
  if (columns_.appointment_runs[row.value].known == 0) return {0, longest_career_months};
  const auto periods = lists_[n].of(row.value);
  if (periods.empty()) return {};
  experience_.clear();
  for (const SpecialityPeriod& period : periods) {
    if (!is_in_office(period.kind)) continue;
    experience_.add(columns_.career_spans[period.cell], columns_.appointments[period.cell]);
  }
  return experience_.observed();
}

std::vector<std::uint32_t> OfficeMonths::entries(Row row, std::size_t n) {
  std::vector<std::uint32_t> entries;
  for (const SpecialityPeriod& period : lists_[n].of(row.value)) {
    if (!is_in_office(period.kind) || begins_after(columns_.appointments[period.cell], as_of_)) {
      continue;
    }
    entries.push_back(period.cell - columns_.appointment_runs[row.value].begin);
  }
  return entries;
}

std::optional<std::uint32_t> OfficeMonths::doubtful(Row row, std::size_t n) {
  const std::uint32_t begin = columns_.appointment_runs[row.value].begin;
  for (const std::uint32_t entry : entries(row, n)) {
    if (columns_.career_spans[begin + entry].exact == 0) return entry;
  }
  return std::nullopt;
}

Team::Team(const Columns& columns, std::span<const ProfileId> holders,
           std::span<const std::uint16_t> specialities, Day as_of) {
  OfficeMonths months(columns, specialities, as_of);
  for (const ProfileId& id : holders) {
    Member member{};
    member.row = columns.find(id);
    if (member.row && !columns.is_live(*member.row)) member.row.reset();
    for (std::size_t n = 0; n < specialities.size(); ++n) {
      member.months.push_back(member.row ? months.of(*member.row, n)
                                         : Range{0, longest_career_months});
    }
    members_.push_back(std::move(member));
  }
}

bool Team::has(Row row) const {
  return std::ranges::any_of(members_, [&](const Member& one) { return one.row == row; });
}

Tri Team::covered(std::size_t n) const {
  Tri covered = Tri::no;
  for (const Member& member : members_) {
    const Tri one = covers(member.months[n]);
    if (one == Tri::yes) return Tri::yes;
    if (one == Tri::unknown) covered = Tri::unknown;
  }
  return covered;
}

std::optional<std::uint32_t> Team::in_doubt(std::size_t n) const {
  if (covered(n) != Tri::unknown) return std::nullopt;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    if (covers(members_[i].months[n]) == Tri::unknown) return i;
  }
  return std::nullopt;
}
}  // namespace bole
