#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"

namespace bole {

using SavedSearchId = Id<struct SavedSearchTag>;

// A search that a user keeps to ask again (保存的检索). Kept as asked: who is found is not part of
// it. Only its owner sees and changes it.
struct SavedSearch {
  SavedSearchId id{};
  std::string name{};  // 1 to 100 characters
  UserId owner{};
  std::string request{};  // JSON of the search request or chain, byte for byte as it was given
  std::string created{};  // UTC, "2026-03-01T08:00:00Z"
  friend bool operator==(const SavedSearch&, const SavedSearch&) = default;
};

// Codes besides JsonReader's: bad_saved_search_id, bad_name, bad_time, bad_request where the
// request is no JSON object or is longer than 64 kB.
[[nodiscard]] Result<SavedSearch> saved_search_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const SavedSearch& search);

[[nodiscard]] inline bool may_see(const SavedSearch& search, const UserId& user) {
  return search.owner == user;
}

// Whether the store takes the record from this author: only the owner makes and changes it, and
// owner and time of creation stay. Codes: not_the_owner (denied), owner_changed, created_changed
// (conflict).
[[nodiscard]] Result<Done> accept_saved_search(const std::optional<SavedSearch>& before,
                                               const SavedSearch& after, std::string_view by);

}  // namespace bole
