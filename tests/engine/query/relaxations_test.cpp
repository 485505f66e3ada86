#include "engine/query/relaxations.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <random>

using namespace bole;

namespace {
RowSet rows(std::size_t size, std::initializer_list<std::uint32_t> members) {
  RowSet set(size);
  for (const std::uint32_t row : members) set.add(Row{row});
  return set;
}

// Every set of conditions whose removal gives people while that of none of its parts does, by
// trying all.
std::vector<Relaxation> by_trying(const RowSet& base, const std::vector<NamedCondition>& all) {
  const std::uint32_t end = 1U << all.size();
  std::vector<std::uint64_t> count(end);
  for (std::uint32_t without = 0; without < end; ++without) {
    RowSet left = base;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((without >> i & 1U) == 0) left &= all[i].rows;
    }
    count[without] = left.count();
  }
  struct Tried {
    Relaxation relaxation{};
    std::vector<std::size_t> places{};
  };
  std::vector<Tried> tried;
  for (std::uint32_t without = 0; without < end; ++without) {
    if (count[without] == 0) continue;
    bool smallest = true;
    for (std::uint32_t part = 0; part < without; ++part) {
      if ((part & ~without) == 0 && count[part] > 0) smallest = false;
    }
    if (!smallest) continue;
    Tried found{{{}, count[without]}, {}};
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((without >> i & 1U) == 0) continue;
      found.relaxation.without.push_back(all[i].name);
      found.places.push_back(i);
    }
    tried.push_back(found);
  }
  std::ranges::sort(tried, [](const Tried& a, const Tried& b) {
    if (a.places.size() != b.places.size()) return a.places.size() < b.places.size();
    if (a.relaxation.count != b.relaxation.count) return a.relaxation.count > b.relaxation.count;
    return a.places < b.places;
  });
  std::vector<Relaxation> first;
  for (const Tried& found : tried) {
    if (first.size() < max_relaxations) first.push_back(found.relaxation);
  }
  return first;
}
}  // namespace

TEST_CASE("the condition that emptied it is the first after which nobody is left",
          "[query][relaxations]") {
  const RowSet base = rows(10, {0, 1, 2, 3, 4, 5});
  const std::vector<NamedCondition> conditions{{"甲", rows(10, {0, 1, 2, 9})},
                                               {"乙", rows(10, {3, 4})},
                                               {"丙", rows(10, {0, 1, 2, 3, 4, 5})}};
  const EmptyAnswer answer = explain_empty(base, conditions);
  CHECK(answer.counts == std::vector<ConditionCount>{{"甲", 3, 3}, {"乙", 2, 0}, {"丙", 6, 0}});
  REQUIRE(answer.emptied_by);
  CHECK(*answer.emptied_by == 1);
  CHECK(answer.relaxations == std::vector<Relaxation>{{{"乙"}, 3}, {{"甲"}, 2}});
  CHECK(to_text(answer.relaxations[0]) == "去掉 乙：3 人");
}

TEST_CASE("when no single condition helps the pairs that do are shown", "[query][relaxations]") {
  const RowSet base = rows(4, {0, 1, 2, 3});
  const std::vector<NamedCondition> conditions{
      {"甲", rows(4, {0})}, {"乙", rows(4, {})}, {"丙", rows(4, {1, 2})}, {"丁", rows(4, {})}};
  const EmptyAnswer answer = explain_empty(base, conditions);
  CHECK(answer.relaxations ==
        std::vector<Relaxation>{{{"甲", "乙", "丁"}, 2}, {{"乙", "丙", "丁"}, 1}});
  CHECK(to_text(answer.relaxations[0]) == "去掉 甲、乙、丁：2 人");
}

TEST_CASE("an empty pool and a search that finds people have no relaxation",
          "[query][relaxations]") {
  const std::vector<NamedCondition> conditions{{"甲", rows(4, {0})}};
  CHECK(explain_empty(rows(4, {}), conditions).relaxations.empty());
  const EmptyAnswer found = explain_empty(rows(4, {0, 1}), conditions);
  CHECK(found.relaxations.empty());
  CHECK_FALSE(found.emptied_by);
  CHECK(explain_empty(rows(4, {0}), {}).relaxations.empty());
}

TEST_CASE("relaxations are those that trying every set of conditions finds",
          "[query][relaxations][property]") {
  std::mt19937 dice(77);
  int shown = 0;
  int full = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::size_t people = 1 + dice() % 150;
    const std::size_t count = 1 + dice() % 9;
    RowSet base(people);
    for (std::uint32_t row = 0; row < people; ++row) {
      if (dice() % 4 != 0) base.add(Row{row});
    }
    std::vector<NamedCondition> conditions;
    for (std::size_t i = 0; i < count; ++i) {
      NamedCondition condition{"条件" + std::to_string(i), RowSet(people)};
      const std::size_t rarity = 2 + dice() % 3;
      for (std::uint32_t row = 0; row < people; ++row) {
        if (dice() % rarity == 0) condition.rows.add(Row{row});
      }
      conditions.push_back(std::move(condition));
    }
    RowSet all = base;
    for (const NamedCondition& condition : conditions) all &= condition.rows;
    const EmptyAnswer answer = explain_empty(base, conditions);
    if (!all.empty()) {
      REQUIRE(answer.relaxations.empty());
      continue;
    }
    REQUIRE(answer.relaxations == by_trying(base, conditions));
    shown += answer.relaxations.empty() ? 0 : 1;
    full += answer.relaxations.size() == max_relaxations ? 1 : 0;
  }
  CHECK(shown > 300);
  CHECK(full > 50);
}

TEST_CASE("conditions beyond twenty are relaxed as one", "[query][relaxations]") {
  const RowSet base = rows(2, {0, 1});
  std::vector<NamedCondition> conditions;
  for (int i = 0; i < 25; ++i) {
    conditions.push_back({"条件" + std::to_string(i), i < 19 ? base : rows(2, {0})});
  }
  conditions[0].rows = rows(2, {1});
  const EmptyAnswer answer = explain_empty(base, conditions);
  CHECK(answer.counts.size() == 25);
  CHECK(*answer.emptied_by == 19);
  CHECK(answer.relaxations == std::vector<Relaxation>{{{"条件0"}, 1}, {{"其余6项条件"}, 1}});
}

TEST_CASE("the parts of a filter are those of its AND", "[query][relaxations]") {
  const auto names = [](std::string_view text) {
    const auto filter = parse_filter(text, Vocabulary::built_in(), FilterUse::search);
    REQUIRE(filter);
    std::vector<std::string> parts;
    for (const Filter& part : and_parts(*filter)) parts.push_back(to_string(part));
    return parts;
  };
  CHECK(names("级别 >= 县处级副职 AND (年龄 < 45 OR 年龄 > 50) AND 学历 >= 大学") ==
        std::vector<std::string>{"级别 >= 县处级副职", "年龄 < 45 OR 年龄 > 50", "学历 >= 大学"});
  CHECK(names("年龄 < 45 OR 年龄 > 50").size() == 1);
  CHECK(names("任职 { 级别 >= 县处级副职 AND 时长 >= 2年 }").size() == 1);
}
