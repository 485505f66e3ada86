// Mutated bytes of every format: whatever comes in, something is said and nothing crashes. Its
// worth is in the sanitizer build.
#include <catch2/catch.hpp>
#include <random>

#include "engine/normalise/issue_codes.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/text/charset.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
std::string mutated(std::string bytes, std::mt19937& numbers) {
  const std::vector<std::string> bits{"<",
                                      ">",
                                      "</",
                                      "\"",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      "&#31;",
                                      "&#x",
                                      "<!--",
                                      "-->",
                                      "<![CDATA[",
                                      "（",
                                      "）",
                                      "其间：",
                                      "2001.07",
                                      "--",
                                      "至今",
                                      "；",
                                      "、",
                                      "\n",
                                      "~",
                                      "#",
                                      "@",
                                      "\xFF",
                                      "\xC2",
                                      "\xEF\xBB\xBF",
                                      std::string(1, '\0'),
                                      "年",
                                      "优秀",
                                      "分别",
                                      "警告",
                                      "授予",
                                      "〔",
                                      "〕"};
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(numbers() % std::max<std::size_t>(limit, 1));
  };
  for (std::size_t edits = 1 + below(6); edits > 0; --edits) {
    const std::size_t at = below(bytes.size());
    switch (numbers() % 6) {
      case 0:
        if (!bytes.empty()) bytes[at] = static_cast<char>(numbers() & 0xFF);
        break;
      case 1:
        bytes.insert(at, bits[below(bits.size())]);
        break;
      case 2:
        bytes.erase(at, 1 + below(20));
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(60)));
        break;
      case 4:
        bytes.resize(at);
        break;
      default:
        std::swap(bytes[at], bytes[below(bytes.size())]);
    }
    if (bytes.empty()) bytes = "<";
  }
  return bytes;
}

void check_all(const char* format, const std::string& seed, int rounds) {
  std::mt19937 numbers(20260301);
  for (int round = 0; round < rounds; ++round) {
    const std::string bytes = mutated(seed, numbers);
    const auto records = read_as(format, bytes);
    REQUIRE_FALSE(records.empty());
    for (const ImportedRecord& record : records) {
      bool error = false;
      for (const Issue& issue : record.issues) {
        error = error || issue.severity == Severity::error;
        INFO(issue.code);
        REQUIRE(is_utf8(issue.field + issue.found + issue.expected + issue.message));
        REQUIRE_FALSE(issue.message.empty());
      }
      REQUIRE((record.profile || record.register_line || error));
      if (!record.profile) continue;
      // What was read can be written and read again.
      const std::string json = to_json(*record.profile);
      REQUIRE(is_utf8(json));
      Issues issues;
      const auto again = profile_from_json(json, issues);
      REQUIRE(again);
      REQUIRE(codes(issues).empty());
      REQUIRE(to_json(*again) == json);
    }
  }
}

const std::string sound_form =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>" +
    form({{"XingMing", "晏示例"},
          {"XingBie", "女"},
          {"ChuShengNianYue", "197903"},
          {"MinZu", "白族"},
          {"RuDangShiJian", "200207；民建"},
          {"CanJiaGongZuoShiJian", "2001年7月"},
          {"ZhuanYeJiShuZhiWu", "高级经济师（2012.11）、会计师"},
          {"QuanRiZhiJiaoYu_XueLi", "大学"},
          {"QuanRiZhiJiaoYu_XueWei", "经济学学士、法学学士"},
          {"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学经济学院金融学专业\n示范大学法学专业"},
          {"XianRenZhiWu", "样例市财政局副局长（副县级）"},
          {"JianLi",
           "1997.09--2001.07  示例大学经济学院学习\n"
           "2001.07--2012.11  样例市财政局科员（其间：2008.09--"
           "2011.06在示范大学学习；2009.01挂职）\n2012.11--  副局长"},
          {"JiangChengQingKuang",
           "2020年5月，经样例市人民政府批准，记三等功；"
           "2021年受党内警告处分（样纪〔2021〕3号）"},
          {"NianDuKaoHeJieGuo", "2021-2023年分别为优秀、称职、优秀"},
          {"ShenFenZheng", "11010519491231002X"},
          {"ZhaoPian", "aGVsbG8="},
          {"DaoLingNianYue", "203608"}});
}  // namespace

TEST_CASE("no mutation of an lrmx file breaks the reader", "[fuzz]") {
  check_all("lrmx", sound_form, 1500);
}

TEST_CASE("no mutation of a text inside a form breaks its reader", "[fuzz]") {
  // Mutations kept inside the elements reach further than those that break the XML.
  std::mt19937 numbers(7);
  for (const auto& [element, seed] :
       {std::pair<const char*, const char*>{"RuDangShiJian", "200108；民建（2002.03）"},
        {"NianDuKaoHeJieGuo", "2019-2021年均为优秀；2022、2023年分别为称职、优秀（2024年）"},
        {"JiangChengQingKuang", "2020年5月，经样例市委批准，授予“先进”称号；2021年受警告处分"},
        {"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学（原示例学院）经济学院金融学专业"},
        {"ZhuanYeJiShuZhiWu", "2012年11月高级经济师；会计师（2010.05）"},
        {"JianLi",
         "1997.09--2001.07  示例大学学习\n2001.07--  样例市财政局科员（其间：2008.09挂职）"},
        {"ShenFenZheng", "11010519491231002X"},
        {"ChuShengNianYue", "1979年3月"}}) {
    for (int round = 0; round < 250; ++round) {
      std::string text;
      for (const char c : mutated(seed, numbers)) {
        if (c != '<' && c != '&') text += c;
      }
      const auto records = read_as("lrmx", form({{"XingMing", "晏示例"}, {element, text}}));
      REQUIRE(records.size() == 1);
      if (records[0].profile) REQUIRE(is_utf8(to_json(*records[0].profile)));
    }
  }
}

TEST_CASE("no mutation of an lrm file breaks the reader", "[fuzz]") {
  std::string seed = "\"晏示例\",\"女\",\"197903\"";
  for (int i = 3; i < 33; ++i)
    seed += i == 9              ? ",\"大学#学士@研究生#硕士\""
            : i == 17           ? ",\"1997.09--2001.07  示例大学学习~2001.07--  科员\""
            : i >= 20 && i < 25 ? ",\"甲@乙@@@\""
                                : ",\"\"";
  check_all("lrm", seed, 1000);
}

TEST_CASE("no mutation of an NDJSON file breaks the reader", "[fuzz]") {
  const std::string line =
      R"({"schema":1,"name":"晏示例","birth":"1979.03","education":[{"key":"e1","mode":"全日制"}],)"
      R"("appointments":[{"key":"a1","from":"2001.07","to":null,"text_span":[0,3]}],)"
      R"("resume":{"text":"2001.07--  样例市财政局科员"},"sealed":{"id_number":"1"}})";
  check_all("ndjson",
            line + "\n" + R"({"record":"organisation","id":"o-1","name":"甲"})" + "\n" + line,
            1500);
}
