#pragma once
#include <span>

#include "engine/core/embedded_file.hpp"

namespace bole {

// data-samples/register.ndjson as it stands, the only file.
[[nodiscard]] std::span<const EmbeddedFile> sample_register();

}  // namespace bole
