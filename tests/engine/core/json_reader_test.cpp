#include "engine/core/json_reader.hpp"

#include <catch2/catch.hpp>

using bole::JsonReader;

namespace {
// Code and place after reading a text "a", a list "b" and an integer "n".
std::string outcome(std::string_view json) {
  JsonReader reader(json);
  reader.text_or("a");
  reader.texts("b");
  reader.integer_or("n", 0, 9, 0);
  reader.finish();
  return reader.error() ? reader.error()->code + ' ' + reader.error()->where : "ok";
}
}  // namespace

TEST_CASE("a document says each thing once and in plain characters", "[core]") {
  CHECK(outcome(R"({"a":"甲\n乙","b":["丙"],"n":3})") == "ok");
  CHECK(outcome(R"({"a":"甲","a":"乙"})") == "repeated_key /a");
  CHECK(outcome(R"({"b":[{"x":1},{"x":2}]})") == "wrong_type /b");
  CHECK(outcome(R"({"b":[{"x":1,"x":2}]})") == "repeated_key /x");
  CHECK(outcome(R"({"a":"甲\u0000"})") == "control_character /a");
  CHECK(outcome(R"({"a":"\u007f"})") == "control_character /a");
  CHECK(outcome(R"({"b":["丙","\u001b[2J"]})") == "control_character /b");
  CHECK(outcome(R"({"n":1e999})") == "bad_json ");
  CHECK(outcome(R"({"n":18446744073709551615})") == "out_of_range /n");
}

TEST_CASE("what is no JSON is told why", "[core]") {
  const auto told = [](std::string_view text) { return JsonReader(text).error()->message; };
  const auto says = [&](std::string_view text, std::string_view words) {
    return told(text).find(words) != std::string::npos;
  };
  CHECK(says("", "是空的"));
  CHECK(says(" \n", "是空的"));
  CHECK(says(R"({"a":"甲)", "没有写完"));
  CHECK(says("{\n", "没有写完"));
  CHECK(says("{\"a\":\"\xBC\xD7\"}", "UTF-8"));
  CHECK(says("{“a”:1}", "引号"));
  CHECK(says("{a:1}", "第 2 字节"));
  CHECK(says("[]", "实为列表"));
}

TEST_CASE("what is shown of a wrong value is whole characters", "[core]") {
  for (int shift = 0; shift < 3; ++shift) {
    JsonReader reader(R"({"a":[")" + std::string(static_cast<std::size_t>(shift), 'x') +
                      R"(这是一段超过四十个字节的很长的文字而不是应有的样子"]})");
    reader.text_or("a");
    REQUIRE(reader.error());
    const std::string& message = reader.error()->message;
    CHECK(message.ends_with("…"));
    const std::string before = message.substr(0, message.size() - 3);
    // The last character has all its bytes.
    CHECK((static_cast<unsigned char>(before[before.size() - 3]) & 0xF0) == 0xE0);
  }
}
