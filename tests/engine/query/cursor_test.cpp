#include "engine/query/cursor.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
const std::string key = "a key of the server";
const Digest question = sha256(R"({"q":"金融"})");

Cursor sample() {
  return {.question = question,
          .as_of = day_of(2026, 3, 1),
          .epoch = 1,
          .sequence = 90211,
          .last = {.key = {.number = -12345, .upper = INT64_MAX}, .id = {"p-000123"}}};
}
std::string code(std::string_view text, const Digest& asked = question,
                 std::string_view with = key) {
  const auto read = read_cursor(text, asked, with);
  return read ? std::string() : read.error().code;
}
}  // namespace

TEST_CASE("a cursor reads back as it was written", "[query][cursor]") {
  std::vector<Cursor> all(4, sample());
  all[1].last.key = {.unknown = true};
  all[2].last.key = {.text = std::string("\x04\x00\xff", 3)};
  all[2].as_of = day_of(1, 1, 1);
  all[3].last.id = {};
  all[3].rarities = {100, 16'610};
  for (const Cursor& cursor : all) {
    const std::string text = write_cursor(cursor, key);
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789-_") == std::string::npos);
    const auto read = read_cursor(text, question, key);
    REQUIRE(read);
    CHECK(*read == cursor);
    CHECK(write_cursor(*read, key) == text);
  }
}

TEST_CASE("a cursor of another question is refused as such", "[query][cursor]") {
  const std::string text = write_cursor(sample(), key);
  CHECK(code(text, sha256(R"({"q":"财政"})")) == "cursor_of_another_query");
  CHECK(code(text).empty());
}

TEST_CASE("a cursor that is broken, changed or forged is refused", "[query][cursor]") {
  const std::string text = write_cursor(sample(), key);
  for (std::size_t i = 0; i < text.size(); ++i) {
    INFO(i);
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(code(changed) == "bad_cursor");
    CHECK(code(text.substr(0, i)) == "bad_cursor");
    changed = text;
    changed.insert(i, 1, 'A');
    CHECK(code(changed) == "bad_cursor");
  }
  for (const char* broken :
       {"", "A", "====", "不是", "p-000123", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    CHECK(code(broken) == "bad_cursor");
  }
  CHECK(code(text + "=") == "bad_cursor");
  CHECK(code(" " + text) == "bad_cursor");
  CHECK(code(std::string(1U << 20U, 'A')) == "bad_cursor");
  // Signed by somebody who does not know the key.
  CHECK(code(write_cursor(sample(), "another key")) == "bad_cursor");
  CHECK(code(text, question, "another key") == "bad_cursor");
}
