#pragma once
#include <cstdint>
#include <string_view>

#include "engine/columns/columns.hpp"

namespace bole {

// What the gates of this folder read of the sealed part (design: guard rail 3), by the rows of the
// columns, beside which it is kept and never within: whatever searches, filters, values or explains
// by columns cannot come to it. The architecture test holds the list of files that may name it.
class ProtectedFacts {
 public:
  enum class Party : std::uint8_t { unknown, communist, other };

  struct Cell {
    DateCell party_since{};  // of the 中共
    Word grew_up = 0;        // 成长地, of places()
    Party party = Party::unknown;
    std::uint8_t ethnic_group = 0;  // index of the vocabulary's, plus one; 0: not known
    std::uint8_t age_limit = 0;  // 改革前任职年龄界限 as recorded: 50 55 60 63 65 66; 0: not known
    std::uint8_t family_known = 0;
  };
  // 家庭成员 who may be in office: not recorded as deceased; the work is empty where they are
  // retired.
  struct Relative {
    std::string_view name{};
    std::string_view work{};  // 工作单位及职务, as written
    std::uint32_t entry = 0;  // in the record's list
  };

  // Of the person who stands in that row of the columns; rows come in order, or again.
  void put(Row row, const Profile& profile);
  // Nothing is known of the row any more.
  void remove(Row row);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  // Of a row that was never put: nothing known.
  [[nodiscard]] Cell of(Row row) const {
    return row.value < cells_.size() ? cells_[row.value] : Cell{};
  }
  [[nodiscard]] const Dictionary& places() const { return places_; }
  // Calls visit(relative) for each.
  template <class Visit>
  void each_relative(Row row, Visit visit) const {
    if (row.value >= families_.size()) return;
    std::string_view rest = families_[row.value];
    for (std::uint32_t entry = 0; !rest.empty(); ++entry) {
      const std::string_view name = take_part(rest);
      const std::string_view work = take_part(rest);
      if (!name.empty() || !work.empty()) visit(Relative{name, work, entry});
    }
  }

  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<ProtectedFacts>(visit, self.cells_, self.places_, self.families_);
  }

 private:
  // A family is kept as name, 0x1F, work, 0x1F for each entry; what is left out is empty.
  static constexpr char end_of_part = '\x1F';
  static std::string_view take_part(std::string_view& rest) {
    const std::string_view part = rest.substr(0, rest.find(end_of_part));
    rest.remove_prefix(part.size() + 1);
    return part;
  }
  static std::string text_of(const std::vector<FamilyMember>& family);
  void put(Row row, const Cell& cell, std::string_view family);

  Array<Cell> cells_;
  Dictionary places_;
  Texts families_;  // by row
};

}  // namespace bole
