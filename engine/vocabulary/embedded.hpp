#pragma once
#include <span>

#include "engine/core/embedded_file.hpp"

namespace bole {

// engine/vocabulary/data/*.tsv as they stand, without stroke_overrides.tsv, by name.
[[nodiscard]] std::span<const EmbeddedFile> vocabulary_files();

}  // namespace bole
