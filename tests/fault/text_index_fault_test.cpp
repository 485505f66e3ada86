// The text index on a disk that fails, and with bits that flip. Whatever happens to it, the store
// answers, and the next search makes it whole.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "index/store/store.hpp"
#include "tests/api/http_client.hpp"
#include "tests/fault/faults.hpp"
#include "tests/support/program.hpp"

using namespace bole;
using namespace bole::testing;
namespace fs = std::filesystem;

namespace {
constexpr int people = 400;

std::string people_ndjson(const std::string& unit) {
  std::string lines;
  for (int number = 1; number <= people; ++number) {
    lines += R"({"id":"p-)" + std::to_string(number) + R"(","name":"人)" + std::to_string(number) +
             R"(","birth":"1979.03","current":{"text":"样例市)" +
             (number % 4 == 0 ? unit : "审计局") + "第" + std::to_string(number * 7919) +
             "科科长\"}}\n";
  }
  return lines;
}

class Shop {
 public:
  Shop() {
    REQUIRE(run_bole({"init", "--store", store()}).exit == 0);
    REQUIRE(run_bole({"user", "add", "u1", "--name", "甲", "--store", store()}).exit == 0);
    REQUIRE(import("财政局").exit == 0);
  }
  ProgramRun import(const std::string& unit) const {
    std::ofstream(directory_.at("people.ndjson"), std::ios::binary) << people_ndjson(unit);
    return run_bole({"import", directory_.at("people.ndjson"), "--store", store(), "--as", "u1"});
  }
  ProgramRun run(const std::string& command) const {
    return run_bole({command, "--store", store()});
  }
  ProgramRun with(Fault fault, const std::function<ProgramRun()>& work) const {
    fault.store = store() + "/text";
    const Environment environment(environment_of(fault));
    return work();
  }
  long calls(const std::string& kinds, const std::function<ProgramRun()>& work) const {
    const std::string count = directory_.at("count");
    REQUIRE(with({.calls = kinds, .count_to = count}, work).exit == 0);
    long number = 0;
    std::ifstream(count) >> number;
    return number;
  }
  // How many each word finds, asked as the steps of one chain: starting the program costs more.
  bool finds(const std::vector<std::pair<std::string, int>>& words) const {
    std::string steps;
    for (const auto& [word, number] : words) {
      steps += steps.empty() ? R"({"op":"全库","q":")" : R"(,{"op":"追加","q":")";
      steps += word + "\"}";
    }
    const ProgramRun run = run_bole({"search", "--chain", "{\"steps\":[" + steps + "]}", "--store",
                                     store(), "--json", "--limit", "200"});
    if (run.exit != 0) return false;
    std::size_t at = run.out.find("\"chain\":");
    for (const auto& [word, number] : words) {
      const std::string own = "{\"own\":" + std::to_string(number) + ',';
      at = run.out.find("{\"own\":", at + 1);
      if (at == std::string::npos || run.out.compare(at, own.size(), own) != 0) return false;
    }
    return true;
  }
  bool finds_everybody() const {
    return finds({{"财政局", people / 4},
                  {"审计局", people - people / 4},
                  {"第7919科", 1},
                  {"样例市", people}});
  }
  std::string store() const { return directory_.at("store"); }
  std::string kept() const { return directory_.at("kept"); }
  std::vector<fs::path> index_files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(store() + "/text")) {
      if (entry.path().extension() == ".glass" || entry.path().filename() == "iamglass") {
        files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

 private:
  TemporaryDirectory directory_{};
};
}  // namespace

TEST_CASE("a rebuild that is killed or meets a failing disk loses nothing", "[fault]") {
  const auto seed = std::random_device{}();
  std::mt19937 numbers(seed);
  const Shop shop;
  struct Kind {
    Fault fault;
    std::string code;
  };
  const Kind kind =
      GENERATE(Kind{{.calls = "wsr", .action = "kill"}, ""},
               Kind{{.calls = "w", .action = "enospc", .lasting = true}, "[disk_full]"},
               Kind{{.calls = "s", .action = "eio"}, "[io_error]"});
  const auto reindex = [&] { return shop.run("reindex"); };
  const long calls = shop.calls(kind.fault.calls, reindex);
  REQUIRE(calls > 3);
  int failures = 0;
  for (int round = 0; round < 4; ++round) {
    Fault fault = kind.fault;
    fault.at = 1 + static_cast<long>(numbers() % static_cast<unsigned long>(calls));
    CAPTURE(seed, round, fault.action, fault.at, calls);
    const ProgramRun run = shop.with(fault, reindex);
    CAPTURE(run.err);
    if (run.exit != 0) {
      ++failures;
      CHECK(run.exit == (fault.action == "kill" ? 128 + 9 : 1));
      // Xapian may end its process on a full disk before it can say that it is full.
      const bool told = run.err.find(kind.code) != std::string::npos ||
                        run.err.find("[io_error]") != std::string::npos;
      CHECK((told || fault.action == "kill"));
    }
    CHECK(run_bole({"show", "p-1", "--store", shop.store()}).exit == 0);
    CHECK(shop.finds_everybody());
  }
  CHECK(failures > 0);
  CHECK(shop.run("doctor").exit == 0);
}

TEST_CASE("what an import cannot write into the text index, the next search does", "[fault]") {
  const auto seed = std::random_device{}();
  std::mt19937 numbers(seed);
  const Fault kind =
      GENERATE(Fault{.calls = "w", .action = "enospc", .lasting = true},
               Fault{.calls = "s", .action = "eio"}, Fault{.calls = "r", .action = "eio"},
               Fault{.calls = "wsr", .action = "kill"});
  const Shop shop;
  int round = 0;
  const auto change = [&] { return shop.import("税务局" + std::to_string(++round)); };
  const long calls = shop.calls(kind.calls, change);
  REQUIRE(calls > 0);
  for (int attempt = 0; attempt < 3; ++attempt) {
    Fault fault = kind;
    fault.at = 1 + static_cast<long>(numbers() % static_cast<unsigned long>(calls));
    CAPTURE(seed, attempt, fault.action, fault.calls, fault.at, calls);
    const ProgramRun run = shop.with(fault, change);
    CAPTURE(run.err);
    CHECK(run.exit == (fault.action == "kill" && run.exit != 0 ? 128 + 9 : 0));
    CHECK(shop.finds({{"税务局" + std::to_string(round), people / 4},
                      {"税务局" + std::to_string(round - 1), 0},
                      {"审计局", people - people / 4}}));
  }
  CHECK(shop.run("doctor").exit == 0);
}

TEST_CASE("a server that cannot write its text index keeps answering, and says who is missing",
          "[fault]") {
  const PreparedStore prepared;
  const Environment environment(environment_of({.store = prepared.path() + "/text",
                                                .calls = "w",
                                                .action = "eio",
                                                .at = 1,
                                                .lasting = true}));
  Server server(prepared.path());
  HttpClient client(server, prepared.token1);
  import_and_wait(client, people_ndjson("财政局"));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  HttpAnswer ready = client.get("/readyz");
  while (ready.status == 200 && std::chrono::steady_clock::now() < deadline) {
    ready = client.get("/readyz");
  }
  CHECK(ready.status == 503);
  CHECK(ready.body.find("全文索引没有更新") != std::string::npos);
  const HttpAnswer found = client.post("/api/v1/search", R"({"q":"财政局"})");
  CHECK(found.status == 200);
  CHECK(found.body.find("\"not_indexed\":" + std::to_string(people)) != std::string::npos);
  CHECK(client.post("/api/v1/search", R"({"filter":"年龄 >= 18"})").status == 200);
}

TEST_CASE("a bit that flips in the text index is mended, or doctor tells", "[fault]") {
  const auto seed = std::random_device{}();
  std::mt19937 numbers(seed);
  const Shop shop;
  fs::copy(shop.store() + "/text", shop.kept(), fs::copy_options::recursive);
  int noticed = 0;
  for (int round = 0; round < 16; ++round) {
    fs::remove_all(shop.store() + "/text");
    fs::copy(shop.kept(), shop.store() + "/text", fs::copy_options::recursive);
    const std::vector<fs::path> files = shop.index_files();
    const fs::path& file = files[numbers() % files.size()];
    const auto at = numbers() % fs::file_size(file);
    const auto bit = numbers() % 8;
    CAPTURE(seed, round, file.filename().string(), at, bit);
    {
      std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
      bytes.seekg(static_cast<std::streamoff>(at));
      const int byte = bytes.get();
      bytes.seekp(static_cast<std::streamoff>(at));
      bytes.put(static_cast<char>(byte ^ (1 << bit)));
    }
    const bool sound = shop.run("doctor").exit == 0;
    noticed += !sound;
    // A damaged block may end a program, but not three in a row.
    bool found = false;
    for (int attempt = 0; attempt < 3 && !found; ++attempt) found = shop.finds_everybody();
    if (sound) CHECK(found);
    if (sound && found) continue;
    CHECK(shop.run("reindex").exit == 0);
    CHECK(shop.finds_everybody());
    CHECK(shop.run("doctor").exit == 0);
  }
  INFO(noticed << " of 16 flips noticed");
  CHECK(noticed > 0);
}
