#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/match_text.hpp"
#include "engine/search/search_request.hpp"

namespace bole {

// What a hit by name says: its place in the name and its score.
void explain_name(std::string_view name, const NameHit& found, SearchHit& hit);

// Says where and why a person was found, from the record itself: fills `where`, `parts` and, when
// asked for, `words` of the hit. `groups` are the scores of the query's groups by text, see
// explain_text(); `name` is the hit by name, if there is one, and its score.
void explain_hit(const Profile& profile, const Vocabulary& vocabulary, const TextQuery& query,
                 const std::vector<GroupPart>& groups, const NameHit* name, bool words,
                 SearchHit& hit);

}  // namespace bole
