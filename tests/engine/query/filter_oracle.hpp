#pragma once
#include <optional>

#include "engine/profile/profile.hpp"
#include "engine/query/filter.hpp"

namespace bole {

// The filter language once more, straight from its description: a person at a time, over the
// record, with sets of months instead of intervals. Empty means unknown.
[[nodiscard]] std::optional<bool> oracle(const Filter& filter, const Profile& profile, Day as_of);

}  // namespace bole
