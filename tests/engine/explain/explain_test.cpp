#include "engine/explain/explain.hpp"

#include <catch2/catch.hpp>

#include "engine/match/gates/sanction_effect.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/query/attribute.hpp"

using namespace bole;

namespace {
const Day as_of = day_of(2026, 3, 1);

Profile person(const std::string& members) {
  Issues issues;
  auto profile = profile_from_json(
      R"({"schema":1,"id":"p-1","name":"晏示例")" + (members.empty() ? "" : "," + members) + "}",
      issues);
  REQUIRE(profile);
  REQUIRE(issues.empty());
  return *std::move(profile);
}

VacantPost post(Level level = Level::county_deputy) {
  VacantPost made{};
  made.title = "副局长";
  made.level = level;
  made.classes = std::vector<std::string>{"领导职务"};
  return made;
}

GateSpec statutory(const std::string& rule) {
  GateSpec spec{};
  spec.key = "g1";
  spec.rule = rule;
  return spec;
}

Sentence told(const GateSpec& spec, const Profile& profile, const VacantPost& vacant = post(),
              Day day = as_of) {
  Columns columns(Vocabulary::built_in());
  const Row row = columns.put(profile);
  const auto gates = GateSet::prepare({spec}, Vocabulary::built_in());
  REQUIRE(gates);
  const auto findings = judge_person(*gates, columns, vacant, day, row);
  return gate_sentence(spec, findings.front(), profile, day);
}

std::string text(const std::string& rule, const std::string& members,
                 const VacantPost& vacant = post(), Day day = as_of) {
  return told(statutory(rule), person(members), vacant, day).text;
}

const std::string head_since(const std::string& since) {
  return R"("current":{"text":"样例县农业农村局局长","level":{"value":"乡科级正职","source":"declared"})" +
         (since.empty() ? "" : R"(,"level_since":")" + since + '"') + "}";
}

std::string with_sanction(const std::string& members) {
  return R"("sanctions":[{"key":"s1",)" + members + "}]";
}

CriterionSpec spec(const std::string& json) {
  const auto requirement = requirement_from_json(R"({"schema":1,"gates":[],"criteria":[)" + json +
                                                 R"(],"bands":[{"name":"匹配","from":0}]})");
  if (!requirement) FAIL(requirement.error().message + requirement.error().where);
  return requirement->criteria.front();
}

Sentence told(const CriterionSpec& wanted, const Profile& profile) {
  Columns columns(Vocabulary::built_in());
  const Row row = columns.put(profile);
  std::vector<CriterionFinding> findings(1);
  CriterionOutcome value{};
  find_criterion(wanted.criterion)
      ->judge({columns, wanted, as_of}, {&row, 1}, {&value, 1}, &findings);
  return criterion_sentence(wanted, findings.front(), profile);
}
}  // namespace

TEST_CASE("a term tells its start, its length and what was asked", "[explain]") {
  CHECK(text("ELG-02", head_since("2021.03") + R"(,"work_start":"2001.07")") ==
        "参加工作时间 2001.07，至截止日期 2026-03-01 可确认已满 295 个月，要求满 60 个月：符合。");
  CHECK(text("ELG-05b", head_since("2021.02")) ==
        "现职务层次乡科级正职，任现层次时间 2021.02，至截止日期 2026-03-01 可确认已满 60 "
        "个月，要求满 36 个月：符合。");
}

TEST_CASE("what fails for time names the first day on which it passes, and the exception",
          "[explain]") {
  CHECK(text("ELG-02", head_since("2021.03") + R"(,"work_start":"2023.07")") ==
        "参加工作时间 2023.07，至截止日期 2026-03-01 可确认已满 31 个月，要求满 60 "
        "个月：不符合，自 2028-07-31 起符合（可依条例破格，须事前报批）。");
  CHECK(
      text(
          "ELG-05a",
          R"("current":{"level":{"value":"县处级副职","source":"register"},"level_since":"2025-01-10"})",
          post(Level::county_head)) ==
      "现职务层次县处级副职（按名册推定），任现层次时间 2025-01-10，至截止日期 2026-03-01 已满 13 "
      "个月，要求满 24 个月：不符合，自 2027-01-10 起符合（可依条例破格，须事前报批）。");
}

TEST_CASE("an unverified term says which part of the date has to be verified", "[explain]") {
  CHECK(text("ELG-05b", head_since("2023")) ==
        "现职务层次乡科级正职，任现层次时间 2023，至截止日期 2026-03-01 可确认已满 26 个月，要求满 "
        "36 个月：需核实，请核实任现层次时间的月、日（只记到年）。");
  CHECK(text("ELG-05b", head_since("2023.03")) ==
        "现职务层次乡科级正职，任现层次时间 2023.03，至截止日期 2026-03-01 可确认已满 35 "
        "个月，要求满 36 个月：需核实，请核实任现层次时间的日（只记到月，是否届满取决于日）。");
  CHECK(text("ELG-05b", head_since("")) ==
        "现职务层次乡科级正职，任现层次时间未记录，要求满 36 个月：需核实，请核实任现层次时间。");
  CHECK(text("ELG-02", head_since("2021.03")) ==
        "参加工作时间未记录，要求满 60 个月：需核实，请核实参加工作时间。");
}

TEST_CASE("a level that is not recorded is named as what stands in the way", "[explain]") {
  CHECK(text("ELG-02", "") == "现职务层次未记录，不能判断是否属于提任：需核实，请核实现职务层次。");
  CHECK(text("ELG-10", head_since("2021.03"), post(Level::unknown)) ==
        "现职务层次乡科级正职，拟任职位的层次未记录：需核实，请核实拟任职位的职务层次。");
}

TEST_CASE("a level that began after the as-of date is not the level of that day", "[explain]") {
  CHECK(text("ELG-10", head_since("2026.05")) ==
        "现职务层次乡科级正职自 2026.05 起，晚于截止日期 "
        "2026-03-01：需核实，请核实截止日期时的职务层次。");
}

TEST_CASE("a ban waits for the class of the post where that is not recorded", "[explain]") {
  VacantPost vacant = post(Level::unknown);
  vacant.classes.reset();
  CHECK(text("BAN-03", R"("appraisals":[{"key":"k1","year":2025,"kind":"年度","grade":"不称职"}])",
             vacant) ==
        "2025年度考核 不称职，要求称职以上等次：需核实，请核实拟任职位是否属于领导职务。");
  CHECK(text("BAN-06",
             with_sanction(R"("kind":"诫勉","authority":"某机关","document":"文1",)"
                           R"("date":"2025-12-10","effect_until":"2026-06-10")"),
             vacant) ==
        "诫勉（文1，2025-12-10），影响期按记录至 "
        "2026-06-10：需核实，请核实拟任职位是否属于领导职务。");
}

TEST_CASE("a gate that does not concern post or person says so and still names its rule",
          "[explain]") {
  const Sentence sentence =
      told(statutory("ELG-05b"), person(R"("current":{"level":{"value":"县处级副职"}})"));
  CHECK(sentence.text == "现职务层次县处级副职，不低于拟任职位，不属于提任：不适用。");
  CHECK(sentence.sources ==
        std::vector<std::string>{
            "《党政领导干部选拔任用工作条例》第八条第（三）项（未核对现行原文）"});
}

TEST_CASE("why a gate does not concern post or person is told in one clause", "[explain]") {
  const std::string head = head_since("2021.03");
  CHECK(text("ELG-02", head, post(Level::bureau_deputy)) == "拟任职位不是县处级领导职务：不适用。");
  CHECK(text("ELG-05a", head) == "不是由副职提任同一层级的正职：不适用。");
  CHECK(text("ELG-05b", head, post(Level::county_head)) == "不是由下级正职提任上级副职：不适用。");
  VacantPost clerk = post(Level::officer);
  clerk.classes = std::vector<std::string>{};
  CHECK(text("BAN-06", head, clerk) == "拟任职位不属于领导职务：不适用。");
  CHECK(text("ELG-10", head, clerk) == "拟任职位不属于领导职务：不适用。");
}

TEST_CASE("a rule outside its time says so", "[explain]") {
  CHECK(text("SAN-06", "", post(), day_of(2005, 1, 1)) ==
        "截止日期 2005-01-01 时该规定不在施行期：需核实，请核实当时适用的规定。");
}

TEST_CASE("grassroots service lists where, and counts on only if the service goes on",
          "[explain]") {
  const std::string post_there =
      R"("appointments":[{"key":"a1","from":"2025.03","to":null,"kind":"任职","posts":[)"
      R"({"organisation":{"text":"样例县青石镇"},"title":"党委书记"},)"
      R"({"organisation":{"text":"样例县青石镇"},"title":"人大主席"}],"place":{"grassroots":)";
  const Sentence fails =
      told(statutory("ELG-03"), person(head_since("2021.03") + "," + post_there + "true}}]"));
  CHECK(fails.text ==
        "有关任职 2025.03— 样例县青石镇党委书记、人大主席，可确认 12 个月，要求满 24 个月，如继续"
        "在现岗位任职：不符合，自 2027-03-01 起符合（可依条例破格，须事前报批）。");
  CHECK(fails.sources.front() == "/appointments/a1");

  const std::string long_ago =
      R"("appointments":[{"key":"a1","from":"2012.03","to":"2016.03","kind":"任职","posts":[)"
      R"({"organisation":{"text":"样例县青石镇"},"title":"镇长"}],"place":{)";
  CHECK(text("ELG-03", head_since("2021.03") + "," + long_ago + R"("grassroots":true}}])") ==
        "有关任职 2012.03—2016.03 样例县青石镇镇长，可确认 48 个月，要求满 24 个月：符合。");
  CHECK(text("ELG-03", head_since("2021.03") + "," + long_ago + "}}]") ==
        "有关任职 2012.03—2016.03 样例县青石镇镇长，可确认 0 个月，要求满 24 个月：需核实，请核实"
        "有关任职的起止时间和地点性质。");
  CHECK(told(statutory("ELG-03"), person(head_since("2021.03") + R"(,"appointments":[])")).text ==
        "库内没有应计入的任职记录，要求满 24 个月：不符合（可依条例破格，须事前报批）。");
}

TEST_CASE("education is named by its level, never by its school", "[explain]") {
  const std::string with =
      head_since("2021.03") + R"(,"education":[{"key":"e1","mode":"全日制","level":)";
  CHECK(text("ELG-06", with + R"("大学","school":"云外大学","to":"2001.07"}])") ==
        "最高学历 2001.07 大学，要求大专以上：符合。");
  CHECK(text("ELG-06", with + R"("高中"}])") ==
        "最高学历 高中，要求大专以上：需报批（可依条例破格，须事前报批）。");
  CHECK(text("ELG-06", head_since("2021.03")) ==
        "库内没有应计入的学历记录，要求大专以上：需核实，请核实学历。");
}

TEST_CASE("training tells the hours that are certain", "[explain]") {
  const std::string year = R"(,"training":[{"key":"r1","from":"2025-05-06","to":"2025-05-20",)";
  CHECK(text("ELG-07", head_since("2021.03") + year + R"("hours":95,"subject":"乡村振兴"}])") ==
        "上一年度的培训 1 项，可确认 95 学时，要求上一年度 90 学时或者 12 天：符合。");
  CHECK(text("ELG-07", head_since("2021.03") + R"(,"training":[])") ==
        "库内没有应计入的培训记录，要求上一年度 90 学时或者 12 天：符合（可于提任后一年内完成培训，"
        "按截止日期提任计至 2027-03-01）。");
  CHECK(text("ELG-07", head_since("2021.03")) ==
        "库内没有应计入的培训记录，要求上一年度 90 学时或者 12 天：需核实，请核实培训记录。");
}

TEST_CASE("training that lasts long enough is told by its time", "[explain]") {
  CHECK(text("ELG-07",
             R"("current":{"level":{"value":"县处级副职","source":"declared"}},"training":[)"
             R"({"key":"r1","from":"2024.03","to":"2024.06","hours":120}])",
             post(Level::county_head)) ==
        "近五年的培训 1 项，可确认 3 个月，要求五年内 550 学时或者 3 个月：符合。");
  CHECK(text("ELG-07", head_since("2021.03") +
                           R"(,"training":[{"key":"r1","from":"2025-06-01","to":"2025-06-12"}])") ==
        "上一年度的培训 1 项，可确认 12 天，要求上一年度 90 学时或者 12 天：符合。");
}

TEST_CASE("a skipped level is told with the level that was asked", "[explain]") {
  CHECK(text("ELG-10", head_since("2021.03")) ==
        "现职务层次乡科级正职，逐级提拔要求现任乡科级正职：符合。");
  CHECK(text("ELG-10", R"("current":{"level":{"value":"乡科级副职","source":"written"}})") ==
        "现职务层次乡科级副职，逐级提拔要求现任乡科级正职：需报批（可依条例破格，须事前报批）。");
  CHECK(text("ELG-10", R"("current":{"level":{"value":"科员","source":"written"}})") ==
        "现职务层次科员，逐级提拔要求现任乡科级正职：不符合。");
}

TEST_CASE("the last appraisal is told by year and grade", "[explain]") {
  const auto year = [](int of, const std::string& grade) {
    return R"("appraisals":[{"key":"k1","year":)" + std::to_string(of) +
           R"(,"kind":"年度","grade":")" + grade + "\"}]";
  };
  CHECK(text("BAN-03", year(2025, "称职")) == "2025年度考核 称职，要求称职以上等次：符合。");
  CHECK(text("BAN-03", year(2025, "基本称职")) ==
        "2025年度考核 基本称职，要求称职以上等次：不符合。");
  CHECK(text("BAN-03", year(2024, "优秀")) ==
        "2024年度考核 优秀，要求称职以上等次：符合（上年度考核尚未确定，按前一年度认定）。");
  CHECK(text("BAN-03", year(2024, "优秀"), post(), day_of(2026, 5, 1)) ==
        "2025年度考核库内无记录：需核实，请核实2025年度考核结果。");
  CHECK(text("BAN-03", year(2025, "不定等次")) ==
        "2025年度考核 不定等次，要求称职以上等次：需核实，请核实2025年度考核等次。");
}

TEST_CASE("a sanction is told by kind, document and date only, with the reading of its period",
          "[explain]") {
  const std::string reading(gates::effect_reading);
  const std::string complete =
      R"("kind":"诫勉","authority":"中共甲市委组织部","document":"样组诫〔2025〕3号",)";
  const Sentence in_force =
      told(statutory("SAN-09"), person(with_sanction(complete + R"("date":"2025-09-10")")));
  CHECK(in_force.text ==
        "诫勉（样组诫〔2025〕3号，2025-09-10），影响期 6 个月，最后一日为 2026-03-10（" + reading +
            "）：不符合，自 2026-03-11 起符合。");
  CHECK(in_force.sources.front() == "/sanctions/s1");
  CHECK(text("SAN-09", with_sanction(complete + R"("date":"2025-08-31")")) ==
        "诫勉（样组诫〔2025〕3号，2025-08-31），影响期 6 个月，最后一日为 2026-02-28（" + reading +
            "）：符合（期满，是否影响使用由人判断）。");
  CHECK(text("BAN-06", with_sanction(complete + R"("date":"2025.09")")) ==
        "诫勉（样组诫〔2025〕3号，2025.09），影响期 6 个月，最后一日在 2026-03-01 至 2026-03-30 "
        "之间（" +
            reading + "）：不符合，自 2026-03-31 起符合。");
  CHECK(text("SAN-09", with_sanction(complete + R"("date":"2025.08")")) ==
        "诫勉（样组诫〔2025〕3号，2025.08），影响期 6 个月，最后一日在 2026-02-01 至 2026-02-28 "
        "之间（" +
            reading + "）：符合（期满，是否影响使用由人判断）。");
  CHECK(text("SAN-09",
             with_sanction(complete + R"("date":"2025-09-10","effect_until":"2026-12-31")")) ==
        "诫勉（样组诫〔2025〕3号，2025-09-10），影响期按记录至 2026-12-31：不符合，自 2027-01-01 "
        "起符合。");
}

TEST_CASE("a sanction without its papers says which are wanting", "[explain]") {
  CHECK(text("SAN-09", with_sanction(R"("kind":"诫勉")")) ==
        "诫勉：需核实，请核实“诫勉”的决定机关、文号、决定日期。");
  CHECK(text("SAN-01", with_sanction(R"("kind":"警告","authority":"某机关","document":"文1",)"
                                     R"("date":"2025-09-10")")) ==
        "警告（文1，2025-09-10）：需核实，请核实“警告”的处分种类。");
  CHECK(text("BAN-06", with_sanction(R"("kind":"免职","authority":"某机关","document":"文1",)"
                                     R"("date":"2025-09-10")")) ==
        "免职（文1，2025-09-10）：需核实，请核实“免职”的影响期截止日。");
}

TEST_CASE("of a date that is not fine enough for a sanction, the wanting part is named",
          "[explain]") {
  const std::string complete = R"("kind":"诫勉","authority":"某机关","document":"文1",)";
  const auto ending = [&](const std::string& members, Day day) {
    const std::string all = text("SAN-09", with_sanction(complete + members), post(), day);
    const auto at = all.find("：需核实");
    REQUIRE(at != std::string::npos);
    return all.substr(at);
  };
  CHECK(ending(R"("date":"2026.02")", day_of(2026, 2, 10)) ==
        "：需核实，请核实“诫勉”的决定日期的日。");
  CHECK(ending(R"("date":"2025.08")", day_of(2026, 2, 10)) ==
        "：需核实，请核实“诫勉”的决定日期的日。");
  CHECK(ending(R"("date":"2025-08-01","effect_until":"2026")", day_of(2026, 3, 1)) ==
        "：需核实，请核实“诫勉”的影响期届满日期的月、日。");
  CHECK(ending(R"("date":"2026-01-05","status":"exempted","status_decision":{"authority":"某机关",)"
               R"("document":"文2","date":"2026.03"})",
               day_of(2026, 3, 1)) ==
        "：需核实，请核实“诫勉”的所载免责、澄清或者撤销决定的日期的日。");
}

TEST_CASE("an exemption without a decision is told, and does not count", "[explain]") {
  const std::string all =
      text("SAN-09", with_sanction(R"("kind":"诫勉","authority":"某机关","document":"文1",)"
                                   R"("date":"2026-01-05","status":"exempted")"));
  CHECK(all.find("记录写有免责、澄清或者撤销但没有决定，不予采信") != std::string::npos);
  CHECK(all.ends_with("：不符合，自 2026-07-06 起符合。"));
}

TEST_CASE("each rule of sanctions says which kind the record lacks", "[explain]") {
  CHECK(text("SAN-01", R"("sanctions":[])") == "库内没有应计入的党内警告记录：符合。");
  CHECK(text("SAN-02", R"("sanctions":[])") == "库内没有应计入的党内严重警告记录：符合。");
  CHECK(text("SAN-06", R"("sanctions":[])") == "库内没有应计入的政务处分记录：符合。");
  CHECK(text("SAN-09", R"("sanctions":[])") == "库内没有应计入的诫勉记录：符合。");
}

TEST_CASE("an exempted sanction never appears, and reads like none at all", "[explain]") {
  const std::string none = "库内没有应计入的处分、诫勉、组织处理记录：符合。";
  const Sentence exempted = told(
      statutory("BAN-06"),
      person(with_sanction(
          R"("kind":"诫勉","authority":"某机关","document":"样组诫〔2025〕3号","date":"2025-09-10",)"
          R"("status":"exempted","status_decision":{"authority":"某机关","document":"容错1号",)"
          R"("date":"2025-10-01"})")));
  const Sentence clean = told(statutory("BAN-06"), person(R"("sanctions":[])"));
  CHECK(exempted == clean);
  CHECK(clean.text == none);
  CHECK(clean.sources.front() == "库内无记录：/sanctions");
}

TEST_CASE("an own gate shows what its answer rests on", "[explain]") {
  GateSpec own{};
  own.key = "g2";
  own.filter = "任职 { 类型 = 挂职 }";
  own.basis = {"样例市选拔方案", "第二条", "2026-01-05"};
  const std::string attachment =
      R"("appointments":[{"key":"a1","from":"2018.03","to":"2019.03","kind":"挂职","posts":[)"
      R"({"organisation":{"text":"样例县"},"title":"副县长"}]}])";
  const Sentence holds = told(own, person(attachment));
  CHECK(holds.text == "依据2018.03—2019.03 样例县副县长（挂职）：符合。");
  CHECK(holds.sources ==
        std::vector<std::string>{"/appointments/a1", "样例市选拔方案（2026-01-05）第二条"});
  const Sentence fails = told(own, person(R"("appointments":[])"));
  CHECK(fails.text == "依据库内没有应计入的任职记录：不符合。");
  CHECK(fails.sources.front() == "库内无记录：/appointments");
  CHECK(told(own, person("")).text == "依据库内没有应计入的任职记录：需核实，请核实任职经历。");
  CHECK(gate_name(own) == own.filter);
  CHECK(gate_name(statutory("ELG-05b")) == "下级正职提任上级副职年限");
}

TEST_CASE("an approval asked for is told by why_not, with the gate's name", "[explain]") {
  const Profile profile =
      person(R"("current":{"level":{"value":"乡科级副职","source":"written"}})");
  Columns columns(Vocabulary::built_in());
  const std::vector<Row> pool{columns.put(profile)};
  Requirement requirement{};
  requirement.gates = {statutory("ELG-10"), statutory("ELG-05b")};
  const auto gates = GateSet::prepare(requirement.gates, Vocabulary::built_in());
  REQUIRE(gates);
  const VacantPost vacant = post();
  const MatchInput input{columns, pool, requirement, *gates, vacant, as_of};
  const auto sentences = why_not(input, find_out(input, pool.front()), profile);
  REQUIRE(sentences.size() == 1);
  CHECK(sentences.front().text.rfind("逐级提拔：现职务层次乡科级副职", 0) == 0);
}

TEST_CASE("months of experience tell the raw and the weighted figure and the value", "[explain]") {
  const CriterionSpec wanted = spec(
      R"({"key":"c1","criterion":"speciality_months","task":"t1","weight":3250,"required":600,)"
      R"("args":{"specialities":["financial_regulation"],"recency":[{"within_months":24,)"
      R"("permille":1000},{"permille":500}]},"value":{"points":[[0,0],[24,600],[60,1000]]}})");
  const Profile profile = person(
      R"("appointments":[{"key":"a1","from":"2022.03","to":null,"kind":"任职","posts":[)"
      R"({"organisation":{"text":"样例市金融局"},"title":"科长"}],"tags":[{"kind":"speciality",)"
      R"("id":"financial_regulation","by":"vocabulary","words":["金融监管"]}]}])");
  const Sentence sentence = told(wanted, profile);
  CHECK(sentence.text ==
        "专长年限（金融监管）：2022.03— 样例市金融局科长，合计 48 个月，按时效折算计 36 个月，得 "
        "733 分（满分 1000 分），职位要求 600 分，达到职位要求；权重 32.5%。");
  CHECK(sentence.sources == std::vector<std::string>{"/appointments/a1"});
  CHECK(told(wanted, person(R"("appointments":[])")).text ==
        "专长年限（金融监管）：库内没有应计入的任职记录，合计 0 个月，得 0 分（满分 1000 "
        "分），职位要求 600 分，未达到职位要求；权重 32.5%。");
  const Sentence unknown = told(wanted, person(""));
  CHECK(unknown.text ==
        "专长年限（金融监管）：库内没有应计入的任职记录，合计 0 个月以上（上限不明），得 0 至 1000 "
        "分（满分 1000 分），职位要求 600 分，资料不全，待核实；权重 32.5%。请核实任职经历。");
  CHECK(unknown.sources == std::vector<std::string>{"库内无记录：/appointments"});
}

TEST_CASE("each criterion names its arguments and its unit", "[explain]") {
  const Sentence appraisal =
      told(spec(R"({"key":"c2","criterion":"appraisal_record","task":"t1","weight":2000,)"
                R"("required":400,"args":{"kind":"年度","grade":"优秀","years":2},)"
                R"("value":{"points":[[0,200],[1,600],[2,1000]]}})"),
           person(R"("appraisals":[{"key":"k1","year":2025,"kind":"年度","grade":"优秀"}])"));
  CHECK(appraisal.text ==
        "考核结果（近 2 年，年度考核优秀）：2025年度考核 优秀，合计 1 至 2 次，得 600 至 1000 "
        "分（满分 1000 分），职位要求 400 分，达到职位要求；权重 "
        "20%。请核实2024年度考核等次（库内无记录）。");

  const Sentence title =
      told(spec(R"({"key":"c3","criterion":"professional_title","task":"t1","weight":1000,)"
                R"("required":500,"value":{"table":{"高级经济师":800},"otherwise":0}})"),
           person(R"("professional_titles":[{"key":"t1","name":"高级经济师","date":"2012.11"}])"));
  CHECK(title.text ==
        "专业技术职务：高级经济师（2012.11），得 800 分（满分 1000 分），职位要求 500 "
        "分，持有所列专业技术职务；权重 10%。");

  const Sentence breadth =
      told(spec(R"({"key":"c6","criterion":"breadth","task":"t1","weight":1000,"required":500,)"
                R"("args":{"of":"division"},"value":{"points":[[1,200],[3,1000]]}})"),
           person(R"("appointments":[{"key":"a1","from":"2010.01","to":"2012.01","kind":"任职",)"
                  R"("posts":[{"organisation":{"text":"样例县农业局"},"title":"科员"}],)"
                  R"("place":{"division":"991101"}}])"));
  CHECK(breadth.text ==
        "任职经历广度（地区）：2010.01—2012.01 样例县农业局科员，合计 1 个，得 200 "
        "分（满分 1000 分），职位要求 500 分，未达到职位要求；权重 10%。");

  const Sentence training =
      told(spec(R"({"key":"c4","criterion":"training","task":"t1","weight":1500,"required":300,)"
                R"("args":{"subjects":["金融"],"years":5},"value":{"points":[[0,200],[40,600]]}})"),
           person(R"("training":[{"key":"r1","from":"2023.05","to":"2023.06","hours":60,)"
                  R"("subject":"金融风险"}])"));
  CHECK(training.text ==
        "专题培训（近 5 年，主题为金融）：2023.05—2023.06 金融风险 60 学时，合计 60 学时，得 600 "
        "分（满分 1000 分），职位要求 300 分，达到职位要求；权重 15%。");

  const Sentence level = told(
      spec(R"({"key":"c5","criterion":"level_months","task":"t1","weight":1500,"required":500,)"
           R"("args":{"level":"乡科级正职","at_least":true},)"
           R"("value":{"points":[[0,0],[36,500],[84,1000]]}})"),
      person(head_since("2021.03") + R"(,"appointments":[])"));
  CHECK(level.text ==
        "任该层次年限（乡科级正职及以上）：任现层次时间 2021.03，合计 60 个月，得 750 分（满分 "
        "1000 分），职位要求 500 分，达到职位要求；权重 15%。");

  const Sentence grassroots =
      told(spec(R"({"key":"c6","criterion":"grassroots_months","task":"t1","weight":1500,)"
                R"("required":500,"value":{"points":[[0,0],[24,500]]}})"),
           person(R"("appointments":[])"));
  CHECK(grassroots.text ==
        "基层工作年限：库内没有应计入的任职记录，合计 0 个月，得 0 分（满分 1000 分），职位要求 "
        "500 分，未达到职位要求；权重 15%。");
}

TEST_CASE("every attribute that a citation may name has Chinese words", "[explain]") {
  static constexpr std::array parts{Evidence::Part::member_of_person,  Evidence::Part::appointment,
                                    Evidence::Part::appraisal,         Evidence::Part::training,
                                    Evidence::Part::education,         Evidence::Part::honour,
                                    Evidence::Part::professional_title};
  for (const Attribute& attribute : all_attributes()) {
    const Evidence evidence{parts[static_cast<std::size_t>(attribute.set)], 0, attribute.pointer};
    INFO(attribute.name);
    CHECK(in_words(evidence, Profile{}).find('/') == std::string::npos);
  }
}

TEST_CASE("a per cent is exact", "[explain]") {
  CHECK(percent(10000) == "100%");
  CHECK(percent(1250) == "12.5%");
  CHECK(percent(1205) == "12.05%");
  CHECK(percent(101) == "1.01%");
}

TEST_CASE("a fact that several gates lack is named once, with all of them", "[explain]") {
  const Profile profile = person(R"("work_start":"2022-01-01")");
  Columns columns(Vocabulary::built_in());
  const std::vector<Row> pool{columns.put(profile)};
  Requirement requirement{};
  requirement.gates = {statutory("ELG-02"), statutory("BAN-06"), statutory("ELG-05b")};
  const auto gates = GateSet::prepare(requirement.gates, Vocabulary::built_in());
  REQUIRE(gates);
  const VacantPost vacant = post();
  const MatchInput input{columns, pool, requirement, *gates, vacant, as_of};
  const PersonFindings found = find_out(input, pool.front());
  const auto groups = gate_groups(*gates, found.gates, profile, as_of, Verdict::unverified);
  std::size_t times = 0;
  for (const GateGroup& group : groups) {
    if (group.sentence.text.find("现职务层次未记录") == std::string::npos) continue;
    ++times;
    CHECK(group.gates == std::vector<std::size_t>{0, 2});
    for (const std::size_t gate : group.gates) {
      CHECK(group.sentence.text.find(gate_name(gates->spec(gate))) != std::string::npos);
    }
    CHECK(group.sentence.sources.size() >= 2);
  }
  CHECK(times == 1);
  CHECK(gate_groups(*gates, found.gates, profile, as_of, Verdict::fails).empty());
}

TEST_CASE("how somebody stands to the post is told: a holder of it, no promotion, or nothing",
          "[explain]") {
  Columns columns(Vocabulary::built_in());
  const Requirement requirement{};
  const GateSet gates{};
  const auto note = [&](const std::string& level, std::vector<ProfileId> holders) {
    const Row row =
        columns.put(person(R"("current":{"text":"副县长","level":{"value":")" + level + R"("}})"));
    VacantPost vacant = post();
    vacant.holders = std::move(holders);
    return standing_note({columns, {&row, 1}, requirement, gates, vacant, as_of}, row);
  };
  CHECK(note("乡科级正职", {}).empty());
  CHECK(note("乡科级正职", {{"p-1"}}) == "工作方案列为现任班子成员");
  CHECK(note("县处级副职", {{"p-2"}}) ==
        "现职务层次与该职位相同，属平级任用，晋升的任职资格条件不适用");
  CHECK(note("县处级正职", {{"p-1"}}) ==
        "工作方案列为现任班子成员；现职务层次（县处级正职）高于该职位，晋升的任职资格条件不适用");
}
