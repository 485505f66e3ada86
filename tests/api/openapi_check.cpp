#include "tests/api/openapi_check.hpp"

#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace bole::testing {
namespace fs = std::filesystem;

namespace {
struct CommandRun {
  int exit = -1;
  std::string out{};
};

CommandRun run_command(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  CommandRun run;
  char bytes[4096];
  while (const std::size_t count = std::fread(bytes, 1, sizeof bytes, pipe)) {
    run.out.append(bytes, count);
  }
  const int status = ::pclose(pipe);
  run.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return run;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
}  // namespace

std::string faults_by_description(const std::string& description,
                                  const std::vector<Exchange>& exchanges) {
  const fs::path source = fs::path(PROJECT_ROOT) / "tests/api/openapi";
  const fs::path place = fs::path(BOLE_PROGRAM).parent_path() / "openapi-check";
  const std::string lock = text_of(source / "package-lock.json");
  if (text_of(place / "installed") != lock) {
    fs::create_directories(place);
    for (const char* name : {"package.json", "package-lock.json"}) {
      fs::copy_file(source / name, place / name, fs::copy_options::overwrite_existing);
    }
    const CommandRun installed =
        run_command("cd '" + place.string() + "' && npm ci --ignore-scripts --no-audit --no-fund");
    INFO(installed.out);
    REQUIRE(installed.exit == 0);
    std::ofstream(place / "installed", std::ios::binary) << lock;
  }
  fs::copy_file(source / "check.mjs", place / "check.mjs", fs::copy_options::overwrite_existing);
  std::ofstream(place / "openapi.json", std::ios::binary) << description;
  std::ofstream lines(place / "exchanges.ndjson", std::ios::binary);
  for (const Exchange& exchange : exchanges) {
    nlohmann::json headers = nlohmann::json::array();
    for (const auto& [name, value] : exchange.answer.headers) headers.push_back(name);
    lines << nlohmann::json{{"method", exchange.method},
                            {"target", exchange.target},
                            {"content_type", exchange.content_type},
                            {"body",
                             exchange.content_type == "application/json" ? exchange.body : ""},
                            {"status", exchange.answer.status},
                            {"headers", headers},
                            {"answer_type", exchange.answer.header("content-type")},
                            {"answer", exchange.answer.body}}
                 .dump()
          << '\n';
  }
  lines.close();
  const CommandRun checked =
      run_command("cd '" + place.string() + "' && node check.mjs openapi.json exchanges.ndjson");
  return checked.exit == 0 && checked.out.empty()
             ? ""
             : checked.out + "exit " + std::to_string(checked.exit);
}
}  // namespace bole::testing
