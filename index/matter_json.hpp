#pragma once
#include <string>

#include "index/matter_desk.hpp"

namespace bole {

// What the steps of a matter answer, as JSON.
[[nodiscard]] std::string to_json(const ProposedRequirement& proposed);
[[nodiscard]] std::string to_json(const PreviewReport& preview);

}  // namespace bole
