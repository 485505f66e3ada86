#include "engine/profile/profile_json.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random_profile.hpp"

using namespace bole;

namespace {
struct Reading {
  Profile profile{};
  Issues issues{};
};

Reading read(std::string_view json) {
  Reading reading;
  auto profile = profile_from_json(json, reading.issues, 7);
  REQUIRE(profile);
  reading.profile = *std::move(profile);
  return reading;
}

std::string refused(std::string_view json) {
  Issues issues;
  const auto profile = profile_from_json(json, issues);
  return profile ? "" : profile.error().code;
}
}  // namespace

TEST_CASE("what is written is read back the same", "[profile_json][property]") {
  std::mt19937 numbers(20260301);
  for (int i = 0; i < 3000; ++i) {
    const Profile profile = testing::random_profile(numbers);
    const std::string json = to_json(profile);
    CAPTURE(json);
    const Reading reading = read(json);
    CHECK(reading.issues.empty());
    REQUIRE(reading.profile == profile);
    REQUIRE(to_json(reading.profile) == json);
    REQUIRE(*sealed_from_json(sealed_to_json(profile.sealed)) == profile.sealed);
  }
}

TEST_CASE("the keys come in the order of the model", "[profile_json]") {
  const std::string json =
      R"({"schema":1,"id":"p-000123","version":7,"name":"晏示例","birth":"1979.03",)"
      R"("work_start":"2001.07","staff":{"scale":"公务员","status":"在职"},)"
      R"("education":[{"key":"e1","mode":"全日制","level":"大学","to":"2001.07"}],)"
      R"("current":{"text":"样例市财政局副局长","appointments":["a5"],)"
      R"("level":{"value":"县处级副职","source":"register"},"level_since":"2018.03"},)"
      R"("appointments":[{"key":"a5","from":"2018.03","to":null,"kind":"任职",)"
      R"("posts":[{"organisation":{"text":"样例市财政局","id":"o-17"},"title":"副局长","head":false}],)"
      R"("duties":["国库"],"place":{"division":"990100","grassroots":false},)"
      R"("tags":[{"kind":"speciality","id":"local_finance","by":"vocabulary","words":["财政局"]}],)"
      R"("text_span":[120,148]}],"resume":{"text":"…","unparsed":[[200,214]]},"sanctions":[],)"
      R"("sealed":{"sex":"女","party":{"name":"中共","date":"2002.07"},"family":[]},)"
      R"("provenance":{"/birth":{"import":"i-9","file":"a.lrmx","row":1,"date":"2026-01-05"}}})";
  CHECK(to_json(read(json).profile) == json);
}

TEST_CASE("absent is unknown, an empty list is known to be none", "[profile_json]") {
  const Profile profile = read(R"({"honours":[],"training":null})").profile;
  CHECK(profile.honours == std::vector<Honour>{});
  CHECK_FALSE(profile.training);
  CHECK_FALSE(profile.sanctions);
}

TEST_CASE("an appointment is still held, ended, or its end is not known", "[profile_json]") {
  const Profile profile = read(R"({"appointments":[{"to":null},{"to":"2020.01"},{}]})").profile;
  const auto& all = *profile.appointments;
  CHECK(all[0].open);
  CHECK_FALSE(all[1].open);
  CHECK(to_string(*all[1].to) == "2020.01");
  CHECK_FALSE(all[2].open);
  CHECK_FALSE(all[2].to);
}

TEST_CASE("a bad value costs that value and is listed with its place", "[profile_json]") {
  struct Case {
    const char* json;
    const char* code;
    const char* field;
  };
  for (const Case& c : {
           Case{R"({"name":17})", "wrong_type", "/name"},
           Case{R"({"birth":"1979-3"})", "bad_date", "/birth"},
           Case{R"({"birth":"1979-02-29"})", "bad_date", "/birth"},
           Case{R"({"birth":1979})", "wrong_type", "/birth"},
           Case{R"({"hobby":"棋"})", "unknown_key", "/hobby"},
           Case{R"({"a/b~c":1})", "unknown_key", "/a~1b~0c"},
           Case{R"({"education":{}})", "wrong_type", "/education"},
           Case{R"({"education":[{},5]})", "wrong_type", "/education/1"},
           Case{R"({"education":[{"mode":"函授"}]})", "bad_value", "/education/0/mode"},
           Case{R"({"appointments":[{"to":"今"}]})", "bad_date", "/appointments/0/to"},
           Case{R"({"appointments":[{"level":{"value":"副处级"}}]})", "bad_value",
                "/appointments/0/level/value"},
           Case{R"({"appointments":[{"level":{"source":"guess"}}]})", "bad_value",
                "/appointments/0/level/source"},
           Case{R"({"appointments":[{"text_span":[5,2]}]})", "wrong_type",
                "/appointments/0/text_span"},
           Case{R"({"appointments":[{"decision":7}]})", "wrong_type", "/appointments/0/decision"},
           Case{R"({"appraisals":[{"year":"2024"}]})", "wrong_type", "/appraisals/0/year"},
           Case{R"({"appraisals":[{"year":-1}]})", "bad_value", "/appraisals/0/year"},
           Case{R"({"appraisals":[{"year":99999999999}]})", "bad_value", "/appraisals/0/year"},
           Case{R"({"training":[{"hours":1.5}]})", "wrong_type", "/training/0/hours"},
           Case{R"({"sanctions":[{"status":"gone"}]})", "bad_value", "/sanctions/0/status"},
           Case{R"({"resume":{"unparsed":[[1,2],[1]]}})", "wrong_type", "/resume/unparsed/1"},
           Case{R"({"name":"甲","name":"乙"})", "duplicate_key", "/name"},
           Case{R"({"provenance":{"/x":1}})", "wrong_type", "/provenance/~1x"},
           Case{R"({"sealed":{"party":{"date":"2002年"}}})", "bad_date", "/sealed/party/date"},
       }) {
    CAPTURE(c.json);
    const Reading reading = read(std::string(R"({"work_start":"2001.07",)") + (c.json + 1));
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].code == c.code);
    CHECK(reading.issues[0].field == c.field);
    CHECK(reading.issues[0].row == 7);
    CHECK_FALSE(reading.issues[0].message.empty());
    CHECK(to_string(*reading.profile.work_start) == "2001.07");
  }
  CHECK(read(R"({"name":"甲","name":"乙"})").profile.name == "甲");
  CHECK(read(R"({"education":[{},5,{}]})").profile.education->size() == 2);
}

TEST_CASE("an issue does not repeat what is sealed", "[profile_json]") {
  const Reading reading = read(R"({"sealed":{"id_number":990101197903070011}})");
  REQUIRE(reading.issues.size() == 1);
  CHECK(reading.issues[0].found.find("99010119") == std::string::npos);
  CHECK(reading.issues[0].message.find("99010119") == std::string::npos);
}

TEST_CASE("a long value is shown shortened to sixty characters", "[profile_json]") {
  std::string years;
  for (int i = 0; i < 100; ++i) years += "年";
  const Reading reading = read(R"({"birth":")" + years + R"("})");
  CHECK(reading.issues[0].found.size() == 60 * 3 + 3);
}

TEST_CASE("text that is no profile is refused with the reason", "[profile_json]") {
  CHECK(refused("") == "bad_json");
  CHECK(refused("   ") == "bad_json");
  CHECK(refused("[1]") == "not_an_object");
  CHECK(refused("null") == "not_an_object");
  CHECK(refused(R"({"name":"甲")") == "bad_json");
  CHECK(refused(R"({"name":"甲"}})") == "bad_json");
  CHECK(refused("{\"name\":\"\xb0\xa1\"}") == "bad_json");
  CHECK(refused(R"({"name":"\ud800"})") == "bad_json");
  CHECK(refused(R"({"schema":2})") == "unknown_schema");
  CHECK(refused(R"({"schema":"1"})") == "unknown_schema");

  Issues issues;
  CHECK(profile_from_json(R"({"name": 甲})", issues).error().where == "第10字节");
}

TEST_CASE("nesting deeper than 32 is refused", "[profile_json]") {
  const auto nested = [](std::size_t levels) {
    return R"({"x":)" + std::string(levels - 1, '[') + '1' + std::string(levels - 1, ']') + "}";
  };
  CHECK(refused(nested(32)).empty());
  CHECK(refused(nested(33)) == "too_deep");
  CHECK(refused(nested(1'000'000)) == "too_deep");
  CHECK(refused(std::string(1'000'000, '[')) == "too_deep");  // though it does not even end
}

TEST_CASE("without its sealed part a profile names nothing of it", "[profile_json]") {
  Profile profile;
  profile.name = "晏示例";
  profile.sealed.ethnicity = "白族";
  CHECK(to_json(profile, Sealing::without_sealed) == R"({"schema":1,"name":"晏示例"})");
  CHECK(to_json(profile) == R"({"schema":1,"name":"晏示例","sealed":{"ethnicity":"白族"}})");
}
