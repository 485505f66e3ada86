#include "index/export/formats/lrmx.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
Profile sample() {
  Profile person;
  person.name = "晏示例";
  person.birth = PartialDate{1979, 3, 0};
  person.work_start = PartialDate{2001, 7, 0};
  person.resume.text = "1997.09--2001.07  示例大学学习\r\n2001.07--         样例市财政局科员";
  person.education = {{"e1", "全日制", "大学", "经济学学士", "示例大学", "金融学", "经济学", {}},
                      {"e2", "在职", "", "公共管理硕士", "示范大学", "公共管理", "", {}}};
  person.sealed.sex = "女";
  person.sealed.party_name = "中共";
  person.sealed.party_date = PartialDate{2002, 7, 0};
  person.sealed.retirement_category = "55";
  person.sealed.id_number = "999999197903020007";
  return person;
}
bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("a form holds dates, party and schools in the form's own way", "[lrmx]") {
  const std::string form = to_lrmx(sample());
  CHECK(
      form.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Person>\n  <XingMing>晏示例"));
  CHECK(holds(form, "<ChuShengNianYue>197903</ChuShengNianYue>"));
  CHECK(holds(form, "<RuDangShiJian>200207</RuDangShiJian>"));
  CHECK(holds(form, "<QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>示例大学金融学专业<"));
  CHECK(holds(form, "<QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi></"));
  CHECK(holds(form, "<ZaiZhiJiaoYu_XueLi></"));
  CHECK(holds(form, "<ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi>示范大学公共管理专业<"));
}

TEST_CASE("the retirement month follows the decision of 2024 to the month", "[lrmx]") {
  Profile person = sample();
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue>203607</DaoLingNianYue>"));
  person.sealed.retirement_category = "60";
  person.birth = PartialDate{1964, 12, 0};
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue>202412</DaoLingNianYue>"));
  person.birth = PartialDate{1965, 1, 0};
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue>202502</DaoLingNianYue>"));
  person.birth = PartialDate{1976, 9, 0};
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue>203909</DaoLingNianYue>"));
  person.birth = PartialDate{1977, 1, 0};
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue>204001</DaoLingNianYue>"));
  person.birth = PartialDate{1977, 0, 0};
  CHECK(holds(to_lrmx(person), "<DaoLingNianYue></DaoLingNianYue>"));
}

TEST_CASE("a line end of the résumé survives XML's own line end rule", "[lrmx]") {
  CHECK(holds(to_lrmx(sample()), "示例大学学习&#13;\n2001.07"));
}

TEST_CASE("what the form knows to be none is 无, what it does not know is blank", "[lrmx]") {
  Profile person = sample();
  CHECK(holds(to_lrmx(person), "<JiangChengQingKuang></"));
  person.honours.emplace();
  CHECK(holds(to_lrmx(person), "<JiangChengQingKuang></"));
  person.sanctions.emplace();
  CHECK(holds(to_lrmx(person), "<JiangChengQingKuang>无</"));
}

TEST_CASE("a sanction that no longer counts is not printed on the form, a running one is",
          "[lrmx]") {
  Profile person = sample();
  Sanction sanction;
  sanction.kind = "党内警告";
  sanction.date = PartialDate{2024, 3, 1};
  sanction.authority = "样例市纪委";
  sanction.status = "in_force";
  person.sanctions = {sanction};
  CHECK(holds(to_lrmx(person), ">2024年3月1日，经样例市纪委批准，受党内警告处分。<"));
  for (const char* status : {"exempted", "cleared", "revoked"}) {
    INFO(status);
    person.sanctions->front().status = status;
    CHECK_FALSE(holds(to_lrmx(person), "党内警告"));
  }
}

TEST_CASE("elements that the record keeps as text go back to their place", "[lrmx]") {
  Profile person = sample();
  person.sealed.lrmx_unknown = {{"TianBiaoRen", "甲 & 乙"}, {"ZiDingYi", "<x>"}};
  const std::string form = to_lrmx(person);
  CHECK(holds(form, "<TianBiaoRen>甲 &amp; 乙</TianBiaoRen>\n  <ShenFenZheng>"));
  CHECK(holds(form, "</DaoLingNianYue>\n  <ZiDingYi>&lt;x&gt;</ZiDingYi>\n</Person>"));
}

TEST_CASE("every encoding of a form reads back as the same text", "[lrmx]") {
  Profile person = sample();
  person.name = "䶮𬱖";
  LrmxStyle style;
  for (const Encoding encoding : {Encoding::utf_8, Encoding::utf_8_bom, Encoding::utf_16le,
                                  Encoding::utf_16be, Encoding::gb18030}) {
    style.encoding = encoding;
    const Decoded decoded = decode(to_lrmx(person, style));
    INFO(to_string(encoding));
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.bad == 0);
    CHECK(holds(decoded.text, "<XingMing>䶮𬱖</XingMing>"));
  }
}
