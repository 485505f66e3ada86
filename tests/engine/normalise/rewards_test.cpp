#include <catch2/catch.hpp>

#include "engine/normalise/form_parts.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::codes;
using bole::testing::has_code;

namespace {
struct Read {
  Profile profile{};
  Issues issues{};
  Reading reading = Reading::complete;
};

Read read(std::string_view text) {
  Read result;
  result.reading =
      read_rewards_and_sanctions(text, Vocabulary::built_in(), result.profile, result.issues);
  return result;
}

std::string line(const Honour& honour) {
  return (honour.date ? to_string(*honour.date) : "") + "|" + honour.name + "|" + honour.authority +
         "|" + honour.tier;
}
}  // namespace

TEST_CASE("无 says that there are neither rewards nor sanctions", "[rewards]") {
  for (const char* text : {"无", " 无。", "无奖惩"}) {
    CAPTURE(text);
    const Read result = read(text);
    REQUIRE(result.profile.honours);
    CHECK(result.profile.honours->empty());
    REQUIRE(result.profile.sanctions);
    CHECK(result.profile.sanctions->empty());
  }
}

TEST_CASE("a reward on the form does not say that there is no sanction", "[rewards]") {
  const Read result = read("2020年嘉奖");
  CHECK(result.profile.honours);
  CHECK_FALSE(result.profile.sanctions);
}

TEST_CASE("rewards are read with date, authority and tier", "[rewards]") {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"2020年5月，经样例市人民政府批准，记三等功。", "2020.05|三等功|样例市人民政府|市级"},
      {"2012年11月，经云南省人民政府批准，记二等功", "2012.11|二等功|云南省人民政府|省部级"},
      {"2021年7月，样例市甲县县委授予优秀党务工作者", "2021.07|优秀党务工作者|样例市甲县县委|县级"},
      {"2016年被中共样例市委评为优秀共产党员", "2016|优秀共产党员|中共样例市委|市级"},
      {"2021年6月28日，被中共中央授予“全国优秀党务工作者”称号",
       "2021-06-28|全国优秀党务工作者|中共中央|国家级"},
      {"2017年荣获“全国五一劳动奖章”", "2017|全国五一劳动奖章||国家级"},
      {"2015年获云南省劳动模范称号", "2015|云南省劳动模范||省部级"},
      {"年度考核优秀，给予嘉奖一次（2020年3月）", "2020.03|嘉奖||"},
      {"受样例县委表彰", "|表彰|样例县委|县级"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    const Read result = read(text);
    REQUIRE(result.profile.honours);
    REQUIRE(result.profile.honours->size() == 1);
    CHECK(line(result.profile.honours->front()) == expected);
    CHECK(result.issues.empty());
  }
}

TEST_CASE("statements end at a semicolon or at a line that begins with a date", "[rewards]") {
  const Read result = read(
      "2018年、2019年连续两年嘉奖；2022年3月\n经样例省委批准，授予省先进工作者称号\n2023年嘉奖");
  REQUIRE(result.profile.honours);
  std::vector<std::string> lines;
  for (const Honour& honour : *result.profile.honours) lines.push_back(line(honour));
  CHECK(lines == std::vector<std::string>{"2018|嘉奖||", "2019|嘉奖||",
                                          "2022.03|省先进工作者|样例省委|省部级", "2023|嘉奖||"});
}

TEST_CASE("a sanction has its kind, authority, document and date where they are written",
          "[rewards]") {
  const Read result =
      read("2021年6月，被样例市纪委给予党内严重警告、政务记大过处分（样纪发〔2021〕3号）");
  REQUIRE(result.profile.sanctions);
  REQUIRE(result.profile.sanctions->size() == 2);
  const Sanction& first = result.profile.sanctions->front();
  CHECK(first.kind == "党内严重警告");
  CHECK(first.authority == "样例市纪委");
  CHECK(first.document == "样纪发〔2021〕3号");
  CHECK(to_string(*first.date) == "2021.06");
  CHECK(result.profile.sanctions->back().kind == "政务记大过");
  CHECK(result.issues.empty());
}

TEST_CASE("a sanction without its paper is kept and marked as unverified", "[rewards]") {
  for (const auto& [text, kind] :
       {std::pair{"2019年3月受党内警告处分", "党内警告"}, std::pair{"2020年被诫勉谈话", "诫勉"},
        std::pair{"2020年受到组织处理（免职）", "免职"}}) {
    CAPTURE(text);
    const Read result = read(text);
    REQUIRE(result.profile.sanctions);
    REQUIRE(result.profile.sanctions->size() == 1);
    CHECK(result.profile.sanctions->front().kind == kind);
    CHECK(result.profile.sanctions->front().document.empty());
    CHECK(codes(result.issues) == std::vector<std::string>{"sanction_unverified"});
  }
}

TEST_CASE("a bare 警告 is kept as written", "[rewards]") {
  const Read result = read("2019年受警告处分（样纪〔2019〕2号）");
  REQUIRE(result.profile.sanctions);
  CHECK(result.profile.sanctions->front().kind == "警告");
  CHECK(has_code(result.issues, "sanction_unverified"));
}

TEST_CASE("a sanction said to be lifted is recorded and left to a person", "[rewards]") {
  const Read result = read("2018年受党内警告处分，2019年解除");
  REQUIRE(result.profile.sanctions);
  CHECK(result.profile.sanctions->front().status.empty());
  CHECK(has_code(result.issues, "unread_text"));
  CHECK(result.reading == Reading::incomplete);
}

TEST_CASE("提醒, 函询 and a sanction not imposed are no sanctions", "[rewards]") {
  for (const char* text :
       {"2018年提醒谈话一次", "2018年函询", "2020年免予党内警告处分", "2019年通报批评"}) {
    CAPTURE(text);
    const Read result = read(text);
    CHECK_FALSE(result.profile.sanctions);
    CHECK_FALSE(result.profile.honours);
    CHECK(codes(result.issues) == std::vector<std::string>{"unread_text"});
    CHECK(result.reading == Reading::incomplete);
  }
}

TEST_CASE("a sanction that is denied is none", "[rewards]") {
  for (const char* text :
       {"未受过处分", "没有受过任何党纪政务处分", "无处分", "奖：2019年三等功；惩：无"}) {
    CAPTURE(text);
    const Read result = read(text);
    REQUIRE(result.profile.sanctions);
    CHECK(result.profile.sanctions->empty());
    CHECK(result.issues.empty());
  }
  CHECK(read("奖：2019年三等功；惩：无").profile.honours->at(0).name == "三等功");
}

TEST_CASE("an unverified sanction says what it lacks, and its words stay", "[rewards]") {
  const Read result = read("2021年3月，被样例市纪委诫勉谈话");
  REQUIRE(result.profile.sanctions);
  CHECK(result.profile.sanctions->at(0).authority == "样例市纪委");
  const Issue& issue = bole::testing::issue_of(result.issues, "sanction_unverified");
  CHECK(issue.message.find("缺少文号，") != std::string::npos);
  CHECK(result.reading == Reading::incomplete);
}
