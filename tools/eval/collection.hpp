#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace bole {

// A test collection for search, as TREC has them.
struct CollectionText {
  std::string id{};
  std::string text{};
};
// Two columns parted by a tab: id, text. Codes: bad_collection_line (where says which line),
// duplicate_id, collection_empty.
[[nodiscard]] Result<std::vector<CollectionText>> read_texts(std::string_view file);

// By query: grade by document; 0 and less are not relevant.
using Grades = std::map<std::string, std::map<std::string, int>>;
// Four columns: query, iteration, document, grade. Code bad_qrels_line.
[[nodiscard]] Result<Grades> read_grades(std::string_view file);

// What a system answered, best first.
struct RetrievedDocument {
  std::string id{};
  double score = 0;
};
using TrecRun = std::map<std::string, std::vector<RetrievedDocument>>;
// query Q0 document rank score tag
[[nodiscard]] std::string to_trec(const TrecRun& run, const std::string& tag);

// Means over the queries that have a relevant document (grade 1 or more); a query without an answer
// counts as zero. nDCG with gain 2^grade - 1 and discount log2(rank + 1).
struct Measures {
  std::size_t queries = 0;
  double map = 0;  // over the whole answer
  double ndcg_10 = 0;
  double recall_100 = 0;
};
[[nodiscard]] Measures measure(const TrecRun& run, const Grades& grades);

// What every engine gives: pairs of neighbouring characters, BM25 with k1 = 1.2, b = 0.75, any pair
// may match.
[[nodiscard]] TrecRun ngram_bm25(const std::vector<CollectionText>& corpus,
                                 const std::vector<CollectionText>& queries, std::size_t limit);

}  // namespace bole
