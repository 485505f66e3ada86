#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/profile/profile.hpp"
#include "index/store/store.hpp"

namespace bole {

// How a profile stands in the store: the body is its JSON without the sealed part and without the
// version, which the store counts; the sealed part is kept apart.

// A put with the lookups by which identity is found. `expected` is the profile's version. The body
// is written over `spare`, whose memory serves again.
[[nodiscard]] Put put_of(const Profile& profile, std::string spare = {});
// Refused with code erased when the record was erased; store_damaged is thrown when the text is
// none of ours.
[[nodiscard]] Result<Profile> profile_of(const Record& record);
// Of a record that was not erased: throws store_damaged where there is nothing to read.
[[nodiscard]] Profile sound_profile(const Record& record);

// People whom an import has just stored: each with the id and version that its commit gave, in the
// order of the changes, which name this source.
struct StoredPeople {
  std::string source{};
  std::vector<Profile> people{};
};

// The body without the provenance, which stands last: equal for equal facts, wherever from.
[[nodiscard]] std::string_view facts_of(std::string_view body);

// Empty when there is no ID number whose form and check digit hold.
[[nodiscard]] std::string valid_id_number(const Profile& profile);
// The lookups. Empty when there is no valid number, or no name.
[[nodiscard]] std::string id_number_lookup(const std::string& valid_number);
[[nodiscard]] std::string name_birth_lookup(const Profile& profile);  // to the month; or none

}  // namespace bole
