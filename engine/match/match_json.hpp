#pragma once
#include <functional>
#include <string>

#include "engine/match/ranking.hpp"

namespace bole {

// What a stored match says of its inputs besides the requirement itself.
struct MatchStamp {
  std::string id{};
  MatterId matter{};
  std::string requirement_hash{};
  std::string head_json{};  // {"epoch":…,"sequence":…,"hash":…}
  std::string program{};
  std::string rules{};
  std::string vocabulary{};
  PoolId pool{};
};

// The stored form of a match (docs/model.md §2): people in bands with their gates and criteria and
// evidence; the others with the gate that decided. `profile_of` gives the record behind a row, for
// evidence pointers. result_hash covers counts, bands and lists; "robust" follows from them.
[[nodiscard]] std::string match_json(const MatchStamp& stamp, const MatchInput& input,
                                     const MatchResult& result,
                                     const std::function<Profile(Row)>& profile_of);

// The result_hash alone, of a match of that pool.
[[nodiscard]] std::string match_result_hash(const PoolId& pool, const MatchInput& input,
                                            const MatchResult& result,
                                            const std::function<Profile(Row)>& profile_of);

// One gate's verdict as JSON members, without the braces' key: used by match and by check.
void append_gate(std::string& out, std::string_view label, std::string_view name,
                 const GateFinding& finding, const Profile& profile, const Rule* rule);

}  // namespace bole
