#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/profile/profile.hpp"
#include "engine/search/lexicon.hpp"

namespace bole {

// One way in which a group of the query may be fulfilled.
struct QueryForm {
  std::string text{};  // folded; the word that is looked for
  std::string term{};  // of the index; empty: the text is looked for as a phrase
  FormKind kind = FormKind::word;
  int until = 0;      // as of WordForm
  int weight = 1000;  // permille
  friend bool operator==(const QueryForm&, const QueryForm&) = default;
};

// A word of the query with the ways to say it: OR inside, AND across.
struct QueryGroup {
  std::string word{};  // folded, as asked
  bool quoted = false;
  // The stretch of the query it was read from, as written, and whether it is the first group of it:
  // a stretch may be a name.
  std::string stretch{};
  bool first = false;
  bool only = false;  // and the only one
  std::vector<QueryForm> forms{};
  friend bool operator==(const QueryGroup&, const QueryGroup&) = default;
};

struct TextQuery {
  std::vector<QueryGroup> groups{};
  // Terms of all neighbouring characters of the query, whatever words they make: where any group is
  // enough, a text that shares some of them is better than one that shares none.
  std::vector<std::string> pairs{};
  friend bool operator==(const TextQuery&, const TextQuery&) = default;
};

inline constexpr std::size_t max_query_characters = 4096;
inline constexpr std::size_t max_query_groups = 32;

// Reads a query as an official types it: words parted by spaces or signs, or run together; words in
// "" or “” are taken as they stand. What says nothing about whom is asked for (有…经历的) is left
// out. Codes: query_too_long, bad_encoding, unbalanced_quote, query_without_words,
// query_too_many_words.
[[nodiscard]] Result<TextQuery> parse_query(std::string_view query, const Vocabulary& vocabulary);

}  // namespace bole
