#pragma once
#include <random>

#include "engine/profile/profile.hpp"

namespace bole::testing {

// A profile in which every member is sometimes known, sometimes unknown and, for lists, sometimes
// known to be none. The same numbers give the same profile. Nothing in it is meant to be believed.
[[nodiscard]] Profile random_profile(std::mt19937& numbers);

}  // namespace bole::testing
