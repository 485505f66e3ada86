#include "tools/measure/exported_person.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/set_reader.hpp"
#include "engine/search/document.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "engine/vocabulary/readings.hpp"
#include "index/profile_record.hpp"
#include "tools/measure/question.hpp"

namespace bole::measure {
namespace {
const AsOf today{as_of(), month_index(as_of())};

const Attribute& attribute_named(RecordSet set, std::string_view name) {
  const Attribute* attribute = find_attribute(set, name);
  if (attribute == nullptr) throw StorageError("internal", "没有信息项" + std::string(name));
  return *attribute;
}

Interval interval_of(const Columns& columns, std::string_view name, Row row) {
  Interval value;
  attribute_named(RecordSet::person, name).read(columns, today, {&row.value, 1}, {&value, 1});
  return value;
}

std::int64_t least_of(const Columns& columns, std::string_view name, Row row) {
  const Interval value = interval_of(columns, name, row);
  return value.is_none() || value.is_unknown() ? 0 : value.at_least;
}
std::int64_t most_of(const Columns& columns, std::string_view name, Row row) {
  const Interval value = interval_of(columns, name, row);
  return value.is_none() || value.is_unknown() ? 0 : value.at_most;
}

// The distinct words that a facet of the attribute counts, in the order of their texts.
std::vector<std::string> words_of(const Columns& columns, std::string_view name, Row row) {
  const Attribute* attribute = &attribute_named(RecordSet::person, name);
  std::vector<std::uint32_t> subjects{row.value};
  if (attribute->through != RecordSet::person) {
    const RecordSet set = attribute->through;
    const Run run = set_reader(set).runs(columns)[row.value];
    subjects.clear();
    for (std::uint32_t cell = run.begin; cell < run.begin + run.count; ++cell) {
      Truth exists = Truth::yes;
      set_reader(set).limit(columns, today, {&cell, 1}, {&exists, 1});
      const bool counts =
          set != RecordSet::appointment || is_in_office(columns.appointments[cell].kind);
      if (counts && exists == Truth::yes) subjects.push_back(cell);
    }
    attribute = &attribute_named(set, attribute->through_name);
  }
  std::vector<std::uint32_t> values;
  std::vector<std::uint32_t> ends;
  attribute->list(columns, subjects, values, ends);
  std::set<std::string> words;
  for (const std::uint32_t value : values) {
    words.emplace(text_of(attribute->domain, columns, value));
  }
  words.erase("");
  return {words.begin(), words.end()};
}

// All ways to read the characters from `at` on, written with `first` letters of the first of them
// and `others` letters of each further one.
void spell(const std::vector<std::vector<std::string>>& readings, std::size_t at, std::size_t first,
           std::size_t others, const std::string& so_far, std::set<std::string>& all) {
  constexpr std::size_t most = 64;
  if (at == readings.size()) {
    if (all.size() < most) all.insert(so_far);
    return;
  }
  for (const std::string& reading : readings[at]) {
    spell(readings, at + 1, others, others, so_far + reading.substr(0, first), all);
  }
}

std::vector<std::string> keys_of_name(std::string_view name, const Vocabulary& vocabulary) {
  constexpr std::size_t whole = std::string::npos;
  const auto readings = readings_of_name(name, vocabulary);
  std::set<std::string> keys;
  for (std::size_t from = 0; from < readings.size(); ++from) {
    for (const auto& [first, others] : {std::pair{whole, whole}, {1, 1}, {whole, 1}}) {
      std::set<std::string> some;
      spell(readings, from, first, others, {}, some);
      keys.merge(some);
    }
  }
  keys.erase("");
  return {keys.begin(), keys.end()};
}

void write(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}
}  // namespace

std::vector<std::vector<std::string>> readings_of_name(std::string_view name,
                                                       const Vocabulary& vocabulary) {
  std::vector<std::vector<std::string>> all;
  for (const char32_t c : to_utf32(name)) {
    auto spoken = readings(c);
    if (spoken.empty()) spoken = readings(fold_character(c));
    if (!spoken.empty()) all.emplace_back(spoken.begin(), spoken.end());
  }
  const std::string_view surname = vocabulary.surname_of(name);
  for (const SurnameReading& entry : vocabulary.surname_readings()) {
    if (entry.surname != surname) continue;
    for (auto way = entry.readings.rbegin(); way != entry.readings.rend(); ++way) {
      std::size_t at = 0;
      for (const std::string_view syllable : split(*way, U" ")) {
        if (at == all.size()) break;
        std::erase(all[at], syllable);
        all[at].emplace(all[at].begin(), syllable);
        ++at;
      }
    }
  }
  return all;
}

ExportedPerson PersonReader::read(Row row, const Profile& profile) const {
  ExportedPerson person;
  person.id = profile.id.text;
  person.name = profile.name;
  person.current = profile.current.text;
  person.level = least_of(columns_, "级别", row);
  person.education = least_of(columns_, "学历", row);
  person.level_months = least_of(columns_, "任现级年限", row);
  person.age = most_of(columns_, "年龄", row);
  const auto staff = words_of(columns_, "人员类别", row);
  if (!staff.empty()) person.staff = staff.front();
  person.fields = words_of(columns_, "领域", row);
  person.specialities = words_of(columns_, "专长", row);
  person.titles = words_of(columns_, "职称", row);
  return person;
}

std::string to_json(const ExportedPerson& person) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("id", person.id).field("name", person.name);
  json.field("current", person.current).field("level", person.level);
  json.field("education", person.education).field("level_months", person.level_months);
  json.field("age", person.age).field("staff", person.staff);
  write(json, "fields", person.fields);
  write(json, "specialities", person.specialities);
  write(json, "titles", person.titles);
  write(json, "texts", person.texts);
  write(json, "name_keys", person.name_keys);
  json.end_object();
  return out;
}

Result<ExportedPerson> exported_person_from_json(std::string_view text) {
  constexpr std::int64_t most = 1'000'000;
  JsonReader json(text);
  ExportedPerson person;
  person.id = json.text("id");
  person.name = json.text("name");
  person.current = json.text_or("current");
  person.level = json.integer("level", 0, most);
  person.education = json.integer("education", 0, most);
  person.level_months = json.integer("level_months", 0, most);
  person.age = json.integer("age", 0, most);
  person.staff = json.text_or("staff");
  person.fields = json.texts("fields");
  person.specialities = json.texts("specialities");
  person.titles = json.texts("titles");
  person.texts = json.texts("texts");
  person.name_keys = json.texts("name_keys");
  json.finish();
  return finished(json, std::move(person));
}

void export_people(const Store& store, const Catalogue& catalogue, const std::string& path) {
  const Columns& columns = catalogue.columns();
  const PersonReader reader(columns);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::string lines;
  store.for_each(
      Collection::profile,
      [&](const Record& record) {
        if (record.erased) return true;
        const auto profile = profile_of(record);
        const auto row = columns.find({record.id});
        if (!profile || !row) throw StorageError("store_damaged", "无法读取人员 " + record.id);
        ExportedPerson person = reader.read(*row, *profile);
        const SearchDocument document =
            make_document(person.id, text_parts(*profile, catalogue.vocabulary()));
        FoldedParts parts(document.texts);
        for (FoldedParts::Part part; parts.next(part);) person.texts.emplace_back(part.text);
        person.name_keys = keys_of_name(person.name, catalogue.vocabulary());
        lines += to_json(person) + '\n';
        if (lines.size() > (1U << 20U)) {
          out << lines;
          lines.clear();
        }
        return true;
      },
      SealedPart::skip);
  out << lines;
  if (!out.flush()) throw StorageError("io_error", "写不出文件：" + path);
}
}  // namespace bole::measure
