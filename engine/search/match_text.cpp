#include "engine/search/match_text.hpp"

#include <algorithm>
#include <numeric>

#include "engine/search/document.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"

namespace bole {
namespace {
constexpr std::int64_t least_rarity = 100;
constexpr std::int64_t pair_weight = 250;
// Larger than every sum of rarities and shares.
constexpr std::int64_t score_of_a_group_more = 1'000'000'000;

std::uint16_t weighed(int share, const QueryForm& form) {
  return static_cast<std::uint16_t>(std::max(1, share * form.weight / 1000));
}

// Where in the list the document stands or would stand, looked for from `from` on in growing steps.
std::size_t advance(const std::vector<DocId>& documents, std::size_t from, DocId document) {
  std::size_t step = 1;
  std::size_t end = from;
  while (end < documents.size() && documents[end] < document) {
    from = end + 1;
    end += step;
    step *= 2;
  }
  const auto begin = documents.begin();
  return static_cast<std::size_t>(
      std::lower_bound(begin + static_cast<std::ptrdiff_t>(from),
                       begin + static_cast<std::ptrdiff_t>(std::min(end, documents.size())),
                       document) -
      begin);
}

// Both ascending; where both have a document, b takes its place only where it has more.
PostingList united(const PostingList& a, const PostingList& b) {
  PostingList both;
  both.documents.reserve(a.size() + b.size());
  both.shares.reserve(a.size() + b.size());
  both.forms.reserve(a.size() + b.size());
  const auto put = [&](const PostingList& list, std::size_t at) {
    both.documents.push_back(list.documents[at]);
    both.shares.push_back(list.shares[at]);
    both.forms.push_back(list.forms[at]);
  };
  std::size_t left = 0;
  std::size_t right = 0;
  while (left < a.size() && right < b.size()) {
    if (a.documents[left] < b.documents[right]) {
      put(a, left++);
    } else if (b.documents[right] < a.documents[left]) {
      put(b, right++);
    } else {
      if (b.shares[right] > a.shares[left]) {
        put(b, right);
      } else {
        put(a, left);
      }
      ++left;
      ++right;
    }
  }
  for (; left < a.size(); ++left) put(a, left);
  for (; right < b.size(); ++right) put(b, right);
  return both;
}

// Documents that are in all of the lists, from the shortest list on.
std::vector<DocId> in_all(std::vector<SharedPostings> lists) {
  std::ranges::sort(lists, {}, [](const SharedPostings& list) { return list->size(); });
  std::vector<DocId> all = lists.front()->documents;
  for (std::size_t number = 1; number < lists.size() && !all.empty(); ++number) {
    const std::vector<DocId>& other = lists[number]->documents;
    std::size_t at = 0;
    std::erase_if(all, [&](DocId document) {
      at = advance(other, at, document);
      return at == other.size() || other[at] != document;
    });
  }
  return all;
}

// What the forms and groups of a query find in a state of the index.
class Finder {
 public:
  explicit Finder(const Postings& postings) : postings_(postings) {}

  // A document has the best of the forms.
  [[nodiscard]] SharedPostings group(const QueryGroup& group) const {
    const QueryForm& first = group.forms.front();
    if (group.forms.size() == 1 && first.weight == 1000) return form(first);
    std::string key = "group";
    for (const QueryForm& one : group.forms) {
      key += '\n' + std::to_string(one.weight) + (one.term.empty() ? " p" + one.text : one.term);
    }
    return postings_.kept(key, [&] {
      PostingList all;
      for (std::uint16_t number = 0; number < group.forms.size(); ++number) {
        const QueryForm& one = group.forms[number];
        PostingList weighed_form = *form(one);
        for (std::uint16_t& share : weighed_form.shares) share = weighed(share, one);
        weighed_form.forms.assign(weighed_form.size(), number);
        all = number == 0 ? std::move(weighed_form) : united(all, weighed_form);
      }
      return all;
    });
  }

 private:
  [[nodiscard]] SharedPostings form(const QueryForm& form) const {
    if (!form.term.empty()) return postings_.list(form.term);
    return postings_.kept("phrase " + form.text, [&] { return phrase(form.text); });
  }

  [[nodiscard]] PostingList phrase(const std::string& phrase) const {
    const std::u32string characters = to_utf32(phrase);
    const std::vector<std::string> terms = terms_of_phrase(characters);
    if (terms.empty()) return confirmed(phrase, with_character(characters));
    std::vector<SharedPostings> lists;
    for (const std::string& term : terms) lists.push_back(postings_.list(term));
    if (characters.size() == 2 && terms.size() == 1 && characters[0] != characters[1] &&
        is_han(characters[0])) {
      return pair(phrase, characters, *lists.front());
    }
    return confirmed(phrase, in_all(std::move(lists)));
  }

  // Two Han characters are a term themselves: only those texts are looked at in which they stand
  // after 副 or before 助理 (Lexicon::is_meant).
  [[nodiscard]] PostingList pair(const std::string& phrase, const std::u32string& characters,
                                 const PostingList& all) const {
    std::vector<DocId> doubtful;
    for (const std::u32string& around :
         {U"副" + characters.substr(0, 1), characters.substr(1) + U"助"}) {
      const std::vector<DocId> more = postings_.list(terms_of_phrase(around).front())->documents;
      std::vector<DocId> both;
      std::ranges::set_union(doubtful, more, std::back_inserter(both));
      doubtful = std::move(both);
    }
    std::vector<DocId> to_confirm;
    std::ranges::set_intersection(all.documents, doubtful, std::back_inserter(to_confirm));
    if (to_confirm.empty()) return all;
    const PostingList sure = confirmed(phrase, to_confirm);
    PostingList result;
    std::size_t asked = 0;
    std::size_t found = 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
      std::uint16_t share = all.shares[at];
      if (asked < to_confirm.size() && to_confirm[asked] == all.documents[at]) {
        ++asked;
        if (found == sure.size() || sure.documents[found] != all.documents[at]) continue;
        share = sure.shares[found++];
      }
      result.documents.push_back(all.documents[at]);
      result.shares.push_back(share);
    }
    return result;
  }

  // Those whose texts have the phrase, with their shares of it.
  [[nodiscard]] PostingList confirmed(const std::string& phrase,
                                      const std::vector<DocId>& candidates) const {
    PostingList found;
    postings_.for_each_text(candidates, [&](DocId document, std::string_view texts) {
      const int share = share_of_phrase(phrase, texts);
      if (share == 0) return;
      found.documents.push_back(document);
      found.shares.push_back(static_cast<std::uint16_t>(share));
    });
    return found;
  }

  [[nodiscard]] std::vector<DocId> with_character(const std::u32string& characters) const {
    std::vector<DocId> all;
    const auto han = std::ranges::find_if(characters, is_han);
    if (han == characters.end()) return all;
    postings_.for_each_term(character_prefix(*han), [&](const std::string& term) {
      const SharedPostings list = postings_.list(term);
      all.insert(all.end(), list->documents.begin(), list->documents.end());
    });
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
  }

  static int share_of_phrase(const std::string& phrase, std::string_view texts) {
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

  const Postings& postings_;
};

std::int64_t part_score(std::int64_t rarity, std::int32_t share) { return rarity * share / 1000; }

std::int64_t rarity_of(const Postings& postings, std::size_t found) {
  return std::max(least_rarity, log2_permille(std::uint64_t{postings.documents()} + 1,
                                              std::max<std::size_t>(1, found)));
}

// A group with what fulfils it: its texts, and those named by it.
struct Searched {
  SharedPostings texts{};
  const std::vector<TextMatch>* named = nullptr;  // null: nobody
  std::int64_t rarity = 0;

  [[nodiscard]] std::size_t size() const {
    return texts->size() + (named != nullptr ? named->size() : 0);
  }
};

std::vector<TextMatch> everything(const Searched& group) {
  std::vector<TextMatch> all;
  all.reserve(group.size());
  auto name =
      group.named != nullptr ? group.named->begin() : std::vector<TextMatch>::const_iterator{};
  const auto end = group.named != nullptr ? group.named->end() : name;
  for (std::size_t at = 0; at < group.texts->size(); ++at) {
    TextMatch match{group.texts->documents[at], part_score(group.rarity, group.texts->shares[at])};
    for (; name != end && name->document < match.document; ++name) all.push_back(*name);
    if (name != end && name->document == match.document) match.score += name++->score;
    all.push_back(match);
  }
  all.insert(all.end(), name, end);
  return all;
}

// Documents that fulfil every group, from the smallest group on.
std::vector<TextMatch> in_every(const std::vector<Searched>& groups) {
  std::vector<const Searched*> order;
  for (const Searched& group : groups) order.push_back(&group);
  std::ranges::stable_sort(order, {}, &Searched::size);
  std::vector<TextMatch> matches = everything(*order.front());
  for (std::size_t number = 1; number < order.size() && !matches.empty(); ++number) {
    const Searched& group = *order[number];
    const PostingList& texts = *group.texts;
    std::size_t at = 0;
    auto name =
        group.named != nullptr ? group.named->begin() : std::vector<TextMatch>::const_iterator{};
    const auto end = group.named != nullptr ? group.named->end() : name;
    std::erase_if(matches, [&](TextMatch& match) {
      bool found = false;
      at = advance(texts.documents, at, match.document);
      if (at < texts.size() && texts.documents[at] == match.document) {
        match.score += part_score(group.rarity, texts.shares[at]);
        found = true;
      }
      while (name != end && name->document < match.document) ++name;
      if (name != end && name->document == match.document) {
        match.score += name->score;
        found = true;
      }
      return !found;
    });
  }
  return matches;
}

// Documents that fulfil one group or share a pair of characters.
std::vector<TextMatch> in_any(const Postings& postings, const std::vector<Searched>& groups,
                              const std::vector<std::string>& pairs) {
  constexpr std::int64_t absent = -1;
  std::vector<std::int64_t> scores(postings.last_document().value + 1, absent);
  const auto add = [&](DocId document, std::int64_t score) {
    if (document.value >= scores.size()) scores.resize(document.value + 1, absent);
    std::int64_t& sum = scores[document.value];
    sum = std::max<std::int64_t>(sum, 0) + score;
  };
  for (const Searched& group : groups) {
    for (const TextMatch& match : everything(group)) {
      add(match.document, match.score + score_of_a_group_more);
    }
  }
  for (const std::string& term : pairs) {
    const SharedPostings texts = postings.list(term);
    const std::int64_t rarity = rarity_of(postings, texts->size());
    for (std::size_t at = 0; at < texts->size(); ++at) {
      add(texts->documents[at], part_score(rarity, texts->shares[at]) * pair_weight / 1000);
    }
  }
  std::vector<TextMatch> matches;
  for (std::uint32_t document = 0; document < scores.size(); ++document) {
    if (scores[document] != absent) matches.push_back({{document}, scores[document]});
  }
  return matches;
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
  const Finder finder(postings);
  TextMatches result;
  std::vector<Searched> groups;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    Searched& group = groups.emplace_back();
    group.texts = finder.group(query.groups[number]);
    group.rarity =
        number < rarities.size() ? rarities[number] : rarity_of(postings, group.texts->size());
    if (number < named.size() && !named[number].empty()) group.named = &named[number];
    result.rarities.push_back(group.rarity);
  }
  if (groups.empty()) return result;
  result.all = demand == Demand::all ? in_every(groups) : in_any(postings, groups, query.pairs);
  std::erase_if(result.all, [&](const TextMatch& match) { return !filter(match.document); });
  return result;
}

std::vector<GroupPart> explain_text(const Postings& postings, const TextQuery& query,
                                    const std::vector<std::int64_t>& rarities, DocId document) {
  const Finder finder(postings);
  std::vector<GroupPart> parts;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    GroupPart part{.rarity = rarities[number], .match = {}, .score = 0};
    const SharedPostings texts = finder.group(query.groups[number]);
    const std::size_t at = advance(texts->documents, 0, document);
    if (at < texts->size() && texts->documents[at] == document) {
      part.match.share = texts->shares[at];
      part.match.form = texts->forms.empty() ? std::uint16_t{0} : texts->forms[at];
    }
    part.score = part_score(part.rarity, part.match.share);
    parts.push_back(part);
  }
  return parts;
}
}  // namespace bole
