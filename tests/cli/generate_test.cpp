#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/support/program.hpp"

using namespace bole::testing;
namespace fs = std::filesystem;

namespace {
const std::string root = PROJECT_ROOT;
}

TEST_CASE("people made in two runs are those of one run", "[cli][generate]") {
  const std::string whole = run_bole({"generate", "--n", "20", "--seed", "5"}).out;
  const std::string first = run_bole({"generate", "--n", "12", "--seed", "5"}).out;
  const std::string rest =
      run_bole({"generate", "--n", "8", "--seed", "5", "--start-id", "13"}).out;
  CHECK(std::count(whole.begin(), whole.end(), '\n') == 20);
  CHECK(whole == first + rest);
  CHECK(whole != run_bole({"generate", "--n", "20", "--seed", "6"}).out);
}

TEST_CASE("the built-in register is the sample register", "[cli][generate]") {
  CHECK(run_bole({"generate", "--n", "20"}).out ==
        run_bole({"generate", "--n", "20", "--register", root + "/data-samples/register.ndjson"})
            .out);
}

TEST_CASE("each person gets one file, and the people stay the same", "[cli][generate]") {
  const TemporaryDirectory directory;
  const ProgramRun plain = run_bole({"generate", "--n", "9", "--varied"});
  const ProgramRun files =
      run_bole({"generate", "--n", "9", "--varied", "--lrmx", directory.at("forms")});
  CHECK(files.exit == 0);
  CHECK(files.out == plain.out);
  int forms = 0;
  for (const auto& entry : fs::directory_iterator(directory.at("forms"))) {
    forms += entry.path().extension() == ".lrmx" ? 1 : 0;
  }
  CHECK(forms == 9);
}

// The command in data-samples/README.md.
TEST_CASE("data-samples/people are the files that their command makes", "[cli][generate]") {
  const TemporaryDirectory directory;
  const ProgramRun made = run_bole({"generate", "--n", "300", "--seed", "2026", "--varied",
                                    "--lrmx", directory.path().string()});
  REQUIRE(made.exit == 0);
  const auto bytes_of = [](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  int forms = 0;
  for (const auto& entry : fs::directory_iterator(root + "/data-samples/people")) {
    ++forms;
    INFO(entry.path().filename());
    CHECK(bytes_of(entry.path()) == bytes_of(directory.path() / entry.path().filename()));
  }
  CHECK(forms == 300);
}

TEST_CASE("what cannot be generated is refused with its exit code", "[cli][generate]") {
  CHECK(run_bole({"generate"}).exit == 2);
  CHECK(run_bole({"generate", "--n", "0"}).exit == 2);
  CHECK(run_bole({"generate", "--n", "-1"}).exit == 2);

  const ProgramRun lost = run_bole({"generate", "--n", "1", "--register", "/nowhere/r.ndjson"});
  CHECK(lost.exit == 3);
  CHECK(lost.err.find("[file_not_found]") != std::string::npos);

  const ProgramRun blocked = run_bole({"generate", "--n", "1", "--lrmx", "/dev/null/forms"});
  CHECK(blocked.exit == 1);
  CHECK(blocked.err.find("[io_error]") != std::string::npos);

  const TemporaryDirectory directory;
  std::ofstream(directory.at("empty.ndjson")) << "\n";
  const ProgramRun small =
      run_bole({"generate", "--n", "1", "--register", directory.at("empty.ndjson")});
  CHECK(small.exit == 1);
  CHECK(small.err.find("[register_too_small]") != std::string::npos);
}
