#include "engine/text/fold.hpp"

#include <catch2/catch.hpp>

using namespace bole;

TEST_CASE("spaces of every width are trimmed", "[fold]") {
  CHECK(trim("\xE3\x80\x80 \t\r\n晏 示例\u00A0\u200B") == "晏 示例");
  CHECK(trim(" \n ").empty());
  CHECK(trim("").empty());
  CHECK(without_blanks("张　 三") == "张三");
}

TEST_CASE("full-width forms become half-width, other characters stay", "[fold]") {
  CHECK(half_width("２０１５．０７　Ａ（晏）") == "2015.07 A(晏)");
}

TEST_CASE("characters are counted and cut as Unicode has them", "[fold]") {
  CHECK(count_characters("晏a𬱖") == 3);
  CHECK(first_characters("晏a𬱖例", 3) == "晏a𬱖");
  CHECK(first_characters("晏", 3) == "晏");
  std::string copy;
  const std::string_view text = "aé晏𬱖";
  for (std::size_t at = 0; at < text.size();) append_character(copy, next_character(text, at));
  CHECK(copy == text);
}
