#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/search/postings.hpp"
#include "engine/search/text_query.hpp"

// Which documents a query finds, and how they score. Whole numbers only.
//
//   score   = Σ over groups (rarity · best over the group's forms (share · weight / 1000) / 1000)
//   rarity  = 1000 · log2((n + 1) / f), n documents, f of them with the group; at least 100
//   share   = best place + an eighth of the others, permille, at most 1500
//   weight  = 1000 the word itself, 850 a synonym, 750 a former name, 400 what is related
//
// Where any group is enough, each pair of neighbouring characters of the query adds rarity · share
// · 250 / 1 000 000 of its own, and each group that is met 1 000 000 000: whoever meets more groups
// comes first.
namespace bole {

struct GroupMatch {
  std::int32_t share = 0;  // of the best form, weighed; 0: not found
  std::uint16_t form = 0;  // index into the group's forms
};
struct TextMatch {
  DocId document{};
  std::int64_t score = 0;
};
struct GroupPart {
  std::int64_t rarity = 0;
  GroupMatch match{};
  std::int64_t score = 0;
};

enum class Demand : std::uint8_t {
  all,  // every group
  any,  // one group or more
};

// May leave a document out: its person is not in the pool or does not fulfil the filter.
using DocumentFilter = std::function<bool(DocId)>;

// A document that fulfils a group otherwise than by its texts (by the person's name).
using OtherWay = std::vector<std::vector<TextMatch>>;

struct TextMatches {
  std::vector<TextMatch> all{};          // in the order of documents, each once
  std::vector<std::int64_t> rarities{};  // by group
};

// `named`: by group, in the order of documents, those who fulfil it by name and with what score;
// may be empty. Rarities are over all documents, whatever the filter leaves; those of an earlier
// answer to the same query may be given instead.
[[nodiscard]] TextMatches match_text(const Postings& postings, const TextQuery& query,
                                     Demand demand, const OtherWay& named,
                                     const DocumentFilter& filter,
                                     const std::vector<std::int64_t>& rarities = {});

// How the score of one document comes about, by group; the same sum as match_text gives without
// names. Document 0 is that of whoever is not in full text yet: no part has a score.
[[nodiscard]] std::vector<GroupPart> explain_text(const Postings& postings, const TextQuery& query,
                                                  const std::vector<std::int64_t>& rarities,
                                                  DocId document);

// 1000 · log2(numerator / denominator), truncated; both positive, numerator not the smaller.
[[nodiscard]] std::int64_t log2_permille(std::uint64_t numerator, std::uint64_t denominator);

}  // namespace bole
