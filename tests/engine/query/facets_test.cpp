// Facets against the filter language: a count is the number of people for whom the filter
// `attribute = value` says yes.
#include "engine/query/facets.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "engine/query/attribute_name.hpp"
#include "engine/query/facet_values.hpp"
#include "engine/query/filter.hpp"
#include "tests/engine/query/random_records.hpp"

using namespace bole;
using random_records::Dice;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }
const Day as_of = day_of(2020, 6, 30);

const Attribute& facet_attribute(std::string_view name) {
  const auto attribute = attribute_for(name, Use::facet);
  INFO(name);
  REQUIRE(attribute);
  return **attribute;
}

std::vector<const Attribute*> all_facets() {
  std::vector<const Attribute*> all;
  for (const Attribute& attribute : all_attributes()) {
    if (attribute.allows(Use::facet)) all.push_back(&attribute);
  }
  return all;
}

Columns crowd(Dice& dice, int count) {
  Columns columns(vocabulary());
  for (int i = 0; i < count; ++i) columns.put(random_records::profile(dice, i));
  return columns;
}

RowSet everybody(const Columns& columns) {
  RowSet rows(columns.size());
  for (std::uint32_t row = 0; row < columns.size(); ++row) rows.add(Row{row});
  return rows;
}
RowSet some(const Columns& columns, Dice& dice) {
  RowSet rows(columns.size());
  for (std::uint32_t row = 0; row < columns.size(); ++row) {
    if (!dice.one_in(3)) rows.add(Row{row});
  }
  return rows;
}

FacetTable table_of(const Columns& columns, Day day = as_of) {
  FacetTable table(columns, day);
  for (const Attribute* attribute : all_facets()) table.prepare(*attribute);
  return table;
}

Facet facet(const FacetTable& table, const RowSet& rows, std::string_view name) {
  const Attribute* attribute = &facet_attribute(name);
  return count_facets(table, rows, {}, {&attribute, 1}, 1000).facets[0];
}

std::map<std::string, std::uint64_t> counts(const Facet& facet) {
  std::map<std::string, std::uint64_t> by_value;
  for (const ValueCount& value : facet.values) by_value[value.value] = value.count;
  return by_value;
}
std::vector<std::string> labels(const Facet& facet) {
  std::vector<std::string> all;
  for (const ValueCount& value : facet.values) all.push_back(value.value);
  return all;
}

// attribute = value as a condition, for every value the facet may have.
std::map<std::string, Condition> values_to_ask(const Attribute& attribute, const Facet& shown) {
  std::map<std::string, Condition> all;
  const auto equal = [&](FilterValue value) {
    return Condition{
        .kind = ConditionKind::compare, .attribute = &attribute, .values = {std::move(value)}};
  };
  for (const FacetBucket& bucket : facet_buckets(attribute, vocabulary())) {
    Condition between{.kind = ConditionKind::between, .attribute = &attribute};
    between.values = {{.number = bucket.range.at_least}, {.number = bucket.range.at_most}};
    all[bucket.label] = between;
  }
  if (!all.empty()) return all;
  if (attribute.codes != CodeTable::none) {
    for (const Code& code : codes(attribute.codes, vocabulary())) {
      all[std::string(code.name)] = equal({.text = std::string(code.name), .number = code.rank});
    }
  }
  for (const ValueCount& value : shown.values) {
    if (all.contains(value.value)) continue;
    all[value.value] = attribute.type == ValueType::integer
                           ? equal({.number = std::stoi(value.value)})
                           : equal({.text = value.value});
  }
  if (attribute.type == ValueType::text) all["无人有此值"] = equal({.text = "无人有此值"});
  if (attribute.type == ValueType::integer) all["1900年"] = equal({.number = 1900});
  return all;
}

std::vector<Tri> answers(const Attribute& attribute, Condition condition, const Columns& columns,
                         Day day) {
  Filter filter{.root = std::move(condition)};
  if (attribute.set != RecordSet::person) {
    Condition exists{.kind = ConditionKind::exists, .set = attribute.set};
    exists.parts.push_back(std::move(filter.root));
    filter.root = std::move(exists);
  }
  const std::vector<Row> rows = everybody(columns).rows();
  std::vector<Tri> out(rows.size());
  evaluate(filter, columns, rows, day, out);
  return out;
}

// The facet of every attribute, row by row, as the filter language has it.
void check_against_filters(const FacetTable& table, const Columns& columns, const RowSet& rows,
                           Day day, std::set<std::string>& met) {
  for (const Attribute* attribute : all_facets()) {
    INFO(full_name(*attribute) << " at " << to_string(day));
    const Facet shown = facet(table, rows, full_name(*attribute));
    const auto by_value = counts(shown);
    REQUIRE(by_value.size() == shown.values.size());
    std::vector<Tri> best(columns.size(), Tri::no);
    for (const auto& [value, condition] : values_to_ask(*attribute, shown)) {
      INFO(value);
      const std::vector<Tri> says = answers(*attribute, condition, columns, day);
      std::uint64_t yes = 0;
      RowSet those(columns.size());
      for (std::uint32_t row = 0; row < columns.size(); ++row) {
        if (says[row] == Tri::yes) those.add(Row{row});
        if (says[row] == Tri::yes && rows.contains(Row{row})) ++yes;
        if (best[row] != Tri::yes && says[row] != Tri::no) best[row] = says[row];
      }
      const auto at = by_value.find(value);
      REQUIRE((at == by_value.end() ? 0 : at->second) == yes);
      REQUIRE((at != by_value.end()) == (yes > 0));
      REQUIRE(rows_of(table, {attribute, {value}}) == those);
      if (yes > 0) met.insert(full_name(*attribute));
    }
    std::uint64_t unknown = 0;
    for (std::uint32_t row = 0; row < columns.size(); ++row) {
      if (best[row] == Tri::unknown && rows.contains(Row{row})) ++unknown;
    }
    REQUIRE(shown.unknown == unknown);
  }
}
}  // namespace

TEST_CASE("a facet counts those for whom the filter attribute = value says yes",
          "[query][facets][property]") {
  Dice dice(411);
  std::set<std::string> met;
  for (int round = 0; round < 25; ++round) {
    const Columns columns = crowd(dice, 30 + dice.up_to(200));
    const Day day = day_of(2015 + dice.up_to(8), 1 + dice.up_to(11), 1 + dice.up_to(27));
    const FacetTable table = table_of(columns, day);
    check_against_filters(table, columns, everybody(columns), day, met);
    check_against_filters(table, columns, some(columns, dice), day, met);
  }
  CHECK(met.size() == all_facets().size());
}

TEST_CASE("a table that follows changed rows counts as one made anew",
          "[query][facets][property]") {
  Dice dice(412);
  std::set<std::string> met;
  for (int round = 0; round < 10; ++round) {
    Columns columns = crowd(dice, 60);
    FacetTable table = table_of(columns);
    for (int step = 0; step < 6; ++step) {
      std::vector<Row> changed;
      for (int i = dice.up_to(6); i > 0; --i) {
        changed.push_back(columns.put(random_records::profile(dice, dice.up_to(80))));
      }
      table.refresh(changed);
      REQUIRE(table.size() == columns.size());
    }
    check_against_filters(table, columns, some(columns, dice), as_of, met);
  }
}

TEST_CASE("few rows and many rows are counted alike", "[query][facets][property]") {
  Dice dice(413);
  const Columns columns = crowd(dice, 3000);
  const FacetTable table = table_of(columns);
  for (const Attribute* attribute : all_facets()) {
    INFO(full_name(*attribute));
    // One by one the rows are few; together they are many.
    std::map<std::string, std::uint64_t> one_by_one;
    std::uint64_t unknown = 0;
    const RowSet rows = some(columns, dice);
    rows.for_each([&](Row row) {
      const Facet alone =
          facet(table, RowSet(columns.size(), std::vector{row}), full_name(*attribute));
      for (const ValueCount& value : alone.values) one_by_one[value.value] += value.count;
      unknown += alone.unknown;
    });
    const Facet together = facet(table, rows, full_name(*attribute));
    REQUIRE(counts(together) == one_by_one);
    REQUIRE(together.unknown == unknown);
  }
}

TEST_CASE("choices are OR within an attribute, AND across, and none for its own counts",
          "[query][facets][property]") {
  Dice dice(414);
  const Columns columns = crowd(dice, 300);
  const FacetTable table = table_of(columns);
  const std::vector<const Attribute*> attributes = all_facets();
  for (int round = 0; round < 200; ++round) {
    const RowSet found = some(columns, dice);
    std::vector<FacetSelection> choices;
    for (int i = dice.up_to(3); i > 0; --i) {
      const Attribute* attribute = dice.of(attributes);
      const Facet all = facet(table, found, full_name(*attribute));
      if (all.values.empty()) continue;
      FacetSelection choice{attribute, {}};
      for (int k = 1 + dice.up_to(2); k > 0; --k)
        choice.values.push_back(dice.of(all.values).value);
      choices.push_back(choice);
    }
    const FacetedRows answer = count_facets(table, found, choices, attributes, 1000);
    RowSet expected = found;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      RowSet others = found;
      RowSet own(columns.size());
      bool chosen = false;
      for (const FacetSelection& choice : choices) {
        if (choice.attribute == attributes[a]) {
          own |= rows_of(table, choice);
          chosen = true;
        }
      }
      if (chosen) expected &= own;
      for (const Attribute* other : attributes) {
        RowSet either(columns.size());
        bool any = false;
        for (const FacetSelection& choice : choices) {
          if (choice.attribute != other || other == attributes[a]) continue;
          either |= rows_of(table, choice);
          any = true;
        }
        if (any) others &= either;
      }
      std::map<std::string, std::uint64_t> positive;
      for (const ValueCount& value : answer.facets[a].values) {
        if (value.count > 0) positive[value.value] = value.count;
      }
      REQUIRE(positive == counts(facet(table, others, full_name(*attributes[a]))));
    }
    REQUIRE(answer.rows == expected);
  }
}

TEST_CASE("a chosen value stays in sight when nobody has it", "[query][facets]") {
  Columns columns(vocabulary());
  Profile person;
  person.id = {"p-1"};
  person.current.level.value = Level::county_deputy;
  columns.put(person);
  FacetTable table(columns, as_of);
  const Attribute* level = &facet_attribute("级别");
  table.prepare(*level);
  const auto chosen = facet_selection(table, *level, {"副厅级"});
  REQUIRE(chosen);
  const FacetedRows answer = count_facets(table, everybody(columns), {&*chosen, 1}, {&level, 1}, 1);
  CHECK(answer.rows.empty());
  REQUIRE(labels(answer.facets[0]) == std::vector<std::string>{"县处级副职", "厅局级副职"});
  CHECK(answer.facets[0].values[1].count == 0);
  CHECK(answer.facets[0].values[1].selected);
  CHECK_FALSE(answer.facets[0].values[0].selected);
}

namespace {
Profile born(int number, std::string_view birth) {
  Profile person;
  person.id = {"p-" + std::to_string(number)};
  person.birth = parse_partial_date(birth);
  return person;
}
}  // namespace

TEST_CASE("ages stand in steps of five years, by the last and first day of each",
          "[query][facets]") {
  Columns columns(vocabulary());
  int number = 0;
  // At 2020.06: 34 and 35; 39 and 40; 59 and 60; a year that may be 34 or 35; none.
  for (const char* birth :
       {"1985.07", "1985.06", "1980.07", "1980.06", "1960.07", "1960.06", "1985", "1980.01"}) {
    columns.put(born(++number, birth));
  }
  Profile unknown;
  unknown.id = {"p-0"};
  columns.put(unknown);
  const FacetTable table = table_of(columns);
  const Facet ages = facet(table, everybody(columns), "年龄");
  CHECK(labels(ages) ==
        std::vector<std::string>{"34岁及以下", "35-39岁", "40-44岁", "55-59岁", "60岁及以上"});
  CHECK(counts(ages) ==
        std::map<std::string, std::uint64_t>{
            {"34岁及以下", 1}, {"35-39岁", 2}, {"40-44岁", 2}, {"55-59岁", 1}, {"60岁及以上", 1}});
  CHECK(ages.unknown == 2);
}

TEST_CASE("years in level stand by full years up to the day", "[query][facets]") {
  Columns columns(vocabulary());
  int number = 0;
  for (const char* since : {"2019-07-01", "2019-06-30", "2018-07-01", "2018-06-30", "2010-06-30",
                            "2010-07-01", "2018"}) {
    Profile person;
    person.id = {"p-" + std::to_string(++number)};
    person.current.level_since = parse_partial_date(since);
    columns.put(person);
  }
  const FacetTable table = table_of(columns);
  const Facet years = facet(table, everybody(columns), "任现级年限");
  CHECK(labels(years) == std::vector<std::string>{"不满1年", "1年", "2年", "9年", "10年及以上"});
  CHECK(counts(years)["1年"] == 2);
  CHECK(years.unknown == 1);
}

TEST_CASE("a person counts once for each kind of unit, however many posts", "[query][facets]") {
  Columns columns(vocabulary());
  Profile person;
  person.id = {"p-1"};
  person.appointments = std::vector<Appointment>(3);
  for (Appointment& period : *person.appointments) {
    period.kind = "任职";
    period.from = parse_partial_date("2010.01");
    period.to = parse_partial_date("2012.01");
    period.posts.resize(1);
  }
  (*person.appointments)[0].posts[0].organisation.text = "示例县人民政府";
  (*person.appointments)[1].posts[0].organisation.text = "样例县人民政府";
  (*person.appointments)[2].posts[0].organisation.text = "示例乡人民政府";
  columns.put(person);
  const FacetTable table = table_of(columns);
  CHECK(counts(facet(table, everybody(columns), "任职.单位类型")) ==
        std::map<std::string, std::uint64_t>{{"区县", 1}, {"乡镇", 1}});
  CHECK(counts(facet(table, everybody(columns), "appointment.organisation")).size() == 3);
}

TEST_CASE("a unit is of the kind its name says and of the one that the register says",
          "[query][facets]") {
  Columns columns(vocabulary());
  Profile person;
  person.id = {"p-1"};
  person.appointments = std::vector<Appointment>(1);
  Appointment& period = person.appointments->front();
  period.kind = "任职";
  period.from = parse_partial_date("2010.01");
  period.open = true;
  period.posts.resize(2);
  period.posts[0].organisation = {.text = "样例市财政局", .kind = "市直"};
  period.posts[1].organisation = {.text = "示例乡人民政府", .kind = "乡镇"};
  columns.put(person);
  const FacetTable table = table_of(columns);
  CHECK(counts(facet(table, everybody(columns), "任职.单位类型")) ==
        std::map<std::string, std::uint64_t>{{"党政机关", 1}, {"市直", 1}, {"乡镇", 1}});
}

TEST_CASE("codes stand as their table has them, years rise, texts go by count, then by text",
          "[query][facets]") {
  Columns columns(vocabulary());
  int number = 0;
  for (const auto& [degree, subject, year] :
       std::vector<std::tuple<const char*, const char*, int>>{{"工学硕士", "乙", 2018},
                                                              {"经济学学士", "甲", 2016},
                                                              {"校内学位", "丙", 2017},
                                                              {"", "丙", 2016}}) {
    Profile person;
    person.id = {"p-" + std::to_string(++number)};
    person.education = std::vector<Education>(1);
    (*person.education)[0].level = "大学";
    (*person.education)[0].degree = degree;
    person.training = std::vector<Training>(1);
    (*person.training)[0].subject = subject;
    person.appraisals = std::vector<Appraisal>(1);
    (*person.appraisals)[0].year = year;
    columns.put(person);
  }
  const FacetTable table = table_of(columns);
  const RowSet all = everybody(columns);
  CHECK(labels(facet(table, all, "培训.主题")) == std::vector<std::string>{"丙", "乙", "甲"});
  CHECK(labels(facet(table, all, "考核.年度")) ==
        std::vector<std::string>{"2016年", "2017年", "2018年"});
  // A master of engineering is also a master; what stands in no table comes last.
  const Facet degrees = facet(table, all, "教育.学位");
  CHECK(counts(degrees) ==
        std::map<std::string, std::uint64_t>{
            {"工学硕士", 1}, {"硕士", 1}, {"经济学学士", 1}, {"学士", 1}, {"校内学位", 1}});
  CHECK(labels(degrees).back() == "校内学位");
  CHECK(degrees.unknown == 1);
  const Attribute& degree = facet_attribute("教育.学位");
  const auto odd = facet_selection(table, degree, {"校内学位"});
  REQUIRE(odd);
  CHECK(rows_of(table, *odd).count() == 1);

  const Attribute* subject = &facet_attribute("培训.主题");
  const Facet first = count_facets(table, all, {}, {&subject, 1}, 1).facets[0];
  CHECK(labels(first) == std::vector<std::string>{"丙"});
  CHECK(first.further == 2);
}

TEST_CASE("codes without an order go by count, then as their table has them", "[query][facets]") {
  Columns columns(vocabulary());
  int number = 0;
  for (const char* scale : {"国企", "公务员", "高校", "国企", "参公", "国企", "参公"}) {
    Profile person;
    person.id = {"p-" + std::to_string(++number)};
    person.staff.scale = scale;
    columns.put(person);
  }
  const FacetTable table = table_of(columns);
  CHECK(labels(facet(table, everybody(columns), "人员类别")) ==
        std::vector<std::string>{"国企", "参公", "公务员", "高校"});
}

TEST_CASE("a choice is read in the words a filter takes, and refused with the nearest one",
          "[query][facets]") {
  const Columns columns(vocabulary());
  const FacetTable table = table_of(columns);
  const auto chosen = [&](std::string_view name, const std::string& value) {
    return facet_selection(table, facet_attribute(name), {value});
  };
  CHECK(chosen("级别", "副处级")->values[0] == "县处级副职");
  CHECK(chosen("任职.单位类型", "县区")->values[0] == "区县");
  CHECK(chosen("领域", "finance")->values[0] == "金融管理");
  CHECK(chosen("学历", "本科")->values[0] == "大学");
  CHECK(chosen("任职.正职", "true")->values[0] == "是");
  CHECK(chosen("考核.年度", "2024")->values[0] == "2024年");
  CHECK(chosen("状态", "无人有此状态")->values[0] == "无人有此状态");
  CHECK(chosen("年龄", "60岁及以上")->values[0] == "60岁及以上");
  for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
           {"级别", "县处级"}, {"年龄", "35岁"}, {"人员类别", "公务人员"}, {"考核.年度", "去年"}}) {
    const auto refused = chosen(name, value);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "unknown_code");
    CHECK(refused.error().message.find(value) != std::string::npos);
  }
  CHECK(chosen("人员类别", "公务人员").error().message.find("公务员") != std::string::npos);
  CHECK(facet_selection(table, facet_attribute("级别"), {}).error().code == "empty_value");
}

TEST_CASE("what may not be counted by is refused, and why", "[query][facets]") {
  const auto code = [](std::string_view name) {
    const auto attribute = attribute_for(name, Use::facet);
    return attribute ? std::string() : attribute.error().code;
  };
  CHECK(code("性别") == "sealed_attribute");
  CHECK(code("任职.民族") == "sealed_attribute");
  CHECK(code("学校") == "refused_attribute");
  CHECK(code("姓名") == "refused_attribute");
  CHECK(code("出生年月") == "refused_attribute");
  CHECK(code("任职.起") == "refused_attribute");
  CHECK(code("级別") == "unknown_attribute");
  CHECK(code("") == "unknown_attribute");
  CHECK(attribute_for("级別", Use::facet).error().message.find("“级别”") != std::string::npos);
  // An attribute of a set is named with its set.
  CHECK(attribute_for("单位类型", Use::facet).error().message.find("任职.单位类型") !=
        std::string::npos);
  CHECK(code("任职.单位类型").empty());
  CHECK(code("Appointment.Organisation_Kind").empty());
  CHECK(attribute_for("任职.级别", Use::sort).error().code == "refused_attribute");
}

TEST_CASE("numbers are counted in steps that meet, cover everything and stand in docs/filter.md",
          "[query][facets]") {
  std::ifstream file(std::string(PROJECT_ROOT) + "/docs/filter.md");
  const std::string documentation{std::istreambuf_iterator<char>(file), {}};
  for (const Attribute* attribute : all_facets()) {
    const bool by_stretch = (attribute->type == ValueType::integer && attribute->unit != "年") ||
                            attribute->type == ValueType::span;
    if (!by_stretch) continue;
    INFO(full_name(*attribute));
    const auto buckets = facet_buckets(*attribute, vocabulary());
    REQUIRE(buckets.size() >= 3);
    CHECK(buckets.front().range.at_least == Interval::lowest);
    CHECK(buckets.back().range.at_most == Interval::highest);
    for (std::size_t i = 1; i < buckets.size(); ++i) {
      CHECK(buckets[i].range.at_least == buckets[i - 1].range.at_most + 1);
    }
    std::string steps;
    for (const FacetBucket& bucket : buckets) steps += (steps.empty() ? "" : ", ") + bucket.label;
    CHECK(documentation.find(steps + " |") != std::string::npos);
  }
}
