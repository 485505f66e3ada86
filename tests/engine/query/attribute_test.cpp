// The attribute table, its documentation and what must never stand in it.
#include "engine/query/attribute.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "engine/query/filter.hpp"
#include "engine/query/names.hpp"
#include "engine/query/refusals.hpp"
#include "engine/query/tokens.hpp"

using namespace bole;

TEST_CASE("every attribute has its own names, a reader and a use", "[query]") {
  std::set<std::pair<RecordSet, std::string>> names;
  for (const Attribute& attribute : all_attributes()) {
    INFO(attribute.name);
    CHECK(names.emplace(attribute.set, attribute.name).second);
    CHECK(names.emplace(attribute.set, attribute.ascii).second);
    CHECK(is_word(attribute.name));
    CHECK(is_word(attribute.ascii));
    CHECK(find_attribute(attribute.set, attribute.name) == &attribute);
    CHECK(find_attribute(attribute.set, attribute.ascii) == &attribute);
    const bool through = attribute.through != RecordSet::person;
    CHECK((attribute.read != nullptr) + (attribute.match != nullptr) + through == 1);
    if (through) {
      CHECK(attribute.set == RecordSet::person);
      REQUIRE(find_attribute(attribute.through, attribute.through_name) != nullptr);
    }
    CHECK((attribute.type == ValueType::code) == (attribute.codes != CodeTable::none));
    CHECK(attribute.allows(Use::search));
    CHECK(attribute.allows(Use::own_gate) == attribute.own_gate_refusal.empty());
    CHECK((attribute.allows(Use::own_gate) || !attribute.allows(Use::criterion)));
    CHECK(attribute.pointer.starts_with("/"));
  }
}

TEST_CASE("age, names, units and study mode are no own gate and no criterion", "[query]") {
  for (const auto& [set, name] :
       std::vector<std::pair<RecordSet, std::string>>{{RecordSet::person, "姓名"},
                                                      {RecordSet::person, "年龄"},
                                                      {RecordSet::person, "出生年月"},
                                                      {RecordSet::person, "参加工作时间"},
                                                      {RecordSet::person, "工龄"},
                                                      {RecordSet::appointment, "单位"},
                                                      {RecordSet::education, "方式"}}) {
    INFO(name);
    const Attribute* attribute = find_attribute(set, name);
    REQUIRE(attribute != nullptr);
    CHECK_FALSE(attribute->allows(Use::own_gate));
    CHECK_FALSE(attribute->allows(Use::criterion));
  }
}

TEST_CASE("nothing sealed and nothing refused stands in the attribute table", "[query]") {
  for (const Attribute& attribute : all_attributes()) {
    for (const std::string_view name : {attribute.name, attribute.ascii}) {
      INFO(name);
      CHECK(refused_name(name) == nullptr);
      for (const char* word :
           {"性别",  "民族",   "党",         "籍贯",   "出生地", "健康",  "宗教",  "身份证",
            "家庭",  "婚姻",   "票",         "GDP",    "学校",   "院校",  "sex",   "ethnic",
            "party", "native", "birthplace", "health", "family", "photo", "school"}) {
        CHECK(name.find(word) == std::string_view::npos);
      }
    }
    CHECK_FALSE(attribute.pointer.starts_with("/sealed"));
  }
}

namespace {
// The row of the attribute in docs/filter.md up to its meaning.
std::string documented(const Attribute& attribute) {
  static const std::map<ValueType, std::string> types{
      {ValueType::text, "text"},      {ValueType::code, "code"},      {ValueType::date, "date"},
      {ValueType::integer, "number"}, {ValueType::span, "span"},      {ValueType::level, "level"},
      {ValueType::grade, "grade"},    {ValueType::boolean, "boolean"}};
  std::string uses;
  for (const auto& [use, name] :
       std::vector<std::pair<Use, std::string>>{{Use::search, "search"},
                                                {Use::facet, "facet"},
                                                {Use::sort, "sort"},
                                                {Use::own_gate, "own gate"},
                                                {Use::criterion, "criterion"},
                                                {Use::report, "report"}}) {
    if (attribute.allows(use)) uses += (uses.empty() ? "" : ", ") + name;
  }
  std::string row = "| " + std::string(attribute.name) + " | `" + std::string(attribute.ascii) +
                    "` | " + types.at(attribute.type);
  if (!attribute.unit.empty()) row += ", " + std::string(attribute.unit);
  return row + " | " + uses + " | ";
}
}  // namespace

TEST_CASE("docs/filter.md has a row for each attribute, in its set, and a line for each error",
          "[query]") {
  std::ifstream file(std::string(PROJECT_ROOT) + "/docs/filter.md");
  REQUIRE(file);
  std::map<std::string, std::string> sections;
  std::string section;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) section = line;
    sections[section] += line + "\n";
  }
  for (const Attribute& attribute : all_attributes()) {
    const std::string heading = attribute.set == RecordSet::person
                                    ? "### Person"
                                    : "### " + std::string(chinese(attribute.set)) + " `" +
                                          std::string(to_string(attribute.set)) + "`";
    INFO(heading);
    INFO(documented(attribute));
    CHECK(sections[heading].find("\n" + documented(attribute)) != std::string::npos);
  }
  for (const char* code :
       {"filter_empty",      "filter_too_long",     "filter_too_deep",   "bad_encoding",
        "bad_character",     "unterminated_string", "unexpected_token",  "unknown_attribute",
        "unknown_code",      "wrong_type",          "wrong_operator",    "bad_date",
        "number_too_large",  "empty_range",         "empty_value",       "nested_set",
        "set_without_spans", "sealed_attribute",    "refused_attribute", "aggregate_in_own_gate"}) {
    INFO(code);
    CHECK(sections["## Errors"].find("| `" + std::string(code) + "` |") != std::string::npos);
  }
}

TEST_CASE("every filter that docs/filter.md shows as an example reads", "[query]") {
  std::ifstream file(std::string(PROJECT_ROOT) + "/docs/filter.md");
  bool inside = false;
  int read = 0;
  for (std::string line; std::getline(file, line);) {
    if (line == "```filter" || (inside && line == "```")) {
      inside = !inside;
      continue;
    }
    if (!inside || line.empty()) continue;
    ++read;
    INFO(line);
    const auto filter = parse_filter(line, Vocabulary::built_in(), FilterUse::search);
    if (!filter) FAIL_CHECK(filter.error().message);
  }
  CHECK(read >= 8);
}

TEST_CASE("every code of every table is found by its name and its id", "[query]") {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  for (const Attribute& attribute : all_attributes()) {
    if (attribute.type != ValueType::code) continue;
    const std::vector<Code> all = codes(attribute.codes, vocabulary);
    INFO(attribute.name);
    CHECK_FALSE(all.empty());
    for (const Code& code : all) {
      INFO(code.name);
      CHECK(find_code(attribute.codes, code.name, vocabulary).name == code.name);
      if (!code.id.empty()) {
        CHECK(find_code(attribute.codes, code.id, vocabulary).name == code.name);
      }
      CHECK((code.rank > 0 || !is_ordered(attribute.codes)));
    }
    CHECK(find_code(attribute.codes, "没有这个", vocabulary).name.empty());
  }
}

TEST_CASE("the columns' field bits hold every field of the vocabulary", "[query]") {
  CHECK(Vocabulary::built_in().fields().size() <= 32);
}

TEST_CASE("the nearest name is the one with the fewest changes", "[query]") {
  const std::vector<std::string_view> names{"级别", "职级", "工龄", "level"};
  CHECK(nearest_name("级別", names) == "级别");
  CHECK(nearest_name("LEVLE", names) == "level");
  CHECK(nearest_name("天气", names).empty());
  CHECK(nearest_name("", names).empty());
}
