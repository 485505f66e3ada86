#pragma once
#include "engine/profile/profile.hpp"
#include "engine/profile/register.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// Fills what appointments yield by vocabulary and register, and not by guess: organisation ids and
// kinds, head, level with its source (declared > written > register > none), system, place,
// speciality and field tags with the words that showed them; then current.appointments,
// current.level and level_since where not declared. Keeps what a person set (tags by "person",
// declared levels) and replaces what vocabulary or register set before. Idempotent.
//
// A level from the register is that of the post; else the organisation's for its head, and one
// below for a deputy where the organisation is of a 正职 level; a section has one only if the
// register has the section (find_post.hpp). In an enterprise or a university only the post's own
// counts, since there is no level that its organisation could lend. The highest post of an
// appointment decides. 挂职, study and memberships change no level. An open appointment that runs
// beside another does not make the current level.
void derive(Profile& profile, const Register& reg, const Vocabulary& vocabulary);

// The same for a record that is read by itself, without the register it was once derived with: what
// it states of levels, 任该层次时间 and places stands whatever its source, and only the rest is
// filled.
void derive_unstated(Profile& profile, const Register& reg, const Vocabulary& vocabulary);

}  // namespace bole
