// bole check: one person, one post, no store.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/import_reading.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

using bole::testing::form;
using bole::testing::ProgramRun;
using bole::testing::run_bole;
using bole::testing::TemporaryDirectory;
using nlohmann::json;

namespace {
void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

constexpr std::string_view head =
    R"({"schema":1,"id":"p-1","name":"晏示例","work_start":"2001.07",
  "current":{"level":{"value":"县处级副职","source":"register"},"level_since":"2018.03"},
  "appraisals":[{"key":"k1","year":2025,"kind":"年度","grade":"称职"}],"sanctions":[]})";
constexpr std::string_view bureau =
    R"({"organisation":{"id":"o-1","name":"样例市某局","level":"县处级正职"},"title":"局长",
  "level":"县处级正职","classes":["领导职务"]})";

class Files {
 public:
  std::string put(const std::string& name, std::string_view bytes) const {
    write(folder_.at(name), bytes);
    return folder_.at(name);
  }
  std::string at(const std::string& name) const { return folder_.at(name); }

 private:
  TemporaryDirectory folder_;
};

ProgramRun check(const std::string& profile, const std::string& post,
                 const std::string& as_of = "2026-03-01", bool as_json = false) {
  std::vector<std::string> arguments{"check", "--profile", profile, "--post",
                                     post,    "--as-of",   as_of};
  if (as_json) arguments.emplace_back("--json");
  return run_bole(arguments);
}

// "3 file_not_found": the exit code and the code of the error.
std::string refusal(const ProgramRun& run) {
  CHECK(run.out.empty());
  const auto begin = run.err.find("错误 [");
  if (begin == std::string::npos) return std::to_string(run.exit);
  const auto from = run.err.find('[', begin) + 1;
  return std::to_string(run.exit) + " " + run.err.substr(from, run.err.find(']', from) - from);
}
}  // namespace

TEST_CASE("check takes no register for a person", "[cli][check]") {
  const Files files;
  const std::string line = R"({"record":"organisation","id":"o-1","name":"样例市某局"})";
  const std::string post = files.put("post.json", bureau);
  CHECK(refusal(check(files.put("r.ndjson", line + "\n" + line + "\n"), post)) ==
        "1 not_a_profile");
}

TEST_CASE("check prints every gate with its keys", "[cli][check]") {
  const Files files;
  const ProgramRun run =
      check(files.put("p.json", head), files.put("post.json", bureau), "2026-03-01", true);
  CHECK(run.exit == 0);
  const json gates = json::parse(run.out).at("gates");
  REQUIRE(gates.size() == 39);
  for (const json& gate : gates) {
    for (const char* key : {"rule", "verdict", "notice", "first_date", "document", "article",
                            "observed", "wanted", "unit", "evidence"}) {
      CHECK(gate.contains(key));
    }
  }
  for (const json& gate : gates) {
    if (gate.at("rule") != "ELG-05a") continue;
    CHECK(gate.at("verdict") == "holds");
    CHECK(gate.at("observed") == 95);
    CHECK(gate.at("wanted") == 24);
    CHECK(gate.at("evidence") == json({"/current/level", "/current/level_since"}));
  }
}

TEST_CASE("check tells each basis once, and what does not apply as such", "[cli][check]") {
  const Files files;
  const ProgramRun run = check(files.put("p.json", head), files.put("post.json", bureau));
  CHECK(run.exit == 0);
  std::size_t bases = 0;
  for (auto at = run.out.find("《公务员法》第四十五条"); at != std::string::npos;
       at = run.out.find("《公务员法》第四十五条", at + 1)) {
    ++bases;
  }
  CHECK(bases == 1);
  CHECK(run.out.find("ELG-05b 下级正职提任上级副职年限  不适用") != std::string::npos);
  CHECK(run.out.find("不适用：符合") == std::string::npos);
  CHECK(run.out.find("合并认定：需核实") != std::string::npos);
}

TEST_CASE("check reads a form as well as JSON", "[cli][check]") {
  const Files files;
  const std::string post = files.put("post.json", bureau);
  CHECK(check(files.put("x.lrmx", form({{"XingMing", "晏示例"}})), post).exit == 0);
  CHECK(run_bole({"check", "--profile", "-", "--post", post, "--as-of", "2026-03-01"},
                 std::string(head))
            .exit == 0);
}

TEST_CASE("check refuses what is no profile", "[cli][check]") {
  const Files files;
  const std::string post = files.put("post.json", bureau);
  const std::string line = R"({"schema":1,"id":"p-1"})";
  CHECK(refusal(check(files.at("none.json"), post)) == "3 file_not_found");
  CHECK(refusal(check(files.at("."), post)) == "1 not_a_file");
  CHECK(refusal(check(files.put("e.json", ""), post)) == "1 empty_file");
  CHECK(refusal(check(files.put("a.json", "[]"), post)) == "1 not_an_object");
  CHECK(refusal(check(files.put("c.json", R"({"schema":1)"), post)) == "1 bad_json");
  CHECK(refusal(check(files.put("s.json", R"({"schema":2})"), post)) == "1 unknown_schema");
  CHECK(refusal(check(files.put("o.json", R"({"gates":[]})"), post)) == "1 not_a_profile");
  CHECK(refusal(check(files.put("two.ndjson", line + "\n" + line + "\n"), post)) ==
        "1 several_people");
  CHECK(refusal(check(files.put("r.lrmx", "<html/>"), post)) == "1 wrong_root");
}

TEST_CASE("check refuses what is no post", "[cli][check]") {
  const Files files;
  const std::string who = files.put("p.json", head);
  const auto post = [&](std::string_view text) {
    return refusal(check(who, files.put("post.json", text)));
  };
  CHECK(refusal(check(who, files.at("none.json"))) == "3 file_not_found");
  CHECK(refusal(check(who, files.at("."))) == "1 not_a_file");
  CHECK(post("") == "1 bad_json");
  CHECK(post("[]") == "1 not_an_object");
  CHECK(post("{}") == "1 not_a_post");
  CHECK(post(R"({"title":"局长","level":"正处级"})") == "1 unknown_level");
  CHECK(post(R"({"title":"局长","level":60})") == "1 wrong_type");
  CHECK(post(R"({"title":"局长","level":"县处级正职","classes":["大官"]})") ==
        "1 unknown_post_class");
  CHECK(post(R"({"title":"局长","level":"县处级正职","state":"matched"})") == "1 unknown_key");
  CHECK(post(R"({"title":"局长","organisation":{"name":"某局"}})") == "1 bad_register_line");
  CHECK(check(who, files.put("post.json", R"({"title":"局长","organisation":{"name":"某局"}})"))
            .err.find("/organisation/id") != std::string::npos);
}

TEST_CASE("check refuses a date that is none", "[cli][check]") {
  const Files files;
  const std::string who = files.put("p.json", head);
  const std::string post = files.put("post.json", bureau);
  for (const char* date : {"2026-02-30", "2026.03", "2026", "2026/03/01", "0001-01-01", "明天"}) {
    CAPTURE(date);
    CHECK(refusal(check(who, post, date)) == "2 bad_date");
  }
}
