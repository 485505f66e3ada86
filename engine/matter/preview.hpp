#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole {

// A count as it may be shown before the lock: rounded down to a multiple of 5, and hidden where it,
// or what is left of the pool, is under 5, so that nobody can be counted out.
struct ShownCount {
  enum class Kind : std::uint8_t { rounded, few, all_but_few };
  Kind kind = Kind::rounded;
  std::uint32_t rounded = 0;
};
[[nodiscard]] ShownCount shown(std::size_t count, std::size_t pool_size);
[[nodiscard]] std::string chinese(const ShownCount& count);  // 35 | 少于5 | 不符合的少于5

// Who of a pool a condition keeps: one bit a person, by place in the pool.
struct PeopleSet {
  std::vector<std::uint64_t> words{};
  std::uint32_t count = 0;

  [[nodiscard]] bool has(std::size_t place) const {
    return (words[place / 64] >> (place % 64) & 1U) != 0;
  }
};

// Every set that a preview counts or draws an alarm from.
struct PreviewSets {
  std::size_t pool_size = 0;
  std::vector<PeopleSet> alone{};   // by gate
  std::vector<PeopleSet> others{};  // by gate: who holds all gates but this one
  PeopleSet together{};
  struct Varied {
    std::size_t gate = 0;
    std::string filter{};  // the gate's own, with one threshold moved by one unit
    PeopleSet kept{};      // together, with it
  };
  std::vector<Varied> varied{};
  std::vector<PeopleSet> lacking{};  // by criterion: 缺此项资料
};
[[nodiscard]] PreviewSets preview_sets(const GateSet& gates, const Columns& columns,
                                       const VacantPost& post, Day as_of,
                                       std::span<const Row> pool);

// Of whom, by criterion, what the record lacks leaves the value open. The team's own gaps are
// nobody's here: it is judged as if nobody were present.
[[nodiscard]] std::vector<PeopleSet> lacking_sets(const std::vector<CriterionSpec>& criteria,
                                                  const Columns& columns, Day as_of,
                                                  std::span<const Row> pool);
// The same as exact figures, which are stored with the lock.
[[nodiscard]] std::vector<DataGap> data_gaps(const std::vector<CriterionSpec>& criteria,
                                             const Columns& columns, Day as_of,
                                             std::span<const Row> pool);
// Warned of above this share of the pool.
[[nodiscard]] inline bool lacks_much(std::uint64_t lacking, std::uint64_t people) {
  return lacking * 5 > people;
}

// The sizes of the same sets, as they are or as they may be shown.
struct PreviewSizes {
  std::vector<std::uint32_t> alone{};
  std::vector<std::uint32_t> others{};
  std::uint32_t together = 0;
  std::vector<std::uint32_t> varied{};
};
[[nodiscard]] PreviewSizes sizes_of(const PreviewSets& sets);

struct GatePreview {
  ShownCount pool{};
  std::vector<ShownCount> alone{};
  ShownCount together{};
  std::vector<ShownCount> lacking{};  // by criterion
};
[[nodiscard]] ShownCount shown_pool(std::size_t pool_size);
// What is left of the pool, from what was shown of the set itself and from nothing else.
[[nodiscard]] ShownCount complement_of(const ShownCount& count, std::size_t pool_size);
// 缺此项资料 as it may be shown: "少于5 人", "约 11%（35 人）", "几乎全部（不缺的少于5 人）".
[[nodiscard]] std::string lacking_in_words(const ShownCount& lacking, const ShownCount& pool);
[[nodiscard]] bool lacks_much(const ShownCount& lacking, const ShownCount& pool);
// The number that alarms before the lock reckon with.
[[nodiscard]] std::uint32_t reckoned(const ShownCount& count, std::size_t pool_size);

// 因人设岗提醒 (design §6): fewer_than_three, gate_removes_most, single_value, knife_edge, each
// with its figures in `detail`. Exact sizes give what is stored with the lock and shown only after
// it; before the lock only codes are shown, drawn from sizes that may be shown, so that an alarm
// tells nothing that the counts do not.
[[nodiscard]] std::vector<Alarm> tailoring_alarms(const GateSet& gates, const PreviewSets& sets,
                                                  const PreviewSizes& sizes);
[[nodiscard]] std::string_view alarm_sentence(std::string_view code);  // Chinese

}  // namespace bole
