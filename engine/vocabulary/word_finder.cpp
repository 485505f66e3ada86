#include "engine/vocabulary/word_finder.hpp"

#include <algorithm>
#include <map>

#include "engine/text/utf8.hpp"

namespace bole {

WordFinder::WordFinder(const std::vector<std::string_view>& words) {
  std::vector<std::map<char32_t, std::uint32_t>> children(1);
  nodes_.resize(1);
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    std::uint32_t node = 0;
    for (std::size_t at = 0; at < words[word].size();) {
      const auto next = static_cast<std::uint32_t>(nodes_.size());
      const auto [place, is_new] =
          children[node].try_emplace(next_character(words[word], at), next);
      if (is_new) {
        nodes_.emplace_back();
        children.emplace_back();
      }
      node = place->second;
    }
    nodes_[node].word = word;
    nodes_[node].word_bytes = static_cast<std::uint32_t>(words[word].size());
  }
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size());
    for (const auto& [character, target] : children[node]) edges_.push_back({character, target});
    nodes_[node].last_edge = static_cast<std::uint32_t>(edges_.size());
  }
  for (const auto& [character, node] : children[0]) {
    if (character < characters_told_apart) starts_[character / 64] |= 1ULL << (character % 64);
  }
  // Breadth first, so that a node's fallback is complete before the node is reached.
  std::vector<std::uint32_t> queue{0};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t parent = queue[i];
    for (const auto& [character, node] : children[parent]) {
      queue.push_back(node);
      std::uint32_t suffix = 0;
      if (parent != 0) {
        std::uint32_t from = nodes_[parent].fallback;
        while (from != 0 && child(from, character) == 0) from = nodes_[from].fallback;
        suffix = child(from, character);
      }
      nodes_[node].fallback = suffix;
      if (nodes_[node].word == no_word) {
        nodes_[node].word = nodes_[suffix].word;
        nodes_[node].word_bytes = nodes_[suffix].word_bytes;
      }
    }
  }
}

std::uint32_t WordFinder::child(std::uint32_t node, char32_t character) const {
  const auto begin = edges_.begin() + nodes_[node].first_edge;
  const auto end = edges_.begin() + nodes_[node].last_edge;
  const auto edge = std::ranges::lower_bound(begin, end, character, {}, &Edge::character);
  return edge != end && edge->character == character ? edge->target : 0;
}

bool WordFinder::starts_no_word(char32_t character) const {
  return character < characters_told_apart &&
         (starts_[character / 64] >> (character % 64) & 1U) == 0;
}

std::uint32_t WordFinder::step(std::uint32_t node, char32_t character) const {
  while (node != 0) {
    if (const std::uint32_t next = child(node, character)) return next;
    node = nodes_[node].fallback;
  }
  return starts_no_word(character) ? 0 : child(0, character);
}

void WordFinder::find(std::string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < text.size();) {
    node = step(node, next_character(text, at));
    if (nodes_[node].word == no_word) continue;
    const auto end = static_cast<std::uint32_t>(at);
    const std::uint32_t begin = end - nodes_[node].word_bytes;
    while (!hits.empty() && hits.back().begin >= begin) hits.pop_back();
    hits.push_back({begin, end, nodes_[node].word});
  }
}

void WordFinder::find_all(std::string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < text.size();) {
    node = step(node, next_character(text, at));
    const auto end = static_cast<std::uint32_t>(at);
    // A node without a word of its own carries that of its longest suffix that has one.
    std::uint32_t shorter = UINT32_MAX;
    for (std::uint32_t suffix = node; nodes_[suffix].word != no_word;
         suffix = nodes_[suffix].fallback) {
      if (nodes_[suffix].word_bytes >= shorter) continue;
      shorter = nodes_[suffix].word_bytes;
      hits.push_back({end - shorter, end, nodes_[suffix].word});
    }
  }
}

}  // namespace bole
