// The least change that leads to the next band, against every smaller one.
#include "engine/match/closest_change.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "engine/explain/change_words.hpp"
#include "tests/support/generated_match.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using bole::testing::Person;
using Kind = ClosestChange::Kind;

namespace {
constexpr std::string_view asked =
    R"({"gates":[{"key":"g1","filter":"任职 { 时长 >= 12个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"grassroots_months","task":"t1","weight":3000,"required":500,"value":{"points":[[0,0],[24,500],[72,1000]]}},
  {"key":"c2","criterion":"appraisal_record","task":"t1","weight":2000,"required":400,"args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600],[2,1000]]}},
  {"key":"c3","criterion":"training","task":"t1","weight":1500,"required":100,"args":{"subjects":["农"],"years":5},"value":{"points":[[0,0],[200,1000]]}},
  {"key":"c4","criterion":"speciality_months","task":"t1","weight":2500,"required":600,
   "args":{"specialities":["rural_revitalisation","agricultural_technology","grassroots_governance"],"recency":[{"within_months":60,"permille":1000},{"permille":400}]},
   "value":{"points":[[0,0],[24,600],[60,1000]]}},
  {"key":"c5","criterion":"professional_title","task":"t1","weight":1000,"required":100,"value":{"table":{"高级农艺师":1000,"农艺师":700},"otherwise":50}}],
 "bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},{"name":"基本匹配","from":400},{"name":"不匹配","from":0}]})";

// What the criterion is worth at least on the day.
int worth(const MatchInput& input, std::size_t criterion, Row row, Day as_of) {
  const CriterionSpec& spec = input.requirement.criteria[criterion];
  CriterionOutcome value{};
  find_criterion(spec.criterion)
      ->judge({input.columns, spec, as_of}, {&row, 1}, {&value, 1}, nullptr);
  return value.at_least;
}

const ClosestChange* change_of(const std::vector<ClosestChange>& changes, std::size_t criterion) {
  const auto found = std::ranges::find(changes, criterion, &ClosestChange::criterion);
  return found == changes.end() ? nullptr : &*found;
}
}  // namespace

TEST_CASE("a change is enough for the next band, any smaller is not, and none is left out",
          "[closest_change]") {
  const testing::GeneratedMatch one(asked, 29, 400);
  const MatchInput input = one.input();
  const std::vector<Row> rows = one.holding();
  const auto all = closest_changes(input, rows);
  REQUIRE(all.size() == rows.size());
  std::array<int, 3> seen{};
  for (std::size_t person = 0; person < rows.size(); ++person) {
    const Row row = rows[person];
    CAPTURE(one.columns.id_text(row));
    const PersonFindings found = find_out(input, row);
    const std::size_t now = *band_of(one.requirement, {found.total.at_least, found.total.at_least});
    if (now == 0) CHECK(all[person].empty());
    if (now == 0) continue;
    const int cut = one.requirement.bands[now - 1].from * 10000;
    for (std::size_t i = 0; i < found.criteria.size(); ++i) {
      CAPTURE(i);
      const CriterionSpec& spec = one.requirement.criteria[i];
      const CriterionFinding& finding = found.criteria[i];
      const auto reaches = [&](int value) {
        return found.total.at_least + spec.weight * (value - finding.value.at_least) >= cut;
      };
      const ClosestChange* change = change_of(all[person], i);
      if (change) {
        ++seen[static_cast<std::size_t>(change->kind)];
        CHECK(change->band == now - 1);
      }
      const bool missing = reaches(finding.value.at_most);
      CHECK((change && change->kind == Kind::evidence_missing) == missing);
      if (missing) continue;
      int months = 1;  // until time alone is enough
      while (months <= accrual_horizon_months &&
             !reaches(worth(input, i, row, add_months(one.as_of, months)))) {
        ++months;
      }
      const Growth growth = find_criterion(spec.criterion)->growth;
      const bool waits =
          (growth == Growth::with_time || growth == Growth::with_time_or_development) &&
          months <= accrual_horizon_months;
      CHECK((change && change->kind == Kind::accrues) == waits);
      if (waits) CHECK(change->date == add_months(one.as_of, months));
      const bool develops = !waits && growth != Growth::none && growth != Growth::with_time &&
                            reaches(spec.value.best());
      CHECK((change && change->kind == Kind::developable) == develops);
      if (!change) continue;
      if (spec.value.is_table()) {
        const auto entry =
            std::ranges::find(spec.value.table, change->entry, &std::pair<std::string, int>::first);
        REQUIRE(entry != spec.value.table.end());
        CHECK(reaches(entry->second));
        for (const auto& other : spec.value.table) {
          CHECK((other.second >= entry->second || !reaches(other.second)));
        }
      } else {
        const int counted = finding.counted.at_least;
        CHECK(reaches(spec.value.at(counted + change->need)));
        CHECK_FALSE(reaches(spec.value.at(counted + change->need - 1)));
      }
    }
  }
  for (const int times : seen) CHECK(times > 3);
}

namespace {
constexpr std::string_view two_asked =
    R"({"gates":[{"key":"g1","filter":"任职 { 时长 >= 1个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"grassroots_months","task":"t1","weight":6000,"required":500,"value":{"points":[[0,0],[24,500],[48,1000]]}},
  {"key":"c2","criterion":"professional_title","task":"t1","weight":4000,"required":500,"value":{"table":{"农艺师":400,"高级农艺师":1000},"otherwise":0}}],
 "bands":[{"name":"匹配","from":600},{"name":"不匹配","from":0}]})";

struct Told {
  std::vector<ClosestChange> changes{};
  std::vector<std::string> sentences{};
};

Told told_of(const Person& person) {
  testing::GeneratedMatch one(two_asked, 1, 0);
  const Profile& profile = person;
  const Row row = one.columns.put(profile);
  one.pool.push_back(row);
  Told told{closest_changes(one.input(), {&row, 1}).front(), {}};
  for (const ClosestChange& change : told.changes) {
    told.sentences.push_back(change_sentence(one.requirement, change, profile).text);
  }
  return told;
}
}  // namespace

TEST_CASE("who stays at the grassroots is told the day, who has left it how many months",
          "[closest_change]") {
  const Person here = Person()
                          .served({.from = "2024.01", .to = "至今", .grassroots = true})
                          .titled("农艺师", "2020.01");
  // 26 months are worth 541; together 541 · 6000 + 400 · 4000, and 6 000 000 are asked: 734, which
  // are 36 months.
  const Told told = told_of(here);
  REQUIRE(told.changes.size() == 2);
  CHECK(told.changes[0].kind == Kind::accrues);
  CHECK(to_string(*told.changes[0].date) == "2027-01-01");
  CHECK(told.changes[0].need == 10);
  CHECK(told.sentences[0] ==
        "基层工作年限：再计入 10 个月即达到“匹配”；现有任职持续不变，自 2027-01-01 起达到。");
  CHECK(told.sentences[1] ==
        "专业技术职务：具备“高级农艺师”或者评价标准中更高的一项，即达到“匹配”。");

  const Person gone = Person()
                          .served({.from = "2022.01", .to = "2024.03", .grassroots = true})
                          .served({.from = "2024.03", .to = "至今", .grassroots = false})
                          .titled("农艺师", "2020.01");
  const Told later = told_of(gone);
  REQUIRE_FALSE(later.changes.empty());
  CHECK(later.changes[0].kind == Kind::developable);
  CHECK(later.sentences[0] == "基层工作年限：再计入 10 个月即达到“匹配”。");
}

TEST_CASE("what the record lacks is to be verified, not to be gained", "[closest_change]") {
  const Person unclear = Person()
                             .served({.from = "2024.01", .to = "至今", .grassroots = true})
                             .served({.from = "2015.01", .to = "2019.01"})
                             .titled("农艺师", "2020.01");
  const Told told = told_of(unclear);
  REQUIRE_FALSE(told.changes.empty());
  CHECK(told.changes[0].kind == Kind::evidence_missing);
  CHECK(told.changes[0].need == 0);
  CHECK(told.sentences[0].find("资料不全，核实“2015.01—2019.01") != std::string::npos);
}

TEST_CASE("nobody in the highest band is told of a next one", "[closest_change]") {
  const Person high = Person()
                          .served({.from = "2010.01", .to = "至今", .grassroots = true})
                          .titled("高级农艺师", "2020.01");
  CHECK(told_of(high).changes.empty());
}
