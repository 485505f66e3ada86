// Imports that end in the middle: killed, or on a disk that fails. Whatever happened, the store is
// sound, everything that was acknowledged is there, and the same import again completes it with
// nothing lost or doubled.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "index/store/store.hpp"
#include "tests/fault/faults.hpp"
#include "tests/fault/invented_people.hpp"
#include "tests/support/program.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
constexpr int people = 4500;  // three commits

class BrokenImport {
 public:
  BrokenImport() {
    std::ofstream(directory_.at("people.ndjson"), std::ios::binary)
        << invented_people_ndjson(people);
    REQUIRE(run_bole({"init", "--store", empty_store()}).exit == 0);
    REQUIRE(run_bole({"user", "add", "u1", "--name", "甲", "--store", empty_store()}).exit == 0);
  }

  void make_store() {
    std::filesystem::remove_all(store());
    std::filesystem::copy(empty_store(), store(), std::filesystem::copy_options::recursive);
  }

  ProgramRun import() const {
    return run_bole({"import", directory_.at("people.ndjson"), "--store", store(), "--as", "u1",
                     "--json", "--no-index"});
  }

  ProgramRun import(Fault fault) const {
    fault.store = store();
    const Environment environment(environment_of(fault));
    return import();
  }

  // How many such calls an import makes that nothing disturbs.
  long calls_of_whole_import(const std::string& calls) {
    make_store();
    const std::string count = directory_.at("count");
    REQUIRE(import({.calls = calls, .count_to = count}).exit == 0);
    long number = 0;
    std::ifstream(count) >> number;
    return number;
  }

  // How many people there are.
  int check_store(const ProgramRun& broken) const {
    const auto opened = open_rocks_store(store(), OpenMode::existing);
    CHECK(opened->verify().value_or("") == "");
    int found = 0;
    CHECK(compare_with_truth(*opened, people, found) == "");
    // A line about a record is printed when the record is durable.
    const auto lines = static_cast<int>(std::count(broken.out.begin(), broken.out.end(), '\n'));
    CHECK(found >= lines);
    return found;
  }

  void complete() const {
    const ProgramRun again = import();
    CHECK(again.exit == 0);
    CHECK(again.out.find(R"("fate":"refused")") == std::string::npos);
    CHECK(again.out.find(R"("fate":"changed")") == std::string::npos);
    CHECK(check_store(again) == people);
  }

  std::string store() const { return directory_.at("store"); }

 private:
  std::string empty_store() const { return directory_.at("empty"); }
  TemporaryDirectory directory_{};
};

bool mentions(const ProgramRun& run, const char* code) {
  return run.err.find("[" + std::string(code) + "]") != std::string::npos;
}
}  // namespace

TEST_CASE("a killed import resumes with nothing lost or doubled", "[fault]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 numbers(seed);
  BrokenImport broken;
  const long calls = broken.calls_of_whole_import("wsr");
  REQUIRE(calls > 20);
  int kills = 0;
  for (int round = 0; round < 20; ++round) {
    const long at = 1 + static_cast<long>(numbers() % static_cast<unsigned long>(calls));
    INFO("round " << round << ", killed at call " << at << " of about " << calls);
    broken.make_store();
    const ProgramRun killed = broken.import({.calls = "wsr", .action = "kill", .at = at});
    kills += killed.exit == 128 + 9;
    broken.check_store(killed);
    broken.complete();
  }
  CHECK(kills >= 10);  // some calls are of threads that may come later or not at all
}

TEST_CASE("an import on a disk that fails keeps what it acknowledged", "[fault]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 numbers(seed);
  BrokenImport broken;
  struct Kind {
    Fault fault;
    const char* code;
  };
  const Kind kind = GENERATE(Kind{{.calls = "w", .action = "enospc", .lasting = true}, "disk_full"},
                             Kind{{.calls = "w", .action = "enospc"}, "disk_full"},
                             Kind{{.calls = "w", .action = "eio"}, "io_error"},
                             Kind{{.calls = "s", .action = "eio"}, "io_error"},
                             Kind{{.calls = "r", .action = "eio"}, "io_error"});
  const long calls = broken.calls_of_whole_import(kind.fault.calls);
  REQUIRE(calls > 3);
  int refusals = 0;
  // Not every call matters: those of the log that RocksDB keeps for people may fail unnoticed.
  for (int round = 0; round < 5 || (refusals == 0 && round < 30); ++round) {
    Fault fault = kind.fault;
    fault.at = 1 + static_cast<long>(numbers() % static_cast<unsigned long>(calls));
    INFO(fault.action << " at " << fault.calls << " call " << fault.at << " of about " << calls);
    broken.make_store();
    const ProgramRun failed = broken.import(fault);
    INFO(failed.err);
    if (failed.exit != 0) {
      CHECK(failed.exit == 1);
      CHECK((mentions(failed, kind.code) || mentions(failed, "audit_unavailable")));
      ++refusals;
    }
    broken.check_store(failed);
    broken.complete();
  }
  CHECK(refusals > 0);
}
