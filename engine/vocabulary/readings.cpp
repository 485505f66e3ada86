#include "engine/vocabulary/readings.hpp"

#include <unordered_map>
#include <unordered_set>

#include "engine/core/embedded_file.hpp"
#include "engine/text/utf8.hpp"

namespace bole {
// The table that reading_table.awk makes at build time.
[[nodiscard]] std::span<const EmbeddedFile> reading_files();

namespace {
struct Readings {
  std::unordered_map<char32_t, std::vector<std::string_view>> of_character{};
  std::unordered_set<std::string_view> syllables{};

  Readings() {
    const std::string_view text = reading_table();
    of_character.reserve(45000);
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_character(text, at);
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::vector<std::string_view>& all = of_character[character];
      for (std::size_t begin = at + 1; begin < end;) {
        const std::size_t stop = std::min(text.find(' ', begin), end);
        all.push_back(text.substr(begin, stop - begin));
        begin = stop + 1;
      }
      at = end + 1;
      syllables.insert(all.begin(), all.end());
    }
  }
};

const Readings& table() {
  static const Readings built;
  return built;
}
}  // namespace

std::span<const std::string_view> readings(char32_t character) {
  const auto found = table().of_character.find(character);
  if (found == table().of_character.end()) return {};
  return found->second;
}

std::vector<std::string_view> syllables() {
  return {table().syllables.begin(), table().syllables.end()};
}

std::string_view reading_table() { return reading_files().front().text; }
}  // namespace bole
