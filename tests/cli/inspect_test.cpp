#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/import_reading.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

using bole::testing::form;
using bole::testing::ProgramRun;
using bole::testing::run_bole;
using bole::testing::TemporaryDirectory;
using nlohmann::json;

namespace {
std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(json::parse(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}
}  // namespace

TEST_CASE("inspect names an id that import would refuse", "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("x.ndjson"), R"({"id":"甲 1","name":"晏示例"})"
                               "\n");
  const auto lines = lines_of(run_bole({"inspect", "--json", folder.at("x.ndjson")}).out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("readable") == true);
  CHECK(lines[0].at("issues").at(0).at("code") == "bad_id");
}

TEST_CASE("inspect prints one line of JSON a person with all its keys", "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("x.lrmx"), form({{"XingMing", "晏示例"}, {"MinZu", "白"}}));
  const ProgramRun run = run_bole({"inspect", "--json", folder.at("x.lrmx")});
  CHECK(run.exit == 0);
  const auto lines = lines_of(run.out);
  REQUIRE(lines.size() == 1);
  const json& line = lines[0];
  CHECK(line.size() == 5);
  CHECK(line.at("source") == "x.lrmx");
  CHECK(line.at("encoding") == "utf-8");
  CHECK(line.at("readable") == true);
  CHECK(line.at("profile").at("name") == "晏示例");
  REQUIRE(line.at("issues").size() == 1);
  const json& issue = line.at("issues")[0];
  CHECK(issue.size() == 7);
  CHECK(issue.at("code") == "unknown_ethnic_group");
  CHECK(issue.at("severity") == "warning");
  CHECK(issue.at("row") == 0);
  CHECK(issue.at("field") == "MinZu");
  CHECK(issue.at("found") == "白");
  CHECK(issue.at("expected") == "白族");
  CHECK_FALSE(issue.at("message").get<std::string>().empty());
}

TEST_CASE("inspect fails only when nothing was readable", "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("bad.lrmx"), "<html/>");
  const ProgramRun refused = run_bole({"inspect", "--json", folder.at("bad.lrmx")});
  CHECK(refused.exit == 1);
  const auto lines = lines_of(refused.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("readable") == false);
  CHECK(lines[0].at("profile").is_null());
  CHECK(lines[0].at("issues")[0].at("code") == "wrong_root");
  CHECK(lines[0].at("issues")[0].at("found") == "html");
  CHECK(lines[0].at("issues")[0].at("expected") == "Person");

  write(folder.at("good.lrmx"), form({{"XingMing", "晏示例"}}));
  CHECK(run_bole({"inspect", folder.path().string()}).exit == 0);
  CHECK(run_bole({"inspect", folder.at("nothing.lrmx")}).exit == 1);
  CHECK(run_bole({"inspect"}).exit == 2);
}

TEST_CASE("inspect reads standard input by what it holds", "[cli][inspect]") {
  const auto lines = lines_of(
      run_bole({"inspect", "--json", "-"}, "{\"name\":\"晏示例\"}\n{\"name\":\"另一人\"}").out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].at("source") == "-:2");
  const std::string one = form({{"XingMing", "晏示例"}});
  CHECK(lines_of(run_bole({"inspect", "--json", "-"}, one).out).at(0).at("source") == "-");
}

TEST_CASE("inspect shows a page that a person can read", "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("x.lrmx"), form({{"XingMing", "晏示例"},
                                   {"MinZu", "白"},
                                   {"JianLi", "2001.07--2006.05  样例市财政局科员"}}));
  const ProgramRun run = run_bole({"inspect", folder.at("x.lrmx")});
  for (const char* text : {"晏示例", "2001.07—2006.05", "样例市财政局科员",
                           "[unknown_ethnic_group]", "白族", "x.lrmx"}) {
    CAPTURE(text);
    CHECK(run.out.find(text) != std::string::npos);
  }
}

TEST_CASE("the page names the form's items in Chinese and shows posts without a text",
          "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("x.lrmx"), form({{"XingMing", "晏示例"}, {"MinZu", "白"}}));
  const std::string page = run_bole({"inspect", folder.at("x.lrmx")}).out;
  CHECK(page.find("[unknown_ethnic_group] 民族：") != std::string::npos);
  CHECK(page.find("MinZu") == std::string::npos);

  const std::string posts =
      run_bole({"inspect", "-"}, R"({"name":"晏示例","appointments":[{"from":"2018.03","to":null,)"
                                 R"("posts":[{"organisation":{"text":"样例市财政局"},)"
                                 R"("title":"副局长"},{"organisation":{"text":"样例市财政局"},)"
                                 R"("title":"党组成员"}]}]})")
          .out;
  CHECK(posts.find("样例市财政局副局长、党组成员") != std::string::npos);
}

TEST_CASE("inspect --resume reads bare text, counting CR LF as two characters", "[cli][inspect]") {
  const ProgramRun run =
      run_bole({"inspect", "--resume", "-"},
               "1997.09--2001.07  示例大学学习\r\n2001.07--  样例市财政局科员\r\n说不清的话");
  CHECK(run.exit == 0);
  const json result = json::parse(run.out);
  CHECK(result.size() == 2);
  REQUIRE(result.at("appointments").size() == 2);
  CHECK(result.at("appointments")[0].at("kind") == "学习");
  CHECK(result.at("appointments")[0].at("text_span") == json::array({18, 24}));
  CHECK(result.at("appointments")[1].at("text_span") == json::array({37, 45}));
  CHECK(result.at("appointments")[1].at("to").is_null());
  CHECK(result.at("unparsed") == json::array({json::array({47, 52})}));
}

TEST_CASE("inspect --resume reads GBK", "[cli][inspect]") {
  const TemporaryDirectory folder;
  write(folder.at("r"),
        "2001.07--  \xCA\xBE\xC0\xFD\xB4\xF3\xD1\xA7\xD1\xA7\xCF\xB0");  // 示例大学学习
  const json result = json::parse(run_bole({"inspect", "--resume", folder.at("r")}).out);
  CHECK(result.at("appointments").at(0).at("kind") == "学习");
}
