#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bole {

// A text as search sees it, with the way back to the text as it was given.
struct FoldedText {
  std::u32string text{};
  // For each character of `text` the number of the character it came from; empty when every
  // character stands for itself.
  std::vector<std::uint32_t> origins{};

  // The stretch of characters of the given text behind [begin, end) of the folded one.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> origin(std::size_t begin,
                                                               std::size_t end) const;
};

// Makes one of every way to write the same: compatibility forms (NFKC, character by character),
// full-width signs, capital letters, traditional characters, and the digits of a year in Chinese
// (二〇一五年 is 2015年). Valid UTF-8 in.
[[nodiscard]] FoldedText fold_for_search(std::string_view text);
// The same for text that only has to be compared.
[[nodiscard]] std::u32string folded(std::string_view text);

// One character; itself where it has several characters for its form.
[[nodiscard]] char32_t fold_character(char32_t character);

// Where a reader of Chinese would part a text into words, as ends of words in characters; the last
// is the length of the text. By ICU's dictionary; the same for all machines with one version of it.
[[nodiscard]] std::vector<std::uint32_t> word_ends(std::u32string_view text);

}  // namespace bole
