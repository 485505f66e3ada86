#include "engine/search/explain_hit.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/search/document.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"

namespace bole {
namespace {
constexpr std::size_t most_places = 12;

struct Occurrence {
  std::size_t part = 0;
  Span span{};  // characters of the part's own text
  std::string word{};
  FormKind by = FormKind::word;
};

class PlaceFinder {
 public:
  PlaceFinder(const std::vector<TextPart>& parts, const Vocabulary& vocabulary)
      : parts_(parts), vocabulary_(vocabulary) {
    for (const TextPart& part : parts) {
      texts_.push_back(fold_for_search(part.view()));
      bytes_.push_back(to_utf8(texts_.back().text));
    }
    places_.resize(parts.size());
  }

  // Every place of one form, in the order of the record.
  std::vector<Occurrence> places_of(const QueryForm& form) const {
    std::vector<Occurrence> found;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (form.term.empty()) {
        by_phrase(form, part, found);
      } else if (form.term.front() == 'W') {
        by_word(form, part, found);
      } else if (form.term.front() == 'S') {
        by_speciality(form, part, found);
      } else {
        by_kind(form, part, found);
      }
    }
    return found;
  }

 private:
  void put(const QueryForm& form, std::size_t part, std::size_t begin, std::size_t end,
           std::vector<Occurrence>& found) const {
    const std::string_view bytes = bytes_[part];
    const std::size_t first = count_characters(bytes.substr(0, begin));
    const std::size_t last = first + count_characters(bytes.substr(begin, end - begin));
    const auto [from, to] = texts_[part].origin(first, last);
    found.push_back({part, {from, to}, std::string(bytes.substr(begin, end - begin)), form.kind});
  }

  void by_phrase(const QueryForm& form, std::size_t part, std::vector<Occurrence>& found) const {
    const std::string_view text = bytes_[part];
    for (std::size_t at = find_phrase(text, form.text, 0); at != std::string_view::npos;
         at = find_phrase(text, form.text, at + form.text.size())) {
      put(form, part, at, at + form.text.size(), found);
    }
  }

  void by_word(const QueryForm& form, std::size_t part, std::vector<Occurrence>& found) const {
    if (bytes_[part].find(form.text) == std::string::npos) return;
    const auto word = Lexicon::built_in().word(form.text);
    for (const Lexicon::Place& place : words_in(part)) {
      if (word && place.word == *word) put(form, part, place.begin, place.end, found);
    }
  }

  void by_speciality(const QueryForm& form, std::size_t part,
                     std::vector<Occurrence>& found) const {
    for (const std::uint16_t speciality : parts_[part].specialities) {
      if (term_of_speciality(speciality) != form.term) continue;
      const std::size_t before = found.size();
      for (const SpecialityHit& hit : vocabulary_.specialities_in(bytes_[part])) {
        if (hit.speciality != speciality) continue;
        const std::size_t at = bytes_[part].find(hit.word);
        if (at != std::string::npos) put(form, part, at, at + hit.word.size(), found);
      }
      // Shown by a person's decision and not by the words.
      if (found.size() == before) whole(form, part, form.text, found);
    }
  }

  void by_kind(const QueryForm& form, std::size_t part, std::vector<Occurrence>& found) const {
    if (!parts_[part].kind.empty() && term_of_kind(parts_[part].kind) == form.term) {
      whole(form, part, form.text, found);
    }
    for (const std::string& kind : parts_[part].unit_kinds) {
      if (term_of_kind(kind) == form.term) whole(form, part, form.text, found);
    }
  }

  // All words of a part are found when the first of them is asked for; most parts hold none.
  const std::vector<Lexicon::Place>& words_in(std::size_t part) const {
    if (!places_[part]) Lexicon::built_in().find(bytes_[part], places_[part].emplace());
    return *places_[part];
  }

  void whole(const QueryForm& form, std::size_t part, const std::string& word,
             std::vector<Occurrence>& found) const {
    const auto size = static_cast<std::uint32_t>(count_characters(parts_[part].view()));
    found.push_back({part, {0, size}, word, form.kind});
  }

  const std::vector<TextPart>& parts_;
  const Vocabulary& vocabulary_;
  std::vector<FoldedText> texts_;
  std::vector<std::string> bytes_;
  mutable std::vector<std::optional<std::vector<Lexicon::Place>>> places_;  // of the parts asked
};

// Shares a group's score among its places as the score counts them: the best place by its weight,
// the others by an eighth of theirs. What rounding leaves goes to the best.
void share_out(std::int64_t score, const std::vector<Occurrence>& places,
               const std::vector<TextPart>& parts, std::map<std::uint8_t, std::int64_t>& shares) {
  if (places.empty() || score == 0) return;
  const auto weight = [&](const Occurrence& place) {
    return std::int64_t{parts[place.part].weight};
  };
  const auto best = std::ranges::max_element(places, {}, weight);
  std::int64_t whole = 0;
  for (auto place = places.begin(); place != places.end(); ++place) {
    whole += place == best ? 8 * weight(*place) : weight(*place);
  }
  std::int64_t rest = score;
  for (auto place = places.begin(); place != places.end(); ++place) {
    if (place == best) continue;
    const std::int64_t share = score * weight(*place) / whole;
    shares[parts[place->part].attribute] += share;
    rest -= share;
  }
  shares[parts[best->part].attribute] += rest;
}

// The line of the text around the span.
std::string line_around(std::string_view text, Span span) {
  const std::u32string all = to_utf32(text);
  std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  std::size_t end = std::min<std::size_t>(span.end, all.size());
  constexpr std::size_t reach = 40;
  for (std::size_t i = 0; i < reach && begin > 0 && all[begin - 1] != U'\n'; ++i) --begin;
  for (std::size_t i = 0; i < reach && end < all.size() && all[end] != U'\n'; ++i) ++end;
  return to_utf8(std::u32string_view(all).substr(begin, end - begin));
}
}  // namespace

void explain_name(std::string_view name, const NameHit& found, SearchHit& hit) {
  hit.found_by = found.found_by;
  const std::u32string characters = to_utf32(name);
  hit.where.push_back({"姓名",
                       "/name",
                       found.span,
                       {to_utf8(std::u32string_view(characters)
                                    .substr(found.span.begin, found.span.end - found.span.begin))},
                       FormKind::word,
                       std::string(name)});
  hit.parts.push_back({"姓名", name_score(found.found_by)});
}

void explain_hit(const Profile& profile, const Vocabulary& vocabulary, const TextQuery& query,
                 const std::vector<GroupPart>& groups, const NameHit* name, bool words,
                 SearchHit& hit) {
  if (name != nullptr) explain_name(profile.name, *name, hit);
  const std::vector<TextPart> parts = text_parts(profile, vocabulary);
  const PlaceFinder finder(parts, vocabulary);
  std::map<std::uint8_t, std::int64_t> shares;
  std::vector<Occurrence> all;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    const QueryGroup& group = query.groups[number];
    const GroupPart& part = groups[number];
    if (part.match.share > 0) {
      share_out(part.score, finder.places_of(group.forms[part.match.form]), parts, shares);
      if (words) {
        const QueryForm& form = group.forms[part.match.form];
        hit.words.push_back(
            {group.word, form.text, form.kind, part.rarity, part.match.share, part.score});
      }
    }
    for (const QueryForm& form : group.forms) {
      // What is only related is shown where nothing else is.
      if (form.kind == FormKind::related &&
          group.forms[part.match.form].kind != FormKind::related) {
        continue;
      }
      const std::vector<Occurrence> more = finder.places_of(form);
      all.insert(all.end(), more.begin(), more.end());
    }
  }
  for (const auto& [attribute, share] : shares) {
    hit.parts.push_back({std::string(text_attributes()[attribute].name), share});
  }
  std::ranges::stable_sort(all, [&](const Occurrence& a, const Occurrence& b) {
    return parts[a.part].weight > parts[b.part].weight;
  });
  for (const Occurrence& place : all) {
    if (hit.where.size() == most_places) break;
    const TextPart& part = parts[place.part];
    const Span span{part.base + place.span.begin, part.base + place.span.end};
    const bool known = std::ranges::any_of(hit.where, [&](const SearchPlace& other) {
      return other.pointer == part.pointer && other.span == span;
    });
    if (known) continue;
    hit.where.push_back({std::string(text_attributes()[part.attribute].name),
                         part.pointer,
                         span,
                         {place.word},
                         place.by,
                         line_around(part.view(), place.span)});
  }
}
}  // namespace bole
