// 办结前须具备: what official conclusions answer, and what only a person may.
#include "engine/matter/closing.hpp"

#include <catch2/catch.hpp>

#include "engine/match/rules.hpp"
#include "tests/support/people.hpp"
#include "tests/support/sample_match.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const Day as_of = day_of(2026, 3, 1);

Clearance clearance(const std::string& kind, const std::string& result,
                    std::string_view on = "2026-01-20", std::string_view until = "") {
  return {"c-" + kind + result,  kind,     result,     "样例市纪委",
          "样纪廉复〔2026〕3号", date(on), date(until)};
}

Profile with(std::vector<Clearance> clearances) {
  Profile profile{};
  profile.id.text = "p-1";
  profile.current.level = {Level::county_deputy, LevelSource::declared};
  profile.clearances = std::move(clearances);
  return profile;
}

ClosingPoint point_of(const Profile& profile, const std::string& about,
                      Level post = Level::county_head, Day on = as_of) {
  for (const ClosingPoint& point : clearance_points(profile, post_at(post), on)) {
    if (point.about == about) return point;
  }
  FAIL("nothing is asked about " << about);
  return {};
}

std::string state(const std::vector<Clearance>& clearances, const std::string& kind = "信访") {
  return std::string(to_string(point_of(with(clearances), kind).state));
}

void verify(Profile& profile, const std::string& pointer) {
  profile.provenance.emplace_back(
      pointer, Provenance{.import = {},
                          .file = {},
                          .row = 0,
                          .date = {},
                          .verified = Verification{"干部档案第一卷", "2026-01-10", "王某"}});
}
}  // namespace

TEST_CASE("each of 凡提四必 and of 三龄两历一身份 is asked for, and lacking where nothing is there",
          "[closing]") {
  const Profile nobody{};
  std::string asked;
  for (const ClosingPoint& point : clearance_points(nobody, post_at(Level::county_head), as_of)) {
    asked += point.about + ' ';
    INFO(point.about);
    CHECK(point.state == ClosingState::missing);
    CHECK(point.open());
    CHECK_FALSE(point.sentence.sources.empty());
    CHECK(point.sentence.sources.back().find("《") != std::string::npos);
  }
  CHECK(asked ==
        "档案任审 个人有关事项 纪检监察意见 信访 ARC-01/birth ARC-01/work_start ARC-01/party "
        "ARC-01/education ARC-01/resume ARC-01/staff ");
}

TEST_CASE("what the closing table says is dated, cited and marked as the others are",
          "[closing][rules]") {
  CHECK(clearance_points({}, post_at(Level::county_head), day("2016-08-28")).empty());
  CHECK(clearance_points({}, post_at(Level::county_head), day("2016-08-29")).size() == 4);
  CHECK(clearance_points({}, post_at(Level::county_head), day("2018-11-19")).size() == 4);
  CHECK(clearance_points({}, post_at(Level::county_head), day("2018-11-20")).size() == 10);
  for (const Rule* rule : closing_rules_in_force(as_of)) {
    INFO(rule->id);
    CHECK_FALSE(is_statutory_rule(rule->id));
    CHECK_FALSE(rule->document.empty());
    CHECK((rule->confidence == "A" || rule->confidence == "B" || rule->confidence == "C"));
  }
  CHECK(closing_rules_in_force(as_of).size() == 6);
}

TEST_CASE("a conclusion without objection answers, with authority, document and date",
          "[closing]") {
  CHECK(state({clearance("信访", "无反映")}) == "answered");
  CHECK(state({clearance("信访", " 无影响。")}) == "answered");
  Clearance bare = clearance("信访", "无反映");
  bare.document.clear();
  CHECK(state({bare}) == "missing");
  bare = clearance("信访", "无反映");
  bare.authority.clear();
  CHECK(state({bare}) == "missing");
  bare = clearance("信访", "无反映");
  bare.date.reset();
  CHECK(state({bare}) == "missing");
  CHECK(state({clearance("信访", "")}) == "missing");
  CHECK(state({clearance("纪检监察意见", "无影响")}) == "missing");  // of another kind
  CHECK(point_of(with({clearance("信访", "无反映")}), "信访").sentence.text ==
        "信访：样例市纪委 2026-01-20（样纪廉复〔2026〕3号）结论“无反映”：已具备。");
}

TEST_CASE("a conclusion is good up to and on its last day", "[closing]") {
  const auto until = [](std::string_view last) {
    return state({clearance("信访", "无反映", "2026-01-20", last)});
  };
  CHECK(until("2026-02-28") == "expired");
  CHECK(until("2026-03-01") == "answered");
  CHECK(until("2026-03-02") == "answered");
  CHECK(until("2026.02") == "expired");
  CHECK(until("2026.03") == "answered");
  CHECK(until("2026") == "unclear");
  CHECK(until("2025") == "expired");
}

TEST_CASE("an objection blocks with its document, and no person answers it away", "[closing]") {
  const ClosingPoint point =
      point_of(with({clearance("纪检监察意见", "存在影响任用的问题")}), "纪检监察意见");
  CHECK(point.state == ClosingState::negative);
  CHECK(point.sentence.text.find("样纪廉复〔2026〕3号") != std::string::npos);
  CHECK(point.open());
}

TEST_CASE("what concerns some posts alone is for a person to tell here", "[closing]") {
  CHECK(state({clearance("个人有关事项", "经商办企业属于监管行业")}, "个人有关事项") == "unclear");
  CHECK(state({clearance("个人有关事项", "配偶已移居国（境）外")}, "个人有关事项") == "negative");
}

TEST_CASE("free words are for a person to tell, not for the program", "[closing]") {
  for (const char* words :
       {"需进一步核实", "无影响使用问题", "没有无影响", "不影响", "漏报情节较轻"}) {
    INFO(words);
    CHECK(state({clearance("信访", words)}) == "unclear");
  }
}

TEST_CASE("the newest conclusion counts, of equally new ones the worse", "[closing]") {
  const Clearance old_bad = clearance("信访", "影响使用", "2025-06-01");
  const Clearance new_good = clearance("信访", "无反映", "2026-01-20");
  CHECK(state({old_bad, new_good}) == "answered");
  CHECK(state({new_good, old_bad}) == "answered");
  const Clearance old_good = clearance("信访", "无反映", "2025-06-01");
  const Clearance new_bad = clearance("信访", "影响使用", "2026-01-20");
  CHECK(state({old_good, new_bad}) == "negative");
  CHECK(state({new_good, new_bad}) == "negative");
  CHECK(state({new_bad, new_good}) == "negative");
  // A month that may be before or after the day.
  CHECK(state({new_good, clearance("信访", "影响使用", "2026.01")}) == "negative");
}

TEST_CASE("an incomplete record that may be newer makes the complete one unclear", "[closing]") {
  Clearance partial = clearance("信访", "有反映", "2026-02-01");
  partial.document.clear();
  CHECK(state({clearance("信访", "无反映"), partial}) == "unclear");
  partial.date = date("2025-12-31");
  CHECK(state({clearance("信访", "无反映"), partial}) == "answered");
  partial.date.reset();
  CHECK(state({clearance("信访", "无反映"), partial}) == "unclear");
}

TEST_CASE("查核结果 is asked for from 县处级副职 up, by post or person", "[closing]") {
  Profile low = with({});
  const auto rules = [&](Level person, Level post) {
    low.current.level.value = person;
    return point_of(low, "个人有关事项", post).rules;
  };
  using Ids = std::vector<std::string>;
  CHECK(rules(Level::township_head, Level::township_head) == Ids{"4BI-02"});
  CHECK(rules(Level::township_head, Level::county_deputy) == Ids{"4BI-02", "RPT-01"});
  CHECK(rules(Level::county_deputy, Level::township_head) == Ids{"4BI-02", "RPT-01"});
  CHECK(rules(Level::unknown, Level::township_head) == Ids{"4BI-02", "RPT-01"});
}

TEST_CASE("政治审查 and 经济责任审计 are told where there is one, and not asked for", "[closing]") {
  const Profile audited = with({clearance("经济责任审计", "存在重大问题")});
  CHECK(point_of(audited, "经济责任审计").state == ClosingState::unclear);
  CHECK(point_of(with({clearance("政治审查", "不合格")}), "政治审查").state ==
        ClosingState::negative);
  for (const ClosingPoint& point : clearance_points(audited, post_at(Level::county_head), as_of)) {
    CHECK(point.about != "政治审查");
  }
}

TEST_CASE("a fact is verified where its provenance says by what, when and by whom", "[closing]") {
  Profile profile = with({});
  const auto verified = [&](const std::string& fact) {
    return point_of(profile, "ARC-01/" + fact).state == ClosingState::answered;
  };
  for (const auto& [fact, pointer] :
       {std::pair{"birth", "/birth"}, std::pair{"work_start", "/work_start"},
        std::pair{"party", "/sealed/party/date"}, std::pair{"education", "/education"},
        std::pair{"resume", "/appointments"}, std::pair{"staff", "/staff/scale"}}) {
    INFO(fact);
    CHECK_FALSE(verified(fact));
    verify(profile, pointer);
    CHECK(verified(fact));
  }
  Profile unsigned_check = with({});
  verify(unsigned_check, "/birth");
  unsigned_check.provenance.back().second.verified->by.clear();
  const ClosingPoint birth = point_of(unsigned_check, "ARC-01/birth");
  CHECK(birth.state == ClosingState::missing);
  CHECK(birth.sentence.text.find("核对人") != std::string::npos);
  // What comes from a file alone verifies nothing.
  Profile imported = with({});
  imported.provenance.emplace_back("/birth", Provenance{});
  CHECK(point_of(imported, "ARC-01/birth").state == ClosingState::missing);
}

TEST_CASE("a list is verified where each of its items is", "[closing]") {
  Profile profile = with({});
  profile.education = {Education{.key = "e1"}, Education{.key = "e2"}};
  verify(profile, "/education/e1");
  CHECK(point_of(profile, "ARC-01/education").state == ClosingState::missing);
  verify(profile, "/education/e2");
  const ClosingPoint both = point_of(profile, "ARC-01/education");
  CHECK(both.state == ClosingState::answered);
  CHECK(both.sentence.sources[0] == "/education/e1");
}

TEST_CASE("the sealed part is not read: whatever it holds, the same is said", "[closing][guard]") {
  Profile profile = with({clearance("信访", "无反映")});
  const auto told = [&] {
    std::string text;
    for (const ClosingPoint& point :
         clearance_points(profile, post_at(Level::county_head), as_of)) {
      text += point.sentence.text + point.facts;
    }
    return text;
  };
  const std::string before = told();
  profile.sealed.party_name = "中共";
  profile.sealed.party_date = date("2002.07");
  profile.sealed.sex = "女";
  CHECK(told() == before);
}

TEST_CASE("a notice is open until a person answers it, on these facts", "[closing]") {
  SampleMatch sample;
  const Row row = sample.row("左待批");  // skips a level: 需报批
  const Profile& person = sample.profiles[row.value];
  const auto notices = [&] {
    std::vector<ClosingPoint> points;
    for (ClosingPoint& point : closing_points(*sample.input, sample.matter, row, person)) {
      if (point.about.find('/') != std::string::npos && !point.about.starts_with("ARC-01")) {
        points.push_back(std::move(point));
      }
    }
    return points;
  };
  const auto asked = notices();
  REQUIRE_FALSE(asked.empty());
  CHECK(asked[0].about == "ELG-10/exception_needs_approval");
  CHECK(asked[0].state == ClosingState::unclear);
  CHECK(asked[0].open());
  sample.matter.answers = {{person.id, asked[0].about, "sha256:other", "同意", "u1", "2026-03-05"}};
  CHECK(notices()[0].open());
  sample.matter.answers = {{{"p-9"}, asked[0].about, asked[0].facts, "同意", "u1", "2026-03-05"}};
  CHECK(notices()[0].open());
  sample.matter.answers = {{person.id, asked[0].about, asked[0].facts, "同意", "u1", "2026-03-05"},
                           {person.id, asked[0].about, asked[0].facts, "改答", "u2", "2026-03-06"}};
  CHECK_FALSE(notices()[0].open());
  CHECK(notices()[0].answer->words == "改答");
}

TEST_CASE("what does not apply and what was approved asks for no answer", "[closing]") {
  SampleMatch sample;
  sample.gates.set_approvals({{.profile = {"p-3"},
                               .rule = "ELG-10",
                               .document = "样组干〔2026〕3号",
                               .date = day("2026-02-01"),
                               .by = {},
                               .at = {}}});
  const Row row = sample.row("左待批");
  REQUIRE(sample.profiles[row.value].id.text == "p-3");
  for (const ClosingPoint& point :
       closing_points(*sample.input, sample.matter, row, sample.profiles[row.value])) {
    CHECK(point.about.find("exception") == std::string::npos);
    CHECK(point.about.find("not_applicable") == std::string::npos);
  }
}

TEST_CASE("an answer settles what is unclear, and neither what is lacking nor an objection",
          "[closing][guard]") {
  SampleMatch sample;
  const Row row = sample.row("晏示例");
  Profile person = sample.profiles[row.value];
  person.clearances = {clearance("信访", "需进一步核实"), clearance("纪检监察意见", "影响使用")};
  for (const ClosingPoint& point : closing_points(*sample.input, sample.matter, row, person)) {
    sample.matter.answers.push_back(
        {person.id, point.about, point.facts, "不影响", "u1", "2026-03-05"});
  }
  for (const ClosingPoint& point : closing_points(*sample.input, sample.matter, row, person)) {
    INFO(point.about);
    CHECK(point.open() == (point.state != ClosingState::unclear));
  }
}
