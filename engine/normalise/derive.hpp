#pragma once
#include "engine/profile/profile.hpp"
#include "engine/profile/register.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// Fills what appointments yield by vocabulary and register, and not by guess: organisation ids,
// head, level with its source (declared > written > register > none), system, place, speciality
// and field tags with the words that showed them; then current.appointments, current.level and
// level_since where not declared. Keeps what a person set (tags by "person", declared levels) and
// replaces what vocabulary or register set before. Idempotent.
void derive(Profile& profile, const Register& reg, const Vocabulary& vocabulary);

}  // namespace bole
