#pragma once
#include <string>
#include <vector>

#include "engine/query/saved_search.hpp"
#include "index/store/store.hpp"

namespace bole {

// Searches that users keep (保存的检索). Nobody sees or changes another's: for others it is
// saved_search_not_found. `user` exists.
[[nodiscard]] std::vector<SavedSearch> saved_searches(const Store& store, const UserId& user);
[[nodiscard]] Result<SavedSearch> saved_search(const Store& store, const SavedSearchId& id,
                                               const UserId& user);

// Keeps it under its id, in place of the user's earlier one of that id. `request` is checked as
// search would (search_request.hpp). Codes besides those: those of saved_search_from_json,
// not_the_owner.
Result<SavedSearch> save_search(Store& store, const SavedSearchId& id, const std::string& name,
                                const std::string& request, const Authorship& authorship);
// Removes what was kept; that it was removed stays on record.
Result<Done> remove_saved_search(Store& store, const SavedSearchId& id,
                                 const Authorship& authorship);

}  // namespace bole
