#include "tools/arguments.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <initializer_list>

namespace bole {
namespace {
// A program with one command, as a command describes itself.
struct Typed {
  std::string text{};
  std::vector<std::string> people{};
  std::uint64_t count = 0;
  int limit = 20;
  bool json = false;
  bool again = false;
  std::string format{"html"};
  bool chosen = false;

  Result<std::string> parse(std::initializer_list<const char*> words) {
    Arguments program("试验", "1.2.3");
    program.require_subcommand();
    Arguments* command = program.add_subcommand("ask", "提问");
    command->add_option("text", text, "文字")->required();
    command->add_option("--person", people, "人员");
    command->add_option("--n", count, "人数")->at_least(1);
    command->add_option("--limit", limit, "最多几人")->between(1, 200);
    Argument* const flag = command->add_flag("--json", json, "输出 JSON");
    command->add_flag("--again", again, "再来一遍")->excludes(flag);
    command->add_option("--format", format, "格式")->one_of({"html", "docx"});
    auto said = program.parse({words.begin(), words.size()});
    chosen = command->parsed();
    return said;
  }
};

std::string fault(std::initializer_list<const char*> words) {
  const auto said = Typed{}.parse(words);
  REQUIRE_FALSE(said);
  CHECK(said.error().kind == Refusal::usage);
  CHECK(said.error().code == "usage");
  const std::string& message = said.error().message;
  const std::string advice = "；用 --help 查看用法";
  REQUIRE(message.ends_with(advice));
  return message.substr(0, message.size() - advice.size());
}
}  // namespace

TEST_CASE("what is typed is read into the command's own values", "[arguments]") {
  Typed typed;
  REQUIRE(typed.parse({"ask", "金融", "--n", "5", "--limit=200", "--person", "a", "b", "--person",
                       "c", "--json", "--format", "docx"}));
  CHECK(typed.chosen);
  CHECK(typed.text == "金融");
  CHECK(typed.count == 5);
  CHECK(typed.limit == 200);
  CHECK(typed.people == std::vector<std::string>{"a", "b", "c"});
  CHECK(typed.json);
  CHECK_FALSE(typed.again);
  CHECK(typed.format == "docx");
}

TEST_CASE("what is not typed stays as it was", "[arguments]") {
  Typed typed;
  REQUIRE(typed.parse({"ask", "金融"}));
  CHECK(typed.limit == 20);
  CHECK(typed.format == "html");
  CHECK_FALSE(typed.json);
}

TEST_CASE("a mistake on the command line is named in Chinese", "[arguments]") {
  CHECK(fault({}) == "缺少命令");
  CHECK(fault({"nothing"}) == "没有这个命令：nothing");
  CHECK(fault({"ask"}) == "缺少必需的参数：text");
  CHECK(fault({"ask", "金融", "--nothing"}) == "不认识的参数：--nothing");
  CHECK(fault({"ask", "金融", "一"}) == "不认识的参数：一");
  CHECK(fault({"ask", "金融", "--n"}) == "参数后面缺少值：--n");
  CHECK(fault({"ask", "金融", "--n", "1", "--n", "2"}) == "参数只能给出一次：--n");
  CHECK(fault({"ask", "金融", "--n", "0"}) == "参数的值不对：--n 应为不小于 1 的整数，给的是“0”");
  CHECK(fault({"ask", "金融", "--n", "五"}) == "参数的值不对：--n 应为不小于 1 的整数，给的是“五”");
  CHECK(fault({"ask", "金融", "--limit", "201"}) ==
        "参数的值不对：--limit 应为 1 到 200 的整数，给的是“201”");
  CHECK(fault({"ask", "金融", "--limit", "99999999999999999999"}) ==
        "参数的值不对：--limit 应为 1 到 200 的整数，给的是“99999999999999999999”");
  CHECK(fault({"ask", "金融", "--format", "pdf"}) ==
        "参数的值不对：--format 应为 html、docx 之一，给的是“pdf”");
  CHECK(fault({"ask", "金融", "--json", "--again"}) == "参数不能同时使用：--json 和 --again");
  CHECK(fault({"ask", "金融", "--json=false"}) == "参数不带值：--json");
}

TEST_CASE("help and version are printed instead of running", "[arguments]") {
  const auto help = Typed{}.parse({"ask", "--help"});
  REQUIRE(help);
  for (const char* part : {"提问", "用法: bole ask", "参数:", "text 文字 （必需）",
                           "选项:", "1 到 200 的整数", "html|docx", "不能同时使用: --json"}) {
    CAPTURE(part, *help);
    CHECK(help->find(part) != std::string::npos);
  }
  const auto version = Typed{}.parse({"--version"});
  REQUIRE(version);
  CHECK(*version == "1.2.3\n");
}
}  // namespace bole
