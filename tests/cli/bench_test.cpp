#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/program.hpp"

using namespace bole::testing;
namespace fs = std::filesystem;

namespace {
std::vector<std::string> bench(const std::string& directory, std::vector<std::string> more) {
  std::vector<std::string> arguments{"bench", "--n",    "300", "--questions", "10",      "--files",
                                     "3",     "--runs", "2",   "--dir",       directory, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::map<std::string, double> rows_of(const std::string& out) {
  std::map<std::string, double> rows;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    const auto row = nlohmann::json::parse(line);
    rows[row["id"].get<std::string>()] = row["value"].get<double>();
  }
  return rows;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}
}  // namespace

TEST_CASE("bench measures import, search and match, and leaves nothing behind", "[cli][bench]") {
  const TemporaryDirectory directory;
  const ProgramRun run = run_bole(bench(directory.at("work"), {"--rounds", "1"}));
  INFO(run.err);
  REQUIRE(run.exit == 0);
  const auto rows = rows_of(run.out);
  for (const char* id :
       {"people", "import.durable", "import.columns", "import.bytes", "import.matchable",
        "import.beginners.bytes", "import.beginners.matchable", "import.text", "import",
        "import.lrmx", "match.median", "match.p99", "memory"}) {
    CAPTURE(id);
    REQUIRE(rows.contains(id));
    CHECK(rows.at(id) > 0);
  }
  // The goal for imports was set with records of 2.9 kB.
  CHECK(std::abs(rows.at("import.beginners.bytes") - 2900) < 150);
  CHECK(rows.at("import.beginners.bytes") < 0.6 * rows.at("import.bytes"));
  for (const std::string kind : {"text_and", "text_or", "facets", "text_facets", "names"}) {
    CAPTURE(kind);
    REQUIRE(rows.contains(kind + ".questions"));
    CHECK(rows.at(kind + ".questions") == 10);
    CHECK(rows.at(kind + ".median") > 0);
    CHECK(rows.at(kind + ".p99") >= rows.at(kind + ".median"));
  }
  CHECK_FALSE(fs::exists(directory.at("work")));
}

TEST_CASE("what bench keeps can be asked again and answers the same", "[cli][bench]") {
  const TemporaryDirectory directory;
  const std::string work = directory.at("work");
  REQUIRE(run_bole(bench(work, {"--rounds", "1", "--keep"})).exit == 0);
  const std::string answers = text_of(work + "/answers.bole.tsv");
  CHECK(std::count(answers.begin(), answers.end(), '\n') == 50);
  std::size_t without_people = 0;
  for (std::size_t at = answers.find("\t0\t"); at != std::string::npos;
       at = answers.find("\t0\t", at + 1)) {
    ++without_people;
  }
  CHECK(without_people <= 5);
  const std::string people = text_of(work + "/exported.jsonl");
  CHECK(std::count(people.begin(), people.end(), '\n') == 300);

  fs::remove(work + "/answers.bole.tsv");
  const ProgramRun again = run_bole({"bench", "--again", "--rounds", "1", "--json", "--dir", work});
  INFO(again.err);
  REQUIRE(again.exit == 0);
  CHECK(rows_of(again.out).contains("start"));
  CHECK(text_of(work + "/answers.bole.tsv") == answers);
}

TEST_CASE("bench does not empty a folder that it has not made", "[cli][bench]") {
  const TemporaryDirectory directory;
  std::ofstream(directory.at("letter")) << "keep me";
  const ProgramRun run = run_bole(bench(directory.path().string(), {}));
  CHECK(run.exit == 5);
  CHECK(run.err.find("directory_not_empty") != std::string::npos);
  CHECK(text_of(directory.at("letter")) == "keep me");
}
