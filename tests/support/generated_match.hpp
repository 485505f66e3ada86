#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole::testing {

// A requirement over invented people for the post of a 副县长, for what must hold of every match.
struct GeneratedMatch {
  // `copies`: how often each person is there, under ids of their own.
  GeneratedMatch(std::string_view requirement_json, std::uint64_t seed, std::uint64_t people,
                 int copies = 1);
  GeneratedMatch(const GeneratedMatch&) = delete;
  GeneratedMatch& operator=(const GeneratedMatch&) = delete;

  [[nodiscard]] MatchInput input() const {
    return {columns, pool, requirement, gates, post, as_of};
  }
  [[nodiscard]] std::vector<CriterionOutcome> values(Row row) const;
  [[nodiscard]] std::vector<Row> holding() const;  // who hold all gates

  Columns columns;
  std::vector<Row> pool{};
  Requirement requirement;
  GateSet gates;
  VacantPost post;
  Day as_of;
};

}  // namespace bole::testing
