#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace bole {

using DataLine = std::vector<std::string_view>;

// The lines of a vocabulary file without its remarks, each with as many cells as asked for; what a
// file says too little is empty, and the tests find it. Views into the program.
[[nodiscard]] std::vector<DataLine> data_lines(std::string_view file, std::size_t cells);

// What stands between the separators, empty parts too.
[[nodiscard]] std::vector<std::string_view> cells_of(std::string_view text, char separator);

}  // namespace bole
