// Whole sets of rows against the filter person by person.
#include "engine/query/find_rows.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/query/random_records.hpp"

using namespace bole;
using random_records::Dice;

namespace {
Filter parsed(const std::string& text) {
  auto filter = parse_filter(text, Vocabulary::built_in(), FilterUse::search);
  INFO(text);
  REQUIRE(filter);
  return *std::move(filter);
}
}  // namespace

TEST_CASE("sets of rows answer a filter as looking at each person does", "[query][property]") {
  Dice dice(515);
  int settled = 0;
  for (int round = 0; round < 60; ++round) {
    Columns columns(Vocabulary::built_in());
    for (int i = 0; i < 80; ++i) columns.put(random_records::profile(dice, i));
    const Day as_of = day_of(2015 + dice.up_to(7), 1 + dice.up_to(11), 1 + dice.up_to(27));
    FacetTable table(columns, as_of);
    RowSet within(columns.size());
    for (std::uint32_t row = 0; row < columns.size(); ++row) {
      if (!dice.one_in(5)) within.add(Row{row});
    }
    for (int i = 0; i < 60; ++i) {
      const std::string text = random_records::filter(dice, {}, RecordSet::person);
      const Filter filter = parsed(text);
      for (const Attribute* attribute : settling_attributes(filter)) {
        if (dice.one_in(2)) table.prepare(*attribute);
        settled += table.is_ready(*attribute) ? 1 : 0;
      }
      const FilteredRows found = find_rows(filter, table, within);
      const std::vector<Row> people = within.rows();
      std::vector<Tri> answers(people.size());
      evaluate(filter, columns, people, as_of, answers);
      RowSet yes(columns.size());
      RowSet unknown(columns.size());
      for (std::size_t person = 0; person < people.size(); ++person) {
        if (answers[person] == Tri::yes) yes.add(people[person]);
        if (answers[person] == Tri::unknown) unknown.add(people[person]);
      }
      INFO(text << " at " << to_string(as_of));
      REQUIRE(found.yes == yes);
      REQUIRE(found.unknown == unknown);
    }
  }
  CHECK(settled > 1000);
}

TEST_CASE("levels, codes and stretches of age settle a filter; dates and texts do not", "[query]") {
  const auto count = [](const std::string& text) {
    return settling_attributes(parsed(text)).size();
  };
  CHECK(count("级别 >= 县处级副职 AND 专长 = 招商引资 AND 年龄 < 45") == 3);
  CHECK(count("任职 { 单位类型 = 区县 AND 时长 >= 24个月 }") == 2);
  CHECK(count("NOT 级别 = 县处级副职") == 1);
  CHECK(count("姓名 = 王一") == 0);
  CHECK(count("考核 { 年度 >= 2023年 }") == 0);
}
