#include "engine/text/forbidden.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

using namespace bole;

namespace {
std::string as_utf8(char32_t c) {
  std::string text;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
  } else {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  if (c >= 0x80) text += static_cast<char>(0x80 | (c & 0x3F));
  return text;
}

std::size_t forbidden_in(std::string text) {
  ForbiddenSeen seen;
  replace_forbidden(text, seen);
  return seen.count();
}
}  // namespace

TEST_CASE("JSON that holds a forbidden character, escaped or not, is found wherever it stands",
          "[forbidden]") {
  for (std::size_t before = 0; before < 40; ++before) {
    for (const char32_t c :
         {0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1F, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF}) {
      const nlohmann::json person{{"name", std::string(before, 'x') + as_utf8(c) + "袁"}};
      CAPTURE(before, static_cast<std::uint32_t>(c));
      REQUIRE(forbidden_in(person["name"]) == 1);
      CHECK(may_hold_forbidden(person.dump()));
      CHECK(may_hold_forbidden(person.dump(-1, ' ', true)));
    }
  }
}

TEST_CASE("JSON of usual texts is known to hold no forbidden character", "[forbidden]") {
  const nlohmann::json person{
      {"name", "阿卜杜拉·买买提"},
      {"resume",
       "2013.07--2016.10  样例市审计局科员（其间：参加“中青班”学习）\n2016.10--\t\"任\"，\\、é"}};
  CHECK(forbidden_in(person["resume"]) == 0);
  CHECK_FALSE(may_hold_forbidden(person.dump()));
  CHECK_FALSE(may_hold_forbidden(""));
}

TEST_CASE("forbidden characters become spaces, each in its place", "[forbidden]") {
  std::string text = "袁\x01宇" + as_utf8(0x85) + "（科" + as_utf8(0xFFFE) + "员）\x7F";
  ForbiddenSeen seen;
  replace_forbidden(text, seen);
  CHECK(text == "袁 宇 （科 员） ");
  CHECK(seen.text() == "4 个：U+0001、U+0085、U+FFFE、U+007F");
}
