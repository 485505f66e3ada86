#pragma once
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// The one JSON form of a profile (docs/model.md §1, schema 1). Canonical: fixed key order, compact,
// absent keys for what is not known. write ∘ read is the identity on what it writes.
//
// Reading: text that is not JSON in UTF-8, is nested deeper than 32, is no object or says it is of
// another schema is refused (bad_json, too_deep, not_an_object, unknown_schema). Inside an object a
// wrong type, an unknown or repeated key, a date that does not exist or a word outside a closed
// list costs that one value and is listed in `issues` (wrong_type, unknown_key, duplicate_key,
// bad_date, bad_value) with its JSON pointer; the rest is kept. null says no more than an absent
// key, except for the end of an appointment. `row` is copied to the issues.
[[nodiscard]] Result<Profile> profile_from_json(std::string_view json, Issues& issues, int row = 0);

// as_stored: without the sealed part, which the store keeps apart, and without the version, which
// it counts.
enum class Sealing { with_sealed, without_sealed, as_stored };
void append_json(std::string& out, const Profile& profile, Sealing sealing = Sealing::with_sealed);
[[nodiscard]] std::string to_json(const Profile& profile, Sealing sealing = Sealing::with_sealed);

// The sealed part on its own, for the store, which keeps it apart.
[[nodiscard]] std::string sealed_to_json(const Sealed& sealed);
[[nodiscard]] Result<Sealed> sealed_from_json(std::string_view json);

// The parts, for `inspect --resume` and reports.
[[nodiscard]] std::string to_json(const Appointment& appointment);

}  // namespace bole
