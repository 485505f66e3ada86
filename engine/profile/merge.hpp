#pragma once
#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// What becomes of a person's record when the same person comes again.
//
// A part that `incoming` knows replaces the stored one, lists as a whole; a part that it does not
// know stays, with a note in the provenance where it came from. Appointments and 简历 are one part,
// since spans of the one point into the other. A fact that was verified against the paper file
// stays unless `incoming` brings a verification of its own; where the values differ an issue
// verified_kept says so. Tags that a person set on an appointment go over to the appointment of the
// same key and start, else of the same start and posts; where there is none an issue
// person_tag_lost names them. Id and version are those of `stored`. What is derived has to be
// derived again.
[[nodiscard]] Profile merge(const Profile& stored, Profile incoming, Issues& issues);

}  // namespace bole
