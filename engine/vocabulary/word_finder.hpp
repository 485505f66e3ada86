#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace bole {

// Finds many words in a text in one pass (Aho and Corasick's automaton over Unicode characters).
// Immutable once built; shared by threads.
class WordFinder {
 public:
  // A place in the text, in bytes, and which of the words stands there.
  struct Hit {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t word = 0;
  };

  // The words must be distinct and not empty; a word's number is its place in the list.
  explicit WordFinder(const std::vector<std::string_view>& words);

  // Every place where a word stands, in the order of the text, but none that lies inside the place
  // of a longer one: 农业 is not found in 农业银行 when both are words.
  void find(std::string_view text, std::vector<Hit>& hits) const;

  // Every place where a word stands, also inside a longer one: in the order of their ends, at one
  // end the longest first.
  void find_all(std::string_view text, std::vector<Hit>& hits) const;

 private:
  struct Edge {
    char32_t character = 0;
    std::uint32_t target = 0;
  };
  struct Node {
    std::uint32_t first_edge = 0;
    std::uint32_t last_edge = 0;
    std::uint32_t fallback = 0;    // the longest proper suffix that is a node
    std::uint32_t word = no_word;  // the longest word that ends here
    std::uint32_t word_bytes = 0;
  };
  static constexpr std::uint32_t no_word = UINT32_MAX;
  static constexpr char32_t characters_told_apart = 0x10000;

  // Most characters of a text are such, and the root has the most children to look through.
  [[nodiscard]] bool starts_no_word(char32_t character) const;
  [[nodiscard]] std::uint32_t step(std::uint32_t node, char32_t character) const;
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char32_t character) const;

  std::vector<Node> nodes_;  // node 0 is the root, which is also "no such child"
  std::vector<Edge> edges_;  // by node, then by character
  // A bit for each character that begins a word.
  std::vector<std::uint64_t> starts_ = std::vector<std::uint64_t>(characters_told_apart / 64);
};

}  // namespace bole
