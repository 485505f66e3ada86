#include "engine/vocabulary/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/core/sha256.hpp"
#include "engine/text/utf8.hpp"
#include "engine/vocabulary/data_lines.hpp"
#include "engine/vocabulary/embedded.hpp"
#include "engine/vocabulary/stroke_table.hpp"
#include "engine/vocabulary/word_finder.hpp"

namespace bole {
namespace {

// Keys point into the embedded files, which live as long as the program.
template <class Value>
using ByText = std::unordered_map<std::string_view, Value>;

std::vector<std::string_view> words_of(std::string_view cell) {
  return cell.empty() ? std::vector<std::string_view>{} : cells_of(cell, ' ');
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

template <class Entry>
const Entry* find_in(const std::vector<Entry>& entries, const ByText<std::size_t>& places,
                     std::string_view name) {
  const auto place = places.find(name);
  return place == places.end() ? nullptr : &entries[place->second];
}

// Over the digests of the data files and of the stroke table, so that the table is not copied.
std::string whole_version() {
  std::string files;
  for (const EmbeddedFile& file : vocabulary_files()) {
    files.append(file.name).append(1, '\0').append(file.text).append(1, '\0');
  }
  const StrokeTable strokes = stroke_table();
  std::string ranges;
  for (const StrokeTable::Range& range : strokes.ranges) {
    ranges.append(std::to_string(range.first)).append("-").append(std::to_string(range.last));
    ranges.append(1, '\0');
  }
  return hash_text(hex(sha256(files, ranges)) + hex(sha256(strokes.counts, strokes.strokes)));
}

// Where each character's strokes begin in the table; the table itself only counts.
class Strokes {
 public:
  Strokes() : table_(stroke_table()) {
    std::uint32_t offset = 0;
    offsets_.reserve(table_.counts.size());
    for (const char count : table_.counts) {
      offsets_.push_back(offset);
      offset += static_cast<std::uint32_t>(count - ' ' + 1) / 2;
    }
    std::uint32_t start = 0;
    for (const StrokeTable::Range& range : table_.ranges) {
      starts_.push_back(start);
      start += range.last - range.first + 1;
    }
  }

  // Appends the number of strokes and the strokes, '1' to '5' each; false where they are unknown.
  bool append(char32_t character, std::string& key) const {
    for (std::size_t i = 0; i < table_.ranges.size(); ++i) {
      const StrokeTable::Range& range = table_.ranges[i];
      if (character < range.first || character > range.last) continue;
      const std::uint32_t place = starts_[i] + (character - range.first);
      const int count = table_.counts[place] - ' ';
      if (count == 0) return false;
      key.push_back(static_cast<char>(count));
      for (int stroke = 0; stroke < count; ++stroke) {
        const int pair =
            table_.strokes[offsets_[place] + static_cast<std::uint32_t>(stroke) / 2] - 'A';
        key.push_back(static_cast<char>('1' + (stroke % 2 == 0 ? pair / 5 : pair % 5)));
      }
      return true;
    }
    return false;
  }

 private:
  StrokeTable table_;
  std::vector<std::uint32_t> starts_;   // of each range, as a character's number
  std::vector<std::uint32_t> offsets_;  // of each character, in table_.strokes
};

// 副局长 of 局长, 常务副县长 of 县长.
std::optional<std::string_view> deputy_of(std::string_view title) {
  for (const std::string_view prefix : {"常务副", "第一副", "副"}) {
    if (title.starts_with(prefix)) return title.substr(prefix.size());
  }
  return std::nullopt;
}

}  // namespace

struct Vocabulary::Data {
  Data();

  std::string version{whole_version()};
  ByText<Level> levels{};
  ByText<TitleRank> titles{};
  std::vector<OrganisationKind> kinds{};
  std::vector<std::pair<std::string_view, std::size_t>> kind_beginnings{};
  // By the last character of the ending, the longest first.
  std::unordered_map<std::string_view, std::vector<std::pair<std::string_view, std::size_t>>>
      kind_endings_by_last{};
  [[nodiscard]] const OrganisationKind* kind_by_ending(std::string_view organisation) const;
  std::vector<Field> fields{};
  ByText<std::size_t> field_places{};
  std::vector<Speciality> specialities{};
  ByText<std::size_t> speciality_places{};
  std::vector<std::string_view> words{};
  std::vector<std::vector<std::uint16_t>> specialities_of_word{};  // empty: shows none
  std::optional<WordFinder> finder{};
  std::vector<NamedRank> education{};
  ByText<std::size_t> education_places{};
  std::vector<NamedRank> degrees{};
  ByText<std::size_t> degree_places{};
  std::vector<NamedRank> professional_titles{};
  ByText<std::size_t> professional_title_places{};
  std::vector<SanctionKind> sanctions{};
  ByText<std::size_t> sanction_places{};
  std::vector<ClearanceResult> clearances{};
  ByText<std::vector<std::size_t>> clearance_places{};  // by the result; kinds share words
  std::vector<EthnicGroup> ethnic_groups{};
  ByText<std::size_t> ethnic_places{};
  std::vector<SurnameReading> surnames{};
  ByText<std::size_t> surname_places{};
  Strokes strokes{};

 private:
  void read_titles();
  void read_kinds();
  void read_specialities();
  void read_qualifications();
  void read_sanctions();
  void read_people();
};

Vocabulary::Data::Data() {
  for (const Level level : all_levels()) levels.emplace(to_string(level), level);
  for (const DataLine& line : data_lines("levels.tsv", 2)) {
    const std::optional<Level> level = parse_level(line[0]);
    if (!level) continue;
    for (const std::string_view alias : words_of(line[1])) levels.emplace(alias, *level);
  }
  read_titles();
  read_kinds();
  read_specialities();
  read_qualifications();
  read_sanctions();
  read_people();
}

void Vocabulary::Data::read_titles() {
  for (const DataLine& line : data_lines("titles.tsv", 2)) {
    titles.emplace(line[0], line[1] == "head"     ? TitleRank::head
                            : line[1] == "deputy" ? TitleRank::deputy
                            : line[1] == "member" ? TitleRank::member
                                                  : TitleRank::staff);
  }
}

void Vocabulary::Data::read_kinds() {
  for (const DataLine& line : data_lines("organisation_kinds.tsv", 5)) {
    OrganisationKind kind{.id = std::string{line[0]},
                          .name = std::string{line[1]},
                          .endings = {},
                          .system = std::string{line[2]},
                          .grassroots = {}};
    if (line[3] != "unknown") kind.grassroots = line[3] == "yes";
    for (const std::string_view ending : words_of(line[4])) {
      if (ending.starts_with('^')) {
        kind_beginnings.emplace_back(ending.substr(1), kinds.size());
        continue;
      }
      kind.endings.emplace_back(ending);
      kind_endings_by_last[last_character(ending)].emplace_back(ending, kinds.size());
    }
    kinds.push_back(std::move(kind));
  }
  for (auto& [last, endings] : kind_endings_by_last) {
    std::ranges::stable_sort(endings, std::ranges::greater{},
                             [](const auto& ending) { return ending.first.size(); });
  }
}

void Vocabulary::Data::read_specialities() {
  for (const DataLine& line : data_lines("fields.tsv", 2)) {
    field_places.emplace(line[0], fields.size());
    field_places.emplace(line[1], fields.size());
    fields.push_back({.id = std::string{line[0]}, .name = std::string{line[1]}});
  }
  ByText<std::size_t> word_places;
  const auto number_of = [&](std::string_view word) {
    const auto [place, is_new] = word_places.try_emplace(word, words.size());
    if (is_new) {
      words.push_back(word);
      specialities_of_word.emplace_back();
    }
    return place->second;
  };
  for (const DataLine& line : data_lines("specialities.tsv", 4)) {
    const auto place = static_cast<std::uint16_t>(specialities.size());
    speciality_places.emplace(line[0], place);
    speciality_places.emplace(line[1], place);
    Speciality speciality{.id = std::string{line[0]},
                          .name = std::string{line[1]},
                          .field = std::string{line[2]},
                          .words = {}};
    for (const std::string_view word : words_of(line[3])) {
      speciality.words.emplace_back(word);
      specialities_of_word[number_of(word)].push_back(place);
    }
    specialities.push_back(std::move(speciality));
  }
  for (const DataLine& line : data_lines("words_without_speciality.tsv", 1))
    (void)number_of(line[0]);
  finder.emplace(words);
}

void Vocabulary::Data::read_qualifications() {
  for (const auto& [file, entries, places] :
       {std::tuple{"education.tsv", &education, &education_places},
        std::tuple{"degrees.tsv", &degrees, &degree_places}}) {
    for (const DataLine& line : data_lines(file, 4)) {
      places->emplace(line[1], entries->size());
      for (const std::string_view alias : words_of(line[3]))
        places->emplace(alias, entries->size());
      entries->push_back({.name = std::string{line[1]},
                          .rank = number(line[2]),
                          .code = std::string{line[0]},
                          .series = {}});
    }
  }
  for (const DataLine& line : data_lines("professional_titles.tsv", 3)) {
    for (const std::string_view name : words_of(line[2])) {
      professional_title_places.emplace(name, professional_titles.size());
      professional_titles.push_back({.name = std::string{name},
                                     .rank = number(line[1]),
                                     .code = {},
                                     .series = std::string{line[0]}});
    }
  }
}

void Vocabulary::Data::read_sanctions() {
  for (const DataLine& line : data_lines("sanction_kinds.tsv", 5)) {
    sanction_places.emplace(line[0], sanctions.size());
    for (const std::string_view alias : words_of(line[4])) {
      sanction_places.emplace(alias, sanctions.size());
    }
    sanctions.push_back({.name = std::string{line[0]},
                         .family = std::string{line[1]},
                         .months = number(line[2]),
                         .rule = std::string{line[3]}});
  }
  for (const DataLine& line : data_lines("clearance_results.tsv", 5)) {
    clearance_places[line[1]].push_back(clearances.size());
    for (const std::string_view alias : words_of(line[4])) {
      clearance_places[alias].push_back(clearances.size());
    }
    clearances.push_back({.kind = std::string{line[0]},
                          .name = std::string{line[1]},
                          .meaning = line[2] == "clear"     ? ClearanceMeaning::clear
                                     : line[2] == "adverse" ? ClearanceMeaning::adverse
                                                            : ClearanceMeaning::open,
                          .rule = std::string{line[3]}});
  }
}

void Vocabulary::Data::read_people() {
  for (const DataLine& line : data_lines("ethnic_groups.tsv", 2)) {
    ethnic_places.emplace(line[1], ethnic_groups.size());
    ethnic_groups.push_back({.code = std::string{line[0]}, .name = std::string{line[1]}});
  }
  for (const DataLine& line : data_lines("surname_readings.tsv", 2)) {
    surname_places.emplace(line[0], surnames.size());
    SurnameReading surname{.surname = std::string{line[0]}, .readings = {}};
    for (const std::string_view reading : cells_of(line[1], '/')) {
      surname.readings.emplace_back(reading);
    }
    surnames.push_back(std::move(surname));
  }
}

Vocabulary::Vocabulary(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Vocabulary::~Vocabulary() = default;

const Vocabulary& Vocabulary::built_in() {
  static const Vocabulary vocabulary{std::make_unique<const Data>()};
  return vocabulary;
}

const std::string& Vocabulary::version() const { return data_->version; }

std::span<const Field> Vocabulary::fields() const { return data_->fields; }

std::span<const Speciality> Vocabulary::specialities() const { return data_->specialities; }

const Field* Vocabulary::field(std::string_view id_or_name) const {
  return find_in(data_->fields, data_->field_places, id_or_name);
}

std::optional<std::uint16_t> Vocabulary::speciality(std::string_view id_or_name) const {
  const auto place = data_->speciality_places.find(id_or_name);
  if (place == data_->speciality_places.end()) return std::nullopt;
  return static_cast<std::uint16_t>(place->second);
}

std::vector<SpecialityHit> Vocabulary::specialities_in(std::string_view text) const {
  thread_local std::vector<WordFinder::Hit> places;  // kept for its memory
  data_->finder->find(text, places);
  std::vector<SpecialityHit> hits;
  for (const WordFinder::Hit& place : places) {
    for (const std::uint16_t speciality : data_->specialities_of_word[place.word]) {
      const bool known = std::ranges::any_of(
          hits, [&](const SpecialityHit& hit) { return hit.speciality == speciality; });
      if (!known) hits.push_back({speciality, std::string{data_->words[place.word]}});
    }
  }
  std::ranges::sort(hits, {}, &SpecialityHit::speciality);
  return hits;
}

std::optional<Level> Vocabulary::level(std::string_view text) const {
  const auto find = [&](std::string_view name) -> std::optional<Level> {
    const auto place = data_->levels.find(name);
    if (place == data_->levels.end()) return std::nullopt;
    return place->second;
  };
  if (text.find('(') == std::string_view::npos && text.find(')') == std::string_view::npos) {
    return find(text);
  }
  std::string folded;
  for (const char c : text) {
    if (c == '(') {
      folded += "（";
    } else if (c == ')') {
      folded += "）";
    } else {
      folded += c;
    }
  }
  return find(folded);
}

std::optional<TitleRank> Vocabulary::title_rank(std::string_view title) const {
  if (const auto known = data_->titles.find(title); known != data_->titles.end()) {
    return known->second;
  }
  if (title.ends_with("助理")) return TitleRank::member;
  if (const std::optional<std::string_view> head = deputy_of(title)) {
    const auto known = data_->titles.find(*head);
    if (known != data_->titles.end() && known->second == TitleRank::head) return TitleRank::deputy;
  }
  return std::nullopt;
}

std::optional<bool> Vocabulary::is_head_title(std::string_view title) const {
  const std::optional<TitleRank> rank = title_rank(title);
  if (!rank) return std::nullopt;
  return *rank == TitleRank::head;
}

const OrganisationKind* Vocabulary::Data::kind_by_ending(std::string_view organisation) const {
  const auto endings = kind_endings_by_last.find(last_character(organisation));
  if (endings == kind_endings_by_last.end()) return nullptr;
  for (const auto& [ending, kind] : endings->second) {
    if (organisation.ends_with(ending)) return &kinds[kind];
  }
  return nullptr;
}

std::span<const OrganisationKind> Vocabulary::organisation_kinds() const { return data_->kinds; }

namespace {
// 农村, 乡村, 城镇, 乡镇 and the like in the name of an office speak of its work, not of a village
// or a township.
bool is_common_word(std::string_view begin, std::string_view rest) {
  constexpr std::array<std::string_view, 9> words{"农村", "乡村", "城镇", "集镇", "村镇",
                                                  "乡镇", "城乡", "下乡", "水厂"};
  if (std::ranges::any_of(words, [&](std::string_view word) { return begin.ends_with(word); })) {
    return true;
  }
  return begin.ends_with("乡") && (rest.starts_with("村") || rest.starts_with("镇"));
}
}  // namespace

const OrganisationKind* Vocabulary::organisation_kind(std::string_view organisation) const {
  for (const auto& [beginning, kind] : data_->kind_beginnings) {
    if (organisation.starts_with(beginning)) return &data_->kinds[kind];
  }
  if (const OrganisationKind* kind = data_->kind_by_ending(organisation)) return kind;
  constexpr std::array<std::string_view, 7> section_endings{"科", "股", "处", "室",
                                                            "办", "组", "队"};
  const bool section = std::ranges::any_of(
      section_endings, [&](std::string_view ending) { return organisation.ends_with(ending); });
  if (!section) return nullptr;
  // 样例市青禾县禾丰镇综治办公室: the first part that is a body of its own.
  for (std::size_t end = 0; end < organisation.size();) {
    (void)next_character(organisation, end);
    const std::string_view body = organisation.substr(0, end);
    const OrganisationKind* kind = data_->kind_by_ending(body);
    if (kind != nullptr && !is_common_word(body, organisation.substr(end))) return kind;
  }
  return nullptr;
}

std::span<const NamedRank> Vocabulary::education_levels() const { return data_->education; }

const NamedRank* Vocabulary::education(std::string_view name_or_alias) const {
  return find_in(data_->education, data_->education_places, name_or_alias);
}

std::span<const NamedRank> Vocabulary::degrees() const { return data_->degrees; }

const NamedRank* Vocabulary::degree(std::string_view name) const {
  return find_in(data_->degrees, data_->degree_places, name);
}

std::span<const NamedRank> Vocabulary::professional_titles() const {
  return data_->professional_titles;
}

const NamedRank* Vocabulary::professional_title(std::string_view name) const {
  return find_in(data_->professional_titles, data_->professional_title_places, name);
}

std::span<const SanctionKind> Vocabulary::sanction_kinds() const { return data_->sanctions; }

std::span<const ClearanceResult> Vocabulary::clearance_results() const { return data_->clearances; }

const ClearanceResult* Vocabulary::clearance_result(std::string_view kind,
                                                    std::string_view result) const {
  const auto found = data_->clearance_places.find(result);
  if (found == data_->clearance_places.end()) return nullptr;
  for (const std::size_t place : found->second) {
    if (data_->clearances[place].kind == kind) return &data_->clearances[place];
  }
  return nullptr;
}

const SanctionKind* Vocabulary::sanction_kind(std::string_view name) const {
  return find_in(data_->sanctions, data_->sanction_places, name);
}

std::span<const EthnicGroup> Vocabulary::ethnic_groups() const { return data_->ethnic_groups; }

bool Vocabulary::is_ethnic_group(std::string_view name) const {
  return data_->ethnic_places.contains(name);
}

std::span<const SurnameReading> Vocabulary::surname_readings() const { return data_->surnames; }

std::string_view Vocabulary::surname_of(std::string_view name) const {
  std::size_t end = 0;
  if (!name.empty()) (void)next_character(name, end);
  std::string_view surname = name.substr(0, end);
  // A compound surname needs a given name after it: 欧阳 alone is a person of the surname 欧.
  for (int characters = 2; characters <= 4 && end < name.size(); ++characters) {
    (void)next_character(name, end);
    if (end < name.size() && data_->surname_places.contains(name.substr(0, end))) {
      surname = name.substr(0, end);
    }
  }
  return surname;
}

std::string Vocabulary::stroke_key(std::string_view name) const {
  // A character is the count of its strokes and the strokes; one without strokes is 0xFF and
  // itself. After 0x00, which is less than either, come the bytes of the name, whose order is that
  // of the code points. The dot in a name of another language (阿·乙) has no strokes to count.
  constexpr char32_t middle_dot = 0xB7;
  std::string key;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(name, at);
    if (character == middle_dot || data_->strokes.append(character, key)) continue;
    key.push_back('\xFF');
    key.append(name.substr(begin, at - begin));
  }
  key.push_back('\0');
  key.append(name);
  return key;
}

}  // namespace bole
