#include "engine/normalise/written_level.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/text/utf8.hpp"

namespace bole {
namespace {

bool opens(char32_t c) { return c == U'（' || c == U'('; }
bool closes(char32_t c) { return c == U'）' || c == U')'; }
bool parts(char32_t c) {
  return c == U'、' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U' ' ||
         c == U'　' || c == U'\n' || c == U'\r';
}

bool tells_of_a_part_of_the_time(std::string_view inside) {
  if (inside.starts_with("其间") || inside.starts_with("期间") || inside.empty()) return true;
  std::size_t at = 0;
  const char32_t first = next_character(inside, at);
  return (first >= U'0' && first <= U'9') || (first >= U'０' && first <= U'９');
}

Level highest_of_list(std::string_view inside, const Vocabulary& vocabulary) {
  Level highest = Level::unknown;
  std::size_t begin = 0;
  for (std::size_t at = 0; begin <= inside.size();) {
    const std::size_t end = at;
    const bool ended = at >= inside.size();
    if (!ended && !parts(next_character(inside, at))) continue;
    if (const auto level = vocabulary.level(inside.substr(begin, end - begin))) {
      highest = std::max(highest, *level);
    }
    if (ended) break;
    begin = at;
  }
  return highest;
}

}  // namespace

Level level_in_brackets(std::string_view text, const Vocabulary& vocabulary) {
  const bool no_bracket =
      text.find('(') == std::string_view::npos && text.find("（") == std::string_view::npos;
  if (no_bracket) return Level::unknown;
  Level highest = Level::unknown;
  std::size_t inside = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t character = next_character(text, at);
    if (opens(character)) {
      if (depth++ == 0) inside = at;
    } else if (closes(character) && depth > 0 && --depth == 0) {
      const std::string_view content = text.substr(inside, before - inside);
      if (tells_of_a_part_of_the_time(content)) continue;
      highest = std::max(highest, highest_of_list(content, vocabulary));
    }
  }
  return highest;
}

Level level_in_title(std::string_view title, const Vocabulary& vocabulary) {
  if (const auto level = vocabulary.level(title)) return *level;
  constexpr std::string_view grade_word = "级";
  const std::size_t word = title.find(grade_word);
  if (word == std::string_view::npos) return Level::unknown;
  const std::size_t end = word + grade_word.size();
  if (title.substr(end).starts_with("待遇")) return Level::unknown;
  return vocabulary.level(title.substr(0, end)).value_or(Level::unknown);
}

std::string_view without_brackets(std::string_view title) {
  if (!title.ends_with(")") && !title.ends_with("）")) return title;
  std::size_t begin = title.size();
  int depth = 0;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t before = at;
    const char32_t character = next_character(title, at);
    if (opens(character) && depth++ == 0) begin = before;
    if (closes(character) && depth > 0) --depth;
  }
  return title.substr(0, begin);
}

}  // namespace bole
