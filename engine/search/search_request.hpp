#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/result.hpp"
#include "engine/profile/profile.hpp"
#include "engine/query/search_chain.hpp"
#include "engine/search/lexicon.hpp"
#include "engine/search/name_index.hpp"

namespace bole {

// What is asked of search. Everything may be left out; without query and filter it lists the pool.
struct SearchRequest {
  std::string query{};
  std::string filter{};                                                    // docs/filter.md
  std::string pool{};                                                      // empty: 全库
  SearchChain chain{};                                                     // searched within
  std::vector<std::string> facets{};                                       // attributes to count by
  std::vector<std::pair<std::string, std::vector<std::string>>> select{};  // facet, its values
  std::string sort{};  // empty: by score, then id; else an attribute, descending with - before it
  std::optional<Day> as_of{};  // empty: today
  std::size_t limit = 20;      // 1 to 200
  std::string cursor{};
  bool explain = false;
};
[[nodiscard]] Result<SearchRequest> search_request_from_json(std::string_view json);
// Canonical, without limit, cursor and explain: equal for the same question.
[[nodiscard]] std::string to_json(const SearchRequest& request);

struct SearchPlace {
  std::string attribute{};
  std::string pointer{};  // of the value in the profile
  Span span{};            // characters of that value
  std::vector<std::string> words{};
  FormKind by = FormKind::word;
  std::string text{};  // the line around it
};

struct ScorePart {
  std::string attribute{};
  std::int64_t share = 0;
};

// How one word of the query was scored: docs/search.md.
struct WordScore {
  std::string word{};
  std::string form{};
  FormKind by = FormKind::word;
  std::int64_t rarity = 0;
  std::int64_t share = 0;  // permille
  std::int64_t score = 0;
};

struct SearchHit {
  ProfileId profile{};
  std::string name{};
  std::string current{};  // 现任职务
  std::optional<FoundBy> found_by{};
  std::vector<SearchPlace> where{};
  std::int64_t score = 0;
  std::vector<ScorePart> parts{};  // sum to the score
  std::vector<WordScore> words{};  // only where an explanation was asked for
};

// A word of the query and how it was understood.
struct UnderstoodWord {
  std::string word{};
  struct Form {
    std::string text{};
    FormKind by = FormKind::word;
    int until = 0;
  };
  std::vector<Form> forms{};
};

// A word that may mean what is sealed (女, 党员, 白族): it is looked for in texts and names only.
struct RefusedWord {
  std::string word{};
  std::string code{};     // sealed_attribute
  std::string message{};  // one Chinese sentence
};

struct FacetCount {
  std::string value{};
  std::uint64_t count = 0;
  bool selected = false;
};
struct FacetAnswer {
  std::string attribute{};
  std::vector<FacetCount> values{};
  std::uint64_t further = 0;  // values left out because there are too many
  std::uint64_t unknown = 0;  // 资料不全
};

// A condition of a search that found nobody: of the pool, how many fulfil it, and how many it and
// all before it.
struct ConditionAnswer {
  std::string name{};
  std::uint64_t alone = 0;
  std::uint64_t running = 0;
};

// Conditions without which there would be people.
struct RelaxationAnswer {
  std::vector<std::string> without{};
  std::uint64_t count = 0;
};

struct SearchAnswer {
  Day as_of{};
  std::uint64_t total = 0;
  std::uint64_t unknown = 0;      // fulfil the filter perhaps: 资料不全
  std::uint64_t not_indexed = 0;  // of the pool, not yet in full text
  std::vector<UnderstoodWord> understood{};
  std::vector<RefusedWord> refused{};
  std::vector<SearchHit> hits{};
  std::vector<FacetAnswer> facets{};
  std::vector<ChainCount> chain{};  // by step
  // Of an answer without people.
  std::vector<ConditionAnswer> conditions{};
  std::string emptied_by{};  // the first condition that left nobody
  std::vector<RelaxationAnswer> relaxations{};
  std::string next{};    // cursor; empty on the last page
  bool changed = false;  // 数据已更新: the store has moved on since the first page
};
[[nodiscard]] std::string to_json(const SearchHit& hit);
[[nodiscard]] std::string to_json(const SearchAnswer& answer);

}  // namespace bole
