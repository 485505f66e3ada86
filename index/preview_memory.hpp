#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/matter/preview.hpp"
#include "index/store/store.hpp"

namespace bole {

// What may be counted before a lock, against bisection. Rounding alone does not hide a person whom
// two previews tell apart: one figure with, one without. So a figure is told of its own only where
// its set differs by five people or more from every set whose own figure was told before (and from
// what those leave of the pool), for the same pool in the last 90 days, by whatever matter and
// drafter; else the earlier figure is told again. The sets are kept in the sealed part of the
// preview's record, one bit a person, and the ids they stand for once for all that share them
// (docs/previews.md).
class PreviewMemory {
 public:
  static constexpr int days = 90;
  static constexpr int most_a_day = 40;  // previews and refused locks of one user

  struct Asked {
    std::string matter{};
    std::string pool{};
    std::string by{};
    std::string at{};
    std::string requirement_hash{};
  };
  // `roster` has the ids of the pool, by place.
  PreviewMemory(const Store& store, Asked asked, std::vector<std::string> roster);

  // Refused (preview_limit) when the user has asked as often as a day allows.
  [[nodiscard]] Result<Done> may_ask() const;

  // The figure that may be told of this set; what is told of its own is remembered.
  [[nodiscard]] ShownCount tell(const PeopleSet& set);
  // tell() for everything a preview counts, and for what its alarms are drawn from.
  struct Told {
    GatePreview counts{};
    PreviewSizes sizes{};  // as shown: for tailoring_alarms()
  };
  [[nodiscard]] Told tell(const PreviewSets& sets);

  // Whether a lock without a reason was refused for a set that is as good as this one.
  [[nodiscard]] bool was_refused(const PeopleSet& together) const;
  void refuse(const PeopleSet& together);

  // The record of what was asked and told, under `id`, with the roster where it is new.
  [[nodiscard]] std::vector<Put> puts(const std::string& id) const;

 private:
  struct Known {
    PeopleSet set{};            // by place in the present roster
    std::uint32_t outside = 0;  // people of the set who are no longer in the pool
    ShownCount shown{};
  };
  void read(const Record& record, const std::string& roster_digest);
  [[nodiscard]] PeopleSet placed(const PeopleSet& set, const std::vector<std::string>& ids,
                                 std::uint32_t& outside) const;
  void know(const PeopleSet& set, const std::vector<std::string>* ids, std::size_t pool_size,
            ShownCount shown);

  const Store& store_;
  Asked asked_;
  std::vector<std::string> roster_;
  std::string roster_digest_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<Known> known_;
  std::vector<Known> refused_;
  std::vector<std::pair<PeopleSet, ShownCount>> told_;
  std::optional<PeopleSet> refuses_{};
  int asked_today_ = 0;
};

}  // namespace bole
