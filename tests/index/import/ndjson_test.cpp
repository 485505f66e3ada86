#include <catch2/catch.hpp>

#include "engine/profile/profile_json.hpp"
#include "engine/text/utf8.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const std::string person =
    R"({"schema":1,"name":"晏示例","birth":"1979.03","work_start":"2001.07"})";

// Yields its bytes a few at a time, as a slow pipe would.
class Dripping : public ByteSource {
 public:
  Dripping(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  std::string_view next() override {
    const std::string_view piece = bytes_.substr(0, piece_);
    bytes_.remove_prefix(piece.size());
    return piece;
  }
  const std::optional<Error>& failure() const override { return failure_; }

 private:
  std::string_view bytes_;
  std::size_t piece_;
  std::optional<Error> failure_{};
};

std::vector<ImportedRecord> read_dripping(std::string_view bytes, std::size_t piece) {
  std::vector<ImportedRecord> records;
  Dripping source(bytes, piece);
  for (const ImportFormat& format : all_import_formats()) {
    if (format.name != "ndjson") continue;
    format.read(source, "x.ndjson", [&](ImportedRecord&& record) {
      records.push_back(std::move(record));
      return true;
    });
  }
  return records;
}
}  // namespace

TEST_CASE("every line is a person with its number in the source", "[ndjson]") {
  for (const std::string& text : {person + "\n\n" + person + "\n", person + "\r\n\r\n" + person}) {
    const auto records = read_as("ndjson", text);
    REQUIRE(records.size() == 2);
    CHECK(records[0].source == "x.ndjson:1");
    CHECK(records[1].source == "x.ndjson:3");
    CHECK(to_json(*records[1].profile) == person);
    CHECK(records[1].encoding == "utf-8");
  }
}

TEST_CASE("a last line that was cut costs only itself", "[ndjson]") {
  const auto records = read_as("ndjson", person + "\n" + person.substr(0, 40));
  REQUIRE(records.size() == 2);
  CHECK(records[0].profile);
  CHECK_FALSE(records[1].profile);
  CHECK(issue_of(records[1].issues, "truncated_line").row == 2);
}

TEST_CASE("a line cut inside a character is still read as UTF-8", "[ndjson]") {
  const std::string bytes = person + "\n" + person.substr(0, 23);
  const auto records = read_as("ndjson", bytes);
  CHECK(records[1].encoding == "utf-8");
  CHECK(has_code(records[1].issues, "truncated_line"));
}

TEST_CASE("a bad line in the middle costs only itself", "[ndjson]") {
  const auto records = read_as("ndjson", person + "\n{\"name\":\n[1]\n" + person + "\n");
  REQUIRE(records.size() == 4);
  CHECK(codes(records[1].issues) == std::vector<std::string>{"bad_json"});
  CHECK(codes(records[2].issues) == std::vector<std::string>{"not_an_object"});
  CHECK(records[3].profile);
}

TEST_CASE("deep nesting is refused in its line", "[ndjson]") {
  std::string deep = "{\"name\":";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  const auto records = read_as("ndjson", deep + "\n" + person);
  CHECK(codes(records[0].issues) == std::vector<std::string>{"too_deep"});
  CHECK(records[1].profile);
}

TEST_CASE("a line that no person needs is refused and the next is read", "[ndjson]") {
  const std::string huge = "{\"name\":\"" + std::string(line_size_limit, 'x') + "\"}\n";
  const auto records = read_as("ndjson", huge + person);
  REQUIRE(records.size() == 2);
  CHECK(codes(records[0].issues) == std::vector<std::string>{"too_large"});
  CHECK(records[1].profile);
  CHECK(records[1].source == "x.ndjson:2");
}

TEST_CASE("wrong types and unknown keys cost one value each", "[ndjson]") {
  const auto records =
      read_as("ndjson", R"({"name":"晏示例","birth":5,"nickname":"x","appointments":[1]})");
  REQUIRE(records[0].profile);
  CHECK(records[0].profile->name == "晏示例");
  CHECK(codes(records[0].issues) ==
        std::vector<std::string>{"wrong_type", "unknown_key", "wrong_type"});
  for (const Issue& issue : records[0].issues) CHECK(issue.row == 1);
}

TEST_CASE("other encodings and a byte order mark are read", "[ndjson]") {
  const auto marked = read_as("ndjson", "\xEF\xBB\xBF" + person + "\n" + person);
  CHECK(marked[0].encoding == "utf-8-bom");
  CHECK(marked[1].encoding == "utf-8-bom");
  CHECK(marked[0].profile->name == "晏示例");

  const auto gbk = read_as("ndjson", "{\"name\":\"\xEA\xCC\xCA\xBE\xC0\xFD\"}\n{\"name\":\"a\"}\n");
  CHECK(gbk[0].profile->name == "晏示例");
  CHECK(gbk[0].encoding == "gb18030");
  CHECK(gbk[1].encoding == "gb18030");

  std::string wide = "\xFF\xFE";
  const std::string lines = person + "\r\n" + person;
  for (std::size_t at = 0; at < lines.size();) {
    const char32_t c = next_character(lines, at);
    wide += static_cast<char>(c & 0xFF);
    wide += static_cast<char>(c >> 8);
  }
  const auto utf16 = read_as("ndjson", wide);
  REQUIRE(utf16.size() == 2);
  CHECK(utf16[1].profile->name == "晏示例");
  CHECK(utf16[1].encoding == "utf-16le");
}

TEST_CASE("lines are the same however the bytes arrive", "[ndjson]") {
  const std::string text = person + "\n" + person + "\r\n\n" + person;
  for (const std::size_t piece : {1, 2, 7, 64, 1000}) {
    CAPTURE(piece);
    const auto records = read_dripping(text, piece);
    REQUIRE(records.size() == 3);
    CHECK(records[2].source == "x.ndjson:4");
    for (const ImportedRecord& record : records) CHECK(to_json(*record.profile) == person);
  }
}

TEST_CASE("organisations and posts pass through, bad ones are refused", "[ndjson]") {
  const std::string organisation = R"({"record":"organisation","id":"o-1","name":"样例市财政局"})";
  const auto records =
      read_as("ndjson", organisation + "\n{\"record\":\"post\",\"id\":3}\n" + person);
  REQUIRE(records.size() == 3);
  CHECK(records[0].register_line == organisation);
  CHECK_FALSE(records[0].profile);
  CHECK_FALSE(records[1].register_line);
  CHECK(codes(records[1].issues) == std::vector<std::string>{"bad_register_line"});
  CHECK(records[2].profile);
}

TEST_CASE("a career given as text only is parsed", "[ndjson]") {
  const auto records =
      read_as("ndjson", R"({"name":"晏示例","resume":{"text":"2001.07--  样例市财政局科员"}})");
  REQUIRE(records[0].profile->appointments);
  CHECK(records[0].profile->appointments->size() == 1);
  const auto given = read_as(
      "ndjson",
      R"({"name":"晏示例","appointments":[],"resume":{"text":"2001.07--  样例市财政局科员"}})");
  CHECK(given[0].profile->appointments->empty());
}

TEST_CASE("one profile printed over many lines is one record", "[ndjson]") {
  const auto records = read_as("ndjson", "{\n  \"name\": \"晏示例\"\n}\n");
  REQUIRE(records.size() == 1);
  CHECK(records[0].profile->name == "晏示例");
}

TEST_CASE("an empty file is said to be empty", "[ndjson]") {
  CHECK(codes(read_as("ndjson", "")[0].issues) == std::vector<std::string>{"empty_file"});
  CHECK(codes(read_as("ndjson", "\n \n")[0].issues) == std::vector<std::string>{"empty_file"});
}

TEST_CASE("reading stops when the sink has had enough", "[ndjson]") {
  int seen = 0;
  const std::string text = person + "\n" + person + "\n";
  MemorySource source(text);
  for (const ImportFormat& format : all_import_formats()) {
    if (format.name != "ndjson") continue;
    CHECK_FALSE(format.read(source, "x", [&](ImportedRecord&&) {
      ++seen;
      return false;
    }));
  }
  CHECK(seen == 1);
}

TEST_CASE("a number that no machine number holds costs one value", "[ndjson]") {
  for (const char* number : {"99999999999999999999", "1e999", "-99999999999999999999"}) {
    CAPTURE(number);
    const auto records =
        read_as("ndjson", "{\"name\":\"晏\\\"1e999\",\"version\":" + std::string(number) + "}\n");
    REQUIRE(records.size() == 1);
    REQUIRE(records[0].profile);
    CHECK(records[0].profile->name == "晏\"1e999");
    const Issue& issue = issue_of(records[0].issues, "wrong_type");
    CHECK(issue.field == "/version");
    CHECK(issue.found == number);
  }
  CHECK(codes(read_as("ndjson", R"({"name":"晏","specialities_stated":[1e999]})")[0].issues) ==
        std::vector<std::string>{"wrong_type"});
}

TEST_CASE("control characters in a text become spaces and are said", "[ndjson]") {
  const auto records =
      read_as("ndjson", R"({"name":"晏示例","current":{"text":"甲\u0000\u001b乙"}})");
  CHECK(records[0].profile->current.text == "甲  乙");
  const Issue& issue = issue_of(records[0].issues, "control_character");
  CHECK(issue.field == "/current/text");
  CHECK(issue.found == "2 个：U+0000、U+001B");
}

TEST_CASE("the place of an issue is a pointer or nothing", "[ndjson]") {
  const auto records = read_as("ndjson", "{\"name\":x}\n{\"schema\":2,\"name\":\"晏\"}\n");
  const Issue& broken = issue_of(records[0].issues, "bad_json");
  CHECK(broken.field.empty());
  CHECK(broken.message.find("字节") != std::string::npos);
  const Issue& newer = issue_of(records[1].issues, "unknown_schema");
  CHECK(newer.field == "/schema");
  CHECK(newer.found == "\"schema\":2");
}

TEST_CASE("a list of people is refused once, not line by line", "[ndjson]") {
  const auto records = read_as("ndjson", "[\n" + person + ",\n" + person + "\n]\n");
  REQUIRE(records.size() == 1);
  CHECK(codes(records[0].issues) == std::vector<std::string>{"not_an_object"});
}

TEST_CASE("files that were joined keep their marks and encodings apart", "[ndjson]") {
  const auto marked = read_as("ndjson", person + "\n\xEF\xBB\xBF" + person + "\n");
  CHECK(marked[1].profile);
  const std::string gbk = "{\"name\":\"\xEA\xCC\xCA\xBE\xC0\xFD\"}\n";
  const auto mixed = read_as("ndjson", person + "\n" + gbk + person + "\n");
  CHECK(mixed[1].profile->name == "晏示例");
  // Which of the encodings the file is counted to have depends on its head; each line has its own.
  CHECK(mixed[0].encoding == "utf-8");
  CHECK(mixed[1].encoding == "gb18030");
  CHECK(mixed[2].encoding == "utf-8");
  CHECK(has_code(mixed[0].issues, "encoding_mismatch") !=
        has_code(mixed[1].issues, "encoding_mismatch"));
}
