#include "engine/query/names.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/text/fold.hpp"

namespace bole {
namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::u32string folded(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    characters += c < 0x80 ? static_cast<char32_t>(lower(static_cast<char>(c))) : c;
  }
  return characters;
}

// Levenshtein's distance, by rows.
std::size_t distance(std::u32string_view left, std::u32string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t exchange = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({exchange, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}
}  // namespace

bool same_name(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view nearest_name(std::string_view word, std::span<const std::string_view> names) {
  const std::u32string wanted = folded(word);
  std::string_view best;
  std::size_t fewest = 0;
  for (const std::string_view name : names) {
    const std::u32string candidate = folded(name);
    const std::size_t changes = distance(wanted, candidate);
    if (changes >= std::max(wanted.size(), candidate.size())) continue;
    if (best.empty() || changes < fewest) {
      best = name;
      fewest = changes;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> names) {
  const std::string_view nearest = nearest_name(word, names);
  if (!nearest.empty()) return "，最接近的是" + quoted(nearest);
  constexpr std::size_t shown = 12;
  std::string all = "，可用的有";
  for (std::size_t i = 0; i < names.size() && i < shown; ++i) {
    all += (i == 0 ? "" : "、") + std::string(names[i]);
  }
  return all + (names.size() > shown ? "等" : "");
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 40;
  std::string result = "“";
  result += first_characters(text, shown);
  if (count_characters(text) > shown) result += "…";
  return result + "”";
}
}  // namespace bole
