// init, import, show and doctor, as their user meets them.
#include <catch2/catch.hpp>
#include <fstream>

#include "index/store/store.hpp"
#include "tests/support/program.hpp"

using namespace bole;
using testing::ProgramRun;
using testing::run_bole;
using testing::TemporaryDirectory;

namespace {
bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class Shop {
 public:
  explicit Shop(const std::string& people = "") {
    CHECK(run_bole({"init", "--store", store()}).exit == 0);
    CHECK(run_bole({"user", "add", "u1", "--name", "张经办", "--store", store()}).exit == 0);
    if (!people.empty()) CHECK(import(people).exit == 0);
  }

  ProgramRun import(const std::string& lines, std::vector<std::string> more = {}) const {
    std::ofstream(directory_.at("people.ndjson"), std::ios::binary) << lines;
    std::vector<std::string> arguments{
        "import", directory_.at("people.ndjson"), "--store", store(), "--as", "u1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_bole(arguments);
  }

  std::string store() const { return directory_.at("store"); }

 private:
  TemporaryDirectory directory_{};
};

constexpr const char* one =
    R"({"id":"p-1","name":"晏示例","birth":"1979.03","sealed":{"ethnicity":"白族"}})"
    "\n";
}  // namespace

TEST_CASE("a store is made once", "[cli]") {
  const Shop shop;
  const ProgramRun again = run_bole({"init", "--store", shop.store()});
  CHECK(again.exit == 5);
  CHECK(contains(again.err, "[store_exists]"));
}

TEST_CASE("without a store every command says how to name one", "[cli]") {
  ::unsetenv("BOLE_STORE");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"init"},
                                                    {"import", "x", "--as", "u1"},
                                                    {"show", "p-1"},
                                                    {"doctor"}}) {
    const ProgramRun run = run_bole(arguments);
    CHECK(run.exit == 2);
    CHECK(contains(run.err, "[store_not_given]"));
  }
}

TEST_CASE("what was imported is shown, its sealed part only when asked for", "[cli]") {
  const Shop shop(one);
  const ProgramRun page = run_bole({"show", "p-1", "--store", shop.store()});
  CHECK(page.exit == 0);
  CHECK(contains(page.out, "晏示例"));
  CHECK(contains(page.out, "1979.03"));
  CHECK_FALSE(contains(page.out, "白族"));
  CHECK(contains(run_bole({"show", "p-1", "--sealed", "--store", shop.store()}).out, "白族"));
  const ProgramRun json = run_bole({"show", "p-1", "--json", "--store", shop.store()});
  CHECK(contains(json.out, R"("id":"p-1","version":1,"name":"晏示例")"));
  CHECK_FALSE(contains(json.out, "sealed"));
}

TEST_CASE("a past version is shown when asked for", "[cli]") {
  const Shop shop(one);
  REQUIRE(shop.import(R"({"id":"p-1","name":"晏示例","birth":"1979.04"})").exit == 0);
  CHECK(contains(run_bole({"show", "p-1", "--store", shop.store()}).out, "1979.04"));
  CHECK(contains(run_bole({"show", "p-1", "--version", "1", "--store", shop.store()}).out,
                 "1979.03"));
  CHECK(run_bole({"show", "p-1", "--version", "3", "--store", shop.store()}).exit == 3);
  CHECK(run_bole({"show", "p-2", "--store", shop.store()}).exit == 3);
}

TEST_CASE("an import fails only when nothing of it could be used", "[cli]") {
  const Shop shop;
  const std::string bad = "{\"name\":\n";
  CHECK(shop.import(bad).exit == 1);
  CHECK(shop.import(one + bad).exit == 0);
  CHECK(shop.import(one).exit == 0);
  const ProgramRun strict = shop.import(one + bad, {"--strict"});
  CHECK(strict.exit == 1);
  CHECK(contains(strict.err, "未变 1 人，未导入 1 条"));
  CHECK(run_bole({"import", "/nowhere/at/all", "--store", shop.store(), "--as", "u1"}).exit == 3);
}

TEST_CASE("nobody unknown imports", "[cli]") {
  const Shop shop;
  const ProgramRun run = run_bole({"import", "-", "--store", shop.store(), "--as", "u9"}, one);
  CHECK(run.exit == 4);
  CHECK(contains(run.err, "[unknown_user]"));
  CHECK(run_bole({"show", "p-1", "--store", shop.store()}).exit == 3);
}

TEST_CASE("a user whose name could not be read back is refused, and all others are listed",
          "[cli]") {
  const Shop shop;
  const ProgramRun bad = run_bole(
      {"user", "add", "u2", "--name", "李\x01审核", "--as", "u1", "--store", shop.store()});
  CHECK(bad.exit == 1);
  CHECK_FALSE(bad.err.empty());
  CHECK(run_bole({"user", "add", "u3", "--name", "王复核", "--as", "u1", "--store", shop.store()})
            .exit == 0);
  const ProgramRun listed = run_bole({"user", "list", "--store", shop.store()});
  CHECK(listed.exit == 0);
  CHECK(listed.out == "u1\t张经办\nu3\t王复核\n");
}

TEST_CASE("a dry run stores nothing", "[cli]") {
  const Shop shop;
  const ProgramRun dry = shop.import(one, {"--dry-run"});
  CHECK(dry.exit == 0);
  CHECK(contains(dry.err, "新增 1 人"));
  CHECK(run_bole({"show", "p-1", "--store", shop.store()}).exit == 3);
}

TEST_CASE("with --json every record tells its fate", "[cli]") {
  const Shop shop;
  const ProgramRun run = shop.import(std::string(one) + "[]\n", {"--json"});
  CHECK(contains(run.out, R"(people.ndjson:1","fate":"added","id":"p-1","issues":[])"));
  CHECK(
      contains(run.out, R"(people.ndjson:2","fate":"refused","issues":[{"code":"not_an_object")"));
}

TEST_CASE("the doctor tells a sound store from a changed one", "[cli]") {
  const Shop shop(one);
  const ProgramRun sound = run_bole({"doctor", "--json", "--store", shop.store()});
  CHECK(sound.exit == 0);
  CHECK(contains(sound.out, R"("sound":true)"));
  std::ofstream(shop.store() + "/HEAD")
      << "bole-head 1\nepoch 1\nsequence 900\nchain " << std::string(64, '0') << "\n";
  const ProgramRun behind = run_bole({"doctor", "--store", shop.store()});
  CHECK(behind.exit == 1);
  CHECK(contains(behind.out, "序号 900"));
  const ProgramRun refused = shop.import(R"({"id":"p-2","name":"另一人"})");
  CHECK(refused.exit == 1);
  CHECK(contains(refused.err, "[store_behind_witness]"));
  CHECK(run_bole({"show", "p-1", "--store", shop.store()}).exit == 0);
}

TEST_CASE("a store that cannot be used is named for what it is", "[cli]") {
  const Shop shop(one);
  SECTION("another program has it") {
    const auto held = open_rocks_store(shop.store(), OpenMode::existing);
    const ProgramRun run = run_bole({"show", "p-1", "--store", shop.store()});
    CHECK(run.exit == 1);
    CHECK(contains(run.err, "[store_locked]"));
  }
  SECTION("it is of a newer version") {
    std::ofstream(shop.store() + "/FORMAT") << "bole-store 2\n";
    const ProgramRun run = shop.import(one);
    CHECK(run.exit == 1);
    CHECK(contains(run.err, "[store_newer]"));
  }
  SECTION("it is none") {
    const ProgramRun run = run_bole({"show", "p-1", "--store", shop.store() + "/db"});
    CHECK(run.exit == 1);
    CHECK(contains(run.err, "[not_a_store]"));
  }
}
