#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
//
// A form shows only a part of what a ledger holds (the appraisals of the last years, a sanction
// without its document). So where all that a form says in a list, or of the level or 职级, is in
// the stored record already, what is stored stays. A record is a form when its provenance names a
// file and no row.
[[nodiscard]] Profile merge(const Profile& stored, Profile incoming, Issues& issues);

// The parts of a record that one import has told of by now, a bit for each.
struct Told {
  std::uint32_t by_forms = 0;
  std::uint32_t by_ledgers = 0;
};
[[nodiscard]] Told told_by(const Profile& record);

// A part of which two records of one import say different things.
struct Contradiction {
  std::string_view pointer{};  // "/current/grade"
  std::string_view label{};    // 职级
  std::string earlier{};       // what each says, where it fits in a line and is not sealed
  std::string later{};
};

// What `later` says differently of one person than the records before it in one import; empty where
// it only adds. `earlier` is the person as known from those, who told of `told`. A form may say
// less than a ledger; two ledgers, or two forms, may not differ in what both tell of.
[[nodiscard]] std::vector<Contradiction> contradictions(const Profile& earlier, Told told,
                                                        const Profile& later);

// Takes those parts out of `record`, so that the rest of it can be merged.
void leave_out(const std::vector<Contradiction>& parts, Profile& record);

}  // namespace bole
