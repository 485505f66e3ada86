// 职位需求分析 and the vacant post: what is read, what is refused and with which code.
#include "engine/match/requirement.hpp"

#include <catch2/catch.hpp>

#include "engine/match/gate_set.hpp"
#include "engine/vocabulary/vocabulary.hpp"

using namespace bole;

namespace {
const std::string complete =
    R"({"schema":1,"matter":"m-7","version":2,"plan_hash":"sha256:aa",)"
    R"("rules":"sha256:bb","vocabulary":"sha256:cc",)"
    R"("gates":[{"key":"g1","rule":"ELG-05b","basis":{"document":"条例","article":"第八条"}},)"
    R"({"key":"g2","filter":"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }","task":"t1",)"
    R"("basis":{"document":"三定规定","date":"2024-01-01"}}],)"
    R"("criteria":[{"key":"c1","criterion":"speciality_months","task":"t1","weight":4000,)"
    R"("required":600,"args":{"specialities":["financial_regulation"],)"
    R"("recency":[{"within_months":60,"permille":1000},{"permille":400}]},)"
    R"("value":{"points":[[0,0],[24,600],[60,1000]]}},)"
    R"({"key":"c2","criterion":"level_months","task":"t1","weight":2000,"required":0,)"
    R"("args":{"level":"乡科级正职","at_least":true},"value":{"points":[[0,0],[24,500]]}},)"
    R"({"key":"c3","criterion":"professional_title","task":"t2","weight":1000,"required":500,)"
    R"("args":{},"value":{"table":{"正高级经济师":1000,"高级经济师":800},"otherwise":100}},)"
    R"({"key":"c4","criterion":"appraisal_record","task":"t1","weight":1000,"required":400,)"
    R"("args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600]]}},)"
    R"({"key":"c5","criterion":"grassroots_months","task":"t1","weight":1000,"required":500,)"
    R"("args":{},"value":{"points":[[0,0],[24,500]]}},)"
    R"({"key":"c6","criterion":"training","task":"t1","weight":1000,"required":500,)"
    R"("args":{"years":5,"subjects":["金融"]},"value":{"points":[[0,0],[40,500]]}}],)"
    R"("bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},)"
    R"({"name":"基本匹配","from":400},{"name":"不匹配","from":0}],)"
    R"("prefer":{"appraisal":"优秀","years":3,"at_least":1},)"
    R"("robustness":{"epsilon_permille":200,"k":5},)"
    R"("alarms":[{"code":"fewer_than_three","gate":"g2","detail":"2 人","reason_given":"专业性强"}],)"
    R"("names_seen_before":false,"search_disclosure":{"searches":4,"eligible_seen":1},)"
    R"("locked":{"drafted_by":"u1","approved_by":"u2","at":"2026-03-01T08:00:00Z","hash":"sha256:dd"}})";

// The text with one part of it replaced; the part has to be there.
std::string with(std::string_view part, std::string_view instead, std::string text = complete) {
  const std::size_t at = text.find(part);
  INFO(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), instead);
}

// "code where" of the refusal, or "read".
std::string reading(const std::string& json) {
  const auto read = requirement_from_json(json);
  if (read) return "read";
  CHECK(read.error().kind == Refusal::invalid);
  CHECK_FALSE(read.error().message.empty());
  return read.error().code + " " + read.error().where;
}
std::string message(const std::string& json) {
  const auto read = requirement_from_json(json);
  return read ? std::string() : read.error().message;
}
std::string criterion(std::string_view name) {
  return with(R"("criterion":"grassroots_months")", R"("criterion":")" + std::string(name) + '"');
}

Requirement sound() { return *requirement_from_json(complete); }
std::string check(const Requirement& requirement) {
  const auto checked = check_complete(requirement, {"t1", "t2"});
  return checked ? "complete" : checked.error().code + " " + checked.error().where;
}
}  // namespace

TEST_CASE("a requirement is printed as it was read", "[requirement]") {
  const auto read = requirement_from_json(complete);
  if (!read) FAIL(read.error().message << read.error().where);
  const std::string once = to_json(*read);
  const auto again = requirement_from_json(once);
  REQUIRE(again);
  CHECK(to_json(*again) == once);
  CHECK(read->criteria.size() == 6);
  CHECK(read->criteria[0].args.recency[0].within_months == 60);
  CHECK_FALSE(read->criteria[0].args.recency[1].within_months);
  CHECK(read->criteria[1].args.at_least);
  CHECK(read->criteria[2].value.otherwise == 100);
  CHECK(read->gates[1].basis.date == "2024-01-01");
  CHECK(read->alarms[0].reason_given == "专业性强");
  CHECK(read->search_disclosure->eligible_seen == 1);
  CHECK(read->locked->approved_by == "u2");
  CHECK(check(*read) == "complete");
  for (const std::string_view part : {R"("detail":"2 人")", R"("otherwise":100)",
                                      R"("filter":"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }")",
                                      R"([[0,0],[24,600],[60,1000]])", R"("within_months":60)",
                                      R"("level":"乡科级正职","at_least":true)"}) {
    INFO(part);
    CHECK(once.find(part) != std::string::npos);
  }
}

TEST_CASE("names with quotes survive printing, and are refused where they are no title",
          "[requirement]") {
  Requirement odd = sound();
  odd.criteria[2].value.table[0].first = "高级\"经济\\师";
  const auto again = requirement_from_json(to_json(odd));
  REQUIRE_FALSE(again);
  CHECK(again.error().code == "unknown_value");
  CHECK(again.error().where == "/criteria/2/value/table");
  CHECK(again.error().message.find("“高级\"经济\\师”") == 0);
}

TEST_CASE("a speciality is kept by its id, by whichever name it was written", "[requirement]") {
  const auto read = requirement_from_json(
      with(R"("specialities":["financial_regulation"])",
           R"("specialities":["金融监管"],"terms":[{"speciality":"审计监督","weight":3}])"));
  REQUIRE(read);
  CHECK(read->criteria[0].args.specialities == std::vector<std::string>{"financial_regulation"});
  CHECK(read->criteria[0].args.terms[0].speciality == "audit");
  CHECK(to_json(*read).find(R"("terms":[{"speciality":"audit","weight":3}])") != std::string::npos);
  CHECK(reading(with(R"("args":{"specialities")",
                     R"("args":{"terms":[{"speciality":"audit","weight":0}],"specialities")")) ==
        "out_of_range /criteria/0/args/terms/0/weight");
}

TEST_CASE("votes, scores, GDP, age, school and study mode are no criteria",
          "[requirement][guard]") {
  for (const char* name :
       {"得票", "推荐票", "考试总分", "GDP", "gdp", "年龄", "age", "出生年月", "工龄", "学校",
        "school", "全日制", "在职", "留学",
        // As officials write them.
        "票数", "得票情况", "民主推荐得票", "民主测评优秀率", "推荐票数", "vote_count", "总分",
        "笔试成绩", "公开选拔考试总分", "面试成绩", "exam_total", "GDP增速", "地区生产总值增速",
        "经济增速", "gdp_growth", "年龄条件", "35岁以下", "年轻干部", "出生日期", "age_limit",
        "birth_year", "毕业学校", "毕业院校名称", "名校", "985高校", "211", "双一流", "university",
        "全日制学历", "第一学历", "在职研究生", "学习形式", "full_time_degree", "留学经历",
        "海归"}) {
    INFO(name);
    CHECK(reading(criterion(name)) == "refused_attribute /criteria/4/criterion");
    CHECK(message(criterion(name)).find(name) != std::string::npos);
  }
  CHECK(message(criterion("年龄")).find("唯年龄") != std::string::npos);
  CHECK(message(criterion("得票")).find("唯票") != std::string::npos);
}

TEST_CASE("nothing sealed is a criterion", "[requirement][guard]") {
  for (const char* name : {"性别", "民族", "籍贯", "党龄", "健康状况", "婚姻状况", "ethnicity"}) {
    INFO(name);
    CHECK(reading(criterion(name)) == "sealed_attribute /criteria/4/criterion");
  }
}

TEST_CASE("own gates are no place for names, schools, ages or sealed facts",
          "[requirement][guard]") {
  const auto refusal = [](std::string filter) {
    const auto set =
        GateSet::prepare({{.key = "g1", .filter = std::move(filter)}}, Vocabulary::built_in());
    return set ? std::string("prepared") : set.error().code;
  };
  CHECK(refusal("级别 >= 乡科级正职") == "prepared");
  for (const char* filter : {"年龄 <= 45",
                             "姓名 = \"晏示例\"",
                             "教育 { 方式 = 全日制 }",
                             "学校 = \"示例大学\"",
                             "工龄 >= 5年",
                             "得票 >= 10",
                             "任职 { 单位 = \"样例市财政局\" }",
                             "得票情况 = 优秀",
                             "推荐票数 >= 10",
                             "笔试成绩 >= 80",
                             "地区生产总值增速 >= 8",
                             "年龄段 = 青年",
                             "周岁 <= 35",
                             "出生日期 >= 1980.01",
                             "毕业学校 = \"示例大学\"",
                             "教育 { 毕业院校名称 = \"示例大学\" }",
                             "教育 { 学习形式 = 全日制 }",
                             "教育 { 全日制学历 = 大学 }",
                             "第一学历 = 大学",
                             "海归 = 是"}) {
    INFO(filter);
    CHECK(refusal(filter) == "refused_attribute");
  }
  for (const char* filter : {"性别 = 女", "民族 = 白族", "党龄 >= 3年", "性别要求 = 女",
                             "家庭情况 = 简单", "健康水平 = 好", "政治面貌要求 = 党员"}) {
    INFO(filter);
    CHECK(refusal(filter) == "sealed_attribute");
  }
  CHECK(refusal("次数(考核 { 等次 = 优秀 }) >= 2") == "aggregate_in_own_gate");
}

TEST_CASE("an own gate is refused with its place in the requirement and in the filter",
          "[requirement]") {
  const auto set = GateSet::prepare(
      {{.key = "g1", .rule = "ELG-02"}, {.key = "g2", .filter = "级别 >= 不存在的级别"}},
      Vocabulary::built_in());
  REQUIRE_FALSE(set);
  CHECK(set.error().code == "unknown_code");
  CHECK(set.error().where.find("/gates/1/filter") == 0);
  CHECK(set.error().where.find("列") != std::string::npos);
}

TEST_CASE("unknown names are refused where they stand", "[requirement]") {
  CHECK(reading(criterion("no_such_criterion")) == "unknown_criterion /criteria/4/criterion");
  CHECK(reading(with("ELG-05b", "ELG-99")) == "unknown_rule /gates/0/rule");
  CHECK(reading(with("financial_regulation", "no_such")) ==
        "unknown_speciality /criteria/0/args/specialities");
  CHECK(reading(with("乡科级正职", "正科")) == "unknown_level /criteria/1/args/level");
}

TEST_CASE("unknown keys are refused wherever they stand", "[requirement]") {
  CHECK(reading(with(R"("version":2)", R"("version":2,"votes":1)")) == "unknown_key /votes");
  CHECK(reading(with(R"("key":"g1")", R"("key":"g1","age":45)")) == "unknown_key /gates/0/age");
  CHECK(reading(with(R"("key":"c3")", R"("key":"c3","school":"x")")) ==
        "unknown_key /criteria/2/school");
  CHECK(reading(with(R"("kind":"年度")", R"("kind":"年度","sex":"女")")) ==
        "unknown_key /criteria/3/args/sex");
  CHECK(reading(with(R"("otherwise":100)", R"("otherwise":100,"x":1)")) ==
        "unknown_key /criteria/2/value/x");
  CHECK(reading(with(R"("from":800)", R"("from":800,"to":1000)")) == "unknown_key /bands/0/to");
}

TEST_CASE("wrong types and missing keys are refused", "[requirement]") {
  CHECK(reading(with(R"("weight":4000)", R"("weight":"4000")")) == "wrong_type /criteria/0/weight");
  CHECK(reading(with(R"("weight":4000)", R"("weight":4000.5)")) == "wrong_type /criteria/0/weight");
  CHECK(reading(with(R"("weight":4000,)", "")) == "missing_key /criteria/0/weight");
  CHECK(reading(with(R"("key":"g1",)", "")) == "missing_key /gates/0/key");
  CHECK(reading(with(R"([[0,0],[24,600],[60,1000]])", R"([[0,0],[24]])")) ==
        "wrong_type /criteria/0/value/points");
  CHECK(reading(with(R"("names_seen_before":false)", R"("names_seen_before":"no")")) ==
        "wrong_type /names_seen_before");
  CHECK(reading("[]") == "not_an_object ");
  CHECK(reading("") == "bad_json ");
  CHECK(reading("{") == "bad_json ");
  CHECK(reading(R"({"schema":2})") == "out_of_range /schema");
  CHECK(reading(std::string(100000, '[')) == "too_deep ");
}

TEST_CASE("a value function ascends and stays between 0 and 1000", "[requirement]") {
  const auto points = [](std::string_view instead) {
    return reading(with("[[0,0],[24,600],[60,1000]]", instead));
  };
  const std::string where = " /criteria/0/value/points";
  CHECK(points("[[0,0],[60,600],[24,1000]]") == "points_not_ascending" + where);
  CHECK(points("[[0,0],[24,600],[24,1000]]") == "points_not_ascending" + where);
  CHECK(points("[[0,600],[24,0]]") == "points_not_ascending" + where);
  CHECK(points("[[0,0],[24,1001]]") == "out_of_range" + where);
  CHECK(points("[[0,-1],[24,1000]]") == "out_of_range" + where);
  CHECK(points("[[-1,0],[24,1000]]") == "out_of_range" + where);
  CHECK(points("[[0,500],[24,500]]") == "read");
  CHECK(points("[[12,500]]") == "read");
  CHECK(reading(with(R"("points":[[0,0],[24,600],[60,1000]])", "")) ==
        "value_not_declared /criteria/0/value");
  CHECK(reading(with(R"("points":[[0,0],[24,600],[60,1000]])",
                     R"("points":[[0,0]],"table":{"x":1})")) ==
        "value_not_declared /criteria/0/value");
  CHECK(reading(with(R"("高级经济师":800)", R"("高级经济师":1001)")) ==
        "out_of_range /criteria/2/value/table");
  CHECK(reading(with(R"("table":{"正高级经济师":1000,"高级经济师":800},"otherwise":100)",
                     R"("points":[[0,0]])")) == "table_expected /criteria/2/value");
}

TEST_CASE("recency steps go from near to far, the open one last", "[requirement]") {
  const auto steps = [](std::string_view instead) {
    return reading(with(R"([{"within_months":60,"permille":1000},{"permille":400}])", instead));
  };
  const std::string refused = "recency_not_ascending /criteria/0/args/recency/1/within_months";
  CHECK(steps(R"([{"within_months":60,"permille":1000},{"within_months":60,"permille":1}])") ==
        refused);
  CHECK(steps(R"([{"within_months":60,"permille":1000},{"within_months":12,"permille":1}])") ==
        refused);
  CHECK(steps(R"([{"permille":1000},{"within_months":12,"permille":1}])") == refused);
  CHECK(steps(R"([{"within_months":60,"permille":1001}])") ==
        "out_of_range /criteria/0/args/recency/0/permille");
  CHECK(steps(R"([{"within_months":60,"permille":1000},{"within_months":61,"permille":0}])") ==
        "read");
}

TEST_CASE("a gate is a rule or an own filter with a basis, never both", "[requirement]") {
  CHECK(reading(with(R"("rule":"ELG-05b",)", "")) == "gate_without_rule /gates/0");
  CHECK(reading(with(R"("rule":"ELG-05b")", R"("rule":"ELG-05b","filter":"级别 有记录")")) ==
        "gate_without_rule /gates/0");
  CHECK(reading(with(R"("basis":{"document":"三定规定","date":"2024-01-01"})",
                     R"("basis":{"article":"第一条"})")) == "gate_without_basis /gates/1/basis");
}

TEST_CASE("the task that a gate names stands in the plan", "[requirement]") {
  Requirement requirement = sound();
  requirement.gates[1].task = "t9";
  CHECK(check(requirement) == "unknown_task /gates/1/task");
  requirement.gates[1].task.clear();
  CHECK(check(requirement) == "complete");
}

TEST_CASE("a preference that nobody can have is refused", "[requirement]") {
  Requirement requirement = sound();
  requirement.prefer = Prefer{"很好", 3, 1};
  CHECK(check(requirement) == "unknown_value /prefer/appraisal");
  requirement.prefer = Prefer{"优秀", 3, 4};
  CHECK(check(requirement) == "out_of_range /prefer/at_least");
  requirement.prefer = Prefer{"优秀", 3, 3};
  CHECK(check(requirement) == "complete");
}

TEST_CASE("an unknown criterion is told with those that there are", "[requirement]") {
  CHECK(message(criterion("grassroots_month")).find("speciality_months") != std::string::npos);
}

TEST_CASE("weights are at least 100 and sum 10 000 exactly", "[requirement]") {
  Requirement requirement = sound();
  requirement.criteria[0].weight = 4001;
  CHECK(check(requirement) == "weights_do_not_sum /criteria");
  CHECK(check_complete(requirement, {"t1", "t2"}).error().message.find("10001") !=
        std::string::npos);
  requirement.criteria[0].weight = 3999;
  CHECK(check(requirement) == "weights_do_not_sum /criteria");
  requirement.criteria[0].weight = 4900;
  requirement.criteria[5].weight = 100;
  CHECK(check(requirement) == "complete");
  requirement.criteria[0].weight = 4901;
  requirement.criteria[5].weight = 99;
  CHECK(check(requirement) == "weight_too_small /criteria/5/weight");
}

TEST_CASE("bands descend to 0 and no cut-off is above 1000", "[requirement]") {
  Requirement requirement = sound();
  requirement.bands[0].from = 1000;
  CHECK(check(requirement) == "complete");
  requirement.bands[0].from = 1001;
  CHECK(check(requirement) == "cutoff_out_of_range /bands/0/from");
  requirement = sound();
  requirement.bands[1].from = 800;
  CHECK(check(requirement) == "bands_not_descending /bands/1/from");
  requirement.bands[1].from = 399;
  CHECK(check(requirement) == "bands_not_descending /bands/2/from");
  requirement = sound();
  requirement.bands.pop_back();
  CHECK(check(requirement) == "bands_incomplete /bands");
  requirement.bands.clear();
  CHECK(check(requirement) == "bands_incomplete /bands");
}

TEST_CASE("a requirement to lock has gates, criteria, tasks and keys of their own",
          "[requirement]") {
  Requirement requirement = sound();
  requirement.gates.clear();
  CHECK(check(requirement) == "no_gates /gates");
  requirement = sound();
  requirement.criteria.clear();
  CHECK(check(requirement) == "no_criteria /criteria");
  requirement = sound();
  requirement.criteria[3].task = "t9";
  CHECK(check(requirement) == "criterion_without_task /criteria/3/task");
  requirement.criteria[3].task.clear();
  CHECK(check(requirement) == "criterion_without_task /criteria/3/task");
  requirement = sound();
  requirement.gates[1].key = "g1";
  CHECK(check(requirement) == "duplicate_key /gates/1/key");
  requirement = sound();
  requirement.criteria[1].key = "g1";
  CHECK(check(requirement) == "duplicate_key /criteria/1/key");
}

TEST_CASE("a statutory rule stands once, and the date of a basis is a date", "[requirement]") {
  Requirement requirement = sound();
  requirement.gates[1].rule = requirement.gates[0].rule;
  requirement.gates[1].filter.clear();
  CHECK(check(requirement) == "duplicate_rule /gates/1/rule");
  requirement = sound();
  requirement.gates[1].basis.date = "去年";
  CHECK(check(requirement) == "bad_date /gates/1/basis/date");
  for (const char* date : {"2024", "2024.01", "2024-01-01", ""}) {
    requirement.gates[1].basis.date = date;
    CHECK(check(requirement) == "complete");
  }
}

TEST_CASE("a curve is flat outside its points and truncated between them", "[requirement]") {
  ValueFunction curve{};
  curve.points = {{10, 100}, {13, 101}, {20, 900}};
  CHECK(curve.at(0) == 100);
  CHECK(curve.at(10) == 100);
  CHECK(curve.at(11) == 100);
  CHECK(curve.at(12) == 100);
  CHECK(curve.at(13) == 101);
  CHECK(curve.at(14) == 215);  // 101 + 799 / 7 = 215.14
  CHECK(curve.at(20) == 900);
  CHECK(curve.at(INT64_MAX) == 900);
  CHECK(curve.best() == 900);
  ValueFunction table{};
  table.table = {{"高级经济师", 300}};
  table.otherwise = 400;
  CHECK(table.best() == 400);
}

TEST_CASE("a post is read with its organisation as a name or as a whole", "[requirement]") {
  const auto plain = vacant_post_from_json(
      R"({"id":"po-31","organisation":"o-17","title":"副局长","level":"县处级副职","head":false,)"
      R"("classes":["监管机关领导成员"],"holders":["p-000007"]})");
  REQUIRE(plain);
  CHECK(plain->organisation.text == "o-17");
  CHECK(plain->holders.size() == 1);
  CHECK(is_leadership_post(*plain) == true);
  const auto again = vacant_post_from_json(to_json(*plain));
  REQUIRE(again);
  CHECK(to_json(*again) == to_json(*plain));
  const auto embedded = vacant_post_from_json(
      R"({"record":"post","seats":2,"organisation":{"id":"o-17","name":"样例市财政局"},)"
      R"("title":"副局长","level":"县处级副职"})");
  REQUIRE(embedded);
  CHECK(embedded->organisation.text == "o-17");
  CHECK(embedded->organisation_record->name == "样例市财政局");
}

TEST_CASE("a post with a wrong level, class or key is refused", "[requirement]") {
  const auto refusal = [](const char* json) {
    const auto read = vacant_post_from_json(json);
    return read ? std::string("read") : read.error().code + " " + read.error().where;
  };
  CHECK(refusal(R"({"level":"处级"})") == "unknown_level /level");
  CHECK(refusal(R"({"classes":["肥缺"]})") == "unknown_post_class /classes");
  CHECK(refusal(R"({"sex":"女"})") == "unknown_key /sex");
  CHECK(refusal(R"({"head":"yes"})") == "wrong_type /head");
  CHECK(refusal(R"({"organisation":17})") == "wrong_type /organisation");
  CHECK(refusal("") == "bad_json ");
}

TEST_CASE("a post is one of leadership by its classes, else by its level", "[requirement]") {
  VacantPost post{};
  CHECK_FALSE(is_leadership_post(post));
  CHECK(is_leadership_post(post) == std::nullopt);
  post.level = Level::officer;
  CHECK(is_leadership_post(post) == false);
  post.level = Level::township_deputy;
  CHECK(is_leadership_post(post) == true);
  post.classes = std::vector<std::string>{};
  CHECK(is_leadership_post(post) == false);
  for (const char* name :
       {"领导职务", "党委委员", "县级正职要害岗位", "监管机关领导成员", "民族自治地方首长"}) {
    INFO(name);
    post.classes = {name};
    CHECK(is_leadership_post(post) == true);
  }
  for (const char* name : {"组织人事纪检监察审计财务", "需法定资格"}) {
    INFO(name);
    post.classes = {name};
    CHECK(is_leadership_post(post) == false);
  }
}
