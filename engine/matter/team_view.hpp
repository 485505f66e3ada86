#pragma once
#include <string>
#include <vector>

#include "engine/match/team.hpp"
#include "engine/matter/matter.hpp"

namespace bole {

// 班子专长分析: which of the specialities that the plan's tasks ask for the present team covers.
struct TeamView {
  struct Covering {
    std::size_t member = 0;                // of the post's holders
    Range months{};                        // in office
    std::vector<std::uint32_t> entries{};  // of the member's career
  };
  struct Asked {
    std::uint16_t speciality = 0;      // index of the vocabulary
    std::vector<std::string> tasks{};  // keys
    Tri covered = Tri::unknown;        // by anybody present (covering_months)
    std::vector<Covering> by{};        // who certainly covers it
  };
  std::vector<Asked> specialities{};  // in the order of the vocabulary
  std::size_t members = 0;            // holders that the plan names
  std::size_t in_store = 0;           // of them
};
[[nodiscard]] TeamView team_view(const Matter& matter, const Columns& columns);

// Before the lock a team is shown as a whole only, and only from this many members on of whom the
// store has a record: of fewer, what the team covers would tell about a person (docs/previews.md).
inline constexpr std::size_t fewest_shown_as_a_whole = 3;
[[nodiscard]] inline bool may_be_shown_as_a_whole(const TeamView& team) {
  return team.in_store >= fewest_shown_as_a_whole;
}
// Ids of the specialities that certainly nobody present covers; none where there are no members.
[[nodiscard]] std::vector<std::string> gaps_of(const TeamView& team);

[[nodiscard]] std::string_view covered_in_words(Tri covered);  // 有人具备|无人具备|待核实
// "具备专长，指…" what covering means, as one clause.
[[nodiscard]] std::string covering_in_words();

// A requirement that asks what the team lacks needs a team (team_not_stated).
[[nodiscard]] std::optional<Error> fault_in_team(const Matter& matter,
                                                 const Requirement& requirement);

}  // namespace bole
