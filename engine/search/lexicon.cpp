#include "engine/search/lexicon.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/text_hash.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "engine/text/utf8.hpp"
#include "engine/vocabulary/data_lines.hpp"
#include "engine/vocabulary/word_finder.hpp"

namespace bole {
namespace {
bool is_latin(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }
// No part of a longer Latin word or number.
bool is_whole(std::string_view text, std::size_t begin, std::size_t end) {
  return !(begin > 0 && is_latin(text[begin]) && is_latin(text[begin - 1])) &&
         !(end < text.size() && is_latin(text[end]) && is_latin(text[end - 1]));
}

std::string fold_word(std::string_view word) { return to_utf8(folded(word)); }

// What stands before the name of a body and says which one it is. Names of one tier are the same
// whatever the prefix of it: 市委组织部, 市组织部; those of two tiers never are.
struct Tier {
  std::string_view name{};
  std::span<const std::string_view> prefixes{};
  bool local = false;
  bool party = false;
};
constexpr std::string_view province[] = {"省"};
constexpr std::string_view region[] = {"自治区"};
constexpr std::string_view city[] = {"市"};
constexpr std::string_view prefecture[] = {"州"};
constexpr std::string_view district[] = {"区"};
constexpr std::string_view county[] = {"县"};
constexpr std::string_view province_party[] = {"省委", "省"};
constexpr std::string_view region_party[] = {"自治区党委", "自治区"};
constexpr std::string_view city_party[] = {"市委", "市"};
constexpr std::string_view prefecture_party[] = {"州委", "州"};
constexpr std::string_view county_party[] = {"县委", "县"};
constexpr std::string_view district_party[] = {"区委", "区"};
constexpr std::string_view town[] = {"镇"};
constexpr std::string_view township[] = {"乡"};
constexpr std::string_view street[] = {"街道"};
constexpr std::string_view spread_mark = "…";
constexpr std::size_t most_characters_of_a_place = 12;
constexpr Tier tiers[] = {
    {"省", province, true, false},
    {"省", region, true, false},
    {"市", city, true, false},
    {"州", prefecture, true, false},
    {"县", county, true, false},
    {"区", district, true, false},
    {"省委", province_party, false, true},
    {"省委", region_party, false, true},
    {"市委", city_party, false, true},
    {"州委", prefecture_party, false, true},
    {"县委", county_party, false, true},
    {"区委", district_party, false, true},
    {"镇", town, false, false},
    {"乡", township, false, false},
    {"街道", street, false, false},
};

// What before a prefix makes it another word: 城市规划局 is no 市规划局, 自治区财政厅 no 区财政厅.
constexpr std::string_view before_city[] = {"城", "都", "股", "上", "门", "超"};
constexpr std::string_view before_district[] = {"自治", "开发", "高新", "经开", "度假", "园",
                                                "保税", "社",   "景",   "示范", "试验", "合作",
                                                "地",   "军",   "校",   "矿",   "林"};
bool is_other_word(std::string_view before, std::string_view prefix) {
  const auto ends = [&](std::string_view word) { return before.ends_with(word); };
  if (prefix.starts_with("市")) return std::ranges::any_of(before_city, ends);
  if (prefix.starts_with("区")) return std::ranges::any_of(before_district, ends);
  return false;
}

// *江[路街] for 市长: 市长江路, 市长江街.
std::vector<std::string> longer_words(std::string_view pattern, std::string_view shorter) {
  std::vector<std::string> words{""};
  for (std::size_t at = 0; at < pattern.size();) {
    std::size_t end = at + 1;
    std::vector<std::string> choices;
    if (pattern[at] == '*') {
      choices.emplace_back(shorter);
    } else if (pattern[at] == '[') {
      end = pattern.find(']', at) + 1;
      for (std::size_t c = at + 1; c + 1 < end;) {
        const std::size_t from = c;
        static_cast<void>(next_character(pattern, c));
        choices.emplace_back(pattern.substr(from, c - from));
      }
    } else {
      end = std::min(pattern.find_first_of("*[", at), pattern.size());
      choices.emplace_back(pattern.substr(at, end - at));
    }
    std::vector<std::string> longer;
    for (const std::string& word : words) {
      for (const std::string& choice : choices) longer.push_back(word + choice);
    }
    words = std::move(longer);
    at = end;
  }
  return words;
}
}  // namespace

std::string_view to_string(FormKind kind) {
  switch (kind) {
    case FormKind::word:
      return "word";
    case FormKind::synonym:
      return "synonym";
    case FormKind::former_name:
      return "former_name";
    case FormKind::related:
      return "related";
  }
  return {};
}

struct Lexicon::Data {
  std::vector<std::string> words{};
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers{};
  std::vector<std::vector<WordForm>> forms{};
  std::vector<std::vector<std::uint16_t>> specialities{};
  std::vector<std::uint8_t> posts{};  // 1: a post or title, which 副 before it makes another
  // By the part before the place: the part behind it, and the whole name.
  std::unordered_map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> spreads{};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> narrower{};  // what a word finds beside
  std::unordered_set<std::uint32_t> names_body{};  // or a post: asks for it and not for its work
  std::unordered_map<std::uint32_t, std::string_view> tiered{};  // the prefix a name begins with
  // By the shorter word: longer ones in which it is not meant.
  std::unordered_map<std::uint32_t, std::vector<std::string>> hidden_in{};
  std::unordered_set<std::string, TextHash, std::equal_to<>> noise{};
  std::unique_ptr<WordFinder> finder{};

  std::uint32_t put(std::string_view written) {
    std::string word = fold_word(written);
    const auto [place, is_new] =
        numbers.try_emplace(std::move(word), static_cast<std::uint32_t>(words.size()));
    if (!is_new) return place->second;
    const std::uint32_t number = place->second;
    words.push_back(place->first);
    forms.emplace_back();
    specialities.emplace_back();
    posts.push_back(0);
    if (const std::size_t gap = written.find(spread_mark); gap != std::string_view::npos) {
      const std::uint32_t head = put(written.substr(0, gap));
      const std::uint32_t tail = put(written.substr(gap + spread_mark.size()));
      spreads[head].push_back({tail, number});
    }
    return number;
  }

  // 副县长, 常务副县长; 党委副书记 of 党委书记.
  void put_deputies(const std::string& head) {
    for (const std::string_view prefix : {"副", "常务副"}) {
      posts[put(std::string(prefix) + head)] = 1;
      if (head.ends_with("书记")) {
        posts[put(head.substr(0, head.size() - 6) + std::string(prefix) + "书记")] = 1;
      }
    }
  }

  void put_form(std::uint32_t asked, WordForm form) {
    if (asked == form.word) return;
    for (WordForm& known : forms[asked]) {
      if (known.word != form.word) continue;
      // What is the same thing is not only related.
      if (known.kind == FormKind::related) known = form;
      return;
    }
    forms[asked].push_back(form);
  }

  // One row of synonyms.tsv as it stands (no prefix) or for the bodies of one tier, whose names all
  // begin with one of `prefixes`.
  void put_names(const std::vector<std::string_view>& row,
                 std::span<const std::string_view> prefixes) {
    static constexpr std::string_view no_prefix[] = {""};
    std::vector<std::uint32_t> present;
    const auto each_word = [&](std::string_view text, auto&& visit) {
      for (const std::string_view prefix : prefixes.empty() ? no_prefix : prefixes) {
        const std::uint32_t word = put(std::string(prefix) + std::string(text));
        if (row[0] == "post") posts[word] = 1;
        if (row[0] != "term" && row[0] != "place") names_body.insert(word);
        if (!prefix.empty()) tiered.try_emplace(word, prefix);
        visit(word);
      }
    };
    const auto put_present = [&](std::string_view text) {
      if (!text.empty()) each_word(text, [&](std::uint32_t word) { present.push_back(word); });
    };
    put_present(row[1]);
    for (const std::string_view text : cells_of(row[2], '|')) put_present(text);
    for (const std::uint32_t asked : present) {
      for (const std::uint32_t other : present) put_form(asked, {other, FormKind::synonym, 0});
    }
    // Predecessors are found by the successor and find it, but not each other.
    for (const std::string_view body : cells_of(row[3], '|')) {
      std::vector<WordForm> names;
      for (const std::string_view dated : cells_of(body, '=')) {
        if (dated.empty()) continue;
        const std::size_t at = dated.find('@');
        int until = 0;
        std::from_chars(dated.data() + at + 1, dated.data() + dated.size(), until);
        each_word(dated.substr(0, at), [&](std::uint32_t word) {
          names.push_back({word, FormKind::former_name, until});
        });
      }
      for (const WordForm& former : names) {
        for (const std::uint32_t word : present) {
          put_form(word, former);
          put_form(former.word, {word, FormKind::synonym, former.until});
        }
        for (const WordForm& other : names) put_form(former.word, other);
      }
    }
    if (!prefixes.empty()) return;
    for (const std::string_view text : cells_of(row[4], '|')) {
      if (text.empty()) continue;
      const std::uint32_t found = put(text);
      if (row[0] == "post") posts[found] = 1;
      for (const std::uint32_t asked : present) narrower.emplace_back(asked, found);
    }
  }

  void put_row(const std::vector<std::string_view>& row) {
    put_names(row, {});
    for (const std::string_view name : cells_of(row[5], ' ')) {
      for (const Tier& tier : tiers) {
        const bool meant = tier.name == name || (name == "地方" && tier.local) ||
                           (name == "市县" && tier.local && tier.name != "省") ||
                           (name == "地方党委" && tier.party) ||
                           (name == "市县党委" && tier.party && tier.name != "省委");
        if (meant) put_names(row, tier.prefixes);
      }
    }
  }

  void put_longer(std::string_view shorter, std::string_view pattern, bool is_word) {
    if (pattern.empty()) return;
    std::vector<std::string>& hiding = hidden_in[put(shorter)];
    for (const std::string& longer : longer_words(pattern, shorter)) {
      if (is_word) put(longer);
      hiding.push_back(fold_word(longer));
    }
  }

  // What is found beside a word is found by its other names too.
  void put_narrower() {
    for (const auto& [asked, found] : narrower) {
      put_form(asked, {found, FormKind::related, 0});
      // But not a body that took over something of another by what else it is: 体育局, 教体局,
      // 教育局.
      if (names_body.contains(asked) && posts[asked] == 0) continue;
      const std::vector<WordForm> names = forms[found];
      for (const WordForm& name : names) {
        if (name.kind == FormKind::synonym && name.until == 0) {
          put_form(asked, {name.word, FormKind::related, 0});
        }
      }
    }
  }

  Data() {
    const Vocabulary& vocabulary = Vocabulary::built_in();
    for (const auto& row : data_lines("synonyms.tsv", 6)) put_row(row);
    for (const auto& row : data_lines("titles.tsv", 2)) {
      posts[put(row[0])] = 1;
      if (row[1] == "head") put_deputies(std::string(row[0]));
    }
    for (std::uint16_t i = 0; i < vocabulary.specialities().size(); ++i) {
      const Speciality& speciality = vocabulary.specialities()[i];
      for (const std::string& word : speciality.words) put(word);
      // Asked for by its name and what is as wide, not by any word that shows it: 援藏 is not all
      // of 协作帮扶.
      const std::uint32_t name = put(speciality.name);
      specialities[name].push_back(i);
      for (const WordForm& form : forms[name]) {
        if (form.kind == FormKind::synonym && form.until == 0) specialities[form.word].push_back(i);
      }
    }
    for (const Field& field : vocabulary.fields()) put(field.name);
    for (const NamedRank& level : vocabulary.education_levels()) put(level.name);
    for (const NamedRank& degree : vocabulary.degrees()) put(degree.name);
    for (const NamedRank& title : vocabulary.professional_titles()) put(title.name);
    for (const OrganisationKind& kind : vocabulary.organisation_kinds()) {
      for (const std::string& ending : kind.endings) {
        if (count_characters(ending) >= 2 && ending.front() != '^') put(ending);
      }
    }
    put_narrower();
    for (const auto& row : data_lines("compounds.tsv", 3)) {
      for (const std::string_view shorter : cells_of(row[0], '|')) {
        for (const std::string_view word : cells_of(row[1], '|')) put_longer(shorter, word, true);
        for (const std::string_view by_chance : cells_of(row[2], '|')) {
          put_longer(shorter, by_chance, false);
        }
      }
    }
    for (const auto& row : data_lines("query_words.tsv", 1)) noise.insert(fold_word(row[0]));
    for (const std::uint32_t word : names_body) specialities[word].clear();
    for (std::uint32_t word = 0; word < words.size(); ++word) {
      if (posts[word] != 0) specialities[word].clear();
    }
    std::vector<std::string_view> all(words.begin(), words.end());
    finder = std::make_unique<WordFinder>(all);
  }

  [[nodiscard]] bool are_one(std::uint32_t a, std::uint32_t b) const {
    return std::ranges::any_of(forms[a], [&](const WordForm& form) {
      return form.word == b && form.kind == FormKind::synonym;
    });
  }

  void find_spread(std::string_view text, const std::vector<WordFinder::Hit>& hits,
                   std::vector<Spread>& found) const {
    found.clear();
    for (const WordFinder::Hit& head : hits) {
      const auto names = spreads.find(head.word);
      if (names == spreads.end()) continue;
      std::size_t reach = head.end;
      for (std::size_t count = 0; count < most_characters_of_a_place && reach < text.size();) {
        std::size_t next = reach;
        const char32_t c = next_character(text, next);
        if (!is_han(c) || c == U'任' || c == U'兼') break;
        reach = next;
        ++count;
      }
      for (const WordFinder::Hit& tail : hits) {
        if (tail.begin <= head.end || tail.begin > reach) continue;
        for (const auto& [word, name] : names->second) {
          if (tail.word == word)
            found.push_back({head.begin, head.end, tail.begin, tail.end, name});
        }
      }
    }
  }

  // Whether a longer word around the place hides it.
  [[nodiscard]] bool hidden(std::string_view text, std::size_t begin, std::uint32_t word) const {
    const auto prefix = tiered.find(word);
    if (prefix != tiered.end() && is_other_word(text.substr(0, begin), prefix->second)) return true;
    const auto longer = hidden_in.find(word);
    if (longer == hidden_in.end()) return false;
    const std::string_view shorter = words[word];
    for (const std::string_view around : longer->second) {
      for (std::size_t inside = around.find(shorter); inside != std::string_view::npos;
           inside = around.find(shorter, inside + 1)) {
        if (inside <= begin && text.substr(begin - inside).starts_with(around)) return true;
      }
    }
    return false;
  }
};

Lexicon::Lexicon(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Lexicon::~Lexicon() = default;

const Lexicon& Lexicon::built_in() {
  static const Lexicon lexicon(std::make_unique<const Data>());
  return lexicon;
}

void Lexicon::find(std::string_view text, std::vector<Place>& places) const {
  static thread_local std::vector<WordFinder::Hit> hits;
  static thread_local std::vector<Spread> spreads;
  data_->finder->find_all(text, hits);
  places.clear();
  data_->find_spread(text, hits, spreads);
  for (const WordFinder::Hit& hit : hits) {
    if (data_->posts[hit.word] != 0 && !is_meant(text, hit.begin, hit.end)) continue;
    if (!is_whole(text, hit.begin, hit.end) || data_->hidden(text, hit.begin, hit.word)) continue;
    // 县委 in 共青团青禾县委.
    const bool of_other = std::ranges::any_of(spreads, [&](const Spread& spread) {
      return spread.place_end == hit.begin && !data_->are_one(spread.word, hit.word);
    });
    if (!of_other) places.push_back({hit.begin, hit.end, hit.word});
  }
  for (const Spread& spread : spreads) places.push_back({spread.begin, spread.end, spread.word});
}

std::vector<Lexicon::Spread> Lexicon::find_spread(std::string_view text) const {
  std::vector<WordFinder::Hit> hits;
  data_->finder->find_all(text, hits);
  std::vector<Spread> spreads;
  data_->find_spread(text, hits, spreads);
  return spreads;
}

bool Lexicon::is_meant(std::string_view text, std::size_t begin, std::size_t end) const {
  return !text.substr(0, begin).ends_with("副") && !text.substr(end).starts_with("助理");
}

std::optional<std::uint32_t> Lexicon::word(std::string_view text) const {
  const auto found = data_->numbers.find(text);
  if (found == data_->numbers.end()) return std::nullopt;
  return found->second;
}

std::string_view Lexicon::text(std::uint32_t word) const { return data_->words[word]; }
std::span<const WordForm> Lexicon::forms(std::uint32_t word) const { return data_->forms[word]; }
std::span<const std::uint16_t> Lexicon::specialities(std::uint32_t word) const {
  return data_->specialities[word];
}
bool Lexicon::is_noise(std::string_view word) const { return data_->noise.contains(word); }
}  // namespace bole
