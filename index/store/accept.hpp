#pragma once
#include <string_view>

#include "engine/core/result.hpp"
#include "index/store/store.hpp"

namespace bole {

// The last fence before a record becomes a version: both stores call it, under the writer's lock,
// for every put. `before` is empty for a new record. It knows which collections have rules (a
// matter's states and second person, a saved search's owner, that matches and reports never change)
// and lets everything else pass.
[[nodiscard]] Result<Done> accept(Collection collection, std::string_view before,
                                  std::string_view after, const Authorship& authorship);

}  // namespace bole
