#include "engine/report/report.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "tests/support/sample_match.hpp"

using namespace bole;
using bole::testing::SampleMatch;

namespace {
void each_text(const Report& report, const std::function<void(const Marked&)>& see) {
  for (const ReportSection& section : report.sections) {
    for (const ReportBlock& block : section.blocks) {
      if (const auto* paragraph = std::get_if<Marked>(&block)) see(*paragraph);
      if (const auto* table = std::get_if<ReportTable>(&block)) {
        for (const auto& row : table->rows) {
          for (const ReportCell& cell : row) see(cell.text);
        }
      }
    }
  }
}

std::string all_text(const Report& report) {
  std::string text = report.title + report.subject + report.status;
  for (const std::string& line : report.page_lines) text += line + '\n';
  for (const ReportSection& section : report.sections) text += section.title + '\n';
  each_text(report, [&](const Marked& marked) { text += marked.text + '\n'; });
  for (const std::string& source : report.sources) text += source + '\n';
  return text;
}

std::vector<Report> all_reports(const SampleMatch& sample) {
  std::vector<Report> reports{
      make_requirement_report(sample.matter, sample.requirement,
                              {{"c1", "t1", {"金融"}, "任务 t1 写有“金融”"}}, sample.names),
      make_shortlist_report(sample.papers())};
  for (const Row row : sample.pool) reports.push_back(make_opinion(sample.papers(), row));
  reports.push_back(make_comparison(sample.papers(), {sample.row("樊可查"), sample.row("晏示例"),
                                                      sample.row("宋缺层"), sample.row("柳在期")}));
  return reports;
}

// The section whose title begins so, as text.
std::string section_text(const Report& report, const std::string& title) {
  Report one{};
  for (const ReportSection& section : report.sections) {
    if (section.title.rfind(title, 0) == 0) one.sections.push_back(section);
  }
  REQUIRE(one.sections.size() == 1);
  return all_text(one);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("every sentence of a report has a source mark", "[report]") {
  const SampleMatch sample;
  for (const Report& report : all_reports(sample)) {
    int sentences = 0;
    each_text(report, [&](const Marked& marked) {
      INFO(report.title << "：" << marked.text);
      if (has(marked.text, "。")) {
        ++sentences;
        CHECK_FALSE(marked.sources.empty());
      }
      for (const int source : marked.sources) {
        CHECK(source >= 1);
        CHECK(source <= static_cast<int>(report.sources.size()));
      }
    });
    CHECK(sentences > 5);
  }
}

TEST_CASE("no sealed word of a profile occurs in any report", "[report][guard]") {
  const SampleMatch sample;
  REQUIRE(sample.sealed_words.size() == 9 * sample.profiles.size());
  for (const Report& report : all_reports(sample)) {
    const std::string text = all_text(report);
    for (const std::string& word : sample.sealed_words) {
      INFO(report.title << "：" << word);
      CHECK_FALSE(has(text, word));
    }
  }
}

TEST_CASE("an exempted sanction is in no report, one in force only by kind, document and date",
          "[report][guard]") {
  const SampleMatch sample;
  for (const Report& report : all_reports(sample)) {
    const std::string text = all_text(report);
    CHECK_FALSE(has(text, "样监政"));
    CHECK_FALSE(has(text, "容错"));
    CHECK_FALSE(has(text, "样例市委组织部"));
  }
  CHECK(has(all_text(make_opinion(sample.papers(), sample.row("柳在期"))),
            "诫勉（样组诫〔2026〕1号，2026-01-10）"));
}

TEST_CASE("an opinion tells of one person only, and of no rank", "[report][guard]") {
  const SampleMatch sample;
  for (const Profile& subject : sample.profiles) {
    const std::string text = all_text(make_opinion(sample.papers(), sample.row(subject.name)));
    CHECK(has(text, subject.name));
    CHECK_FALSE(has(text, "名次"));
    for (const Profile& other : sample.profiles) {
      if (other.id != subject.id) CHECK_FALSE(has(text, other.name));
    }
  }
}

TEST_CASE("the requirement report names nobody of the pool", "[report][guard]") {
  const SampleMatch sample;
  const std::string text =
      all_text(make_requirement_report(sample.matter, sample.requirement, {}, sample.names));
  for (const Profile& profile : sample.profiles) {
    CHECK_FALSE(has(text, profile.name));
    CHECK_FALSE(has(text, profile.id.text));
  }
}

TEST_CASE("each person of the pool stands in exactly one part of the shortlist report",
          "[report]") {
  const SampleMatch sample;
  const Report report = make_shortlist_report(sample.papers());
  const std::vector<std::pair<std::string, std::string>> where{
      {"晏示例", "高度匹配"}, {"贝免责", "高度匹配"}, {"樊可查", "档次待核实"},
      {"左待批", "需报批"},   {"宋缺层", "需核实"},   {"毕未满", "不符合"},
      {"柳在期", "不符合"}};
  for (const auto& [name, part] : where) {
    for (const char* title : {"高度匹配", "匹配", "档次待核实", "需报批", "需核实", "不符合"}) {
      INFO(name << " " << title);
      CHECK(has(section_text(report, title), name) == (part == title));
    }
  }
}

TEST_CASE("the shortlist report says who waits for what, and until when", "[report]") {
  const SampleMatch sample;
  const Report report = make_shortlist_report(sample.papers());
  CHECK(has(section_text(report, "不符合"), "自 2027-06-30 起符合"));
  CHECK(has(section_text(report, "不符合"), "自 2026-07-11 起符合"));
  CHECK(has(section_text(report, "需核实"), "请核实现职务层次"));
  CHECK(has(section_text(report, "需报批"), "逐级提拔\n现职务层次乡科级副职"));
  CHECK(has(section_text(report, "档次待核实"), "2024年度考核等次"));
  const std::string chosen = section_text(report, "建议考察人选");
  CHECK(has(chosen, "熟悉<监管>业务"));
  CHECK(has(chosen, "已请示\"破格\""));
  CHECK(has(chosen, "少于三人的理由：仅两人有监管经历"));
  CHECK(has(chosen, "拟定人，2026-03-02 09:30"));
  CHECK(report.page_lines ==
        std::vector<std::string>{"本名单供分析研判和动议参考，不替代民主推荐、考察、讨论决定",
                                 "辅助分析，不作为决定依据"});
  const std::string stamp = section_text(report, "校核信息");
  for (const char* part :
       {"x-12", "序号 90211", "0.0.0-test", "rules-of-the-test", "vocabulary-of-the-test"}) {
    CHECK(has(stamp, part));
  }
  CHECK(has(stamp, sample.requirement.locked->hash));
  CHECK_FALSE(has(all_text(report), "数据已更新"));
}

TEST_CASE("a store that moved on is told on the report", "[report]") {
  const SampleMatch sample;
  MatchPapers papers = sample.papers();
  papers.store_moved_on = true;
  CHECK(make_shortlist_report(papers).status == "数据已更新");
  CHECK(make_opinion(papers, sample.row("晏示例")).status == "数据已更新");
  CHECK(has(section_text(make_shortlist_report(papers), "校核信息"), "数据已更新"));
}

TEST_CASE("an opinion on somebody who is not on the shortlist says so", "[report]") {
  const SampleMatch sample;
  const Report listed = make_opinion(sample.papers(), sample.row("晏示例"));
  CHECK(listed.status.empty());
  CHECK(has(listed.subject, "拟任人选"));
  const Report other = make_opinion(sample.papers(), sample.row("樊可查"));
  CHECK(has(other.status, "未列入建议考察人选名单"));
  CHECK_FALSE(has(other.subject, "拟任人选"));
}

TEST_CASE("the contributions that are printed sum exactly to what is printed as their sum",
          "[report]") {
  const SampleMatch sample;
  const Report report = make_opinion(sample.papers(), sample.row("晏示例"));
  const std::string text = section_text(report, "评价要素");
  // c1: 1000-600 at 60 %, c2: 600-400 at 30 %, c3: 800-500 at 10 %.
  CHECK(has(text, "+240\n"));
  CHECK(has(text, "+60\n"));
  CHECK(has(text, "+30\n"));
  CHECK(has(text, "各要素贡献合计 +330 分，加按职位要求计算的 530 分，总分参考为 860 分"));
  CHECK(has(text, "档次为高度匹配"));
}

TEST_CASE("a comparison sets people side by side in 姓氏笔画 order, whoever is named first",
          "[report][comparison]") {
  const SampleMatch sample;
  const auto heads = [&](const std::vector<std::string>& names) {
    std::vector<Row> rows;
    for (const std::string& name : names) rows.push_back(sample.row(name));
    const Report report = make_comparison(sample.papers(), rows);
    return std::get<ReportTable>(report.sections.front().blocks.front()).heads;
  };
  const std::vector<std::string> ordered{"项目", "宋缺层", "晏示例", "樊可查"};
  CHECK(heads({"樊可查", "晏示例", "宋缺层"}) == ordered);
  CHECK(heads({"晏示例", "宋缺层", "樊可查"}) == ordered);
}

TEST_CASE("what two people differ in by each criterion sums to what their totals differ in",
          "[report][comparison]") {
  const SampleMatch sample;
  // "+12.5 至 +14" in ten-millionths.
  const auto range = [](std::string text) {
    const auto figure = [](const std::string& points) {
      return static_cast<std::int64_t>(std::llround(std::stod(points) * 10000));
    };
    const std::size_t to = text.find(" 至 ");
    return std::pair(figure(text), to == std::string::npos
                                       ? figure(text)
                                       : figure(text.substr(to + std::string(" 至 ").size())));
  };
  const Report report = make_comparison(
      sample.papers(), {sample.row("晏示例"), sample.row("樊可查"), sample.row("贝免责")});
  int pairs = 0;
  for (const ReportSection& section : report.sections) {
    if (section.title != "两两对照") continue;
    for (const auto& row : std::get<ReportTable>(section.blocks.front()).rows) {
      ++pairs;
      std::string parts = row[2].text.text;
      auto sum = std::pair<std::int64_t, std::int64_t>(0, 0);
      while (parts.starts_with("c")) {
        const std::size_t end = std::min(parts.find("，"), parts.size());
        const auto part = range(parts.substr(parts.find(' ') + 1, end - parts.find(' ') - 1));
        sum.first += part.first;
        sum.second += part.second;
        parts.erase(0, end == parts.size() ? end : end + std::string("，").size());
      }
      INFO(row[0].text.text << "：" << row[2].text.text);
      CHECK(sum == range(row[1].text.text));
    }
  }
  CHECK(pairs == 3);
}

TEST_CASE("somebody's advantage is what certainly stands above all others",
          "[report][comparison]") {
  SampleMatch sample;
  for (Profile& profile : sample.profiles) {
    if (profile.name != "宋缺层") continue;
    profile.appraisals.emplace();  // there were none
    sample.columns.put(profile);
  }
  const auto of = [&](const std::string& a, const std::string& b) {
    return section_text(make_comparison(sample.papers(), {sample.row(a), sample.row(b)}),
                        "比较优势");
  };
  CHECK(has(of("晏示例", "宋缺层"), "确定高于其余各人的：考核结果"));
  // The appraisal that 樊可查 lacks may be as good; 贝免责 has the same record.
  CHECK(has(of("晏示例", "樊可查"), "没有哪一项评价要素确定高于其余各人。"));
  CHECK(has(of("晏示例", "贝免责"), "没有哪一项评价要素确定高于其余各人。"));
}

TEST_CASE("the requirement report says who covers a task, what was raised and what is not audited",
          "[report]") {
  const SampleMatch sample;
  const std::string text =
      all_text(make_requirement_report(sample.matter, sample.requirement, {}, sample.names));
  CHECK(has(text, "任务 t2 没有评价要素对应"));
  CHECK(has(text, "同时符合全部资格条件的为 2 人"));
  CHECK(has(text, "岗位专业性强"));
  CHECK(has(text, "尚无检索审计"));
  CHECK(has(text, "未经本事项见到任何人选姓名"));
  CHECK(has(text, "《党政领导干部选拔任用工作条例》第八条第（三）项（未核对现行原文）"));
  CHECK(has(text, "样例市职位说明第三条"));
  CHECK(has(text, "24 个月得 600 分，60 个月以上得 1000 分，其间按比例计"));
  CHECK(has(text, "截止日期前 60 个月内按 100% 计，更早的按 50% 计"));
  CHECK(has(text, sample.requirement.locked->hash));
}

TEST_CASE("the requirement report groups the entries of a table by what they are worth",
          "[report]") {
  SampleMatch sample;
  sample.requirement.criteria[2].value.table = {
      {"经济师", 500}, {"高级会计师", 800}, {"高级经济师", 800}, {"正高级经济师", 1000}};
  CHECK(has(all_text(make_requirement_report(sample.matter, sample.requirement, {}, sample.names)),
            "正高级经济师得 1000 分，高级会计师、高级经济师得 800 分，经济师得 500 分，其他得"));
}

TEST_CASE("the requirement report says what the weight serves, and warns where it serves nothing",
          "[report]") {
  SampleMatch sample;
  const auto text = [&] {
    return section_text(
        make_requirement_report(sample.matter, sample.requirement, {}, sample.names), "工作任务");
  };
  CHECK(has(text(), "条件 g4、c1（60%）、c2（30%）、c3（10%）"));
  CHECK(has(text(), "单位核心职能\nt1\n100%"));
  CHECK(has(text(), "企业主营业务\n方案没有这一类任务\n—"));
  CHECK(has(text(), "方案有服务于“地区发展需要”的任务，但没有一项评价要素的权重落在这些任务上。"));
  sample.requirement.criteria[1].task = "t2";
  CHECK(has(text(), "地区发展需要\nt2\n30%"));
  CHECK_FALSE(has(text(), "注意"));
  sample.requirement.criteria[1].task = "t9";
  CHECK(has(text(), "评价要素 c2 没有对应方案中的任务"));
}

TEST_CASE("the requirement report says of how many the record lacks what a criterion asks",
          "[report]") {
  SampleMatch sample;
  const auto text = [&] {
    return section_text(
        make_requirement_report(sample.matter, sample.requirement, {}, sample.names), "缺此项资料");
  };
  sample.requirement.data_gaps = {{"c1", 20, 100}, {"c2", 21, 100}, {"c3", 0, 100}};
  CHECK(has(text(), "锁定时本库共 100 人"));
  CHECK(has(text(), "考核结果（近 2 年，年度考核优秀）\n21 人\n21%"));
  CHECK(has(text(), "要素 c2 缺资料的超过本库的 20%"));
  sample.requirement.data_gaps.clear();
  sample.requirement.locked.reset();
  CHECK(has(text(), "拟定期间见预览"));
}

TEST_CASE("the requirement report tells of the team as a whole, before the lock and after",
          "[report][team][guard]") {
  SampleMatch sample;
  const auto text = [&](const TeamView& team) {
    return all_text(
        make_requirement_report(sample.matter, sample.requirement, {}, sample.names, team));
  };
  CHECK_FALSE(has(text(team_view(sample.matter, sample.columns)), "现任班子"));
  sample.matter.post.holders = {{"p-1"}, {"p-2"}, {"p-99"}};
  const std::string few = text(team_view(sample.matter, sample.columns));
  CHECK(has(few, "现任班子成员 3 人，库内有记录 2 人"));
  CHECK(has(few, "不足 3 人，本报告不写班子的专长"));
  CHECK_FALSE(has(few, "有人具备"));
  sample.matter.post.holders = {{"p-1"}, {"p-2"}, {"p-3"}};
  const std::string whole = text(team_view(sample.matter, sample.columns));
  CHECK(has(whole, "金融监管\nt1\n有人具备"));
  CHECK(has(whole, "招商引资\nt2\n无人具备"));
  for (const Profile& profile : sample.profiles) {
    CHECK_FALSE(has(whole, profile.name));
    CHECK_FALSE(has(whole, profile.id.text));
  }
}

TEST_CASE("before the lock the requirement report is a draft without exact figures", "[report]") {
  SampleMatch sample;
  sample.requirement.locked.reset();
  const Report draft = make_requirement_report(sample.matter, sample.requirement, {}, sample.names);
  CHECK(draft.status == "草案，尚未锁定");
  CHECK_FALSE(has(all_text(draft), "同时符合全部资格条件的为"));
}

TEST_CASE("a requirement amended after names were seen says so", "[report]") {
  SampleMatch sample;
  sample.requirement.names_seen_before = true;
  CHECK(has(all_text(make_requirement_report(sample.matter, sample.requirement, {}, sample.names)),
            "修改之前已见到人选姓名"));
}

TEST_CASE("points are printed exactly", "[report]") {
  CHECK(points(1064000, Sign::always) == "+106.4");
  CHECK(points(-1064000, Sign::always) == "−106.4");
  CHECK(points(0, Sign::always) == "0");
  CHECK(points(5300000, Sign::negative_only) == "530");
  CHECK(points(1, Sign::negative_only) == "0.0001");
  CHECK(points(-99990001, Sign::negative_only) == "−9999.0001");
}

TEST_CASE("a value function is told at its ends", "[report]") {
  ValueFunction curve{};
  curve.points = {{24, 0}, {36, 500}};
  CHECK(in_words(curve, Unit::month) == "24 个月以下得 0 分，36 个月以上得 500 分，其间按比例计");
  ValueFunction table{};
  table.table = {{"高级经济师", 800}};
  table.otherwise = 100;
  CHECK(in_words(table, Unit::count) == "高级经济师得 800 分，其他得 100 分");
}
