#pragma once
#include <string>

#include "engine/explain/explain.hpp"
#include "engine/match/closest_change.hpp"

namespace bole {

// One change in a sentence: what is wanting of which criterion for which band, and how it may come.
// Rests on the requirement, and on the record where something is to be verified there.
[[nodiscard]] Sentence change_sentence(const Requirement& requirement, const ClosestChange& change,
                                       const Profile& profile);

// What such sentences do not mean; printed below them.
[[nodiscard]] std::string change_caveat();

}  // namespace bole
