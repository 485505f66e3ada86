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
std::string fold_word(std::string_view word) { return to_utf8(folded(word)); }
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
  // By the shorter word: longer ones in which it is not meant.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> hidden_in{};
  std::unordered_set<std::string, TextHash, std::equal_to<>> noise{};
  std::unique_ptr<WordFinder> finder{};

  std::uint32_t put(std::string_view written) {
    std::string word = fold_word(written);
    const auto [place, is_new] =
        numbers.try_emplace(std::move(word), static_cast<std::uint32_t>(words.size()));
    if (is_new) {
      words.push_back(place->first);
      forms.emplace_back();
      specialities.emplace_back();
      posts.push_back(0);
    }
    return place->second;
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

  // Every name of one thing is a form of every other.
  void put_row(const std::vector<std::string_view>& row) {
    std::vector<WordForm> names;
    const auto name = [&](std::string_view text, FormKind kind, int until) {
      if (text.empty()) return;
      const std::uint32_t word = put(text);
      if (row[0] == "post") posts[word] = 1;
      names.push_back({word, kind, until});
    };
    name(row[1], FormKind::synonym, 0);
    for (const std::string_view text : cells_of(row[2], '|')) name(text, FormKind::synonym, 0);
    for (const std::string_view dated : cells_of(row[3], '|')) {
      const std::size_t at = dated.find('@');
      int until = 0;
      if (at != std::string_view::npos) {
        std::from_chars(dated.data() + at + 1, dated.data() + dated.size(), until);
      }
      name(dated.substr(0, at), FormKind::former_name, until);
    }
    for (const std::string_view text : cells_of(row[4], '|')) name(text, FormKind::synonym, 0);
    for (const WordForm& asked : names) {
      for (const WordForm& other : names) {
        std::vector<WordForm>& all = forms[asked.word];
        const bool known =
            std::ranges::any_of(all, [&](const WordForm& f) { return f.word == other.word; });
        if (other.word != asked.word && !known) all.push_back(other);
      }
    }
  }

  Data() {
    const Vocabulary& vocabulary = Vocabulary::built_in();
    for (const auto& row : data_lines("synonyms.tsv", 5)) put_row(row);
    for (const auto& row : data_lines("titles.tsv", 2)) {
      posts[put(row[0])] = 1;
      if (row[1] == "head") put_deputies(std::string(row[0]));
    }
    for (std::uint16_t i = 0; i < vocabulary.specialities().size(); ++i) {
      const Speciality& speciality = vocabulary.specialities()[i];
      specialities[put(speciality.name)].push_back(i);
      for (const std::string& word : speciality.words) {
        std::vector<std::uint16_t>& shown = specialities[put(word)];
        if (shown.empty() || shown.back() != i) shown.push_back(i);
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
    for (const auto& row : data_lines("compounds.tsv", 2)) {
      const std::uint32_t longer = put(row[0]);
      hidden_in[put(row[1])].push_back(longer);
    }
    for (const auto& row : data_lines("query_words.tsv", 1)) noise.insert(fold_word(row[0]));
    std::vector<std::string_view> all(words.begin(), words.end());
    finder = std::make_unique<WordFinder>(all);
  }

  // Whether a longer word around the place hides it.
  [[nodiscard]] bool hidden(std::string_view text, std::size_t begin, std::uint32_t word) const {
    const auto longer = hidden_in.find(word);
    if (longer == hidden_in.end()) return false;
    const std::string_view shorter = words[word];
    for (const std::uint32_t candidate : longer->second) {
      const std::string_view around = words[candidate];
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
  data_->finder->find_all(text, hits);
  places.clear();
  for (const WordFinder::Hit& hit : hits) {
    if (data_->hidden(text, hit.begin, hit.word)) continue;
    if (data_->posts[hit.word] != 0 && !is_meant(text, hit.begin, hit.end)) continue;
    places.push_back({hit.begin, hit.end, hit.word});
  }
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
