#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/columns/speciality_reader.hpp"
#include "engine/match/experience.hpp"

namespace bole {

// Somebody covers a speciality (具备专长) who has been in office with it (任职 or 挂职) for at
// least these months by the as-of date, overlapping periods counted once, however long ago. Neither
// training nor a person's own statement covers.
inline constexpr int covering_months = 12;

// Months in office with each of some specialities. The columns outlive it and do not change
// meanwhile; right for rows in any order, fast for ascending ones.
class OfficeMonths {
 public:
  OfficeMonths(const Columns& columns, std::span<const std::uint16_t> specialities, Day as_of);

  // With the n-th of the specialities; without a career on record it may be any number.
  [[nodiscard]] Range of(Row row, std::size_t n);
  // The entries of the person's list on which of(row, n) rests.
  [[nodiscard]] std::vector<std::uint32_t> entries(Row row, std::size_t n);
  // The first of these whose dates leave the months open.
  [[nodiscard]] std::optional<std::uint32_t> doubtful(Row row, std::size_t n);

 private:
  const Columns& columns_;
  Day as_of_;
  Experience experience_;
  std::vector<SpecialityList> lists_;  // one a speciality
};
[[nodiscard]] inline Tri covers(const Range& months) {
  if (months.at_least >= covering_months) return Tri::yes;
  return months.at_most < covering_months ? Tri::no : Tri::unknown;
}

// 现任班子成员, as the plan names them: who of them covers which of some specialities.
class Team {
 public:
  Team(const Columns& columns, std::span<const ProfileId> holders,
       std::span<const std::uint16_t> specialities, Day as_of);

  struct Member {
    std::optional<Row> row{};     // nothing: not in the store, so that nothing is known
    std::vector<Range> months{};  // by speciality
  };
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] bool has(Row row) const;
  // Whether anybody present covers the n-th speciality: certainly nobody only where that is known
  // of everybody.
  [[nodiscard]] Tri covered(std::size_t n) const;
  // The first member of whom it is not known, where covered() is.
  [[nodiscard]] std::optional<std::uint32_t> in_doubt(std::size_t n) const;

 private:
  std::vector<Member> members_;  // in the order of the holders
};

}  // namespace bole
