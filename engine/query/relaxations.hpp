#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/columns/row_set.hpp"
#include "engine/query/filter.hpp"

// Nothing found: which condition emptied it, and without which conditions there would be people.
namespace bole {

// A part of a search that people have to fulfil.
struct NamedCondition {
  std::string name{};  // as it is shown: 级别 >= 县处级副职
  RowSet rows{};       // who fulfils it
};

// The parts of a filter that are joined by AND at the top; the whole where it is no AND. A person
// fulfils the filter exactly when fulfilling every part.
[[nodiscard]] std::vector<Filter> and_parts(const Filter& filter);

struct ConditionCount {
  std::string name{};
  std::uint64_t alone = 0;    // of the base, who fulfil this condition
  std::uint64_t running = 0;  // … and all before it
  friend bool operator==(const ConditionCount&, const ConditionCount&) = default;
};

// Conditions without which people are found, none of which can be left in.
struct Relaxation {
  std::vector<std::string> without{};  // in the order of the conditions
  std::uint64_t count = 0;             // who fulfil all others
  friend bool operator==(const Relaxation&, const Relaxation&) = default;
};

struct EmptyAnswer {
  std::vector<ConditionCount> counts{};  // by condition
  // The first condition after which nobody is left; none where somebody is.
  std::optional<std::size_t> emptied_by{};
  std::vector<Relaxation> relaxations{};
};

inline constexpr std::size_t max_relaxations = 10;
// Beyond so many the further conditions are taken as one (“其余12项条件”).
inline constexpr std::size_t max_relaxed_conditions = 20;

// Exact: the relaxations are all the smallest ones, fewest conditions first, then most people, then
// in the order of the conditions; at most max_relaxations of them. None where the base is empty or
// somebody fulfils everything. The sets have the size of the base. The work is one pass over the
// base for each condition.
[[nodiscard]] EmptyAnswer explain_empty(const RowSet& base,
                                        std::span<const NamedCondition> conditions);

// “去掉 级别 >= 县处级副职：12 人”
[[nodiscard]] std::string to_text(const Relaxation& relaxation);

}  // namespace bole
