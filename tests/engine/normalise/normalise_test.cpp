#include "engine/normalise/normalise.hpp"

#include <catch2/catch.hpp>

#include "engine/normalise/form_elements.hpp"
#include "engine/normalise/form_parts.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::codes;
using bole::testing::has_code;
using bole::testing::issue_of;

namespace {
struct Read {
  Profile profile{};
  Issues issues{};
};

Read read(std::vector<std::pair<std::string, std::string>> fields) {
  if (std::none_of(fields.begin(), fields.end(),
                   [](const auto& field) { return field.first == "XingMing"; }))
    fields.emplace_back("XingMing", "晏示例");
  Read result;
  RawRecord raw;
  raw.fields = std::move(fields);
  result.profile = normalise(raw, Vocabulary::built_in(), result.issues);
  return result;
}

bool keeps(const Profile& profile, std::string_view element, std::string_view text) {
  for (const auto& [name, kept] : profile.sealed.lrmx_unknown) {
    if (name == element && kept == text) return true;
  }
  return false;
}
}  // namespace

TEST_CASE("a name is compared without its inner spaces", "[normalise]") {
  CHECK(canonical_name("张　三") == "张三");
  CHECK(canonical_name(" 张 三\n丰 ") == "张三丰");
  CHECK(canonical_name("John  Smith") == "John Smith");
}

TEST_CASE("every sign that stands for the dot of a name becomes the dot", "[normalise]") {
  for (const char* name : {"甲乙.丙丁", "甲乙。丙丁", "甲乙?丙丁", "甲乙？丙丁", "甲乙•丙丁",
                           "甲乙、丙丁", "甲乙 · 丙丁", "甲乙・丙丁"}) {
    CAPTURE(name);
    CHECK(canonical_name(name) == "甲乙·丙丁");
  }
  CHECK(canonical_name("J.Smith") == "J.Smith");
}

TEST_CASE("codes for sex and ethnic group are read as what they stand for", "[normalise]") {
  const Read result = read({{"XingBie", "2"}, {"MinZu", "01"}});
  CHECK(result.profile.sealed.sex == "女");
  CHECK(result.profile.sealed.ethnicity == "汉族");
  CHECK(codes(result.issues) == std::vector<std::string>{"coded_value", "coded_value"});
}

TEST_CASE("the short name of an ethnic group is read in full and pointed out", "[normalise]") {
  const Read result = read({{"MinZu", "白"}});
  CHECK(result.profile.sealed.ethnicity == "白族");
  const Issue& issue = issue_of(result.issues, "unknown_ethnic_group");
  CHECK(issue.field == "MinZu");
  CHECK(issue.found == "白");
  CHECK(issue.expected == "白族");
}

TEST_CASE("an ethnic group nobody knows is kept as written", "[normalise]") {
  const Read result = read({{"MinZu", "样例族"}});
  CHECK(result.profile.sealed.ethnicity == "样例族");
  CHECK(issue_of(result.issues, "unknown_ethnic_group").field == "MinZu");
}

TEST_CASE("a date that cannot be read is unknown and its text is kept", "[normalise]") {
  const Read result = read({{"ChuShengNianYue", "197913"}, {"CanJiaGongZuoShiJian", "1995年春"}});
  CHECK_FALSE(result.profile.birth);
  CHECK(keeps(result.profile, "ChuShengNianYue", "197913"));
  CHECK(issue_of(result.issues, "bad_date").found == "197913");
  CHECK(to_string(*result.profile.work_start) == "1995");
  CHECK(issue_of(result.issues, "date_in_words").severity == Severity::info);
}

TEST_CASE("a birth written with 生 behind it is that month", "[normalise]") {
  for (const char* written : {"1979年3月生", "1979年3月出生", "1979.03 生"}) {
    const Read result = read({{"ChuShengNianYue", written}});
    REQUIRE(result.profile.birth);
    CHECK(to_string(*result.profile.birth) == "1979.03");
  }
  // A year of two digits may be of either century.
  CHECK_FALSE(read({{"ChuShengNianYue", "79.03"}}).profile.birth);
}

TEST_CASE("the level written behind a post is the current level", "[normalise]") {
  const Read result = read(
      {{"XianRenZhiWu", "样例市财政局党组成员、\n副局长（正县级），四级调研员（试用期一年）"}});
  CHECK(result.profile.current.text ==
        "样例市财政局党组成员、副局长（正县级），四级调研员（试用期一年）");
  CHECK(result.profile.current.level.value == Level::county_head);
  CHECK(result.profile.current.level.source == LevelSource::written);
  CHECK(result.profile.current.grade == "四级调研员");
}

TEST_CASE("without a level in brackets none is guessed from the post", "[normalise]") {
  const Read result = read({{"XianRenZhiWu", "样例市财政局副局长（主持工作）"}});
  CHECK(result.profile.current.level.value == Level::unknown);
  CHECK(result.profile.current.level.source == LevelSource::none);
}

TEST_CASE("the day of graduation comes from the one period of study at that school",
          "[normalise]") {
  const Read result = read({{"QuanRiZhiJiaoYu_XueLi", "大学"},
                            {"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学金融学专业"},
                            {"JianLi",
                             "1997.09--2001.07  示例大学金融学专业学习\n"
                             "2001.07--  样例市财政局科员"}});
  REQUIRE(result.profile.education);
  CHECK(to_string(*result.profile.education->front().to) == "2001.07");
}

TEST_CASE("elements without a place in the record are kept in the sealed part", "[normalise]") {
  const Read result = read(
      {{"NiRenZhiWu", "样例市财政局局长"}, {"RenMianLiYou", "工作需要"}, {"TianBiaoRen", "某某"}});
  CHECK(keeps(result.profile, "NiRenZhiWu", "样例市财政局局长"));
  CHECK(keeps(result.profile, "RenMianLiYou", "工作需要"));
  CHECK(keeps(result.profile, "TianBiaoRen", "某某"));
}

TEST_CASE("a department, which the record does not have, stays with the school's text",
          "[normalise]") {
  CHECK(
      keeps(read({{"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学经济学院金融学专业"}}).profile,
            "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学经济学院金融学专业"));
  CHECK(read({{"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "示例大学金融学专业"}})
            .profile.sealed.lrmx_unknown.empty());
}

TEST_CASE("text that was not understood stays whole", "[normalise]") {
  const Read result =
      read({{"JiangChengQingKuang", "2018年提醒谈话一次"}, {"NianDuKaoHeJieGuo", "连续三年优秀"}});
  CHECK(keeps(result.profile, "JiangChengQingKuang", "2018年提醒谈话一次"));
  CHECK(keeps(result.profile, "NianDuKaoHeJieGuo", "连续三年优秀"));
  CHECK_FALSE(result.profile.appraisals);
}

TEST_CASE("无 is known to be none and an absent element is unknown", "[normalise]") {
  const Read none = read({{"NianDuKaoHeJieGuo", "无"},
                          {"ZhuanYeJiShuZhiWu", "无"},
                          {"ShuXiZhuanYeYouHeZhuanChang", "无"}});
  REQUIRE(none.profile.appraisals);
  CHECK(none.profile.appraisals->empty());
  REQUIRE(none.profile.professional_titles);
  CHECK(none.profile.professional_titles->empty());
  REQUIRE(none.profile.specialities_stated);
  CHECK(none.profile.specialities_stated->empty());
  const Read absent = read({});
  CHECK_FALSE(absent.profile.appraisals);
  CHECK_FALSE(absent.profile.honours);
  CHECK_FALSE(absent.profile.sanctions);
  CHECK_FALSE(absent.profile.professional_titles);
  CHECK_FALSE(absent.profile.appointments);
  CHECK_FALSE(absent.profile.sealed.family);
}

TEST_CASE("a stored retirement month that differs from the computed one is a warning",
          "[normalise]") {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"ChuShengNianYue", "197903"},
      {"GaiGeQianRenZhiNianLingJieXian", "改革前任职年龄界限为55岁"},
      {"DaoLingNianYue", "203608"}};
  const Read result = read(wrong);
  CHECK(result.profile.sealed.retirement_category == "55");
  const Issue& issue = issue_of(result.issues, "retirement_month_differs");
  CHECK(issue.severity == Severity::warning);
  CHECK(issue.found == "2036.08");
  CHECK(issue.expected == "2036.07");

  auto right = wrong;
  right[2].second = "203607";
  CHECK(read(right).issues.empty());
  auto other_base = wrong;
  other_base[1].second = "改革前任职年龄界限为63岁";
  CHECK(read(other_base).issues.empty());
}

TEST_CASE("a text longer than its place on the form is a warning and is kept", "[normalise]") {
  std::string post;
  for (int i = 0; i < 325; ++i) post += "长";
  const Read result = read({{"XianRenZhiWu", post}});
  CHECK(result.profile.current.text == post);
  CHECK(issue_of(result.issues, "too_long").found == "325 字");
  post.resize(post.size() - std::string_view("长").size());
  CHECK(read({{"XianRenZhiWu", post}}).issues.empty());
}

TEST_CASE("text that no form could hold is kept but not interpreted", "[normalise]") {
  std::string endless;
  while (endless.size() <= 64 * 1024) endless += "2020年嘉奖；";
  const Read result = read({{"JiangChengQingKuang", endless}});
  CHECK(has_code(result.issues, "too_long_to_read"));
  CHECK_FALSE(result.profile.honours);
  CHECK(keeps(result.profile, "JiangChengQingKuang", endless));
}

TEST_CASE("dates are in the future only against the form's own date", "[normalise]") {
  const std::vector<std::pair<std::string, std::string>> form{{"ChuShengNianYue", "199003"},
                                                              {"CanJiaGongZuoShiJian", "203001"}};
  CHECK(read(form).issues.empty());
  auto filled_in = form;
  filled_in.emplace_back("TianBiaoShiJian", "20250610");
  CHECK(issue_of(read(filled_in).issues, "future_date").field == "CanJiaGongZuoShiJian");
  auto same_month = form;
  same_month[1].second = "202506";
  same_month.emplace_back("JiSuanNianLingShiJian", "202506");
  CHECK_FALSE(has_code(read(same_month).issues, "future_date"));
}

TEST_CASE("an element of the form is known by its name alone", "[normalise]") {
  CHECK(form_element("XingMing")->chinese == "姓名");
  CHECK(form_element("xingming") == nullptr);
  CHECK(all_form_elements().size() == 35);
}

TEST_CASE("a 职级 and since when it is held are read from the post or the 简历", "[normalise]") {
  const auto grade_of = [](const char* post, const char* resume) {
    const Current current = read({{"XianRenZhiWu", post}, {"JianLi", resume}}).profile.current;
    return current.grade + (current.grade_since ? " " + to_string(*current.grade_since) : "");
  };
  CHECK(grade_of("样例市财政局副局长、四级调研员",
                 "2018.03--2022.05  样例市审计局副局长（2021.06任四级调研员）\n"
                 "2022.05--         样例市财政局副局长、四级调研员") == "四级调研员 2021.06");
  CHECK(grade_of("样例市财政局副局长", "2018.03--  样例市财政局副局长（2021.06任四级调研员）") ==
        "四级调研员 2021.06");
  CHECK(grade_of("样例市财政局副局长",
                 "2018.03--2021.03  样例市审计局四级调研员\n"
                 "2021.03--         样例市财政局副局长")
            .empty());
}
