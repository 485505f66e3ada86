#include "engine/vocabulary/data_lines.hpp"

#include <algorithm>

#include "engine/vocabulary/embedded.hpp"

namespace bole {
std::vector<std::string_view> cells_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<DataLine> data_lines(std::string_view file, std::size_t cells) {
  std::vector<DataLine> lines;
  for (const EmbeddedFile& embedded : vocabulary_files()) {
    if (embedded.name != file) continue;
    for (const std::string_view line : cells_of(embedded.text, '\n')) {
      if (line.empty() || line.front() == '#') continue;
      lines.push_back(cells_of(line, '\t'));
      lines.back().resize(cells);
    }
  }
  return lines;
}
}  // namespace bole
