#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/match/gate.hpp"
#include "engine/query/filter.hpp"

namespace bole {

// The gates of a requirement, statutory and own, ready to judge. Own filters are parsed once, as
// own gates.
class GateSet {
 public:
  // Refused with the filter's own error (where: "/gates/1/filter，第12列").
  [[nodiscard]] static Result<GateSet> prepare(const std::vector<GateSpec>& gates,
                                               const Vocabulary& vocabulary);

  [[nodiscard]] std::size_t size() const { return gates_.size(); }
  [[nodiscard]] const GateSpec& spec(std::size_t gate) const { return gates_[gate].spec; }
  [[nodiscard]] const Filter* own_filter(std::size_t gate) const {
    return gates_[gate].statutory ? nullptr : &gates_[gate].filter;
  }
  [[nodiscard]] Cost cost(std::size_t gate) const {
    if (gates_[gate].statutory) return gates_[gate].statutory->cost;
    return walks_rows(gates_[gate].filter) ? Cost::career : Cost::cell;
  }
  // A copy in which one own filter stands for another; for tailoring alarms.
  [[nodiscard]] GateSet with_filter(std::size_t gate, Filter filter) const;
  // What protected gates read of the people in the columns; without it they say unverified. Of
  // their findings judge() tells the outcome alone.
  void set_protected_facts(const ProtectedFacts* facts) { protected_facts_ = facts; }
  // Approved exceptions that judge() goes by; there are none before the lock.
  void set_approvals(std::vector<Approval> approvals) { approvals_ = std::move(approvals); }

  void judge(std::size_t gate, const Columns& columns, const VacantPost& post, Day as_of,
             std::span<const Row> rows, std::span<GateOutcome> out,
             std::vector<GateFinding>* findings) const;

  // Those of the rows who do not fail, by their places in `rows`, ascending. As judge() says, but
  // where most fail an own gate, quicker.
  struct Passing {
    std::uint32_t place = 0;
    Verdict verdict = Verdict::holds;
  };
  [[nodiscard]] std::vector<Passing> passing(std::size_t gate, const Columns& columns,
                                             const VacantPost& post, Day as_of,
                                             std::span<const Row> rows) const;

 private:
  struct Prepared {
    GateSpec spec{};
    const Gate* statutory = nullptr;
    Filter filter{};
  };
  std::vector<Prepared> gates_;
  std::vector<Approval> approvals_{};
  const ProtectedFacts* protected_facts_ = nullptr;
};

// All gates over one person, with grounds, in the order of the set.
[[nodiscard]] std::vector<GateFinding> judge_person(const GateSet& gates, const Columns& columns,
                                                    const VacantPost& post, Day as_of, Row row);

}  // namespace bole
