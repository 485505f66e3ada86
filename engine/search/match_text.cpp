#include "engine/search/match_text.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/search/document.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"

namespace bole {
namespace {
constexpr std::int64_t least_rarity = 100;
constexpr std::int64_t pair_weight = 250;

// The documents of one group, ascending, with what they have of it.
struct Found {
  DocId document{};
  GroupMatch match{};
};

GroupMatch better(const GroupMatch& a, const GroupMatch& b) { return b.share > a.share ? b : a; }

// Both ascending; where both have a document the better match stays.
std::vector<Found> united(std::vector<Found> a, const std::vector<Found>& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  std::vector<Found> both;
  both.reserve(a.size() + b.size());
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->document < right->document) {
      both.push_back(*left++);
    } else if (right->document < left->document) {
      both.push_back(*right++);
    } else {
      both.push_back({left->document, better(left->match, right->match)});
      ++left;
      ++right;
    }
  }
  both.insert(both.end(), left, a.end());
  both.insert(both.end(), right, b.end());
  return both;
}

class Matcher {
 public:
  explicit Matcher(const Postings& postings) : postings_(postings) {}

  std::vector<Found> group(const QueryGroup& group) const {
    std::vector<Found> all;
    for (std::uint16_t form = 0; form < group.forms.size(); ++form) {
      all = united(std::move(all), documents_of(group.forms[form], form));
    }
    return all;
  }

  // What a document has of one form.
  [[nodiscard]] int share_in(const QueryForm& form, DocId document) const {
    if (form.term.empty()) return share_of_phrase(form.text, document);
    const auto cursor = postings_.open(form.term);
    cursor->skip_to(document);
    return cursor->at_end() || cursor->document() != document ? 0 : cursor->share();
  }

 private:
  std::vector<Found> documents_of(const QueryForm& form, std::uint16_t number) const {
    std::vector<Found> found;
    const auto put = [&](DocId document, int share) {
      if (share > 0) found.push_back({document, {weighed(share, form), number}});
    };
    if (!form.term.empty()) {
      for (const auto cursor = postings_.open(form.term); !cursor->at_end(); cursor->next()) {
        put(cursor->document(), cursor->share());
      }
      return found;
    }
    for (const DocId document : candidates(form.text)) {
      put(document, share_of_phrase(form.text, document));
    }
    return found;
  }

  // Documents that may have the phrase, ascending: those that have all its terms.
  [[nodiscard]] std::vector<DocId> candidates(const std::string& phrase) const {
    const std::u32string characters = to_utf32(phrase);
    const std::vector<std::string> terms = terms_of_phrase(characters);
    if (terms.empty()) return with_character(characters);
    std::vector<std::unique_ptr<PostingCursor>> cursors;
    for (const std::string& term : terms) cursors.push_back(postings_.open(term));
    std::vector<DocId> all;
    for (DocId document{1};;) {
      const DocId wanted = document;
      for (const auto& cursor : cursors) {
        cursor->skip_to(document);
        if (cursor->at_end()) return all;
        document = cursor->document();
        if (document != wanted) break;
      }
      if (document != wanted) continue;
      all.push_back(document);
      ++document.value;
    }
  }

  [[nodiscard]] std::vector<DocId> with_character(const std::u32string& characters) const {
    std::vector<DocId> all;
    const auto han = std::ranges::find_if(characters, is_han);
    if (han == characters.end()) return all;
    postings_.for_each_term(character_prefix(*han), [&](const std::string& term) {
      for (const auto cursor = postings_.open(term); !cursor->at_end(); cursor->next()) {
        all.push_back(cursor->document());
      }
    });
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
  }

  [[nodiscard]] int share_of_phrase(const std::string& phrase, DocId document) const {
    const std::string texts = postings_.texts(document);
    FoldedParts parts(texts);
    FoldedParts::Part part;
    Share share;
    while (parts.next(part)) {
      for (std::size_t at = find_phrase(part.text, phrase, 0); at != std::string_view::npos;
           at = find_phrase(part.text, phrase, at + phrase.size())) {
        share.add(part.weight);
      }
    }
    return share.value();
  }

  static std::int32_t weighed(int share, const QueryForm& form) {
    return std::max(1, share * form.weight / 1000);
  }

  const Postings& postings_;
};

struct Sum {
  DocId document{};
  std::int64_t score = 0;
  std::uint32_t groups = 0;
};

std::int64_t part_score(std::int64_t rarity, const GroupMatch& match) {
  return rarity * match.share / 1000;
}
std::int64_t rarity_of(const Postings& postings, std::size_t found) {
  return std::max(least_rarity, log2_permille(std::uint64_t{postings.documents()} + 1,
                                              std::max<std::size_t>(1, found)));
}

// Adds what documents share of the query's pairs of characters.
std::vector<Sum> with_pairs(const Postings& postings, const TextQuery& query,
                            std::vector<Sum> sums) {
  std::map<DocId, std::int64_t> shared;
  for (const std::string& term : query.pairs) {
    const std::int64_t rarity = rarity_of(postings, postings.frequency(term));
    for (const auto cursor = postings.open(term); !cursor->at_end(); cursor->next()) {
      shared[cursor->document()] += rarity * cursor->share() / 1000 * pair_weight / 1000;
    }
  }
  std::vector<Sum> merged;
  auto old = sums.begin();
  for (const auto& [document, score] : shared) {
    while (old != sums.end() && old->document < document) merged.push_back(*old++);
    Sum sum{document, score, 0};
    if (old != sums.end() && old->document == document) sum.score += old++->score;
    merged.push_back(sum);
  }
  merged.insert(merged.end(), old, sums.end());
  return merged;
}
}  // namespace

std::int64_t log2_permille(std::uint64_t numerator, std::uint64_t denominator) {
  std::int64_t whole = 0;
  // 31 bits of fraction: numerator/denominator in [1, 2) as a fixed-point number.
  while (numerator / 2 >= denominator) {
    denominator *= 2;
    ++whole;
  }
  std::uint64_t x = (numerator << 31) / denominator;
  std::int64_t fraction = 0;  // in 1/1024
  for (int bit = 0; bit < 10; ++bit) {
    x = x * x >> 31;
    fraction *= 2;
    if (x >= std::uint64_t{1} << 32) {
      x >>= 1;
      ++fraction;
    }
  }
  return whole * 1000 + fraction * 1000 / 1024;
}

TextMatches match_text(const Postings& postings, const TextQuery& query, Demand demand,
                       const OtherWay& named, const DocumentFilter& filter,
                       const std::vector<std::int64_t>& rarities) {
  const Matcher matcher(postings);
  TextMatches result;
  std::vector<Sum> sums;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    const std::vector<Found> found = matcher.group(query.groups[number]);
    const std::int64_t rarity =
        number < rarities.size() ? rarities[number] : rarity_of(postings, found.size());
    result.rarities.push_back(rarity);
    // Texts and names of this group, then with what the groups before it found.
    std::vector<Sum> of_group;
    of_group.reserve(found.size());
    for (const Found& one : found) {
      of_group.push_back({one.document, part_score(rarity, one.match), 1});
    }
    if (number < named.size() && !named[number].empty()) {
      std::vector<Sum> both;
      auto text = of_group.begin();
      for (const TextMatch& name : named[number]) {
        while (text != of_group.end() && text->document < name.document) both.push_back(*text++);
        Sum sum{name.document, name.score, 1};
        if (text != of_group.end() && text->document == name.document) sum.score += text++->score;
        both.push_back(sum);
      }
      both.insert(both.end(), text, of_group.end());
      of_group = std::move(both);
    }
    if (number == 0) {
      sums = std::move(of_group);
      continue;
    }
    std::vector<Sum> merged;
    auto old = sums.begin();
    auto now = of_group.begin();
    while (old != sums.end() || now != of_group.end()) {
      if (now == of_group.end() || (old != sums.end() && old->document < now->document)) {
        if (demand == Demand::any) merged.push_back(*old);
        ++old;
      } else if (old == sums.end() || now->document < old->document) {
        if (demand == Demand::any) merged.push_back(*now);
        ++now;
      } else {
        merged.push_back({old->document, old->score + now->score, old->groups + now->groups});
        ++old;
        ++now;
      }
    }
    sums = std::move(merged);
  }
  if (demand == Demand::any) sums = with_pairs(postings, query, std::move(sums));
  for (const Sum& sum : sums) {
    if (filter(sum.document)) result.all.push_back({sum.document, sum.score});
  }
  return result;
}

std::vector<GroupPart> explain_text(const Postings& postings, const TextQuery& query,
                                    const std::vector<std::int64_t>& rarities, DocId document) {
  const Matcher matcher(postings);
  std::vector<GroupPart> parts;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    const QueryGroup& group = query.groups[number];
    GroupPart part{.rarity = rarities[number], .match = {}, .score = 0};
    for (std::uint16_t form = 0; form < group.forms.size() && document.value != 0; ++form) {
      const int share = matcher.share_in(group.forms[form], document);
      if (share == 0) continue;
      part.match = better(part.match, {std::max(1, share * group.forms[form].weight / 1000), form});
    }
    part.score = part_score(part.rarity, part.match);
    parts.push_back(part);
  }
  return parts;
}
}  // namespace bole
