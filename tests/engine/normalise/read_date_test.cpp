#include <catch2/catch.hpp>
#include <string>

#include "engine/normalise/resume.hpp"

using namespace bole;

namespace {
std::string read(std::string_view text) {
  const auto found = read_date(text);
  if (!found) return "none";
  return to_string(found->date) + (found->in_words ? " in words" : "");
}
}  // namespace

TEST_CASE("a date is read in every form that files write", "[resume][date]") {
  for (const char* text :
       {"201507", "2015.7", "2015.07", "2015年7月", "2015年07月", "2015-07", "2015-7", "2015/7",
        "２０１５．０７", "2015．7", "２０１５年７月", " 2015.07 ", "2015 年 7 月", "2015.07月",
        "2015年7月份", "二〇一五年七月", "二○一五年七月", "2015·07", "2015\xc2\xa0年7月"}) {
    CAPTURE(text);
    CHECK(read(text) == "2015.07");
  }
  for (const char* text : {"20150701", "2015.07.01", "2015.7.1", "2015年7月1日", "2015-07-01",
                           "2015/7/1", "２０１５年７月１日", "二〇一五年七月一日"}) {
    CAPTURE(text);
    CHECK(read(text) == "2015-07-01");
  }
  CHECK(read("2015") == "2015");
  CHECK(read("2015年") == "2015");
  CHECK(read("1970-05") == "1970.05");
  CHECK(read("2020/1/2") == "2020-01-02");
  CHECK(read("198611") == "1986.11");
}

TEST_CASE("a date in words keeps what it says in figures", "[resume][date]") {
  for (const char* text : {"1995年春", "1995年夏季", "1995秋", "1995年冬", "1995年初", "1995年中",
                           "1995年底", "1995年末", "1995年年底", "1995年上半年", "1995年下半年"}) {
    CAPTURE(text);
    CHECK(read(text) == "1995 in words");
  }
  CHECK(read("1995年7月底") == "1995.07 in words");
}

TEST_CASE("what is no date or does not exist is not read", "[resume][date]") {
  for (const char* text :
       {"",           " ",         "1995.13",  "199513",     "1995.00",       "199500",
        "2015.02.30", "20150230",  "95.07",    "1995.",      "1995.07至今",   "19950",
        "1995070",    "199507011", "1995年度", "1995级",     "1995年13月",    "0000",
        "3015",       "一九九五",  "未知",     "1995年春城", "1995.07.01.02", "\xff\xfe"}) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}
