#include "engine/search/name_index.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "engine/text/utf8.hpp"
#include "engine/vocabulary/readings.hpp"

namespace bole {
namespace {
constexpr std::size_t longest_query = 32;
// Names from this length on are few, and stand in lists of their own besides.
constexpr std::size_t long_name = 4;

bool is_small_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

// Readings that a surname has besides those of its characters.
using SurnameReadings = std::unordered_map<char32_t, std::vector<const SurnameReading*>>;

const SurnameReadings& surnames_by_first_character() {
  static const SurnameReadings built = [] {
    SurnameReadings all;
    for (const SurnameReading& entry : Vocabulary::built_in().surname_readings()) {
      std::size_t at = 0;
      all[next_character(entry.surname, at)].push_back(&entry);
    }
    return all;
  }();
  return built;
}

// A syllable by its place among all of them in alphabetical order.
using Syllable = std::uint16_t;
struct SyllableRange {
  Syllable begin = 0;
  Syllable end = 0;
  [[nodiscard]] bool contains(Syllable syllable) const {
    return begin <= syllable && syllable < end;
  }
};

class Syllables {
 public:
  [[nodiscard]] static const Syllables& all() {
    static const Syllables built;
    return built;
  }

  [[nodiscard]] std::optional<Syllable> find(std::string_view letters) const {
    const auto at = std::ranges::lower_bound(texts_, letters);
    if (at == texts_.end() || *at != letters) return std::nullopt;
    return static_cast<Syllable>(at - texts_.begin());
  }
  [[nodiscard]] SyllableRange beginning_with(std::string_view letters) const {
    const auto begin = std::ranges::lower_bound(texts_, letters);
    auto end = begin;
    while (end != texts_.end() && end->starts_with(letters)) ++end;
    return {static_cast<Syllable>(begin - texts_.begin()),
            static_cast<Syllable>(end - texts_.begin())};
  }
  [[nodiscard]] char first_letter(Syllable syllable) const { return texts_[syllable].front(); }

 private:
  Syllables() {
    for (const std::string_view syllable : syllables()) texts_.push_back(syllable);
    for (const SurnameReading& entry : Vocabulary::built_in().surname_readings()) {
      for (const std::string& spoken : entry.readings) {
        for (const std::string_view syllable : split(spoken, U" ")) texts_.push_back(syllable);
      }
    }
    std::ranges::sort(texts_);
    texts_.erase(std::ranges::unique(texts_).begin(), texts_.end());
  }

  std::vector<std::string_view> texts_;
};

// A name's characters as spoken: for each its readings one behind the other, all but the last with
// `more`; a character without any is `silent`.
constexpr std::uint16_t more = 0x8000;
constexpr std::uint16_t silent = 0x7FFF;

// Keys of the lists of names: a syllable or a first letter, and the first letter of the character
// that follows it, or none.
std::uint32_t first_part(char letter) { return static_cast<std::uint32_t>(letter - 'a' + 1); }
std::uint32_t first_part(Syllable syllable) { return 27U + syllable; }
constexpr std::uint32_t only_long = std::uint32_t{1} << 31U;
std::uint32_t list_key(std::uint32_t first, char second) {
  return first << 5U | (second == 0 ? 0U : static_cast<std::uint32_t>(second - 'a' + 1));
}

// One step of a query: a character, or letters that stand for a character.
struct Step {
  char32_t character = 0;
  SyllableRange sounds{};  // of a syllable or of those that begin with a first sound
  char letter = 0;         // what they begin with; 0 for a character
  bool syllable = false;

  // Of the lists of names that have this step.
  [[nodiscard]] std::uint32_t key_part() const {
    return syllable ? first_part(sounds.begin) : first_part(letter);
  }
};
using Steps = std::vector<Step>;

// zh, ch and sh are first sounds of two letters.
bool is_first_sound(std::string_view letters) {
  return letters.size() == 1 || (letters.size() == 2 && letters[1] == 'h' &&
                                 (letters[0] == 'z' || letters[0] == 'c' || letters[0] == 's'));
}

// ü is written v, u: or as in passports yu.
std::string standard_letters(std::u32string_view text) {
  std::string letters;
  for (const char32_t c : text) letters += c == U'ü' ? 'v' : static_cast<char>(c);
  for (const char* lyu : {"lyu", "nyu"}) {
    for (std::size_t at = letters.find(lyu); at != std::string::npos; at = letters.find(lyu, at)) {
      letters.replace(at + 1, 2, "v");
    }
  }
  return letters;
}

// Parts a run of letters into syllables and first sounds in every way that some name may have; the
// last may be an unfinished syllable. Bounded: a run longer than anybody's name is not parted.
class Parting {
 public:
  Parting(const NumberLists& names, std::string letters)
      : names_(names), letters_(std::move(letters)) {}

  std::vector<Steps> all() {
    go_on(0);
    return std::move(all_);
  }

 private:
  static constexpr std::size_t most = 256;
  static constexpr std::size_t longest_syllable = 6;

  void go_on(std::size_t from) {
    if (all_.size() >= most) return;
    if (from == letters_.size()) {
      all_.push_back(taken_);
      return;
    }
    for (std::size_t size = std::min(longest_syllable, letters_.size() - from); size > 0; --size) {
      const std::string_view piece = std::string_view(letters_).substr(from, size);
      const auto syllable = Syllables::all().find(piece);
      Step step{.letter = piece.front()};
      if (syllable && size > 1) {
        step.sounds = {*syllable, static_cast<Syllable>(*syllable + 1)};
        step.syllable = true;
      } else if (is_first_sound(piece)) {
        step.sounds = Syllables::all().beginning_with(piece);
      } else {
        continue;
      }
      taken_.push_back(step);
      if (some_name_has_them()) go_on(from + size);
      taken_.pop_back();
    }
  }

  // Whether what was taken last may follow what was taken before it.
  [[nodiscard]] bool some_name_has_them() const {
    const std::size_t size = taken_.size();
    if (size < 2) return true;
    for (std::size_t at = size == long_name ? 1 : size - 1; at < size; ++at) {
      const std::uint32_t key = list_key(taken_[at - 1].key_part(), taken_[at].letter);
      if (names_.size(size >= long_name ? key | only_long : key) == 0) return false;
    }
    return true;
  }

  const NumberLists& names_;
  const std::string letters_;
  Steps taken_;
  std::vector<Steps> all_;
};

// The query as steps, in all ways to read it; empty when it cannot be a name.
std::vector<Steps> readings_of_query(const NumberLists& names, const std::u32string& query) {
  std::vector<Steps> ways{{}};
  for (std::size_t at = 0; at < query.size();) {
    std::vector<Steps> pieces;
    if (is_han(query[at]) || query[at] == U'·') {
      pieces.push_back({{.character = query[at]}});
      ++at;
    } else {
      std::u32string run;
      while (at < query.size() &&
             (is_small_letter(query[at]) || query[at] == U'ü' || query[at] == U'\'')) {
        if (query[at] == U'\'') {
          ++at;
          break;
        }
        run += query[at++];
      }
      if (run.empty()) return {};
      pieces = Parting(names, standard_letters(run)).all();
    }
    std::vector<Steps> longer;
    for (const Steps& way : ways) {
      for (const Steps& piece : pieces) {
        if (longer.size() >= 512) break;
        longer.push_back(way);
        longer.back().insert(longer.back().end(), piece.begin(), piece.end());
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

// How one step fits one character of a name.
enum class Fit : std::uint8_t { none, same, variant, syllable, first_sound, sound };
}  // namespace

std::string_view to_string(FoundBy found_by) {
  constexpr std::array<std::string_view, 7> names{"exact", "variant",  "part",      "pinyin",
                                                  "mixed", "initials", "same_sound"};
  return names[static_cast<std::size_t>(found_by)];
}

std::int64_t name_score(FoundBy found_by) {
  // A group of words scores less than 100 000: log2 of all documents times 1.5 at most. Other
  // people who sound the same come after those whose texts hold the word.
  if (found_by == FoundBy::same_sound) return 50;
  return 1'000'000 - 100'000 * static_cast<std::int64_t>(found_by);
}

namespace {
// Calls visit(place, syllable) for every reading of every character of the name, in order.
template <class Visit>
void for_each_reading(const Vocabulary& vocabulary, std::string_view name,
                      const std::u32string& written, Visit visit) {
  std::vector<std::pair<std::size_t, std::string_view>> of_surname;
  const SurnameReadings& surnames = surnames_by_first_character();
  const auto entries = written.empty() ? surnames.end() : surnames.find(written.front());
  if (entries != surnames.end()) {
    const std::string_view surname = vocabulary.surname_of(name);
    const std::size_t characters = count_characters(surname);
    for (const SurnameReading* entry : entries->second) {
      if (entry->surname != surname) continue;
      for (const std::string& spoken : entry->readings) {
        std::size_t at = 0;
        for (const std::string_view syllable : split(spoken, U" ")) {
          if (at < characters) of_surname.emplace_back(at++, syllable);
        }
      }
    }
  }
  for (std::size_t at = 0; at < written.size(); ++at) {
    std::span<const std::string_view> all = readings(written[at]);
    if (all.empty()) all = readings(fold_character(written[at]));
    for (const std::string_view reading : all) visit(at, *Syllables::all().find(reading));
    for (const auto& [place, reading] : of_surname) {
      if (place == at) visit(at, *Syllables::all().find(reading));
    }
  }
}

// A name of the index taken apart; one object serves for name after name.
class NameTaken {
 public:
  explicit NameTaken(const DistinctTexts& names) : names_(names) {}

  void take(std::uint32_t number, std::span<const std::uint16_t> spoken) {
    number_ = number;
    written_.clear();
    spoken_ = spoken;
    begins_.clear();
    for (std::size_t at = 0; at < spoken.size(); ++at) {
      begins_.push_back(static_cast<std::uint32_t>(at));
      while ((spoken[at] & more) != 0) ++at;
    }
  }

  [[nodiscard]] std::size_t size() const { return begins_.size(); }
  [[nodiscard]] char32_t written(std::size_t at) {
    if (written_.empty()) written_ = to_utf32(names_[number_]);
    return written_[at];
  }
  [[nodiscard]] char32_t folded(std::size_t at) { return fold_character(written(at)); }
  [[nodiscard]] bool sounds_like(std::size_t at, SyllableRange sounds) const {
    std::size_t reading = begins_[at];
    while (!sounds.contains(spoken_[reading] & silent)) {
      if ((spoken_[reading] & more) == 0) return false;
      ++reading;
    }
    return true;
  }

 private:
  const DistinctTexts& names_;
  std::uint32_t number_ = 0;
  std::u32string written_{};  // empty: nobody has asked
  std::span<const std::uint16_t> spoken_{};
  std::vector<std::uint32_t> begins_{};  // by character, in spoken_
};

std::vector<Syllable> syllables_of(char32_t character) {
  std::vector<Syllable> all;
  for (const std::string_view reading : readings(character)) {
    all.push_back(*Syllables::all().find(reading));
  }
  return all;
}

void sort_out_doubles(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}
}  // namespace

NameIndex::NameNumber NameIndex::number_of(std::string_view written) {
  const auto [number, fresh] = names_.put(written);
  if (!fresh) return number;
  first_row_.push_back(0);
  spoken_at_.push_back(static_cast<std::uint32_t>(spoken_.size()));
  const std::u32string characters = to_utf32(written);
  std::vector<std::vector<Syllable>> spoken(characters.size());
  for_each_reading(*vocabulary_, written, characters, [&](std::size_t at, Syllable syllable) {
    if (std::ranges::find(spoken[at], syllable) == spoken[at].end()) spoken[at].push_back(syllable);
  });
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> folded;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    folded.push_back(fold_character(characters[at]));
    if (spoken[at].empty()) spoken_.push_back(silent);
    for (const Syllable& syllable : spoken[at]) {
      spoken_.push_back(&syllable == &spoken[at].back() ? syllable : syllable | more);
      for (const std::uint32_t part :
           {first_part(syllable), first_part(Syllables::all().first_letter(syllable))}) {
        keys.push_back(list_key(part, 0));
        if (at + 1 == characters.size()) continue;
        for (const Syllable next : spoken[at + 1]) {
          keys.push_back(list_key(part, Syllables::all().first_letter(next)));
        }
      }
    }
  }
  sort_out_doubles(keys);
  sort_out_doubles(folded);
  for (const std::uint32_t key : keys) {
    by_sound_.add(key, number);
    if (characters.size() >= long_name) by_sound_.add(key | only_long, number);
  }
  for (const std::uint32_t c : folded) by_character_.add(c, number);
  return number;
}

void NameIndex::put(Row row, std::string_view name) {
  if (name_of_row_.size() <= row.value) {
    name_of_row_.resize(row.value + 1);
    next_row_.resize(row.value + 1);
  }
  NameNumber& held = name_of_row_[row.value];
  const std::uint32_t link = row.value + 1;
  if (held != 0) {
    std::uint32_t* from = &first_row_[held - 1];
    while (*from != link) from = &next_row_[*from - 1];
    *from = next_row_[row.value];
    held = 0;
  }
  if (name.empty()) return;
  const NameNumber number = number_of(name);
  next_row_[row.value] = first_row_[number];
  first_row_[number] = link;
  held = number + 1;
}

namespace {
// How a whole way of reading the query fits a name from its character `from` on.
struct Fitting {
  FoundBy found_by = FoundBy::exact;
  Span span{};
};
}  // namespace

std::vector<NameHit> NameIndex::find(std::string_view query, bool sounds) const {
  const FoldedText text = fold_for_search(query);
  if (text.text.empty() || text.text.size() > longest_query) return {};
  const std::u32string written = to_utf32(query);
  const bool same_length = written.size() == text.text.size();

  const auto fit = [&](const Step& step, NameTaken& name, std::size_t at,
                       char32_t as_written) -> Fit {
    if (step.character != 0) {
      if (as_written == name.written(at)) return Fit::same;
      if (step.character == name.folded(at)) return Fit::variant;
      if (!sounds) return Fit::none;
      for (const Syllable syllable : syllables_of(step.character)) {
        if (name.sounds_like(at, {syllable, static_cast<Syllable>(syllable + 1)})) {
          return Fit::sound;
        }
      }
      return Fit::none;
    }
    if (!name.sounds_like(at, step.sounds)) return Fit::none;
    return step.syllable ? Fit::syllable : Fit::first_sound;
  };

  const auto judge = [&](const Steps& steps, NameTaken& name,
                         std::size_t from) -> std::optional<Fitting> {
    std::array<std::size_t, 6> fits{};
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const char32_t as_written =
          same_length && steps.size() == written.size() ? written[i] : steps[i].character;
      const Fit one = fit(steps[i], name, from + i, as_written);
      if (one == Fit::none) return std::nullopt;
      ++fits[static_cast<std::size_t>(one)];
    }
    const auto count = [&](Fit one) { return fits[static_cast<std::size_t>(one)]; };
    const std::size_t all = steps.size();
    const bool whole = all == name.size();
    Fitting found;
    found.span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from + all)};
    if (count(Fit::sound) > 0) {
      if (!whole || all < 2 || count(Fit::syllable) + count(Fit::first_sound) > 0) {
        return std::nullopt;
      }
      found.found_by = FoundBy::same_sound;
    } else if (count(Fit::same) + count(Fit::variant) == all) {
      found.found_by = !whole                     ? FoundBy::part
                       : count(Fit::variant) == 0 ? FoundBy::exact
                                                  : FoundBy::variant;
    } else if (count(Fit::syllable) == all) {
      found.found_by = FoundBy::pinyin;
    } else if (count(Fit::first_sound) == all) {
      found.found_by = FoundBy::initials;
    } else {
      found.found_by = FoundBy::mixed;
    }
    return found;
  };

  // Names that may fit, ascending: those with one of the characters, if the query has some, else
  // with two neighbouring sounds, the two that fewest have.
  std::vector<NameNumber> candidates;
  const auto take = [&candidates](NameNumber number) { candidates.push_back(number); };
  const auto find_candidates = [&](const Steps& steps) {
    candidates.clear();
    const auto han = std::ranges::find_if(steps, [](const Step& step) { return step.character; });
    if (han != steps.end()) {
      by_character_.for_each(han->character, take);
      const bool only_characters =
          std::ranges::all_of(steps, [](const Step& step) { return step.character != 0; });
      if (!sounds || steps.size() < 2 || !only_characters) return;
      for (const Syllable first : syllables_of(steps[0].character)) {
        for (const Syllable second : syllables_of(steps[1].character)) {
          by_sound_.for_each(list_key(first_part(first), Syllables::all().first_letter(second)),
                             take);
        }
      }
      sort_out_doubles(candidates);
      return;
    }
    const std::uint32_t length = steps.size() >= long_name ? only_long : 0;
    std::uint32_t key = list_key(steps[0].key_part(), steps.size() > 1 ? steps[1].letter : '\0');
    for (std::size_t at = 2; at < steps.size(); ++at) {
      const std::uint32_t other = list_key(steps[at - 1].key_part(), steps[at].letter);
      if (by_sound_.size(other | length) < by_sound_.size(key | length)) key = other;
    }
    by_sound_.for_each(key | length, take);
  };

  NameTaken name(names_);
  std::vector<std::pair<NameNumber, Fitting>> found;
  for (const Steps& steps : readings_of_query(by_sound_, text.text)) {
    if (steps.empty()) continue;
    find_candidates(steps);
    for (const NameNumber number : candidates) {
      name.take(number, spoken_of(number));
      for (std::size_t from = 0; from + steps.size() <= name.size(); ++from) {
        if (const auto fitting = judge(steps, name, from)) found.emplace_back(number, *fitting);
      }
    }
  }
  // Of each name the best way, of equal ones the first.
  std::ranges::stable_sort(
      found, {}, [](const auto& one) { return std::pair(one.first, one.second.found_by); });
  std::vector<NameHit> hits;
  for (auto one = found.begin(); one != found.end(); ++one) {
    if (one != found.begin() && std::prev(one)->first == one->first) continue;
    for (std::uint32_t row = first_row_[one->first]; row != 0; row = next_row_[row - 1]) {
      hits.push_back({Row{row - 1}, one->second.found_by, one->second.span});
    }
  }
  std::ranges::sort(hits, {}, &NameHit::row);
  return hits;
}

std::span<const std::uint16_t> NameIndex::spoken_of(NameNumber number) const {
  const std::size_t begin = spoken_at_[number];
  const std::size_t end = number + 1 < spoken_at_.size() ? spoken_at_[number + 1] : spoken_.size();
  return {spoken_.data() + begin, end - begin};
}
}  // namespace bole
