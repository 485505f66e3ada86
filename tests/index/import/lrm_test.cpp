#include <array>
#include <catch2/catch.hpp>

#include "engine/profile/profile_json.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
std::array<std::string, 33> invented() {
  std::array<std::string, 33> fields;
  fields[0] = "晏示例";
  fields[1] = "女";
  fields[2] = "197903";
  fields[3] = "白族";
  fields[4] = "云南大理";
  fields[5] = "200207";
  fields[6] = "健康";
  fields[7] = "云南昆明";
  fields[8] = "200107";
  fields[9] = "大学#经济学学士@研究生#公共管理硕士";
  fields[10] = "示例大学金融学专业#@示范大学公共管理专业#";
  fields[11] = "高级经济师";
  fields[16] = "地方金融监管";
  fields[17] = "1997.09--2001.07  示例大学学习~2001.07--  样例市财政局科员";
  fields[18] = "无";
  fields[19] = "2023年优秀";
  fields[20] = "丈夫@儿子@@@@@";
  fields[21] = "示某某@示小@@@@@";
  fields[22] = "197711@200501@@@@@";
  fields[23] = "群众@@@@@@";
  fields[24] = "样例市第九中学教师@学生@@@@@";
  fields[25] = "样例市财政局副局长";
  fields[29] = "中共样例市委组织部";
  fields[30] = "202506";
  fields[31] = "某某";
  fields[32] = "20250610";
  return fields;
}

std::string joined(const std::array<std::string, 33>& fields) {
  std::string text;
  for (const std::string& field : fields) text += (text.empty() ? "\"" : ",\"") + field + "\"";
  return text;
}
}  // namespace

TEST_CASE("every field of the old format finds its place", "[lrm]") {
  const auto records = read_as("lrm", joined(invented()) + "\r\n");
  REQUIRE(records.size() == 1);
  CHECK(records[0].issues.empty());
  REQUIRE(records[0].profile);
  const Profile& profile = *records[0].profile;
  CHECK(profile.name == "晏示例");
  CHECK(to_string(*profile.birth) == "1979.03");
  CHECK(to_string(*profile.work_start) == "2001.07");
  REQUIRE(profile.education);
  REQUIRE(profile.education->size() == 2);
  CHECK((*profile.education)[0].degree == "经济学学士");
  CHECK((*profile.education)[1].mode == "在职");
  CHECK((*profile.education)[1].school == "示范大学");
  CHECK(profile.professional_titles->front().name == "高级经济师");
  CHECK(profile.specialities_stated->front() == "地方金融监管");
  CHECK(profile.resume.text == "1997.09--2001.07  示例大学学习\n2001.07--  样例市财政局科员");
  CHECK(profile.appointments->size() == 2);
  CHECK(profile.honours->empty());
  CHECK(profile.appraisals->front().grade == "优秀");
  CHECK(profile.current.text == "样例市财政局副局长");
  CHECK(profile.sealed.native_place == "云南大理");
  CHECK(profile.sealed.birthplace == "云南昆明");
  CHECK(profile.sealed.party_name == "中共");
  CHECK(profile.sealed.health == "健康");
  REQUIRE(profile.sealed.family);
  CHECK(*profile.sealed.family ==
        std::vector<FamilyMember>{{"丈夫", "示某某", "1977.11", "群众", "样例市第九中学教师"},
                                  {"儿子", "示小", "2005.01", "", "学生"}});
}

TEST_CASE("the old format is read as GBK", "[lrm]") {
  auto fields = invented();
  fields.fill("");
  fields[0] = "\xEA\xCC\xCA\xBE\xC0\xFD";
  const auto records = read_as("lrm", joined(fields));
  CHECK(records[0].encoding == "gb18030");
  CHECK(records[0].profile->name == "晏示例");
}

TEST_CASE("a quote inside a field is part of it", "[lrm]") {
  auto fields = invented();
  fields[25] = "样例市财政局\"副\"局长";
  CHECK(read_as("lrm", joined(fields))[0].profile->current.text == "样例市财政局\"副\"局长");
}

TEST_CASE("another number of fields than 33 is refused, since places would be guessed", "[lrm]") {
  const std::string whole = joined(invented());
  for (const std::string& text :
       {whole.substr(0, whole.rfind(',')), whole + ",\"\"", whole.substr(0, whole.size() - 1),
        std::string("晏示例"), std::string("\"")}) {
    const auto records = read_as("lrm", text);
    CHECK_FALSE(records[0].profile);
    CHECK(codes(records[0].issues) == std::vector<std::string>{"bad_lrm"});
  }
}

TEST_CASE("text in a field that should be empty is kept", "[lrm]") {
  auto fields = invented();
  fields[13] = "来历不明";
  const auto records = read_as("lrm", joined(fields));
  CHECK(codes(records[0].issues) == std::vector<std::string>{"unknown_element"});
  bool kept = false;
  for (const auto& [name, text] : records[0].profile->sealed.lrmx_unknown)
    kept = kept || text == "来历不明";
  CHECK(kept);
}

TEST_CASE("a third schooling in the old format is kept and said", "[lrm]") {
  auto fields = invented();
  fields[9] = "大学#经济学学士@研究生#公共管理硕士@大专#";
  fields[10] = "示例大学金融学专业#@示范大学公共管理专业#@样例党校#经济管理#第三值";
  const auto records = read_as("lrm", joined(fields));
  CHECK(records[0].profile->education->size() == 2);
  CHECK(codes(records[0].issues) == std::vector<std::string>{"unknown_element", "unknown_element"});
  std::string kept;
  for (const auto& [name, text] : records[0].profile->sealed.lrmx_unknown)
    if (name.starts_with("lrm_")) kept += name + "=" + text + ";";
  CHECK(kept == "lrm_9=大专#;lrm_10=样例党校#经济管理#第三值;");

  fields[9] = "大学#经济学学士@研究生#公共管理硕士@#";
  fields[10] = "示例大学金融学专业#@示范大学公共管理专业#@";
  CHECK(read_as("lrm", joined(fields))[0].issues.empty());
}
