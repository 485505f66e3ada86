#include "engine/query/sort.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "engine/query/attribute_name.hpp"
#include "tests/engine/query/random_records.hpp"

using namespace bole;
using random_records::Dice;

namespace {
const Day as_of = day_of(2020, 6, 30);

SortOrder order(std::string_view text) {
  const auto read = sort_order(text);
  INFO(text);
  REQUIRE(read);
  return *read;
}

std::string ids(const std::vector<SortedRow>& rows, const Columns& columns) {
  std::string text;
  for (const SortedRow& row : rows) text += (text.empty() ? "" : " ") + columns.id(row.row).text;
  return text;
}

RowSet everybody(const Columns& columns) {
  RowSet rows(columns.size());
  for (std::uint32_t row = 0; row < columns.size(); ++row) rows.add(Row{row});
  return rows;
}

std::string sorted(const Columns& columns, std::string_view by) {
  return ids(sort_rows(everybody(columns), order(by), columns, as_of, {}, 1000), columns);
}

const std::vector<std::string>& all_orders() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> texts;
    for (const Attribute& attribute : all_attributes()) {
      if (!attribute.allows(Use::sort)) continue;
      texts.push_back(full_name(attribute));
      texts.push_back("-" + full_name(attribute));
    }
    return texts;
  }();
  return all;
}
}  // namespace

TEST_CASE("people stand by the attribute, unknown last in both directions, equal ones by id",
          "[query][sort]") {
  Columns columns(Vocabulary::built_in());
  for (const auto& [id, level] :
       std::vector<std::pair<const char*, Level>>{{"p-4", Level::county_deputy},
                                                  {"p-3", Level::unknown},
                                                  {"p-2", Level::county_head},
                                                  {"p-1", Level::county_deputy},
                                                  {"p-0", Level::unknown}}) {
    Profile person;
    person.id = {id};
    person.current.level.value = level;
    columns.put(person);
  }
  CHECK(sorted(columns, "级别") == "p-1 p-4 p-2 p-0 p-3");
  CHECK(sorted(columns, "-级别") == "p-2 p-1 p-4 p-0 p-3");
  CHECK(sorted(columns, "-level") == sorted(columns, "-级别"));
}

TEST_CASE("a coarse date stands by its first day, after what begins earlier", "[query][sort]") {
  Columns columns(Vocabulary::built_in());
  for (const auto& [id, birth] : std::vector<std::pair<const char*, const char*>>{
           {"p-1", "1980"}, {"p-2", "1980.01"}, {"p-3", "1979.12"}, {"p-4", "1980.03"}}) {
    Profile person;
    person.id = {id};
    person.birth = parse_partial_date(birth);
    columns.put(person);
  }
  CHECK(sorted(columns, "出生年月") == "p-3 p-2 p-1 p-4");
  CHECK(sorted(columns, "-出生年月") == "p-4 p-1 p-2 p-3");
}

TEST_CASE("names stand by strokes", "[query][sort]") {
  Columns columns(Vocabulary::built_in());
  for (const auto& [id, name] : std::vector<std::pair<const char*, const char*>>{
           {"p-1", "赵一"}, {"p-2", "丁一"}, {"p-3", "王二"}, {"p-4", "王一"}}) {
    Profile person;
    person.id = {id};
    person.name = name;
    columns.put(person);
  }
  CHECK(sorted(columns, "姓名") == "p-2 p-4 p-3 p-1");
}

TEST_CASE("a person with education of unknown rank only stands last", "[query][sort]") {
  Columns columns(Vocabulary::built_in());
  for (const auto& [id, level] : std::vector<std::pair<const char*, const char*>>{
           {"p-1", "校内结业"}, {"p-2", "大专"}, {"p-3", "大学"}}) {
    Profile person;
    person.id = {id};
    person.education = std::vector<Education>(1);
    (*person.education)[0].level = level;
    columns.put(person);
  }
  Profile none;
  none.id = {"p-4"};
  none.education = std::vector<Education>();
  columns.put(none);
  CHECK(sorted(columns, "学历") == "p-4 p-2 p-3 p-1");
  CHECK(sorted(columns, "-学历") == "p-3 p-2 p-4 p-1");
}

TEST_CASE("by score the best stand first, equal ones by id", "[query][sort]") {
  Columns columns(Vocabulary::built_in());
  for (const char* id : {"p-3", "p-2", "p-1", "p-0"}) {
    Profile person;
    person.id = {id};
    columns.put(person);
  }
  const std::vector<ScoredRow> found{{Row{0}, 5}, {Row{1}, 9}, {Row{2}, 5}, {Row{3}, 1}};
  CHECK(ids(sort_rows(found, columns, {}, 10), columns) == "p-2 p-1 p-3 p-0");
  CHECK(ids(sort_rows(found, columns, SortPlace{{.number = 5}, {"p-1"}}, 10), columns) ==
        "p-3 p-0");
  CHECK(ids(sort_rows(found, columns, SortPlace{{.number = 5}, {"p-2"}}, 1), columns) == "p-3");
  CHECK(sort_rows(found, columns, {}, 0).empty());
}

TEST_CASE("the first few are those of the whole order, page by page", "[query][sort][property]") {
  Dice dice(901);
  for (int round = 0; round < 30; ++round) {
    Columns columns(Vocabulary::built_in());
    for (int i = dice.up_to(400); i >= 0; --i) {
      columns.put(random_records::profile(dice, i));
    }
    for (const std::string& by : all_orders()) {
      INFO(by);
      RowSet some(columns.size());
      for (std::uint32_t row = 0; row < columns.size(); ++row) {
        if (!dice.one_in(4)) some.add(Row{row});
      }
      const auto whole = sort_rows(some, order(by), columns, as_of, {}, columns.size());
      REQUIRE(whole.size() == some.count());
      std::optional<SortPlace> after;
      std::vector<SortedRow> paged;
      const auto limit = static_cast<std::size_t>(1 + dice.up_to(60));
      for (;;) {
        const auto page = sort_rows(some, order(by), columns, as_of, after, limit);
        if (page.empty()) break;
        REQUIRE(page.size() <= limit);
        paged.insert(paged.end(), page.begin(), page.end());
        after = SortPlace{page.back().key, columns.id(page.back().row)};
      }
      REQUIRE(ids(paged, columns) == ids(whole, columns));
    }
  }
}

TEST_CASE("whoever stays the same is shown once, however others move between the pages",
          "[query][sort][property]") {
  Dice dice(902);
  for (int round = 0; round < 60; ++round) {
    Columns columns(Vocabulary::built_in());
    const int people = 40;
    for (int i = 0; i < people; ++i) columns.put(random_records::profile(dice, i));
    const SortOrder by = order(dice.of(all_orders()));
    std::set<std::string> moved;
    std::map<std::string, int> shown;
    std::optional<SortPlace> after;
    for (;;) {
      const auto page = sort_rows(everybody(columns), by, columns, as_of, after, 7);
      if (page.empty()) break;
      for (const SortedRow& row : page) ++shown[columns.id(row.row).text];
      after = SortPlace{page.back().key, columns.id(page.back().row)};
      // Some change, the last one shown too, and some come in.
      for (int i = 0; i < 3; ++i) {
        const Profile changed = random_records::profile(dice, dice.up_to(people + 10));
        moved.insert(changed.id.text);
        columns.put(changed);
      }
      if (shown.size() > 200) break;
    }
    for (int i = 0; i < people; ++i) {
      const std::string id = "p-" + std::to_string(i);
      if (!moved.contains(id)) REQUIRE(shown[id] == 1);
    }
  }
}

TEST_CASE("an order that may not be is refused, and why", "[query][sort]") {
  CHECK(sort_order("")->attribute == nullptr);
  CHECK(sort_order("性别").error().code == "sealed_attribute");
  CHECK(sort_order("-民族").error().code == "sealed_attribute");
  CHECK(sort_order("领域").error().code == "refused_attribute");
  CHECK(sort_order("任职.时长").error().code == "refused_attribute");
  CHECK(sort_order("年纪").error().code == "unknown_attribute");
  CHECK(sort_order("--年龄").error().code == "unknown_attribute");
  CHECK(sort_order("-").error().code == "unknown_attribute");
}
