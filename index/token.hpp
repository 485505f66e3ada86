#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "index/store/store.hpp"

namespace bole {

// Gives the user a new token for the HTTP interface, in place of an earlier one, and returns it.
// Only its SHA-256 is kept (Collection::token): it cannot be shown again. The user exists.
Result<std::string> new_token(Store& store, const std::string& user, const Authorship& authorship);

// Whose token it is.
[[nodiscard]] std::optional<std::string> user_with_token(const Store& store,
                                                         std::string_view token);

}  // namespace bole
