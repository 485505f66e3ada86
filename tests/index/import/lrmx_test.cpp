#include <catch2/catch.hpp>

#include "engine/profile/profile_json.hpp"
#include "engine/text/utf8.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
ImportedRecord read_one(std::string_view bytes) {
  auto records = read_as("lrmx", bytes);
  REQUIRE(records.size() == 1);
  return std::move(records.front());
}

// A refused file: its only error.
std::string refusal(std::string_view bytes) {
  const ImportedRecord record = read_one(bytes);
  CHECK_FALSE(record.profile);
  REQUIRE(codes(record.issues).size() == 1);
  CHECK(record.issues[0].severity == Severity::error);
  CHECK_FALSE(record.issues[0].message.empty());
  return record.issues[0].code;
}

bool keeps(const Profile& profile, std::string_view element, std::string_view text) {
  for (const auto& [name, kept] : profile.sealed.lrmx_unknown) {
    if (name == element && kept == text) return true;
  }
  return false;
}

std::string utf16le(std::string_view ascii_and_bmp) {
  std::string bytes;
  for (std::size_t at = 0; at < ascii_and_bmp.size();) {
    const char32_t c = next_character(ascii_and_bmp, at);
    bytes += static_cast<char>(c & 0xFF);
    bytes += static_cast<char>(c >> 8);
  }
  return bytes;
}

// 晏示例 in GBK.
const std::string gbk_name = "\xEA\xCC\xCA\xBE\xC0\xFD";
}  // namespace

TEST_CASE("a form is read in every encoding it comes in", "[lrmx]") {
  const std::string text = form({{"XingMing", "晏示例"}});
  const std::vector<std::pair<std::string, std::string>> files{
      {text, "utf-8"},
      {"\xEF\xBB\xBF" + text, "utf-8-bom"},
      {"\xFF\xFE" + utf16le(text), "utf-16le"},
      {utf16le(text), "utf-16le"},
      {form({{"XingMing", gbk_name}}), "gb18030"},
  };
  for (const auto& [bytes, encoding] : files) {
    CAPTURE(encoding);
    const ImportedRecord record = read_one(bytes);
    CHECK(record.encoding == encoding);
    REQUIRE(record.profile);
    CHECK(record.profile->name == "晏示例");
    CHECK(record.issues.empty());
  }
}

TEST_CASE("a wrong declaration is read by its bytes and warned of", "[lrmx]") {
  const ImportedRecord gbk =
      read_one("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + form({{"XingMing", gbk_name}}));
  REQUIRE(gbk.profile);
  CHECK(gbk.profile->name == "晏示例");
  const Issue& issue = issue_of(gbk.issues, "encoding_mismatch");
  CHECK(issue.severity == Severity::warning);
  CHECK(issue.found == "utf-8");
  CHECK(issue.expected == "gb18030");

  const ImportedRecord utf8 =
      read_one("<?xml version='1.0' encoding='GB2312'?>" + form({{"XingMing", "晏示例"}}));
  CHECK(utf8.profile->name == "晏示例");
  CHECK(has_code(utf8.issues, "encoding_mismatch"));

  const ImportedRecord wide =
      read_one("\xFF\xFE" + utf16le("<?xml version=\"1.0\" encoding=\"utf-8\"?>" +
                                    form({{"XingMing", "晏示例"}})));
  CHECK(wide.profile->name == "晏示例");
  CHECK(has_code(wide.issues, "encoding_mismatch"));
}

TEST_CASE("an element is empty in three ways, and none of them is a value", "[lrmx]") {
  const ImportedRecord record = read_one(
      "<Person><XingMing>晏示例</XingMing><MinZu></MinZu><JiGuan/><ChuShengDi>\n  "
      "</ChuShengDi><JianLi> \r\n </JianLi></Person>");
  CHECK(to_json(*record.profile) == R"({"schema":1,"name":"晏示例"})");
  CHECK(record.issues.empty());
}

TEST_CASE("elements come in any order, with comments and sections in between", "[lrmx]") {
  const ImportedRecord record = read_one(
      "<?xml version=\"1.0\"?>\r\n<!-- x --><Person>\r\n"
      "<JiaTingChengYuan><!-- <Item/> --><Item><XingMing>示某</XingMing>"
      "<ChengWei>妻子</ChengWei></Item><Item/></JiaTingChengYuan>\r\n"
      "<MinZu>白族</MinZu><XingMing>晏<!-- y -->示<![CDATA[例]]></XingMing></Person>\r\n");
  REQUIRE(record.profile);
  CHECK(record.profile->name == "晏示例");
  CHECK(record.profile->sealed.ethnicity == "白族");
  REQUIRE(record.profile->sealed.family);
  CHECK(*record.profile->sealed.family ==
        std::vector<FamilyMember>{{.relation = "妻子", .name = "示某"}});
  CHECK(record.issues.empty());
}

TEST_CASE("more family members than the form prints are all kept", "[lrmx]") {
  std::string list = "<Person><XingMing>晏示例</XingMing><JiaTingChengYuan>";
  for (int i = 0; i < 14; ++i) list += "<Item><ChengWei>亲属</ChengWei></Item>";
  const ImportedRecord record = read_one(list + "</JiaTingChengYuan></Person>");
  CHECK(record.profile->sealed.family->size() == 14);
}

TEST_CASE("characters that XML forbids become spaces and are counted", "[lrmx]") {
  const ImportedRecord record =
      read_one(form({{"XingMing", "晏\x01示例&#31;&#x0;&#xD800;&#65535;\xEF\xBF\xBF"},
                     {"XianRenZhiWu", "甲\u00A0乙&#160;丙"},
                     {"JianLi", "2001.07--\x1F  样例市财政局科员"}}));
  CHECK(record.profile->name == "晏示例");
  CHECK(record.profile->current.text == "甲 乙 丙");
  CHECK(record.profile->resume.text == "2001.07--   样例市财政局科员");
  CHECK(codes(record.issues) == std::vector<std::string>{"control_character"});
  CHECK(record.issues[0].found == "7 个：U+0001、U+001F、U+0000、U+D800、U+FFFF");
}

TEST_CASE("rubbish before the first bracket is passed over and said", "[lrmx]") {
  const ImportedRecord record = read_one("??" + form({{"XingMing", "晏示例"}}));
  CHECK(record.profile->name == "晏示例");
  CHECK(issue_of(record.issues, "leading_garbage").found == "??");
}

TEST_CASE("an element that stands twice keeps the first and loses neither", "[lrmx]") {
  const ImportedRecord record = read_one(
      "<Person><XingMing>晏示例</XingMing><XingMing/><XingMing>另一人</XingMing></Person>");
  CHECK(record.profile->name == "晏示例");
  CHECK(codes(record.issues) == std::vector<std::string>{"duplicate_element"});
  CHECK(keeps(*record.profile, "XingMing", "另一人"));
}

TEST_CASE("unknown elements are kept and named", "[lrmx]") {
  const ImportedRecord record = read_one(
      "<Person><XingMing>晏示例</XingMing><ZiDingYi> 甲 </ZiDingYi><JiaTingChengYuan><Item>"
      "<ChengWei>妻子</ChengWei><ShouJi>1</ShouJi></Item></JiaTingChengYuan>文字</Person>");
  CHECK(keeps(*record.profile, "ZiDingYi", "甲"));
  CHECK(keeps(*record.profile, "JiaTingChengYuan/Item/ShouJi", "1"));
  CHECK(keeps(*record.profile, "Person", "文字"));
  CHECK(codes(record.issues) ==
        std::vector<std::string>{"unknown_element", "unknown_element", "stray_text"});
}

TEST_CASE("elements inside a leaf and attributes are said, the text is read", "[lrmx]") {
  const ImportedRecord record =
      read_one("<Person v=\"3\"><XingMing><b>晏</b>示例</XingMing></Person>");
  CHECK(record.profile->name == "晏示例");
  CHECK(codes(record.issues) == std::vector<std::string>{"unexpected_attribute", "nested_element"});
}

TEST_CASE("the picture is kept as the digest of its bytes, wrapped or not", "[lrmx]") {
  const std::string digest =
      "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  for (const char* base64 : {"aGVsbG8=", "aGVs\r\n  bG8=\n", "aGVsbG8"}) {
    CAPTURE(base64);
    CHECK(read_one(form({{"XingMing", "晏示例"}, {"ZhaoPian", base64}})).profile->sealed.photo ==
          digest);
  }
  for (const char* bad : {"@@@@", "aGVsb", "aG=Vs"}) {
    CAPTURE(bad);
    const ImportedRecord record = read_one(form({{"XingMing", "晏示例"}, {"ZhaoPian", bad}}));
    CHECK(record.profile->sealed.photo.empty());
    CHECK(codes(record.issues) == std::vector<std::string>{"bad_photo"});
  }
}

TEST_CASE("rare characters of names survive both encodings", "[lrmx]") {
  CHECK(read_one(form({{"XingMing", "䶮㛃𬱖"}})).profile->name == "䶮㛃𬱖");
  const ImportedRecord record =
      read_one(form({{"XingMing", "\xFE\x9F\x82\x30\xB7\x31\x99\x33\xC3\x36"}}));
  CHECK(record.profile->name == "䶮㛃𬱖");
  CHECK(record.encoding == "gb18030");
}

TEST_CASE("what is no form is refused with the reason", "[lrmx]") {
  const std::string sound = form({{"XingMing", "晏示例"}});
  CHECK(refusal("") == "empty_file");
  CHECK(refusal("\xEF\xBB\xBF \r\n") == "empty_file");
  CHECK(refusal("你好") == "not_xml");
  CHECK(refusal(sound.substr(0, sound.size() - 3)) == "not_xml");
  CHECK(refusal("<Person><XingMing>晏</Person>") == "not_xml");
  CHECK(refusal("<html><body/></html>") == "wrong_root");
  CHECK(refusal("<person/>") == "wrong_root");
}

TEST_CASE("a document type is refused before anything is expanded", "[lrmx]") {
  CHECK(refusal("<?xml version=\"1.0\"?><!DOCTYPE Person [<!ENTITY a \"xxxx\">"
                "<!ENTITY b \"&a;&a;&a;\">]><Person><XingMing>&b;</XingMing></Person>") ==
        "doctype_refused");
  CHECK(refusal("<!DOCTYPE Person SYSTEM \"file:///etc/passwd\"><Person/>") == "doctype_refused");
  // Without a declaration an entity is text like any other.
  CHECK(read_one(form({{"XingMing", "晏&b;"}})).profile->name == "晏&b;");
}

TEST_CASE("deep nesting, swarms of elements and huge files are refused cheaply", "[lrmx]") {
  const auto times = [](std::string_view text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  CHECK(refusal("<Person>" + times("<a>", 100'000)) == "too_deep");
  CHECK(refusal("<Person>" + times("<a/>", 100'000) + "</Person>") == "too_many_elements");
  CHECK(refusal(std::string(record_size_limit + 1, ' ')) == "too_large");
  CHECK(read_one("<Person><XingMing>" + times("<a>", 60) + "晏" + times("</a>", 60) +
                 "</XingMing></Person>")
            .profile);
}

TEST_CASE("a second person in one file is not lost silently", "[lrmx]") {
  const ImportedRecord record =
      read_one(form({{"XingMing", "晏示例"}}) + form({{"XingMing", "另一人"}}));
  CHECK(record.profile->name == "晏示例");
  CHECK(codes(record.issues) == std::vector<std::string>{"extra_content"});
}

TEST_CASE("the parsed career points into the text as it is stored", "[lrmx]") {
  const ImportedRecord record =
      read_one(form({{"XingMing", "晏示例"}, {"JianLi", "\r\n2001.07--  样例市财政局科员\r\n"}}));
  CHECK(record.profile->resume.text == "\n2001.07--  样例市财政局科员\n");
  REQUIRE(record.profile->appointments);
  CHECK(record.profile->appointments->front().text_span == Span{12, 20});
}

TEST_CASE("issues about a form name its elements", "[lrmx]") {
  const ImportedRecord record = read_one(form({{"XingMing", "晏示例"},
                                               {"ChuShengNianYue", "200203"},
                                               {"CanJiaGongZuoShiJian", "200107"},
                                               {"ShenFenZheng", "110105194912310020"},
                                               {"MinZu", "样例族"},
                                               {"JianLi", "2006.05--2001.07  样例市财政局科员"}}));
  std::vector<std::string> fields;
  for (const Issue& issue : record.issues) fields.push_back(issue.code + " " + issue.field);
  CHECK(fields == std::vector<std::string>{
                      "end_before_start JianLi", "birth_after_work_start ChuShengNianYue",
                      "unknown_ethnic_group MinZu", "bad_id_checksum ShenFenZheng",
                      "id_birth_mismatch ShenFenZheng", "date_before_birth JianLi"});
}

TEST_CASE("words behind the root element are not lost silently", "[lrmx]") {
  const std::string sound = form({{"XingMing", "晏示例"}});
  CHECK(issue_of(read_one(sound + "后面的话").issues, "extra_content").found == "后面的话");
  CHECK(codes(read_one(sound + "\n<!-- x --> <?y z?>\n").issues).empty());
}

TEST_CASE("a form that was cut says that it does not end", "[lrmx]") {
  const ImportedRecord record = read_one("<Person>\n<XingMing>晏示例</XingMing>\n<XingBie>");
  CHECK_FALSE(record.profile);
  CHECK(issue_of(record.issues, "not_xml").message.find("</Person>") != std::string::npos);
}

TEST_CASE("a picture that is no whole picture is kept and pointed out", "[lrmx]") {
  const auto photo = [](std::string_view base64) {
    return read_one(form({{"XingMing", "晏示例"}, {"ZhaoPian", base64}}));
  };
  const ImportedRecord text = photo("aGVsbG8=");
  CHECK(codes(text.issues) == std::vector<std::string>{"photo_not_image"});
  CHECK_FALSE(text.profile->sealed.photo.empty());
  CHECK(codes(photo("/9j/4AAQSkZJRgAB").issues) == std::vector<std::string>{"photo_not_image"});
  CHECK(codes(photo("/9j/4AAQSkZJ/9k=").issues).empty());
}

TEST_CASE("the age that the printed form has behind a date is no part of it", "[lrmx]") {
  const ImportedRecord record =
      read_one(form({{"XingMing", "晏示例"}, {"ChuShengNianYue", "1979.03（46岁）"}}));
  CHECK(to_string(*record.profile->birth) == "1979.03");
  CHECK(record.issues.empty());
}

TEST_CASE("an ID number or a party said to be none is none", "[lrmx]") {
  const ImportedRecord record =
      read_one(form({{"XingMing", "晏示例"}, {"ShenFenZheng", "无"}, {"RuDangShiJian", "无"}}));
  CHECK(record.profile->sealed.id_number.empty());
  CHECK(record.profile->sealed.party_name.empty());
  CHECK(keeps(*record.profile, "RuDangShiJian", "无"));
  CHECK(record.issues.empty());
}
