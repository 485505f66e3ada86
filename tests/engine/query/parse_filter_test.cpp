// Reading and printing filters, and what the errors say.
#include <catch2/catch.hpp>
#include <random>

#include "engine/query/filter.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"

using namespace bole;

namespace {
Result<Filter> read(std::string_view text, FilterUse use = FilterUse::search) {
  return parse_filter(text, Vocabulary::built_in(), use);
}

// The canonical form, or the error as "code 第N列".
std::string outcome(std::string_view text, FilterUse use = FilterUse::search) {
  const auto filter = read(text, use);
  return filter ? to_string(*filter) : filter.error().code + " " + filter.error().where;
}

std::string message(std::string_view text, FilterUse use = FilterUse::search) {
  const auto filter = read(text, use);
  return filter ? "" : filter.error().message;
}

struct Case {
  std::string text{};
  std::string outcome{};
};
void check(const std::vector<Case>& cases, FilterUse use = FilterUse::search) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    INFO(message(text, use));
    CHECK(outcome(text, use) == expected);
  }
}
std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}
}  // namespace

TEST_CASE("the filters of the model read and print", "[query]") {
  check({
      {"级别 >= 县处级副职 AND 领域 IN (金融管理, 工业经济)",
       "级别 >= 县处级副职 AND 领域 IN (金融管理, 工业经济)"},
      {"任职 { 单位类型 = 县区 AND 级别 >= 乡科级正职 AND 时长 >= 24个月 }",
       "任职 { 单位类型 = 区县 AND 级别 >= 乡科级正职 AND 时长 >= 24个月 }"},
      {"次数(考核 { 年度 >= 2021 AND 等次 = 优秀 }) >= 2",
       "次数(考核 { 年度 >= 2021 AND 等次 = 优秀 }) >= 2"},
      {"任现级年限 >= 2年 AND NOT 任职 { 类型 = 挂职 }",
       "任现级年限 >= 2年 AND NOT 任职 { 类型 = 挂职 }"},
      {"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }",
       "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }"},
  });
}

TEST_CASE("a filter has one printed form", "[query]") {
  check({
      {"Level>=县处级副职 and Field in(finance)", "级别 >= 县处级副职 AND 领域 IN (金融管理)"},
      {"级别＞＝县处级副职　且　领域　属于（金融管理，工业经济）",
       "级别 >= 县处级副职 AND 领域 IN (金融管理, 工业经济)"},
      {"级别 ≥ 副处 或 级别 ≠ 正科级", "级别 >= 县处级副职 OR 级别 != 乡科级正职"},
      {"NOT 级别 = 科员", "级别 != 科员"},
      {"非 领域 属于（金融管理、工业经济）", "领域 NOT IN (金融管理, 工业经济)"},
      {"领域 非 属于 (金融管理)", "领域 NOT IN (金融管理)"},
      {"NOT 职称 有记录", "职称 IS MISSING"},
      {"职称 缺记录", "职称 IS MISSING"},
      {"职称 is known", "职称 IS KNOWN"},
      {"NOT (NOT 级别 = 科员)", "NOT (级别 != 科员)"},
      {"(((级别 = 科员)))", "级别 = 科员"},
      {"(级别 = 科员 AND 专长 = 审计监督) AND 学历 = 本科",
       "级别 = 科员 AND 专长 = 审计监督 AND 学历 = 大学"},
      {"级别 = 科员 AND (专长 = 审计监督 OR 学历 = 大学)",
       "级别 = 科员 AND (专长 = 审计监督 OR 学历 = 大学)"},
      {"级别 = 科员 OR 专长 = 审计监督 AND 学历 = 大学",
       "级别 = 科员 OR 专长 = 审计监督 AND 学历 = 大学"},
      {"NOT (级别 = 科员 OR 学历 = 大学)", "NOT (级别 = 科员 OR 学历 = 大学)"},
      {"NOT 级别 >= 科员", "NOT 级别 >= 科员"},
      {"任现级年限 >= 3", "任现级年限 >= 3年"},
      {"任现级年限 >= 36个月", "任现级年限 >= 3年"},
      {"任现级年限 >= 30m", "任现级年限 >= 30个月"},
      {"任职{时长>=2年}", "任职 { 时长 >= 24个月 }"},
      {"任职{时长>=２４}", "任职 { 时长 >= 24个月 }"},
      {"MONTHS(appointment { grassroots = 是 }) >= 2y", "月数(任职 { 基层 = 是 }) >= 24个月"},
      {"次数(培训{学时>=40学时})!=3次", "次数(培训 { 学时 >= 40 }) != 3"},
      {"NOT 次数(培训 { 学时 >= 40 }) = 3", "次数(培训 { 学时 >= 40 }) != 3"},
      {"任职 { 正职 = TRUE }", "任职 { 正职 = 是 }"},
      {"年龄 <= 45岁", "年龄 <= 45"},
      {"年龄 in 35..45", "年龄 IN 35..45"},
      {"出生年月 >= 1980", "出生年月 >= 1980"},
      {"出生年月 >= 1980年", "出生年月 >= 1980"},
      {"参加工作时间 IN 2001.7..2003-7-1", "参加工作时间 IN 2001.07..2003-07-01"},
      {"级别 IN 乡科级正职..县处级正职", "级别 IN 乡科级正职..县处级正职"},
      {"任职 { 职务 = 副局长 }", "任职 { 职务 = \"副局长\" }"},
      {"任职 { 职务 包含 “书记（正处级）” }", "任职 { 职务 CONTAINS \"书记（正处级）\" }"},
      {"任职 { 职务 包含 \"a\\\"b\\\\c\\“d\" }", "任职 { 职务 CONTAINS \"a\\\"b\\\\c\\“d\" }"},
      {"任职 { 职务 包含 \"C:\\dir\" }", "任职 { 职务 CONTAINS \"C:\\\\dir\" }"},
      {"任职 { 行政区划 = 990100 }", "任职 { 行政区划 = \"990100\" }"},
      {"奖励 { 级别 >= 市级 }", "奖励 { 级别 >= 市级 }"},
      {"教育 { 学位 = 经济学硕士 }", "教育 { 学位 = 经济学硕士 }"},
      {"学历 = \"大学\"", "学历 = 大学"},
      {"教育 { 学历 = 省委党校大学 }", "教育 { 学历 = \"省（区、市）委党校大学\" }"},
  });
}

TEST_CASE("an error names its character column", "[query]") {
  check({
      {"", "filter_empty 第1列"},
      {"  \n ", "filter_empty 第5列"},
      {"级别 >=", "unexpected_token 第6列"},
      {"级别 县处级副职", "unexpected_token 第4列"},
      {"级别 = 县处级副职 领域 = 金融管理", "unexpected_token 第12列"},
      {"(级别 = 科员", "unexpected_token 第9列"},
      {"级别 = 科员)", "unexpected_token 第8列"},
      {"NOT NOT 级别 = 科员", "unexpected_token 第5列"},
      {"级别 = 科员 AND", "unexpected_token 第12列"},
      {"= 科员", "unexpected_token 第1列"},
      {"任职 { }", "unexpected_token 第6列"},
      {"次数(任职) > 1", "unexpected_token 第6列"},
      {"次数(任职 { 正职 = 是 }) ", "unexpected_token 第19列"},
      {"级别 IS UNKNOWN", "unexpected_token 第7列"},
      {"领域 IN ()", "unexpected_token 第8列"},
      {"领域 IN (金融管理", "unexpected_token 第12列"},
      {"级别 IN 科员", "unexpected_token 第9列"},
      {"任职 { 职务 包含 书记 }", "unexpected_token 第12列"},
      {"级别 = 科员 # 注", "bad_character 第9列"},
      {"级别 ! 科员", "bad_character 第4列"},
      {std::string("级别 = \"科\n员\""), "bad_character 第8列"},
      {"任职 { 职务 = \"副局长 }", "unterminated_string 第11列"},
      {"𠮷𠮷 = 1", "unknown_attribute 第1列"},
      {"姓名 = \"𠮷\" AND 级 = 科员", "unknown_attribute 第14列"},
      {"级别 = 县处级副值", "unknown_code 第6列"},
      {"领域 = 金融", "unknown_code 第6列"},
      {"职级 = 县处级副职", "unknown_code 第6列"},
      {"级别 = 50", "wrong_type 第6列"},
      {"任现级年限 >= 两年", "wrong_type 第10列"},
      {"任现级年限 >= 2天", "wrong_type 第11列"},
      {"年龄 >= 科员", "wrong_type 第7列"},
      {"年龄 >= 40个月", "wrong_type 第9列"},
      {"出生年月 = 科员", "wrong_type 第8列"},
      {"任职 { 正职 = 不是 }", "wrong_type 第11列"},
      {"学历 = 中央党校大学", "wrong_type 第6列"},
      {"学位 >= 经济学硕士", "wrong_type 第7列"},
      {"领域 > 金融管理", "wrong_operator 第4列"},
      {"任职 { 正职 < 是 }", "wrong_operator 第9列"},
      {"级别 包含 \"处\"", "wrong_operator 第4列"},
      {"领域 IN 金融管理..工业经济", "wrong_operator 第7列"},
      {"出生年月 >= 2015.13", "bad_date 第9列"},
      {"出生年月 >= 2015.00", "bad_date 第9列"},
      {"出生年月 >= 2023-02-29", "bad_date 第9列"},
      {"出生年月 >= 2015-07", "bad_date 第9列"},
      {"出生年月 >= 15", "bad_date 第9列"},
      {"出生年月 >= 0000", "bad_date 第9列"},
      {"年龄 >= 1000000", "number_too_large 第7列"},
      {"年龄 >= 99999999999999999999", "number_too_large 第7列"},
      {"年龄 IN 45..35", "empty_range 第7列"},
      {"任职 { 职务 = \"\" }", "empty_value 第11列"},
      {"任职 { 职务 包含 “” }", "empty_value 第12列"},
      {"任职 { 考核 { 等次 = 优秀 } }", "nested_set 第6列"},
      {"任职 { 次数(考核 { 等次 = 优秀 }) > 1 }", "nested_set 第6列"},
      {"月数(考核 { 等次 = 优秀 }) > 1年", "set_without_spans 第4列"},
      {"履历 { 等次 = 优秀 }", "unknown_attribute 第1列"},
      {"时长 >= 24个月", "unknown_attribute 第1列"},
      {"考核 { 年龄 > 3 }", "unknown_attribute 第6列"},
  });
  CHECK(read("级别 = \xFF").error().code == "bad_encoding");
}

TEST_CASE("an unknown name comes with the nearest known one", "[query]") {
  CHECK(message("级別 = 科员").find("“级别”") != std::string::npos);
  CHECK(message("levl = 科员").find("“level”") != std::string::npos);
  CHECK(message("级别 = 县处级副值").find("“县处级副职”") != std::string::npos);
  CHECK(message("职级 = 四级调研").find("“四级调研员”") != std::string::npos);
  CHECK(message("专长 = financial_regulaton").find("“financial_regulation”") != std::string::npos);
  CHECK(message("履历 { 职务 包含 \"局\" }").find("任职") != std::string::npos);
  CHECK(message("时长 >= 24个月").find("任职 { 时长") != std::string::npos);
  CHECK(message("考核 { 年龄 > 3 }").find("大括号之外") != std::string::npos);
  CHECK(message("级别 = 科员且领域 = 金融管理").find("空格") != std::string::npos);
  CHECK(message("学位 = 经济学硕士").find("教育 { 学位 = 经济学硕士 }") != std::string::npos);
}

TEST_CASE("sealed facts cannot be named, and the answer says why", "[query]") {
  for (const char* name :
       {"性别",     "民族",         "党派",     "政治面貌",  "籍贯",     "出生地",
        "成长地",   "健康",         "健康状况", "宗教信仰",  "婚姻状况", "家庭成员",
        "身份证号", "公民身份号码", "照片",     "党龄",      "sex",      "Ethnicity",
        "party",    "health",       "religion", "id_number", "性格",     "政治态度"}) {
    for (const FilterUse use : {FilterUse::search, FilterUse::own_gate}) {
      const std::string text = std::string("级别 = 科员 AND ") + name + " = 1";
      INFO(text);
      CHECK(outcome(text, use) == "sealed_attribute 第13列");
      CHECK(message(text, use).find(std::string("“") + name + "”") == 0);
    }
  }
  CHECK(message("性别 = 女").find("封存") != std::string::npos);
  CHECK(outcome("任职 { 民族 = 白族 }") == "sealed_attribute 第6列");
}

TEST_CASE("an own gate may not ask for what design refuses", "[query]") {
  check(
      {
          {"得票 >= 10", "refused_attribute 第1列"},
          {"推荐票 >= 10", "refused_attribute 第1列"},
          {"考试总分 >= 10", "refused_attribute 第1列"},
          {"gdp >= 10", "refused_attribute 第1列"},
          {"年龄 <= 45", "refused_attribute 第1列"},
          {"age <= 45", "refused_attribute 第1列"},
          {"出生年月 >= 1980", "refused_attribute 第1列"},
          {"工龄 <= 20年", "refused_attribute 第1列"},
          {"参加工作时间 >= 2005", "refused_attribute 第1列"},
          {"姓名 = 张三", "refused_attribute 第1列"},
          {"任职 { 单位 = 样例市财政局 }", "refused_attribute 第6列"},
          {"教育 { 方式 = 全日制 }", "refused_attribute 第6列"},
          {"教育 { 学校 = 示例大学 }", "refused_attribute 第6列"},
          {"全日制 = 是", "refused_attribute 第1列"},
          {"留学 = 是", "refused_attribute 第1列"},
          {"次数(考核 { 等次 = 优秀 }) >= 2", "aggregate_in_own_gate 第1列"},
          {"级别 = 科员 AND MONTHS(任职 { 基层 = 是 }) >= 24m", "aggregate_in_own_gate 第13列"},
          {"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }",
           "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }"},
      },
      FilterUse::own_gate);
  CHECK(message("年龄 <= 45", FilterUse::own_gate).find("年龄") != std::string::npos);
  CHECK(message("得票 >= 10", FilterUse::own_gate).find("唯票") != std::string::npos);
  check({
      {"年龄 <= 45", "年龄 <= 45"},
      {"教育 { 方式 = 全日制 }", "教育 { 方式 = 全日制 }"},
      {"得票 >= 10", "refused_attribute 第1列"},
      {"学校 = 示例大学", "refused_attribute 第1列"},
  });
}

TEST_CASE("brackets nest thirty-two deep and no deeper", "[query]") {
  const std::string inner = "级别 = 科员";
  CHECK(outcome(repeated("(", 32) + inner + repeated(")", 32)) == inner);
  CHECK(outcome(repeated("(", 33) + inner + repeated(")", 33)) == "filter_too_deep 第33列");
  CHECK(outcome(repeated("(", 31) + "任职 { 正职 = 是 }" + repeated(")", 31)) ==
        "任职 { 正职 = 是 }");
  CHECK(outcome(repeated("(", 32) + "任职 { 正职 = 是 }" + repeated(")", 32)) ==
        "filter_too_deep 第36列");
  CHECK(outcome(repeated("(", 4000)) == "filter_too_deep 第33列");
}

TEST_CASE("a filter has at most 4096 characters, as written and as printed", "[query]") {
  const std::string start = "任职 { 职务 = ";
  const auto of_length = [&](std::size_t characters) {
    return start + "\"" + repeated("局", static_cast<int>(characters) - 14) + "\" }";
  };
  CHECK(count_characters(of_length(4096)) == 4096);
  CHECK(outcome(of_length(4096)) == of_length(4096));
  CHECK(outcome(of_length(4097)) == "filter_too_long 第4097列");
  CHECK(outcome(repeated(" ", 5000)) == "filter_too_long 第4097列");
  // Printing puts spaces around the signs.
  CHECK(outcome("年龄=1" + repeated(" 或 年龄=1", 510)) == "filter_too_long 第1列");
}

TEST_CASE("no text can break the reader, and every refusal has a place and a reason",
          "[query][property]") {
  std::mt19937 engine(41);
  const auto up_to = [&](std::size_t last) {
    return std::uniform_int_distribution<std::size_t>(0, last)(engine);
  };
  const std::vector<std::string> pieces{
      "级别", "任职", "{",    "}",     "(",          ")",        " ",  " AND ",  "NOT ", ">=",
      "=",    "\"",   "“",    "\\",    "2015.07",    "..",       ",",  "24个月", "IN",   "次数(",
      "IS",   "包含", "科员", "时长",  "县处级副职", "２",       "＞", "MONTHS", "月",   "\xE4\xBD",
      "\xFF", "!",    "-",    "99999", "专长",       "金融监管", "\n", "𠮷",     "年龄", "KNOWN"};
  const std::string seed =
      "级别 >= 县处级副职 AND (任职 { 专长 = 金融监管 AND 时长 >= 24个月 } OR "
      "次数(考核 { 等次 IN (优秀, 称职) }) >= 2)";
  int accepted = 0;
  for (int i = 0; i < 30000; ++i) {
    std::string text;
    if (i % 3 == 0) {
      for (std::size_t n = up_to(40); n > 0; --n) text += static_cast<char>(up_to(255));
    } else if (i % 3 == 1) {
      for (std::size_t n = up_to(25); n > 0; --n) text += pieces[up_to(pieces.size() - 1)];
    } else {
      text = seed;
      for (std::size_t n = up_to(3); n > 0; --n) {
        text.replace(up_to(text.size()), up_to(3), pieces[up_to(pieces.size() - 1)]);
      }
    }
    const FilterUse use = i % 2 == 0 ? FilterUse::search : FilterUse::own_gate;
    const auto filter = read(text, use);
    INFO(text);
    if (filter) {
      ++accepted;
      const auto again = read(to_string(*filter), use);
      REQUIRE(again);
      REQUIRE(*again == *filter);
      continue;
    }
    REQUIRE_FALSE(filter.error().code.empty());
    REQUIRE_FALSE(filter.error().message.empty());
    REQUIRE(is_utf8(filter.error().message));
    REQUIRE((filter.error().code == "bad_encoding" || filter.error().where.starts_with("第")));
  }
  CHECK(accepted > 1000);
}
