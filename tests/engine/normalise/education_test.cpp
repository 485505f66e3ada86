#include <catch2/catch.hpp>

#include "engine/normalise/form_parts.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::codes;

namespace {
struct Read {
  std::vector<std::string> lines{};
  Issues issues{};
  Reading reading = Reading::complete;
};

Read read(const EducationTexts& texts) {
  Read result;
  std::vector<Education> education;
  result.reading = read_education(texts, Vocabulary::built_in(), education, result.issues);
  for (const Education& e : education)
    result.lines.push_back(e.key + "|" + e.level + "|" + e.degree + "|" + e.school + "|" + e.major);
  return result;
}
}  // namespace

TEST_CASE("a school cell is parted into school and major", "[education]") {
  struct Case {
    const char* text;
    const char* school;
    const char* major;
  };
  for (const Case& c : {
           Case{"示例大学经济学院金融学专业", "示例大学", "金融学"},
           {"示例大\n学信息学院计算机系\n计算机科学与技术专业", "示例大学", "计算机科学与技术"},
           {"中国科学院大学资源与环境学院环境科学专业", "中国科学院大学", "环境科学"},
           {"中共中央党校（国家行政学院）经济学专业", "中共中央党校（国家行政学院）", "经济学"},
           {"示例大学（原示例师范学院）历史系历史学专业", "示例大学（原示例师范学院）", "历史学"},
           {"示例大学管理系系统工程专业", "示例大学", "系统工程"},
           {"国际关系学院国际关系专业", "国际关系学院", "国际关系"},
           {"示例大学体育系体育教育专业", "示例大学", "体育教育"},
           {"示例大学法学院法律（非法学）专业", "示例大学", "法律（非法学）"},
           {"示例大学新闻系新闻学专业在职研究生", "示例大学", "新闻学"},
           {"示例大学公共管理", "示例大学", "公共管理"},
           {"示例工程学院", "示例工程学院", ""},
           {"样例讲武堂", "样例讲武堂", ""},
       }) {
    CAPTURE(c.text);
    const SchoolAndMajor where = split_school(c.text);
    CHECK(where.school == c.school);
    CHECK(where.major == c.major);
  }
}

TEST_CASE("学历 and 学位 of one school are one row", "[education]") {
  const Read result = read({.mode = "全日制",
                            .prefix = "QuanRiZhiJiaoYu_",
                            .level = "大学",
                            .degree = "经济学学士",
                            .level_school = "示例大学经济学院金融学专业"});
  CHECK(result.lines == std::vector<std::string>{"e1|大学|经济学学士|示例大学|金融学"});
  CHECK(result.issues.empty());
}

TEST_CASE("a degree from another school is a row of its own", "[education]") {
  const Read result = read({.mode = "在职",
                            .prefix = "ZaiZhiJiaoYu_",
                            .level = "研究生",
                            .degree = "法学硕士",
                            .level_school = "样例省委党校法学理论专业",
                            .degree_school = "示例大学法学院法学专业"});
  CHECK(result.lines ==
        std::vector<std::string>{"e1|研究生||样例省委党校|法学理论", "e2||法学硕士|示例大学|法学"});
}

TEST_CASE("several degrees are parted and matched to their schools in order", "[education]") {
  const Read result = read({.mode = "全日制",
                            .prefix = "QuanRiZhiJiaoYu_",
                            .level = "大学",
                            .degree = "工学学士、管理学学士",
                            .level_school = "示例大学机械系机械工程专业\n示范大学工商管理专业"});
  CHECK(result.lines == std::vector<std::string>{"e1|大学|工学学士|示例大学|机械工程",
                                                 "e2||管理学学士|示范大学|工商管理"});
}

TEST_CASE("numbers of degrees and schools that differ are pointed out", "[education]") {
  const Read result = read({.mode = "全日制",
                            .prefix = "QuanRiZhiJiaoYu_",
                            .level = "大学",
                            .degree = "工学学士、管理学学士、法学学士",
                            .level_school = "示例大学机械工程专业"});
  CHECK(codes(result.issues) == std::vector<std::string>{"education_mismatch"});
  CHECK(result.reading == Reading::incomplete);
}

TEST_CASE("本科 is recorded as 大学, and that is said", "[education]") {
  const Read result = read({.mode = "全日制", .prefix = "QuanRiZhiJiaoYu_", .level = "本科"});
  CHECK(result.lines == std::vector<std::string>{"e1|大学|||"});
  REQUIRE(codes(result.issues) == std::vector<std::string>{"education_alias"});
  CHECK(result.issues[0].severity == Severity::info);
  CHECK(result.issues[0].expected == "大学");
}

TEST_CASE("学历 and 学位 in one cell are parted", "[education]") {
  CHECK(read({.mode = "全日制", .prefix = "QuanRiZhiJiaoYu_", .level = "大学工学学士"}).lines ==
        std::vector<std::string>{"e1|大学|工学学士||"});
}

TEST_CASE("结业 is not taken for a 学历", "[education]") {
  const Read result =
      read({.mode = "全日制", .prefix = "QuanRiZhiJiaoYu_", .level = "大专（结业）"});
  CHECK(result.lines == std::vector<std::string>{"e1|大专（结业）|||"});
  CHECK(codes(result.issues) == std::vector<std::string>{"unknown_education"});
}

TEST_CASE("professional titles are parted and keep the date they are written with", "[education]") {
  Issues issues;
  std::vector<ProfessionalTitle> titles;
  read_professional_titles("2012年11月高级经济师；正高级会计师（2018.05）、高级工程师（水利）",
                           Vocabulary::built_in(), titles, issues);
  REQUIRE(titles.size() == 3);
  CHECK(titles[0].name == "高级经济师");
  CHECK(to_string(*titles[0].date) == "2012.11");
  CHECK(titles[1].name == "正高级会计师");
  CHECK(to_string(*titles[1].date) == "2018.05");
  CHECK(titles[2].name == "高级工程师（水利）");
  CHECK(codes(issues) == std::vector<std::string>{"unlisted_professional_title"});
}
