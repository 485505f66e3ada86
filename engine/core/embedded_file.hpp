#pragma once
#include <span>
#include <string_view>

namespace bole {

// A data file built into the program by bole_embed_files (engine/vocabulary/embed.cmake), which
// defines a function that returns the files it was given.
struct EmbeddedFile {
  std::string_view name{};
  std::string_view text{};
};

}  // namespace bole
