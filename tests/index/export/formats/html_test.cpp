#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "index/export/report_format.hpp"
#include "tests/support/sample_match.hpp"

using namespace bole;
using bole::testing::SampleMatch;

namespace {
std::string html(const Report& report) {
  const ReportFormat* format = find_report_format("html");
  REQUIRE(format);
  return format->write(report);
}

std::vector<std::pair<std::string, std::string>> pages(const SampleMatch& sample) {
  return {{"requirement", html(make_requirement_report(
                              sample.matter, sample.requirement,
                              {{"c1", "t1", {"金融"}, "任务 t1 写有“金融”"}}, sample.names))},
          {"shortlist", html(make_shortlist_report(sample.papers()))},
          {"opinion", html(make_opinion(sample.papers(), sample.row("樊可查")))}};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("the pages of a small matter are as they were approved", "[html][golden]") {
  const SampleMatch sample;
  for (const auto& [name, page] : pages(sample)) {
    const std::string path = std::string(PROJECT_ROOT) + "/tests/golden/report/" + name + ".html";
    if (std::getenv("BOLE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << page;
    std::ifstream in(path, std::ios::binary);
    const std::string approved{std::istreambuf_iterator<char>(in),
                               std::istreambuf_iterator<char>()};
    INFO(path << " differs; BOLE_APPROVE=1 rewrites it, then read the diff");
    CHECK((page == approved));
  }
}

TEST_CASE("text from a record or a plan is escaped", "[html]") {
  const SampleMatch sample;
  for (const auto& [name, page] : pages(sample)) {
    INFO(name);
    CHECK_FALSE(has(page, "<监管"));
    CHECK_FALSE(has(page, "<小额贷款>"));
    CHECK_FALSE(has(page, "&q.lrmx"));
  }
  const std::string shortlist = html(make_shortlist_report(sample.papers()));
  CHECK(has(shortlist, "熟悉&lt;监管&gt;业务"));
  CHECK(has(shortlist, "已请示&quot;破格&quot;"));
  CHECK(has(shortlist, "p1&amp;q.lrmx"));
}

TEST_CASE("a page needs nothing from outside and runs nothing", "[html]") {
  const SampleMatch sample;
  for (const auto& [name, page] : pages(sample)) {
    INFO(name);
    for (const char* forbidden : {"http:", "https:", "<script", "<link", "<img", "src=", "url(",
                                  "@import", " onload", "javascript:"}) {
      INFO(forbidden);
      CHECK_FALSE(has(page, forbidden));
    }
  }
}

TEST_CASE("every source mark leads to its source", "[html]") {
  const SampleMatch sample;
  for (const auto& [name, page] : pages(sample)) {
    int marks = 0;
    for (std::size_t at = page.find("href=\"#"); at != std::string::npos;
         at = page.find("href=\"#", at + 1)) {
      const std::size_t begin = at + 7;
      const std::string target = page.substr(begin, page.find('"', begin) - begin);
      INFO(name << " " << target);
      CHECK(has(page, "id=\"" + target + "\""));
      ++marks;
    }
    CHECK(marks > 5);
  }
}

TEST_CASE("a bar shows the value, what is not known of it, and the required value", "[html]") {
  Report report{};
  ReportTable table{{"要素"}, {100}, {}};
  table.rows.push_back({{{"400 至 866 分", {1}}, ValueBar{{400, 866}, 605}}});
  report.sections.push_back({"评价要素", {table}});
  report.sources = {"来源"};
  const std::string page = html(report);
  CHECK(has(page, "<i style=\"width:40.0%\"></i>"));
  CHECK(has(page, "<u style=\"left:40.0%;width:46.6%\"></u>"));
  CHECK(has(page, "<b style=\"left:60.5%\"></b>"));
}

TEST_CASE("three source numbers in a row are drawn together", "[html]") {
  Report report{};
  report.sections.push_back({"一", {Marked{"事实。", {7, 1, 2, 3, 5}}}});
  report.sources = {"1", "2", "3", "4", "5", "6", "7"};
  CHECK(
      has(html(report),
          "事实。<sup><a href=\"#s1\">1–3</a>,<a href=\"#s5\">5</a>,<a href=\"#s7\">7</a></sup>"));
}

TEST_CASE("sections are numbered in Chinese beyond ten and twenty", "[html]") {
  Report report{};
  for (int i = 0; i < 21; ++i) report.sections.push_back({"节", {}});
  const std::string page = html(report);
  CHECK(has(page, "<h2>十、节</h2>"));
  CHECK(has(page, "<h2>十一、节</h2>"));
  CHECK(has(page, "<h2>二十、节</h2>"));
  CHECK(has(page, "<h2>二十二、来源</h2>"));
}
