#include "tests/support/sample_match.hpp"

#include <stdexcept>

#include "engine/match/match_json.hpp"
#include "engine/profile/profile_json.hpp"

namespace bole::testing {
namespace {
constexpr const char* plan = R"({
  "kind":"任用","basis":{"document":"样组请〔2026〕4号","date":"2026-01-12"},"pool":"finance-2026",
  "as_of":"2026-03-01",
  "post":{"id":"po-31","organisation":"o-17","title":"副局长","level":"县处级副职","head":false,
    "classes":["领导职务"]},
  "plan":{"horizon_months":36,"tasks":[
    {"key":"t1","text":"化解地方法人金融机构风险，管住<小额贷款>等58家机构","importance":5,
     "covers":"单位核心职能","measure":"高风险机构由4家降为0"},
    {"key":"t2","text":"推动产业链招商","importance":3,"covers":"地区发展需要","measure":"新签约10家"}]}})";

constexpr const char* asked = R"({
  "schema":1,
  "gates":[{"key":"g1","rule":"ELG-05b"},{"key":"g2","rule":"ELG-10"},{"key":"g3","rule":"BAN-06"},
    {"key":"g4","filter":"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }","task":"t1",
     "basis":{"document":"样例市职位说明","article":"第三条"}}],
  "criteria":[
    {"key":"c1","criterion":"speciality_months","task":"t1","weight":6000,"required":600,
     "args":{"specialities":["financial_regulation"],
       "recency":[{"within_months":60,"permille":1000},{"permille":500}]},
     "value":{"points":[[0,0],[24,600],[60,1000]]}},
    {"key":"c2","criterion":"appraisal_record","task":"t1","weight":3000,"required":400,
     "args":{"kind":"年度","grade":"优秀","years":2},"value":{"points":[[0,200],[1,600],[2,1000]]}},
    {"key":"c3","criterion":"professional_title","task":"t1","weight":1000,"required":500,
     "value":{"table":{"高级经济师":800},"otherwise":0}}],
  "bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},{"name":"不匹配","from":0}],
  "prefer":{"appraisal":"优秀","years":3,"at_least":1},
  "robustness":{"epsilon_permille":200,"k":3}})";

struct Member {
  const char* name;
  const char* level;
  const char* since;
  const char* from;        // of the post in financial regulation
  const char* appraisals;  // the last two years
  const char* sanction;    // "" for none
};

constexpr const char* both_years =
    R"({"key":"k1","year":2025,"kind":"年度","grade":"优秀"},{"key":"k2","year":2024,"kind":"年度","grade":"称职"})";
constexpr const char* one_year = R"({"key":"k1","year":2025,"kind":"年度","grade":"称职"})";
constexpr const char* admonition =
    R"({"key":"s1","kind":"诫勉","authority":"样例市委组织部","document":"样组诫〔2026〕1号","date":"2026-01-10"})";
constexpr const char* exempted =
    R"({"key":"s1","kind":"政务警告","authority":"样例市监委","document":"样监政〔2026〕9号","date":"2026-01-10",)"
    R"("status":"exempted","status_decision":{"authority":"样例市委","document":"容错〔2026〕1号","date":"2026-02-01"}})";

constexpr Member members[] = {
    {"晏示例", "乡科级正职", "2020.05", "2021.03", both_years, ""},
    {"樊可查", "乡科级正职", "2020.05", "2023.07", one_year, ""},
    {"左待批", "乡科级副职", "2020.05", "2021.03", both_years, ""},
    {"宋缺层", "", "", "2021.03", both_years, ""},
    {"毕未满", "乡科级正职", "2024.06", "2021.03", both_years, ""},
    {"柳在期", "乡科级正职", "2020.05", "2021.03", both_years, admonition},
    {"贝免责", "乡科级正职", "2020.05", "2021.03", both_years, exempted},
};

std::string profile_json(const Member& member, int number) {
  const std::string n = std::to_string(number);
  std::string level;
  if (*member.level) {
    level = R"(,"level":{"value":")" + std::string(member.level) +
            R"(","source":"declared"},"level_since":")" + member.since + '"';
  }
  return R"({"schema":1,"id":"p-)" + n + R"(","name":")" + member.name +
         R"(","birth":"1979.03","work_start":"2001.07",)"
         R"("current":{"text":"样例市金融局<监管一科>科长","appointments":["a2"])" +
         level + R"(},"appointments":[{"key":"a1","from":"2001.07","to":")" + member.from +
         R"(","kind":"任职","posts":[{"organisation":{"text":"样例市审计局"},"title":"干部"}]},)"
         R"({"key":"a2","from":")" +
         member.from +
         R"(","to":null,"kind":"任职","posts":[{"organisation":{"text":"样例市金融局<监管一科>"},)"
         R"("title":"科长"}],"tags":[{"kind":"speciality","id":"financial_regulation",)"
         R"("by":"vocabulary","words":["金融局"]}]}],"professional_titles":[{"key":"t1",)"
         R"("name":"高级经济师","date":"2012.11"}],"appraisals":[)" +
         member.appraisals + R"(],"sanctions":[)" + member.sanction +
         R"(],"sealed":{"ethnicity":"族乙)" + n + R"(","party":{"name":"党丙)" + n +
         R"("},"birthplace":"生丁)" + n + R"(","native_place":"籍戊)" + n + R"(","grew_up":"长己)" +
         n + R"(","health":"体庚)" + n + R"(","family":[{"relation":"系辛","name":"亲壬)" + n +
         R"(","work":"工癸)" + n + R"("}]},"provenance":{"":{"import":"i-9","file":"p)" + n +
         R"(&q.lrmx","row":1,"date":"2026-01-05"}}})";
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::logic_error(result.error().message + result.error().where);
  return *std::move(result);
}
}  // namespace

SampleMatch::SampleMatch() : columns(Vocabulary::built_in()) {
  matter = must(matter_from_plan_file(plan));
  matter.id.text = "m-7";
  matter.plan.drafted = {"u1", "2026-02-01T08:00:00Z", {}};
  matter.plan.settled = Signature{"u2", "2026-02-02T08:00:00Z", plan_hash(matter)};
  matter.state = MatterState::shortlisted;
  matter.requirement_version = 1;
  matter.match = "x-12";
  matter.shortlist = {{{"p-1"}, "熟悉<监管>业务", {}}, {{"p-5"}, "任务急需", "已请示\"破格\""}};
  matter.few_reason = "仅两人有监管经历";
  matter.history = {{MatterState::requirement_draft, {"u1", "2026-02-09T08:00:00Z", "sha256:d"}},
                    {MatterState::shortlisted, {"u1", "2026-03-02T09:30:00Z", {}}}};

  requirement = must(requirement_from_json(asked));
  requirement.matter = matter.id;
  requirement.plan_hash = plan_hash(matter);
  requirement.rules = "rules-of-the-test";
  requirement.vocabulary = "vocabulary-of-the-test";
  requirement.alarms = {{"fewer_than_three", "", "同时符合全部资格条件的为 2 人", "岗位专业性强"}};
  requirement.locked = Locking{"u1", "u2", "2026-02-10T08:00:00Z", {}};
  requirement.locked->hash = requirement_hash(requirement);

  int number = 0;
  for (const Member& member : members) {
    Issues issues;
    profiles.push_back(must(profile_from_json(profile_json(member, ++number), issues)));
    if (!issues.empty()) throw std::logic_error(issues.front().message + issues.front().field);
    profiles.back().sealed.sex = "别甲" + std::to_string(number);  // no reader would take it
    pool.push_back(columns.put(profiles.back()));
    for (const char* word :
         {"别甲", "族乙", "党丙", "生丁", "籍戊", "长己", "体庚", "亲壬", "工癸"}) {
      sealed_words.push_back(word + std::to_string(number));
    }
  }
  gates = must(GateSet::prepare(requirement.gates, Vocabulary::built_in()));
  input = std::make_unique<MatchInput>(
      MatchInput{columns, pool, requirement, gates, matter.post, matter.as_of});
  result = match(*input);
  arrange(*input, result);
  const MatchStamp stamp{.id = matter.match,
                         .matter = matter.id,
                         .requirement_hash = requirement.locked->hash,
                         .head_json = R"({"epoch":1,"sequence":90211,"hash":"ab12"})",
                         .program = "0.0.0-test",
                         .rules = requirement.rules,
                         .vocabulary = requirement.vocabulary,
                         .pool = matter.pool};
  const auto profile_of = [this](Row row) { return profiles[row.value]; };
  stored = match_json(stamp, *input, result, profile_of);
  names = {.organisation = "样例市金融局", .pool = "金融干部库", .user = [](const std::string& id) {
             return id == "u1" ? "拟定人" : "审定人";
           }};
}

MatchPapers SampleMatch::papers() const {
  return {.input = *input,
          .result = result,
          .matter = matter,
          .stored = stored,
          .store_moved_on = false,
          .profile_of = [this](Row row) { return profiles[row.value]; },
          .names = names};
}

Row SampleMatch::row(const std::string& name) const {
  for (const Row candidate : pool) {
    if (profiles[candidate.value].name == name) return candidate;
  }
  throw std::logic_error("nobody is called " + name);
}
}  // namespace bole::testing
