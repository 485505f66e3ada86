// What an amendment of a requirement changes, and for whom.
#include "engine/match/requirement_changes.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "tests/support/sample_match.hpp"

using namespace bole;
using bole::testing::SampleMatch;

namespace {
using Part = RequirementChange::Part;

// The sample's people by its own requirement and by another.
struct Amended {
  explicit Amended(const Requirement& requirement) : later(requirement) {
    gates = *GateSet::prepare(later.gates, Vocabulary::built_in());
    input.emplace(MatchInput{sample.columns, sample.pool, later, gates, sample.matter.post,
                             sample.matter.as_of});
    changes = differences(sample.requirement, later);
    people = changed_standings(*sample.input, *input, changes);
  }
  Amended(const Amended&) = delete;
  Amended& operator=(const Amended&) = delete;

  std::string name(const ChangedStanding& person) const {
    return sample.profiles[person.row.value].name;
  }
  // "晏示例 loses g5": who, how, and the keys of the causes.
  std::string told() const {
    std::string text;
    for (const ChangedStanding& person : people) {
      text += name(person) + (person.shift == Shift::gains   ? " gains"
                              : person.shift == Shift::loses ? " loses"
                                                             : " unclear");
      for (const ShiftCause& cause : person.causes) text += ' ' + changes[cause.change].key;
      text += ';';
    }
    return text;
  }

  SampleMatch sample{};
  Requirement later{};
  GateSet gates{};
  std::optional<MatchInput> input{};
  std::vector<RequirementChange> changes{};
  std::vector<ChangedStanding> people{};
};

Requirement sample_requirement() { return SampleMatch().requirement; }

GateSpec own_gate(const std::string& key, const std::string& filter) {
  return {.key = key, .rule = {}, .filter = filter, .task = "t1", .basis = {"测试", {}, {}}};
}
}  // namespace

TEST_CASE("a requirement that is not changed moves nobody", "[amend]") {
  const Amended same(sample_requirement());
  CHECK(same.changes.empty());
  CHECK(same.people.empty());
}

TEST_CASE("differences name what was added, removed and changed, by key", "[amend]") {
  const Requirement earlier = sample_requirement();
  Requirement later = earlier;
  later.gates.erase(later.gates.begin() + 1);  // g2
  later.gates.push_back(own_gate("g5", "任职 { 级别 >= 乡科级正职 }"));
  later.gates[2].filter = "任职 { 专长 = 金融监管 AND 时长 >= 36个月 }";  // g4
  later.criteria[0].required = 700;
  later.bands[0].from = 850;
  later.prefer.reset();
  later.robustness.k = 4;
  later.names_seen_before = true;
  std::string told;
  for (const RequirementChange& change : differences(earlier, later)) {
    told += std::to_string(static_cast<int>(change.part)) + ':' + change.key +
            (!change.earlier ? " added"
             : !change.later ? " removed"
                             : " changed") +
            ';';
  }
  CHECK(told ==
        "0:g4 changed;0:g5 added;0:g2 removed;1:c1 changed;2: changed;3: changed;4: changed;");
}

TEST_CASE("who loses by a new gate is told with that gate, whoever held it nothing", "[amend]") {
  Requirement later = sample_requirement();
  // 樊可查 has less than three years in the post; 晏示例 nearly five.
  later.gates.push_back(own_gate("g5", "任职 { 专长 = 金融监管 AND 时长 >= 48个月 }"));
  const Amended amended(later);
  CHECK(amended.told() == "樊可查 loses g5;");
  const ChangedStanding& loser = amended.people.front();
  CHECK(loser.earlier.verdict == Verdict::holds);
  CHECK(loser.later.verdict == Verdict::fails);
  CHECK_FALSE(loser.causes[0].earlier);
  CHECK(loser.causes[0].later->verdict == Verdict::fails);
}

TEST_CASE("who gains by a gate that is taken away is told with that gate", "[amend]") {
  Requirement later = sample_requirement();
  std::erase_if(later.gates, [](const GateSpec& gate) { return gate.rule == "BAN-06"; });
  const Amended amended(later);
  CHECK(amended.told() == "柳在期 gains g3;");
  CHECK(amended.people[0].causes[0].earlier->verdict == Verdict::fails);
  CHECK_FALSE(amended.people[0].causes[0].later);
}

TEST_CASE("a changed band is told by criteria whose parts sum to the difference of the totals",
          "[amend]") {
  Requirement later = sample_requirement();
  later.criteria[0].weight = 1000;
  later.criteria[1].weight = 8000;
  const Amended amended(later);
  REQUIRE_FALSE(amended.people.empty());
  for (const ChangedStanding& person : amended.people) {
    INFO(amended.name(person));
    REQUIRE(person.later.verdict == Verdict::holds);
    Range sum{};
    for (const ShiftCause& cause : person.causes) {
      CHECK(amended.changes[cause.change].part == Part::criterion);
      sum.at_least += cause.more.at_least;
      sum.at_most += cause.more.at_most;
    }
    CHECK(sum.at_least == person.later.total.at_least - person.earlier.total.at_least);
    CHECK(sum.at_most == person.later.total.at_most - person.earlier.total.at_most);
  }
}

TEST_CASE("a moved cut-off is the cause where no value changed", "[amend]") {
  const SampleMatch sample;
  const Range total = find_out(*sample.input, sample.row("晏示例")).total;
  REQUIRE(total.exact());
  Requirement later = sample.requirement;
  const auto held = band_of(later, total);
  REQUIRE(held);
  REQUIRE(later.bands[*held].name == "高度匹配");
  later.bands[0].from = total.at_least / 10000 + 1;
  const Amended amended(later);
  bool found = false;
  for (const ChangedStanding& person : amended.people) {
    if (amended.name(person) != "晏示例") continue;
    found = true;
    CHECK(person.shift == Shift::loses);
    REQUIRE(person.causes.size() == 1);
    CHECK(amended.changes[person.causes[0].change].part == Part::bands);
  }
  CHECK(found);
}

TEST_CASE("other names of bands are neither gain nor loss", "[amend]") {
  Requirement later = sample_requirement();
  later.bands[0].name = "优先考虑";
  const Amended amended(later);
  REQUIRE_FALSE(amended.people.empty());
  for (const ChangedStanding& person : amended.people) CHECK(person.shift == Shift::unclear);
}

TEST_CASE("exactly those whose verdict or band differs are listed, each with a cause",
          "[amend][property]") {
  const SampleMatch sample;
  const std::vector<std::string> filters{"任职 { 专长 = 金融监管 AND 时长 >= 12个月 }",
                                         "任职 { 专长 = 金融监管 AND 时长 >= 48个月 }",
                                         "级别 >= 乡科级正职", "任现级年限 >= 3年"};
  for (int variant = 0; variant < 64; ++variant) {
    Requirement later = sample.requirement;
    if (variant & 1) later.gates.erase(later.gates.begin());
    if (variant & 2) later.gates.push_back(own_gate("g9", filters[variant % filters.size()]));
    if (variant & 4) later.gates.back().task = "t2";
    if (variant & 8) std::swap(later.criteria[0].weight, later.criteria[1].weight);
    if (variant & 16) later.bands[1].from = 500;
    if (variant & 32) later.criteria[2].value.table = {{"高级经济师", 100}};
    const Amended amended(later);
    std::map<Row, const ChangedStanding*> listed;
    for (const ChangedStanding& person : amended.people) listed[person.row] = &person;
    for (const Row row : amended.sample.pool) {
      const PersonFindings before = find_out(*amended.sample.input, row);
      const PersonFindings after = find_out(*amended.input, row);
      const auto band = [](const Requirement& by, const PersonFindings& found) {
        if (found.verdict != Verdict::holds) return std::string();
        const auto place = band_of(by, found.total);
        return place ? by.bands[*place].name : std::string("档次待核实");
      };
      const bool differs = before.verdict != after.verdict ||
                           band(amended.sample.requirement, before) != band(later, after);
      INFO(variant << ' ' << amended.sample.profiles[row.value].name);
      CHECK(listed.contains(row) == differs);
      if (!listed.contains(row)) continue;
      const ChangedStanding& person = *listed.at(row);
      CHECK_FALSE(person.causes.empty());
      CHECK(person.earlier.verdict == before.verdict);
      CHECK(person.later.verdict == after.verdict);
      if (before.verdict == after.verdict) continue;
      CHECK((person.shift == Shift::gains) == (after.verdict < before.verdict));
      for (const ShiftCause& cause : person.causes) {
        CHECK(amended.changes[cause.change].part == Part::gate);
      }
    }
  }
}
