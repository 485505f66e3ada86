// What must hold of every match, over generated people.
#include "engine/match/ranking.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "engine/match/match_json.hpp"
#include "engine/normalise/derive.hpp"
#include "tests/support/generated_match.hpp"
#include "tools/generate/people.hpp"
#include "tools/generate/sample_register.hpp"

using namespace bole;

namespace {
constexpr std::string_view asked = R"({"gates":[
  {"key":"g1","rule":"BAN-03"},{"key":"g2","rule":"BAN-06"},{"key":"g3","rule":"ELG-05b"},
  {"key":"g4","rule":"ELG-10"},{"key":"g5","filter":"任职 { 单位类型 = 乡镇 AND 时长 >= 12个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"grassroots_months","task":"t1","weight":4000,"required":500,"value":{"points":[[0,0],[24,500],[72,1000]]}},
  {"key":"c2","criterion":"appraisal_record","task":"t1","weight":3500,"required":400,"args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600],[2,1000]]}},
  {"key":"c3","criterion":"professional_title","task":"t1","weight":2500,"required":100,"value":{"table":{"高级农艺师":1000,"高级工程师":700},"otherwise":50}}],
 "bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},{"name":"基本匹配","from":400},{"name":"不匹配","from":0}],
 "prefer":{"appraisal":"优秀","years":3,"at_least":1}})";

struct Case : testing::GeneratedMatch {
  explicit Case(std::uint64_t people) : GeneratedMatch(asked, 11, people) {}
};

MatchResult arranged(const MatchInput& input) {
  MatchResult result = match(input);
  arrange(input, result);
  return result;
}

std::vector<std::string> ids(const Case& one) {
  const MatchResult result = arranged(one.input());
  std::vector<std::string> all;
  for (const auto& band : result.bands) {
    all.emplace_back("|");
    for (const Ranked& person : band) all.push_back(one.columns.id(person.row).text);
  }
  return all;
}
}  // namespace

TEST_CASE("contributions sum exactly to the total less what the post asks", "[match]") {
  const Case one(1500);
  const MatchResult result = match(one.input());
  int required = 0;
  for (const CriterionSpec& spec : one.requirement.criteria)
    required += spec.weight * spec.required;
  std::size_t people = 0;
  for (const auto& band : result.bands) {
    for (const Ranked& person : band) {
      const PersonFindings found = find_out(one.input(), person.row);
      Range sum{};
      for (std::size_t i = 0; i < found.criteria.size(); ++i) {
        const Range part = contribution(one.requirement.criteria[i], found.criteria[i].value);
        sum.at_least += part.at_least;
        sum.at_most += part.at_most;
      }
      CHECK(sum == Range{person.total.at_least - required, person.total.at_most - required});
      CHECK(found.total == person.total);
      CHECK(found.verdict == Verdict::holds);
      ++people;
    }
  }
  CHECK(people > 10);
}

TEST_CASE("gates and criteria say the same with and without their grounds", "[match]") {
  const Case one(1500);
  for (std::size_t gate = 0; gate < one.gates.size(); ++gate) {
    std::vector<GateOutcome> plain(one.pool.size());
    std::vector<GateOutcome> explained(one.pool.size());
    std::vector<GateFinding> findings(one.pool.size());
    one.gates.judge(gate, one.columns, one.post, one.as_of, one.pool, plain, nullptr);
    one.gates.judge(gate, one.columns, one.post, one.as_of, one.pool, explained, &findings);
    CHECK(plain == explained);
    for (std::size_t i = 0; i < findings.size(); ++i) CHECK(findings[i].outcome == plain[i]);
  }
}

TEST_CASE("a criterion over careers says the same with and without its grounds", "[match]") {
  // Derived, so that levels, places and specialities are there; some dates are years only.
  Register reg;
  std::istringstream lines{std::string(sample_register().front().text)};
  for (std::string line; std::getline(lines, line);) REQUIRE(read_register_line(line, reg));
  Columns columns(Vocabulary::built_in());
  std::vector<Row> pool;
  for (std::uint64_t number = 1; number <= 1500; ++number) {
    Profile person = make_person(World::built_in(), 12, number);
    derive(person, reg, Vocabulary::built_in());
    if (number % 5 == 0) std::reverse(person.appointments->begin(), person.appointments->end());
    if (number % 11 == 0) person.appointments.reset();
    if (number % 13 == 0) person.current.level_since = parse_partial_date("1899.05");
    if (number % 17 == 0 && person.training && !person.training->empty()) {
      person.training->back().subject.clear();
    }
    pool.push_back(columns.put(person));
    // Put again as somebody else, so that lists lose periods and get them in the middle.
    if (number % 7 == 0) {
      Profile other = make_person(World::built_in(), 13, number);
      derive(other, reg, Vocabulary::built_in());
      other.id = columns.id(pool[number / 2]);
      columns.put(other);
    }
  }
  const auto asked_of_careers = requirement_from_json(R"({"gates":[{"key":"g1","rule":"ELG-03"}],
   "criteria":[
    {"key":"c1","criterion":"speciality_months","task":"t1","weight":3000,"required":600,
     "args":{"specialities":["financial_regulation","local_finance"],"recency":[{"within_months":60,"permille":1000},{"within_months":120,"permille":700},{"permille":400}]},
     "value":{"points":[[0,0],[24,600],[600,1000]]}},
    {"key":"c2","criterion":"level_months","task":"t1","weight":3000,"required":500,
     "args":{"level":"乡科级正职","at_least":true},"value":{"points":[[0,0],[36,600],[600,1000]]}},
    {"key":"c4","criterion":"level_months","task":"t1","weight":1000,"required":500,
     "args":{"level":"乡科级副职"},"value":{"points":[[0,0],[36,600],[600,1000]]}},
    {"key":"c3","criterion":"grassroots_months","task":"t1","weight":3000,"required":400,
     "args":{"recency":[{"within_months":50,"permille":1000},{"permille":333}]},
     "value":{"points":[[0,0],[24,500],[600,1000]]}},
    {"key":"c5","criterion":"training","task":"t1","weight":1000,"required":300,
     "args":{"subjects":["金融","乡村"],"years":5},"value":{"points":[[0,0],[40,600],[120,1000]]}},
    {"key":"c6","criterion":"appraisal_record","task":"t1","weight":1000,"required":300,
     "args":{"kind":"年度","grade":"优秀","years":6},"value":{"points":[[1,0],[2,600],[5,1000]]}},
    {"key":"c7","criterion":"appraisal_record","task":"t1","weight":1000,"required":300,
     "args":{"kind":"年度","grade":"称职","years":13},"value":{"points":[[0,0],[12,1000]]}},
    {"key":"c8","criterion":"professional_title","task":"t1","weight":1000,"required":0,
     "value":{"table":{"高级经济师":800,"正高级经济师":1000},"otherwise":10}}],
   "bands":[{"name":"匹配","from":600},{"name":"不匹配","from":0}]})");
  REQUIRE(asked_of_careers);
  // The last, when more months have gone by than are weighed beforehand.
  for (const Day as_of : {day_of(2026, 3, 1), day_of(2012, 7, 15), day_of(2140, 5, 1)}) {
    CAPTURE(to_string(as_of));
    for (const CriterionSpec& spec : asked_of_careers->criteria) {
      CAPTURE(spec.criterion);
      std::vector<CriterionOutcome> plain(pool.size());
      std::vector<CriterionOutcome> explained(pool.size());
      std::vector<CriterionFinding> findings(pool.size());
      const Criterion& criterion = *find_criterion(spec.criterion);
      criterion.judge({columns, spec, as_of}, pool, plain, nullptr);
      criterion.judge({columns, spec, as_of}, pool, explained, &findings);
      CHECK(plain == explained);
      // Few are valued in another way than many.
      const auto few = std::span(pool).subspan(700, 20);
      std::vector<CriterionOutcome> of_few(few.size());
      criterion.judge({columns, spec, as_of}, few, of_few, nullptr);
      CHECK(std::ranges::equal(of_few, std::span(plain).subspan(700, 20)));
    }
    for (const std::string_view text : {"任职 { 专长 = 金融监管 AND 时长 >= 12个月 }",
                                        "专长 IN (金融监管, 金融风险处置, 地方财政)",
                                        "任职 { 专长 IN (金融监管, 地方财政) AND NOT 类型 = 学习 }",
                                        "NOT 任职 { 时长 >= 24个月 AND 专长 = 金融监管 }",
                                        "次数(任职 { 专长 IN (金融监管, 地方财政) }) >= 2",
                                        "月数(任职 { 专长 = 金融监管 }) >= 3年"}) {
      CAPTURE(text);
      auto filter = parse_filter(text, Vocabulary::built_in(), FilterUse::search);
      INFO((filter ? "" : filter.error().message));
      REQUIRE(filter);
      CHECK_FALSE(walks_rows(*filter));
      std::vector<Row> turned = pool;
      std::reverse(turned.begin() + 100, turned.end());
      std::vector<Row> some;  // in the order of rows, most left out
      std::vector<Row> twice;
      for (std::size_t i = 0; i < pool.size(); i += 1 + i % 5) some.push_back(pool[i]);
      for (const Row row : some) twice.insert(twice.end(), 2, row);
      for (const auto& asked_rows : {pool, turned, some, twice, std::vector<Row>{}}) {
        CAPTURE(asked_rows.size());
        std::vector<Tri> plain(asked_rows.size());
        evaluate(*filter, columns, asked_rows, as_of, plain);
        const auto explained = evaluate_with_evidence(*filter, columns, asked_rows, as_of);
        std::size_t differing = 0;
        std::vector<std::pair<std::uint32_t, Tri>> few;
        for (std::uint32_t i = 0; i < asked_rows.size(); ++i) {
          differing += plain[i] != explained[i].answer;
          if (plain[i] != Tri::no) few.emplace_back(i, plain[i]);
        }
        CHECK(differing == 0);
        const auto answers = evaluate_few(*filter, columns, asked_rows, as_of);
        CHECK(std::ranges::equal(
            answers, few, {}, [](const Answer& one) { return std::pair(one.place, one.answer); }));
        CHECK((asked_rows.empty() || std::ranges::count(plain, Tri::yes) > 0));
      }
    }
    const VacantPost post = *vacant_post_from_json(
        R"({"title":"副县长","level":"县处级副职","head":false,"classes":["领导职务"]})");
    std::vector<GateOutcome> plain(pool.size());
    std::vector<GateOutcome> explained(pool.size());
    std::vector<GateFinding> findings(pool.size());
    for (const char* id : {"ELG-03", "BAN-03", "ELG-10"}) {
      CAPTURE(id);
      judge_gate(*find_gate(id), columns, post, as_of, pool, plain, nullptr);
      judge_gate(*find_gate(id), columns, post, as_of, pool, explained, &findings);
      CHECK(plain == explained);
    }
  }
}

TEST_CASE("the order of the pool and other people's presence change nobody's place", "[match]") {
  const Case one(1500);
  Case turned(1500);
  std::reverse(turned.pool.begin(), turned.pool.end());
  const auto all = ids(one);
  CHECK(all == ids(turned));

  Case fewer(1500);
  std::erase_if(fewer.pool, [](Row row) { return row.value % 3 == 0; });
  auto left = all;
  std::erase_if(left, [&](const std::string& id) {
    const auto row = one.columns.find({id});
    return row && row->value % 3 == 0;
  });
  CHECK(left == ids(fewer));
}

TEST_CASE("a draft without gates keeps everybody", "[match]") {
  Case one(20);
  one.gates = *GateSet::prepare({}, Vocabulary::built_in());
  CHECK(match(one.input()).counts.holds == 20);
  CHECK(count_gates(one.gates, one.columns, one.post, one.as_of, one.pool).together == 20);
  one.pool.clear();
  CHECK(match(one.input()).counts.holds == 0);
}

TEST_CASE("those who do not hold stand under the first gate that has their verdict", "[match]") {
  const Case one(1500);
  const MatchResult result = arranged(one.input());
  const auto first = [&](Row row, Verdict verdict) {
    const PersonFindings found = find_out(one.input(), row);
    CHECK(found.verdict == verdict);
    std::size_t gate = 0;
    while (found.gates[gate].outcome.verdict != verdict) ++gate;
    return gate;
  };
  REQUIRE(result.failing.size() > 100);
  REQUIRE(result.unverified.size() > 10);
  for (const NotHolding& person : result.failing) {
    CHECK(person.gate == first(person.row, Verdict::fails));
  }
  for (const NotHolding& person : result.unverified) {
    CHECK(person.gate == first(person.row, Verdict::unverified));
  }
}

TEST_CASE("the sealed part changes no byte of a match", "[match][guard]") {
  const auto stored = [](bool flipped) {
    Columns columns(Vocabulary::built_in());
    std::vector<Row> pool;
    std::vector<Profile> people;
    for (std::uint64_t number = 1; number <= 2000; ++number) {
      Profile person = make_person(World::built_in(), 11, number);
      if (flipped) {
        person.sealed.sex = person.sealed.sex == "女" ? "男" : "女";
        person.sealed.ethnicity = person.sealed.ethnicity == "汉族" ? "白族" : "汉族";
        person.sealed.party_name = person.sealed.party_name.empty() ? "中共" : "";
        person.sealed.birthplace = "他乡";
        person.sealed.native_place = "他乡";
        person.sealed.health = "一般";
        person.sealed.family.reset();
      }
      pool.push_back(columns.put(person));
      people.push_back(std::move(person));
    }
    Case one(0);
    const MatchInput input{columns, pool, one.requirement, one.gates, one.post, one.as_of};
    return match_json({.id = "x-1"}, input, arranged(input),
                      [&](Row row) { return people[row.value]; });
  };
  CHECK(stored(false) == stored(true));
}

TEST_CASE("a band takes who reaches its cut-off, and nobody a point below", "[match]") {
  const Requirement requirement = *requirement_from_json(asked);
  CHECK(band_of(requirement, {8000000, 8000000}) == 0U);
  CHECK(band_of(requirement, {7999999, 7999999}) == 1U);
  CHECK_FALSE(band_of(requirement, {7999999, 8000000}));
  CHECK(printed_total(7994999) == 799);
  CHECK(printed_total(7995000) == 800);
}
