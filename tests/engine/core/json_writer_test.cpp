#include "engine/core/json_writer.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

using namespace bole;

namespace {
std::string written(const std::string& text) {
  std::string json;
  JsonWriter(json).text(text);
  return json;
}
}  // namespace

TEST_CASE("a character that has to be escaped is found at any place of a text of any length",
          "[json]") {
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string plain(length, 'x');
    CHECK(written(plain) == '"' + plain + '"');
    for (std::size_t at = 0; at < length; ++at) {
      for (int c = 0; c < 0x80; ++c) {
        std::string text = plain;
        text[at] = static_cast<char>(c);
        const std::string json = written(text);
        const bool escaped = c < 0x20 || c == '"' || c == '\\';
        const bool right = nlohmann::json::parse(json, nullptr, false) == nlohmann::json(text) &&
                           (json.size() > length + 2) == escaped;
        if (right) continue;
        CAPTURE(length, at, c, json);
        CHECK(right);
      }
    }
  }
}

TEST_CASE("characters that are not ASCII are written as they are", "[json]") {
  for (const std::string text :
       {"袁", "样例市审计局（科员）", "a阿卜杜拉·买买提", "𠮷野家\u0080"}) {
    CHECK(written(text) == '"' + text + '"');
  }
}
