#include <catch2/catch.hpp>
#include <string>

#include "engine/normalise/resume.hpp"
#include "tests/engine/normalise/resume_lines.hpp"

using namespace bole;

namespace {
std::string posts(std::string_view text) {
  Appointment appointment;
  appointment.posts = parse_posts(text);
  return posts_of(appointment);
}
}  // namespace

TEST_CASE("each post has its own organisation", "[resume][posts]") {
  CHECK(posts("样例市财政局副局长、党组成员") == "样例市财政局|副局长, 样例市财政局|党组成员");
  CHECK(posts("某县委常委、副县长") == "某县委|常委, 某县|副县长");
  CHECK(posts("某县委副书记、县政府党组书记、县长") ==
        "某县委|副书记, 某县政府|党组书记, 某县政府|县长");
  CHECK(posts("县委办公室副主任兼县保密局局长") == "县委办公室|副主任, 县保密局|局长");
  CHECK(posts("样例县委常委、组织部部长") == "样例县委|常委, 样例县委组织部|部长");
  CHECK(posts("样例市甲县乙镇党委副书记、镇长") ==
        "样例市甲县乙镇|党委副书记, 样例市甲县乙镇|镇长");
  CHECK(posts("甲区丙街道党工委副书记、办事处主任") ==
        "甲区丙街道|党工委副书记, 甲区丙街道办事处|主任");
  CHECK(posts("样例市财政局局长、市国资委主任") == "样例市财政局|局长, 样例市国资委|主任");
  CHECK(posts("样例县副县长、公安局局长") == "样例县|副县长, 样例县公安局|局长");
  CHECK(posts("样例市财政局预算科科长、局党组成员") ==
        "样例市财政局预算科|科长, 样例市财政局|党组成员");
  CHECK(posts("样例县政协副主席，样例大学客座教授") == "样例县政协|副主席, 样例大学|客座教授");
}

TEST_CASE("a title does not swallow its organisation, nor is it swallowed", "[resume][posts]") {
  CHECK(posts("样例市财政局预算科科员") == "样例市财政局预算科|科员");
  CHECK(posts("样例县财政局长") == "样例县财政局|局长");
  CHECK(posts("样例县公安局交警大队长") == "样例县公安局交警大队|大队长");
  CHECK(posts("样例县第一中学语文教师") == "样例县第一中学|语文教师");
  CHECK(posts("样例县司法局丙镇司法所司法助理员") == "样例县司法局丙镇司法所|司法助理员");
  CHECK(posts("样例集团有限公司总经理助理") == "样例集团有限公司|总经理助理");
  CHECK(posts("样例城市投资（集团）有限公司董事长") == "样例城市投资（集团）有限公司|董事长");
  CHECK(posts("样例市人民检察院一级检察官助理") == "样例市人民检察院|一级检察官助理");
  CHECK(posts("样例县委党校常务副校长") == "样例县委党校|常务副校长");
  CHECK(posts("样例县委宣传部部务委员") == "样例县委宣传部|部务委员");
}

TEST_CASE("a post of the whole follows one in a part of it", "[resume][posts]") {
  CHECK(posts("样例开发区管委会副主任、党组成员") ==
        "样例开发区管委会|副主任, 样例开发区管委会|党组成员");
  CHECK(posts("样例湖管理委员会主任、党组书记") ==
        "样例湖管理委员会|主任, 样例湖管理委员会|党组书记");
  CHECK(posts("样例市政府金融办副主任、党组成员") ==
        "样例市政府金融办|副主任, 样例市政府金融办|党组成员");
  CHECK(posts("样例县档案局（馆）局（馆）长、党组书记") ==
        "样例县档案局（馆）|局（馆）长, 样例县档案局（馆）|党组书记");
  CHECK(posts("样例市财政局预算科科长，副局长") == "样例市财政局预算科|科长, 样例市财政局|副局长");
  CHECK(posts("样例市统计局综合科科长、总统计师") ==
        "样例市统计局综合科|科长, 样例市统计局|总统计师");
  CHECK(posts("样例县人民法院执行局局长、党组成员") ==
        "样例县人民法院执行局|局长, 样例县人民法院|党组成员");
  CHECK(posts("样例县乙镇纪委书记、政法委员、副镇长") ==
        "样例县乙镇纪委|书记, 样例县乙镇|政法委员, 样例县乙镇|副镇长");
  CHECK(posts("样例集团有限公司纪委书记、职工董事") ==
        "样例集团有限公司纪委|书记, 样例集团有限公司|职工董事");
  CHECK(posts("样例县人武部政工科科长，副政委") == "样例县人武部政工科|科长, 样例县人武部|副政委");
  CHECK(posts("样例县委组织部副部长、老干部局局长") ==
        "样例县委组织部|副部长, 样例县委老干部局|局长");
  CHECK(posts("样例县政协副主席、九三学社样例支社主委") ==
        "样例县政协|副主席, 九三学社样例支社|主委");
}

TEST_CASE("a verb inside a name splits it", "[resume][posts]") {
  CHECK(posts("在样例县财政局任预算股股长") == "样例县财政局预算股|股长");
  CHECK(posts("在中国人民银行样例分行挂职任办公室副主任") == "中国人民银行样例分行办公室|副主任");
  CHECK(posts("样例有限责任公司总经理") == "样例有限责任公司|总经理");
  CHECK(posts("样例市任城区教育局局长") == "样例市任城区教育局|局长");
}

TEST_CASE("a field before a title of a place belongs to the title", "[resume][posts]") {
  CHECK(posts("样例县甲镇科技副镇长") == "样例县甲镇|科技副镇长");
  CHECK(posts("样例市委党校（行政学院）副校（院）长") == "样例市委党校（行政学院）|副校（院）长");
  CHECK(posts("样例镇长") == "样例镇|镇长");
}

TEST_CASE("remarks in brackets are no posts", "[resume][posts]") {
  for (const char* remark : {"（正科级）", "（试用期一年）", "（主持工作）", "(副处级)",
                             "〔正县级〕", "（正科级，试用期一年）", "（兼）"}) {
    CAPTURE(remark);
    CHECK(posts("样例市审计局局长" + std::string(remark)) == "样例市审计局|局长");
    CHECK(posts("样例市审计局副局长" + std::string(remark) + "、党组成员") ==
          "样例市审计局|副局长, 样例市审计局|党组成员");
  }
}

TEST_CASE("a stage rises where a later post ends an earlier one", "[resume][posts]") {
  CHECK(posts("乙镇党委副书记、镇长，党委书记") == "乙镇|党委副书记, 乙镇|镇长, 乙镇|党委书记|2");
  CHECK(posts("甲局副局长，局长") == "甲局|副局长, 甲局|局长|2");
  CHECK(posts("甲局科员、副主任科员") == "甲局|科员, 甲局|副主任科员|2");
  CHECK(posts("历任甲局办公室主任、人事科科长") == "甲局办公室|主任, 甲局人事科|科长|2");
  CHECK(posts("甲县审计局局长，后任甲县财政局局长") == "甲县审计局|局长, 甲县财政局|局长|2");
  CHECK(posts("甲局局长、党组书记，四级调研员") == "甲局|局长, 甲局|党组书记, 甲局|四级调研员");
  CHECK(posts("甲县委副书记，县政府党组书记、县长") ==
        "甲县委|副书记, 甲县政府|党组书记, 甲县政府|县长");
}

TEST_CASE("words that are no post yield none", "[resume][posts]") {
  for (const char* text :
       {"", "无", "主持工作", "获三等功", "免去样例市财政局局长职务", "待业", "，、；"}) {
    CAPTURE(text);
    CHECK(posts(text).empty());
  }
}

TEST_CASE("a 党委 of a factory, school or hospital has departments beside one another",
          "[resume][posts]") {
  CHECK(posts("样例市第二纺织厂党委宣传部部长、工会副主席") ==
        "样例市第二纺织厂党委宣传部|部长, 样例市第二纺织厂工会|副主席");
  CHECK(posts("样例医学院党委组织部部长、统战部部长、机关党委书记") ==
        "样例医学院党委组织部|部长, 样例医学院党委统战部|部长, 样例医学院|机关党委书记");
  CHECK(posts("样例学院党委宣传部部长、校团委书记") ==
        "样例学院党委宣传部|部长, 样例学院团委|书记");
  CHECK(posts("样例医学院党委宣传部部长、副院长") ==
        "样例医学院党委宣传部|部长, 样例医学院|副院长");
  CHECK(posts("青禾县委宣传部部长、统战部部长") == "青禾县委宣传部|部长, 青禾县委统战部|部长");
}

TEST_CASE("a workshop is a part of its factory", "[resume][posts]") {
  CHECK(posts("样例机械厂二车间主任") == "样例机械厂二车间|主任");
  CHECK(posts("样例机械厂车间副主任、车间主任") == "样例机械厂车间|副主任, 样例机械厂车间|主任|2");
  CHECK(posts("样例冶炼厂机修车间党支部书记、副厂长") ==
        "样例冶炼厂机修车间|党支部书记, 样例冶炼厂|副厂长");
  CHECK(posts("样例化肥厂厂长助理兼第二车间主任") ==
        "样例化肥厂|厂长助理, 样例化肥厂第二车间|主任");
}

TEST_CASE("the chief of a company is none of its department", "[resume][posts]") {
  CHECK(posts("样例建设有限公司工程部经理、总经理助理") ==
        "样例建设有限公司工程部|经理, 样例建设有限公司|总经理助理");
  CHECK(posts("样例建设有限公司工程部副经理、经理") ==
        "样例建设有限公司工程部|副经理, 样例建设有限公司工程部|经理|2");
}
