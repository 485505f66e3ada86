#include "engine/search/name_index.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>

#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "engine/text/utf8.hpp"
#include "engine/vocabulary/readings.hpp"

namespace bole {
namespace {
constexpr std::size_t longest_query = 32;

bool is_small_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

// One step of a query: a character, or letters that stand for a character.
struct Step {
  char32_t character = 0;
  std::string letters{};  // a syllable, its beginning, or its first sound
  bool syllable = false;
};
using Steps = std::vector<Step>;

// zh, ch and sh are first sounds of two letters.
bool is_first_sound(std::string_view letters) {
  return letters.size() == 1 || (letters.size() == 2 && letters[1] == 'h' &&
                                 (letters[0] == 'z' || letters[0] == 'c' || letters[0] == 's'));
}

// Every way to part a run of letters into syllables and first sounds; the last may be an unfinished
// syllable. Bounded: a run longer than anybody's name is not parted.
void part_letters(const std::string& letters, std::size_t from, Steps& taken,
                  std::vector<Steps>& all) {
  constexpr std::size_t most = 256;
  constexpr std::size_t longest_syllable = 6;
  if (all.size() >= most) return;
  if (from == letters.size()) {
    all.push_back(taken);
    return;
  }
  for (std::size_t size = std::min(longest_syllable, letters.size() - from); size > 0; --size) {
    const std::string piece = letters.substr(from, size);
    const bool syllable = is_syllable(piece);
    if (!syllable && !is_first_sound(piece)) continue;
    taken.push_back({0, piece, syllable && piece.size() > 1});
    part_letters(letters, from + size, taken, all);
    taken.pop_back();
  }
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

// The query as steps, in all ways to read it; empty when it cannot be a name.
std::vector<Steps> readings_of_query(const std::u32string& query) {
  std::vector<Steps> ways{{}};
  for (std::size_t at = 0; at < query.size();) {
    std::vector<Steps> pieces;
    if (is_han(query[at]) || query[at] == U'·') {
      pieces.push_back({{query[at], {}, false}});
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
      Steps taken;
      part_letters(standard_letters(run), 0, taken, pieces);
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

std::uint32_t pair_key(char first, char second) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(first)) << 8 |
         static_cast<unsigned char>(second);
}
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

// A name taken apart; one object serves for name after name. Readings are looked up when they are
// asked for, most never.
class SpokenName {
 public:
  explicit SpokenName(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void take(std::string_view name) {
    written_.clear();
    also_.clear();
    for (std::size_t at = 0; at < name.size();) written_ += next_character(name, at);
    const auto entries =
        written_.empty() ? of_surnames_.end() : of_surnames_.find(written_.front());
    if (entries == of_surnames_.end()) return;
    const std::string_view surname = vocabulary_.surname_of(name);
    const std::size_t characters = count_characters(surname);
    for (const SurnameReading* entry : entries->second) {
      if (entry->surname != surname) continue;
      for (const std::string& spoken : entry->readings) {
        std::size_t at = 0;
        for (const std::string_view syllable : split(spoken, U" ")) {
          if (at < characters) also_.emplace_back(at++, syllable);
        }
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return written_.size(); }
  [[nodiscard]] char32_t written(std::size_t at) const { return written_[at]; }
  [[nodiscard]] char32_t folded(std::size_t at) const { return fold_character(written_[at]); }
  // Whether the test holds for a reading of the character.
  template <class Test>
  [[nodiscard]] bool any_reading(std::size_t at, Test test) const {
    std::span<const std::string_view> all = readings(written_[at]);
    if (all.empty()) all = readings(folded(at));
    if (std::ranges::any_of(all, test)) return true;
    return std::ranges::any_of(
        also_, [&](const auto& one) { return one.first == at && test(one.second); });
  }

 private:
  const Vocabulary& vocabulary_;
  const SurnameReadings& of_surnames_ = surnames_by_first_character();
  std::u32string written_{};
  std::vector<std::pair<std::size_t, std::string_view>> also_{};  // character, reading
};
}  // namespace

NameIndex::NameNumber NameIndex::number_of(std::string_view written) {
  const auto [number, fresh] = names_.put(written);
  if (!fresh) return number;
  first_row_.push_back(0);
  SpokenName name(*vocabulary_);
  name.take(written);
  const auto first_letters = [&](std::size_t at) {
    std::set<char> letters;
    static_cast<void>(name.any_reading(at, [&](std::string_view reading) {
      letters.insert(reading.front());
      return false;
    }));
    return letters;
  };
  std::set<std::uint32_t> keys;
  std::set<char32_t> characters;
  std::set<char> before;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const std::set<char> letters = first_letters(at);
    for (const char letter : letters) {
      keys.insert(pair_key(letter, 0));
      for (const char earlier : before) keys.insert(pair_key(earlier, letter));
    }
    before = letters;
    characters.insert(name.folded(at));
  }
  for (const std::uint32_t key : keys) by_initials_.add(key, number);
  for (const char32_t c : characters) by_character_.add(c, number);
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

  const auto fit = [&](const Step& step, const SpokenName& name, std::size_t at,
                       char32_t as_written) -> Fit {
    if (step.character != 0) {
      if (as_written == name.written(at)) return Fit::same;
      if (step.character == name.folded(at)) return Fit::variant;
      const auto of_step = readings(step.character);
      const bool sound = name.any_reading(at, [&](std::string_view reading) {
        return std::ranges::find(of_step, reading) != of_step.end();
      });
      return sound ? Fit::sound : Fit::none;
    }
    if (step.syllable) {
      const bool same =
          name.any_reading(at, [&](std::string_view reading) { return reading == step.letters; });
      return same ? Fit::syllable : Fit::none;
    }
    const bool begins = name.any_reading(
        at, [&](std::string_view reading) { return reading.starts_with(step.letters); });
    return begins ? Fit::first_sound : Fit::none;
  };

  const auto judge = [&](const Steps& steps, const SpokenName& name,
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
      if (!sounds || !whole || all < 2 || count(Fit::syllable) + count(Fit::first_sound) > 0) {
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

  // Names that may fit: by characters where the query has some, else by first letters.
  const auto candidates = [&](const Steps& steps) {
    std::vector<NameNumber> all;
    const auto take = [&all](NameNumber number) { all.push_back(number); };
    const auto letters = [&](const Step& step) {
      std::set<char> first;
      if (step.character == 0) {
        first.insert(step.letters.front());
      } else {
        for (const std::string_view reading : readings(step.character)) first.insert(reading[0]);
      }
      return first;
    };
    const bool only_characters =
        std::ranges::all_of(steps, [](const Step& step) { return step.character != 0; });
    if (only_characters && (!sounds || steps.size() < 2)) {
      by_character_.for_each(steps.front().character, take);
      return all;
    }
    if (steps.front().character != 0) by_character_.for_each(steps.front().character, take);
    for (const char first : letters(steps[0])) {
      if (steps.size() == 1) {
        by_initials_.for_each(pair_key(first, 0), take);
        continue;
      }
      for (const char second : letters(steps[1])) {
        by_initials_.for_each(pair_key(first, second), take);
      }
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
  };

  SpokenName name(*vocabulary_);
  std::unordered_map<NameNumber, Fitting> best;
  for (const Steps& steps : readings_of_query(text.text)) {
    if (steps.empty()) continue;
    for (const NameNumber number : candidates(steps)) {
      if (first_row_[number] == 0) continue;
      name.take(names_[number]);
      for (std::size_t from = 0; from + steps.size() <= name.size(); ++from) {
        const auto found = judge(steps, name, from);
        if (!found) continue;
        const auto [place, is_new] = best.try_emplace(number, *found);
        if (!is_new && found->found_by < place->second.found_by) place->second = *found;
      }
    }
  }
  std::vector<NameHit> hits;
  for (const auto& [number, found] : best) {
    for (std::uint32_t row = first_row_[number]; row != 0; row = next_row_[row - 1]) {
      hits.push_back({Row{row - 1}, found.found_by, found.span});
    }
  }
  std::ranges::sort(hits, {}, &NameHit::row);
  return hits;
}
}  // namespace bole
