#include "engine/normalise/resume.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/normalise/characters.hpp"
#include "tests/engine/normalise/resume_lines.hpp"

using namespace bole;

namespace {
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const Appointment& a : parse_resume(text).appointments) lines.push_back(line_of(a));
  return lines;
}

using Lines = std::vector<std::string>;

std::string slice(std::string_view text, Span span) {
  const Characters characters = to_characters(text);
  REQUIRE(span.begin <= span.end);
  REQUIRE(span.end <= characters.raw.size());
  return to_utf8(std::u32string_view(characters.raw).substr(span.begin, span.end - span.begin));
}

std::vector<std::string> statements_of(std::string_view text) {
  std::vector<std::string> statements;
  for (const Appointment& a : parse_resume(text).appointments) {
    statements.push_back(slice(text, *a.text_span));
  }
  return statements;
}

std::vector<std::string> unparsed_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const Span span : parse_resume(text).unparsed) lines.push_back(slice(text, span));
  return lines;
}

std::vector<std::string> codes_of(std::string_view text) {
  std::vector<std::string> codes;
  for (const Issue& issue : parse_resume(text).issues) codes.push_back(issue.code);
  return codes;
}

bool has_code(std::string_view text, const std::string& code) {
  const auto codes = codes_of(text);
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string first(std::string_view text) {
  const auto lines = lines_of(text);
  REQUIRE_FALSE(lines.empty());
  return lines.front();
}

const std::string job = "2001.07--2006.05  样例市财政局科员";
}  // namespace

TEST_CASE("the form's own layout is read whole", "[resume]") {
  const std::string text =
      "1997.09--2001.07  示例大学经济学院金融学专业学习\n"
      "2001.07--2006.05  样例市财政局预算科科员、副主任科员\n"
      "2006.05--2012.11  样例市甲县财政局副局长（其间：2008.09--2011.06在示范大\n"
      "                  学公共管理专业在职研究生学习，获公共管理硕士学位）\n"
      "2012.11--2018.03  样例市甲县乙镇党委副书记、镇长，党委书记\n"
      "2018.03--         样例市财政局副局长、党组成员\n"
      "（2016.03--2018.09挂职某国有投资集团总经理助理）\n"
      "\n"
      "样例市第十二届人大代表";
  CHECK(lines_of(text) ==
        Lines{"a1 学习 1997.09--2001.07",
              "a2 任职 2001.07--2006.05: 样例市财政局预算科|科员, 样例市财政局预算科|副主任科员|2",
              "a3 任职 2006.05--2012.11: 样例市甲县财政局|副局长", "a4 学习 2008.09--2011.06 in a3",
              "a5 任职 2012.11--2018.03: 样例市甲县乙镇|党委副书记, 样例市甲县乙镇|镇长, "
              "样例市甲县乙镇|党委书记|2",
              "a6 任职 2018.03--: 样例市财政局|副局长, 样例市财政局|党组成员",
              "a7 挂职 2016.03--2018.09 in a6: 某国有投资集团|总经理助理",
              "a8 任外职 ?--?: 样例市第十二届人大|代表"});
  CHECK(statements_of(text)[0] == "示例大学经济学院金融学专业学习");
  CHECK(statements_of(text)[2] ==
        "样例市甲县财政局副局长（其间：2008.09--2011.06在示范大\n"
        "                  学公共管理专业在职研究生学习，获公共管理硕士学位）");
  CHECK(statements_of(text)[3] ==
        "在示范大\n                  学公共管理专业在职研究生学习，获公共管理硕士学位");
  CHECK(statements_of(text)[5] ==
        "样例市财政局副局长、党组成员\n（2016.03--2018.09挂职某国有投资集团总经理助理）");
  CHECK(statements_of(text)[6] == "挂职某国有投资集团总经理助理");
  CHECK(unparsed_of(text).empty());
}

TEST_CASE("every dash between two months is a dash", "[resume]") {
  for (const char* dash : {"--", "—",  "——", "－－", "－", "─",  "──", "–",   "~", "〜",
                           "～", "至", "-",  " - ",  "— ", "到", "一", "-- ", "→", "― "}) {
    CAPTURE(dash);
    CHECK(first("2001.07" + std::string(dash) + "2006.05  样例市财政局科员") ==
          "a1 任职 2001.07--2006.05: 样例市财政局|科员");
  }
}

TEST_CASE("every form of date makes a head", "[resume]") {
  for (const char* head : {"200107--200605",
                           "2001.7--2006.5",
                           "2001年7月--2006年5月",
                           "2001/7-2006/5",
                           "2001-7-2006-5",
                           "2001-07-2006-05",
                           "2001.07-2006.05",
                           "2001-07--2006-05",
                           "２００１．０７－－２００６．０５",
                           "2001．07—2006．05",
                           "2001 年 7 月至 2006 年 5 月",
                           "2001年07月-2006年05月",
                           "自2001年7月至2006年5月",
                           "2001年7月－2006年5月",
                           "[2001.07--2006.05]",
                           "（2001.07-2006.05）",
                           "1. 2001.07-2006.05",
                           "●2001.07-2006.05",
                           "（一）2001.07--2006.05",
                           "2001.07-- 2006.05",
                           "2001.07 -- 2006.05",
                           "二〇〇一年七月至二〇〇六年五月",
                           "2001。07--2006。05",
                           "2001.7月-2006.5月"}) {
    CAPTURE(head);
    CHECK(lines_of(std::string(head) + "  样例市财政局科员") ==
          Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员"});
  }
  CHECK(first("2001.07.15-2006.05.31 样例市财政局科员") ==
        "a1 任职 2001-07-15--2006-05-31: 样例市财政局|科员");
  CHECK(first("1995--1999 样例市财政局科员") == "a1 任职 1995--1999: 样例市财政局|科员");
  CHECK(first("1995年-1999年 样例市财政局科员") == "a1 任职 1995--1999: 样例市财政局|科员");
  CHECK(first("2008年3月至6月 在样例省委党校学习") == "a1 学习 2008.03--2008.06");
}

TEST_CASE("whatever stands between head and statement is skipped", "[resume]") {
  for (const char* gap : {"  ", "", " ", "\t", "\xc2\xa0", "　", "：", ":", "， ", "\n", "\r\n",
                          "\n\n", "\n                  "}) {
    CAPTURE(gap);
    const std::string text = "2001.07--2006.05" + std::string(gap) + "样例市财政局科员";
    CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员"});
    CHECK(statements_of(text).front() == "样例市财政局科员");
  }
}

TEST_CASE("a period that goes on is open", "[resume]") {
  for (const char* head :
       {"2018.03--至今", "2018.03至今", "2018.03--今", "2018.03-现在", "2018.03--", "2018.03—",
        "2018.03--目前", "2018.03～至今", "2018年3月至现在", "2018.03-- 至 今",
        "2018.03--         ", "自2018年3月起", "2018年3月以来", "2018.03~"}) {
    CAPTURE(head);
    const auto parsed = parse_resume(std::string(head) + " 样例市财政局局长");
    REQUIRE(parsed.appointments.size() == 1);
    CHECK(parsed.appointments[0].open);
    CHECK_FALSE(parsed.appointments[0].to);
    CHECK(to_string(*parsed.appointments[0].from) == "2018.03");
    CHECK(posts_of(parsed.appointments[0]) == "样例市财政局|局长");
  }
}

TEST_CASE("the start of a period that is said to begin is not its end", "[resume]") {
  const std::string text = "自2001年7月起任样例市财政局科员；\n自2006年5月起任样例市财政局副局长";
  CHECK(lines_of(text) ==
        Lines{"a1 任职 2001.07--?: 样例市财政局|科员", "a2 任职 2006.05--: 样例市财政局|副局长"});
  CHECK(has_code(text, "end_missing"));
}

TEST_CASE("'~' is a dash between dates and a line break elsewhere", "[resume]") {
  CHECK(lines_of("2001.07~2006.05  样例市财政局科员~2006.05~2012.11  样例市财政局副局长~"
                 "2012.11~  样例市审计局局长~样例市第十届政协委员") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
              "a2 任职 2006.05--2012.11: 样例市财政局|副局长",
              "a3 任职 2012.11--: 样例市审计局|局长", "a4 任外职 ?--?: 样例市第十届政协|委员"});
  CHECK(lines_of("2001.07--2006.05  样例市财政局科员~2006.05--  "
                 "样例市财政局副局长~~样例市第九届党代会代表") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
              "a2 任职 2006.05--: 样例市财政局|副局长", "a3 任外职 ?--?: 样例市第九届党代会|代表"});
}

TEST_CASE("offsets count characters of the text as given", "[resume]") {
  const std::string text = "\xef\xbb\xbf" +
                           std::string("2001.07--2006.05  样例市𬱖县财政局科员\r\n") +
                           "2006.05--2012.11  样例市䶮县财政局副局长\r"
                           "2012.11--  𬱖县县长\r\n";
  const auto spans = parse_resume(text).appointments;
  REQUIRE(spans.size() == 3);
  CHECK((spans[0].text_span == Span{19, 29}));
  CHECK((spans[1].text_span == Span{49, 60}));
  CHECK(statements_of(text) ==
        Lines{"样例市𬱖县财政局科员", "样例市䶮县财政局副局长", "𬱖县县长"});
}

TEST_CASE("several periods on one line are cut at their heads", "[resume]") {
  CHECK(lines_of("2001.07--2006.05 A局科员 2006.05--2012.11 B局副局长") ==
        Lines{"a1 任职 2001.07--2006.05: A局|科员", "a2 任职 2006.05--2012.11: B局|副局长"});
  CHECK(lines_of(
            "1999.08--2002.03，样例县法院书记员；2002.03--2007.05，样例县法院审判员；2007.05-- ，"
            "样例市中级法院庭长") == Lines{"a1 任职 1999.08--2002.03: 样例县法院|书记员",
                                           "a2 任职 2002.03--2007.05: 样例县法院|审判员",
                                           "a3 任职 2007.05--: 样例市中级法院|庭长"});
}

TEST_CASE("a wrap may split a word, a date or a bracket", "[resume]") {
  const std::string text =
      "2001.07--2006.05  样例市财政局预算\n科科员\n"
      "2006.05--2012.11  样例市财政局支付中心副主任（正科\n级），（其间：2008.0\n"
      "9--2011.06在示范大学公共管理\n专业学习；2009.03--2010.03在甲\n县乙镇挂职任党委副书\n记）\n"
      "2012.11--2018.\n03  样例市甲县财政局局长\n2018.03--\n2019.06  样例市财政局副局长";
  CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局预算科|科员",
                                "a2 任职 2006.05--2012.11: 样例市财政局支付中心|副主任",
                                "a3 学习 2008.09--2011.06 in a2",
                                "a4 挂职 2009.03--2010.03 in a2: 甲县乙镇|党委副书记",
                                "a5 任职 2012.11--2018.03: 样例市甲县财政局|局长",
                                "a6 任职 2018.03--2019.06: 样例市财政局|副局长"});
  CHECK(parse_resume(text).appointments[1].level ==
        SourcedLevel{Level::township_head, LevelSource::written});
}

TEST_CASE("the head may stand on a line of its own", "[resume]") {
  CHECK(lines_of("2001.07--2006.05\n  样例市财政局科员\n2006.05--2012.11\n  样例市财政局党组成员\n "
                 " 副局长\n"
                 "2012.11--至今\n样例市审计局党组书记 局长") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
              "a2 任职 2006.05--2012.11: 样例市财政局|党组成员, 样例市财政局|副局长",
              "a3 任职 2012.11--: 样例市审计局|党组书记, 样例市审计局|局长"});
}

TEST_CASE("a bracket holds several items, with dates and without", "[resume]") {
  for (const char* brackets : {"（）", "()", "〔〕", "［］", "【】", "[]"}) {
    CAPTURE(brackets);
    const std::u32string pair = to_characters(brackets).raw;
    const std::string text =
        "2005.10--2011.04  样例市检察院公诉处检察员" + to_utf8(pair.substr(0, 1)) +
        "其间：2007.09--2010.06在示例大学法律硕士专业学习，获硕士学位；2008.03起挂职"
        "样例县甲镇镇长助理；2009.05任副处长" +
        to_utf8(pair.substr(1));
    CHECK(lines_of(text) == Lines{"a1 任职 2005.10--2011.04: 样例市检察院公诉处|检察员",
                                  "a2 学习 2007.09--2010.06 in a1",
                                  "a3 挂职 2008.03--? in a1: 样例县甲镇|镇长助理",
                                  "a4 任职 2009.05--? in a1: 样例市检察院公诉处|副处长"});
    CHECK(statements_of(text)[1] == "在示例大学法律硕士专业学习，获硕士学位");
    CHECK(statements_of(text)[2] == "挂职样例县甲镇镇长助理");
  }
  for (const char* mark : {"；", ";", "，", "。", "、", " "}) {
    CAPTURE(mark);
    CHECK(lines_of(job + "（期间2003.09--2004.01在省委党校学习" + mark +
                   "2004.03--2005.03在甲县挂职任县长助理）") ==
          Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 学习 2003.09--2004.01 in a1",
                "a3 挂职 2004.03--2005.03 in a1: 甲县|县长助理"});
  }
}

TEST_CASE("其间 without brackets begins items too", "[resume]") {
  CHECK(lines_of(job + "，其间：2003.09--2004.01在省委党校学习") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 学习 2003.09--2004.01 in a1"});
  CHECK(lines_of(job + "\n其间2003.09--2004.01在省委党校学习") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 学习 2003.09--2004.01 in a1"});
  CHECK(lines_of(job + "，2003.09--2004.01在省委党校学习") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 学习 2003.09--2004.01 in a1"});
}

TEST_CASE("a bracket line runs beside the period under which it stands", "[resume]") {
  for (const char* between : {"\n", "\n\n", "\n                  ", "\r\n"}) {
    CAPTURE(between);
    const std::string text =
        job + "\n2006.05--2009.10  样例市财政局副科长" + between +
        "（2004.09--2007.06在示范大学（工商管理硕士）专业学习）\n2009.10--  样例市审计局科长";
    CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
                                  "a2 任职 2006.05--2009.10: 样例市财政局|副科长",
                                  "a3 学习 2004.09--2007.06 in a2",
                                  "a4 任职 2009.10--: 样例市审计局|科长"});
  }
}

TEST_CASE("a bracket without its other half costs nothing but itself", "[resume]") {
  const std::string open =
      "2001.07--2006.05  样例市财政局科员（其间：2003.09--2004.01在省委党校学习\n"
      "2006.05--2012.11  样例市国资委副主任（正处级）\n2012.11--  样例市国资委主任）";
  CHECK(lines_of(open) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
                                "a2 学习 2003.09--2004.01 in a1",
                                "a3 任职 2006.05--2012.11: 样例市国资委|副主任",
                                "a4 任职 2012.11--: 样例市国资委|主任"});
  CHECK(has_code(open, "unbalanced_bracket"));
  CHECK(first("2001.07--2006.05  样例市财政局科员（正科级") ==
        "a1 任职 2001.07--2006.05: 样例市财政局|科员");
  CHECK(first("2001.07--2006.05  样例市财政局科员））") ==
        "a1 任职 2001.07--2006.05: 样例市财政局|科员");
}

TEST_CASE("kinds follow what the statement says", "[resume]") {
  const auto kind_of = [](const char* statement) {
    return parse_resume("2001.07--2006.05  " + std::string(statement)).appointments.at(0).kind;
  };
  for (const char* study :
       {"示例大学经济学院金融学专业学习", "示例大学中文系汉语言文学专业",
        "样例省委党校中青年干部培训班学习", "在示例大学攻读管理学博士学位", "示例师范学校普师班",
        "样例县第一中学高中学生", "某陆军学院学员队学员", "示例大学法学院法学专业大学本科",
        "示例大学学习，任学生会主席", "脱产学习", "示例大学中文系本科学习（全日制）",
        "在国外某大学做访问学者", "考入示例大学历史系学习", "示例大学"}) {
    CAPTURE(study);
    CHECK(kind_of(study) == "学习");
  }
  for (const char* work :
       {"样例市质监局学习办公室主任", "示例大学学生处副处长", "示例大学学生工作部干事",
        "示例大学教师", "示例大学研究生院副院长", "样例市委党校培训中心主任", "样例县人民医院医师",
        "样例市援藏工作办公室副主任", "样例县委书记、县人武部党委第一书记", "某部队战士、班长",
        "样例县政协专职常委、提案委主任", "样例市财政局科员，在职研究生学习",
        "样例县教育局培训股股长"}) {
    CAPTURE(work);
    CHECK(kind_of(work) == "任职");
  }
  for (const char* secondment :
       {"样例县副县长（挂职）", "（挂职）样例县副县长", "挂职样例县副县长",
        "挂任样例县委常委、副县长", "在样例县挂职任县长助理", "样例县丙村驻村第一书记",
        "样例县丙村党支部第一书记", "西藏样例县委常委、副县长（援藏）",
        "援疆任新疆某县卫生局副局长", "样例市卫健委驻甲县乙镇丙村工作队队长",
        "在样例县财政局挂职锻炼"}) {
    CAPTURE(secondment);
    CHECK(kind_of(secondment) == "挂职");
  }
  for (const char* outside :
       {"样例市第十二届人大代表", "第十届样例市政协委员", "当选为样例省第十次党代会代表"}) {
    CAPTURE(outside);
    CHECK(kind_of(outside) == "任外职");
  }
  for (const char* other :
       {"待业", "在家务农", "样例县甲公社知青", "借调样例县委组织部工作", "转业待安置",
        "样例市纪委跟班学习", "抽调至样例市创卫办工作", "自由职业"}) {
    CAPTURE(other);
    CHECK(kind_of(other) == "其他");
  }
}

TEST_CASE("memberships at the end are posts outside", "[resume]") {
  for (const char* gap : {"\n\n", "\n"}) {
    CAPTURE(gap);
    CHECK(lines_of(job + gap +
                   "第十届样例市委委员，样例市第十二届人大代表；样例省工商联第九届执委会常委\n兼任"
                   "样例省金融学会副会长") ==
          Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
                "a2 任外职 ?--?: 第十届样例市委|委员, 样例市第十二届人大|代表",
                "a3 任外职 ?--?: 样例省工商联第九届执委会|常委",
                "a4 任外职 ?--?: 样例省金融学会|副会长"});
  }
}

TEST_CASE("what is no appointment is listed, not dropped", "[resume]") {
  CHECK(unparsed_of("简历：\n" + job + "\n奖励情况：2010年被评为全国先进工作者\n家庭成员：略") ==
        Lines{"简历：", "奖励情况：2010年被评为全国先进工作者", "家庭成员：略"});
  CHECK(unparsed_of("2001年7月参加工作\n" + job) == Lines{"2001年7月参加工作"});
  CHECK(unparsed_of("个人简历：" + job) == Lines{"个人简历："});
  CHECK(unparsed_of("（其间：若干事项）") == Lines{"（其间：若干事项）"});
  CHECK(parse_resume("").appointments.empty());
  CHECK(parse_resume(" \n\r\n　").unparsed.empty());
}

TEST_CASE("a line whose dates cannot be read is left whole and takes nothing with it", "[resume]") {
  for (const char* line : {"95.07--97.03 样例县甲乡科员", "20105.06--2007.08 样例县乙乡书记",
                           "2001.07--20077.08 样例县乙乡书记"}) {
    CAPTURE(line);
    const std::string text =
        job + "\n" + line + "\n                  兼人大主席\n2007.08--  样例县发改局局长";
    CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
                                  "a2 任职 2007.08--: 样例县发改局|局长"});
    CHECK(unparsed_of(text) == Lines{line, "兼人大主席"});
    CHECK(has_code(text, "unreadable_date"));
  }
}

TEST_CASE("dates that cannot be are not mended", "[resume]") {
  CHECK(first("1995.13--1997.03  样例市财政局科员") == "a1 任职 1995--1997.03: 样例市财政局|科员");
  CHECK(codes_of("1995.13--1997.03  样例市财政局科员") == Lines{"impossible_date"});
  CHECK(first("1995年春--1997年底  样例市财政局科员") == "a1 任职 1995--1997: 样例市财政局|科员");
  CHECK(codes_of("1995年春--1997年底  样例市财政局科员") ==
        Lines{"date_in_words", "date_in_words"});
  CHECK(first("2003.12--2002.01  样例县丙镇党委书记") ==
        "a1 任职 2003.12--2002.01: 样例县丙镇|党委书记");
  CHECK(codes_of("2003.12--2002.01  样例县丙镇党委书记") == Lines{"end_before_start"});
}

TEST_CASE("gaps of more than a month and overlaps are reported", "[resume]") {
  const auto codes = [](const char* second) {
    return codes_of("2001.07--2006.05  样例市财政局科员\n" + std::string(second));
  };
  CHECK(codes("2006.05--2012.11  样例市审计局副局长").empty());
  CHECK(codes("2006.06--2012.11  样例市审计局副局长").empty());
  CHECK(codes("2006.07--2012.11  样例市审计局副局长") == Lines{"resume_gap"});
  CHECK(codes("2006.04--2012.11  样例市审计局副局长") == Lines{"resume_overlap"});
  CHECK(codes("2006--2012.11  样例市审计局副局长").empty());
  CHECK(codes("2007--2012.11  样例市审计局副局长") == Lines{"resume_gap"});
  CHECK(codes("1997.09--2001.07  示例大学学习").empty());
  CHECK(codes("2003.09--2004.07  省委党校学习").empty());
}

TEST_CASE("a study inside the period before it runs beside it", "[resume]") {
  CHECK(lines_of(job + "\n2003.09--2004.07  在省委党校学习\n2006.05--2008.07  示例大学学习") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 学习 2003.09--2004.07 in a1",
              "a3 学习 2006.05--2008.07"});
}

TEST_CASE("prose yields what is dated and lists the rest", "[resume]") {
  const std::string text =
      "张某，男，1972年5月生，1994年7月参加工作，1998年6月入党。1994年7月至1999年3月在样例县甲乡农"
      "经站工作，"
      "历任办事员、科员、副站长；1999年3月至2003年11月任甲乡党政办主任；2003年11月任甲乡副乡长，200"
      "7年2月任甲乡"
      "党委副书记，2010年3月至2015年8月任样例县扶贫办副主任，2015年8月至今任样例县乡村振兴局党组书"
      "记、局长。";
  CHECK(lines_of(text) ==
        Lines{"a1 任职 1994.07--1999.03: 样例县甲乡农经站|办事员, 样例县甲乡农经站|科员|2, "
              "样例县甲乡农经站|副站长|3",
              "a2 任职 1999.03--2003.11: 甲乡党政办|主任", "a3 任职 2003.11--?: 甲乡|副乡长",
              "a4 任职 2007.02--?: 甲乡|党委副书记",
              "a5 任职 2010.03--2015.08: 样例县扶贫办|副主任",
              "a6 任职 2015.08--: 样例县乡村振兴局|党组书记, 样例县乡村振兴局|局长"});
  CHECK_FALSE(unparsed_of(text).empty());
}

TEST_CASE("duties and the written level are kept", "[resume]") {
  const auto parsed = parse_resume(
      "2011.06--2016.07  "
      "样例县人民政府党组成员、副县长（副处级），分管农业农村、水利等工作，联系气象局");
  REQUIRE(parsed.appointments.size() == 1);
  CHECK(posts_of(parsed.appointments[0]) == "样例县人民政府|党组成员, 样例县人民政府|副县长");
  CHECK(parsed.appointments[0].duties == Lines{"农业农村", "水利", "气象局"});
  CHECK(parsed.appointments[0].level == SourcedLevel{Level::county_deputy, LevelSource::written});
}

TEST_CASE("a range in a bracket keeps its end wherever a wrap cuts it", "[resume]") {
  const Lines whole{"a1 任职 2006.05--2012.11: 样例县财政局|副局长",
                    "a2 学习 2008.09--2011.06 in a1"};
  for (const char* wrap : {"\n", "\n                  ", "\r\n", "\n\t\t"}) {
    for (const char* dash : {"--", "—", "至", "～", "-"}) {
      const std::u32string cut = to_characters(wrap).raw;
      const std::string open = "2006.05--2012.11  样例县财政局副局长";
      for (const char* bracket : {"（其间：", "（", "，其间："}) {
        const bool closes = std::string(bracket) != "，其间：";
        const std::u32string head = to_characters("2008.09" + std::string(dash) + "2011.06").raw;
        for (std::size_t at = 5; at <= head.size(); ++at) {
          const std::string text = open + bracket + to_utf8(head.substr(0, at) + cut) +
                                   to_utf8(head.substr(at)) + "在示范大学学习" +
                                   (closes ? "）" : "");
          CAPTURE(text);
          CHECK(lines_of(text) == whole);
        }
      }
    }
  }
  CHECK(lines_of("（2001.07--\n2006.05）样例市财政局科员\n[2006.05--2012.\n11] 样例市审计局科长") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
              "a2 任职 2006.05--2012.11: 样例市审计局|科长"});
  CHECK(unparsed_of("（2001.07--\n2006.05）样例市财政局科员").empty());
}

TEST_CASE("the last period of a text in one line may be open", "[resume]") {
  for (const char* separator : {" ", "；", "，", "。", "", "\t"}) {
    for (const char* open : {"2012.11--至今", "2012.11至今", "2012.11--", "2012.11—", "2012.11-"}) {
      const std::string text = "2001.07--2006.05 样例市财政局科员（正科级）" +
                               std::string(separator) + "2006.05--2012.11 样例市财政局副局长" +
                               separator + open + " 样例市审计局局长";
      CAPTURE(text);
      CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员",
                                    "a2 任职 2006.05--2012.11: 样例市财政局|副局长",
                                    "a3 任职 2012.11--: 样例市审计局|局长"});
    }
  }
  CHECK(
      lines_of("2001.07~2006.05 样例市财政局科员 2006.05~ 样例市审计局局长") ==
      Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 任职 2006.05--: 样例市审计局|局长"});
}

TEST_CASE("to lead a body with a staff of its own is a post, to be its member is not", "[resume]") {
  for (const char* post :
       {"样例县残联副理事长", "样例县残疾人联合会理事长", "样例市工商业联合会副会长",
        "样例市红十字会常务副会长", "样例市妇女联合会副主席", "样例市文学艺术界联合会副主席"}) {
    CAPTURE(post);
    CHECK(parse_resume("2001.07--  " + std::string(post)).appointments.at(0).kind == "任职");
  }
  for (const char* outside :
       {"样例市律师协会副会长", "样例省金融学会常务理事", "样例省律师协会监事长",
        "样例市慈善总会会长", "样例省残疾人联合会第六届主席团委员"}) {
    CAPTURE(outside);
    CHECK(parse_resume("2001.07--  " + std::string(outside)).appointments.at(0).kind == "任外职");
  }
}

TEST_CASE("an office for postings is no posting", "[resume]") {
  for (const char* office :
       {"样例县委组织部驻村工作科副科长", "样例市委组织部挂职干部管理科科长",
        "样例市驻村工作队管理办公室副主任", "样例县选派干部管理办公室副主任", "样例县驻村办主任",
        "样例市教育局支教科科长", "样例市对口支援合作处处长",
        "样例县委驻村工作领导小组办公室专职副主任", "样例县纪委派驻县农业农村局纪检监察组组长",
        "样例县农村信用社驻乙乡信用社主任"}) {
    CAPTURE(office);
    CHECK(parse_resume("2001.07--  " + std::string(office)).appointments.at(0).kind == "任职");
  }
  for (const char* posting : {"样例县甲镇乙村驻村第一书记", "样例县财政局驻甲镇乙村工作队队员",
                              "样例县乙村驻村工作队队长", "样例大学选派样例县甲镇乙村任第一书记",
                              "援疆任新疆某县驻村办主任"}) {
    CAPTURE(posting);
    CHECK(parse_resume("2001.07--  " + std::string(posting)).appointments.at(0).kind == "挂职");
  }
}

TEST_CASE("a secondment beside an ordinary post is an appointment of its own", "[resume]") {
  for (const char* statement :
       {"样例市财政局科长，挂任样例县副县长", "样例市财政局科长、挂任样例县副县长",
        "样例市财政局科长，样例县副县长（挂职）", "样例市财政局科长，在样例县挂职任副县长",
        "样例市财政局科长（挂任样例县副县长）", "样例市财政局科长（挂职样例县副县长一年）"}) {
    CAPTURE(statement);
    const std::string text = "2001.07--2006.05  " + std::string(statement);
    CHECK(lines_of(text) == Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科长",
                                  "a2 挂职 ?--? in a1: 样例县|副县长"});
    CHECK(statements_of(text).front() == statement);
  }
  CHECK(lines_of("2001.07--2006.05  样例市财政局科长（2003.03—2004.03挂职任样例县副县长）") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科长",
              "a2 挂职 2003.03--2004.03 in a1: 样例县|副县长"});
  CHECK(lines_of("2001.07--2006.05  样例县副县长（挂职）、样例大学农学院副院长") ==
        Lines{"a1 任职 2001.07--2006.05: 样例大学农学院|副院长",
              "a2 挂职 ?--? in a1: 样例县|副县长"});
  CHECK(statements_of("2001.07--  样例市财政局科长，样例县委常委、副县长（挂职）").at(1) ==
        "样例县委常委、副县长（挂职）");
}

TEST_CASE("a line that tells of nothing is no part of the statement before it", "[resume]") {
  CHECK(unparsed_of(job + "\n说不清的话") == Lines{"说不清的话"});
  CHECK(unparsed_of(job + "\n二、奖惩情况\n2004年被评为先进工作者") ==
        Lines{"二、奖惩情况", "2004年被评为先进工作者"});
  CHECK(unparsed_of(job + "\n试用期一年").empty());
  CHECK(unparsed_of(job + "\n                  说不清的话").empty());
}

TEST_CASE("a membership after 主任 is no part of that post", "[resume]") {
  CHECK(lines_of("2001.07--  样例县人大副主任\n历任样例县第八、九届县委委员") ==
        Lines{"a1 任职 2001.07--: 样例县人大|副主任", "a2 任外职 ?--?: 样例县第八、九届县委|委员"});
}

TEST_CASE("a section written with its whole organisation does not get it twice", "[resume]") {
  CHECK(
      lines_of("2003.07--2010.03  样湖管理局水文站站长\n2010.03--2012.05  样湖管理局水政科科长") ==
      Lines{"a1 任职 2003.07--2010.03: 样湖管理局水文站|站长",
            "a2 任职 2010.03--2012.05: 样湖管理局水政科|科长"});
  CHECK(lines_of("1995.07--1999.04  河口机床厂技术科技术员\n1999.04--2003.08  "
                 "河口机床厂技术科副科长")
            .at(1) == "a2 任职 1999.04--2003.08: 河口机床厂技术科|副科长");
}

TEST_CASE("retirement is a period without a post, or the end of one", "[resume]") {
  CHECK(lines_of(job + "\n2006.05--  退休") ==
        Lines{"a1 任职 2001.07--2006.05: 样例市财政局|科员", "a2 其他 2006.05--"});
  CHECK(first("2006.05至退休：样例市财政局调研员") == "a1 任职 2006.05--?: 样例市财政局|调研员");
}

TEST_CASE("a level with 长 and one that is kept are levels; a second title is none", "[resume]") {
  const auto level_of = [](const char* statement) {
    return parse_resume("2001.07--  " + std::string(statement)).appointments.at(0).level.value;
  };
  CHECK(level_of("样例省委副秘书长（副厅长级）") == Level::bureau_deputy);
  CHECK(level_of("样例市社科联主席（保留正处级）") == Level::county_head);
  CHECK(level_of("样例大学学生工作部副部长（副处长）") == Level::unknown);
  CHECK(level_of("样例大学副处长（享受正处级待遇）") == Level::unknown);
}

TEST_CASE("待安排 and 插队 are what a period was, not where it was spent", "[resume]") {
  CHECK(first("2001.07--2002.03  待安排") == "a1 其他 2001.07--2002.03");
  CHECK(first("1975.03--1977.09  河口县龙潭公社插队") ==
        "a1 其他 1975.03--1977.09: 河口县龙潭公社|");
  CHECK(first("1979.05--1980.01  回乡务农") == "a1 其他 1979.05--1980.01");
  CHECK(first("2006.01--2008.02  待分配，借用在区委宣传部新闻科工作") ==
        "a1 其他 2006.01--2008.02: 区委宣传部新闻科|");
}

TEST_CASE("挂职 before the dates of an item says what the item is", "[resume]") {
  CHECK(lines_of(
            "2017.06--2019.10  云岭区新街镇镇长（挂职：2018.05—2019.05任省发改委地区处副处长）") ==
        Lines{"a1 任职 2017.06--2019.10: 云岭区新街镇|镇长",
              "a2 挂职 2018.05--2019.05 in a1: 省发改委地区处|副处长"});
}

TEST_CASE("words of time and of posting are no part of an organisation's name", "[resume]") {
  CHECK(lines_of("2001.07--2008.03  样例市财政局科员\n2008.3以后  样例市老龄办副主任").back() ==
        "a2 任职 2008.03--: 样例市老龄办|副主任");
  CHECK(first("2006.05--2008.03  上派样例市教育局任科员").find("|上派") == std::string::npos);
  CHECK(first("2006.05--2008.03  上派样例市教育局任科员").find(": 样例市教育局|科员") !=
        std::string::npos);
  CHECK(first("2006.05--2008.03  考录为样例县财政局科员") ==
        "a1 任职 2006.05--2008.03: 样例县财政局|科员");
}

TEST_CASE("an office without its place is beside a 民政局 as beside any other bureau", "[resume]") {
  CHECK(first("2009.03--2012.05  样例市民政局党组成员、市老龄办主任") ==
        "a1 任职 2009.03--2012.05: 样例市民政局|党组成员, 样例市老龄办|主任");
}

TEST_CASE("a line in brackets before any period is one of its own", "[resume]") {
  const std::string text =
      "（1994.09--1998.07在样例大学中文系学习）\n1998.07--2003.05  样例市委办公室科员";
  CHECK(lines_of(text).front() == "a1 学习 1994.09--1998.07");
  CHECK(statements_of(text).front() == "在样例大学中文系学习");
  CHECK(unparsed_of(text).empty());
}
