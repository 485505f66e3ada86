// The text index as the user of the commands meets it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/program.hpp"

using namespace bole;
using testing::ProgramRun;
using testing::run_bole;
using testing::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {
bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string person(const std::string& id, const std::string& post) {
  return R"({"id":")" + id + R"(","name":"晏示例","birth":"1979.03","current":{"text":")" + post +
         "\"}}\n";
}

class Shop {
 public:
  Shop() {
    CHECK(run_bole({"init", "--store", store()}).exit == 0);
    CHECK(run_bole({"user", "add", "u1", "--name", "张经办", "--store", store()}).exit == 0);
  }
  ProgramRun import(const std::string& lines, const std::string& option = "--json") const {
    std::ofstream(directory_.at("people.ndjson"), std::ios::binary) << lines;
    return run_bole(
        {"import", directory_.at("people.ndjson"), "--store", store(), "--as", "u1", option});
  }
  ProgramRun search(const std::string& query) const {
    return run_bole({"search", query, "--store", store(), "--json"});
  }
  ProgramRun run(const std::string& command) const {
    return run_bole({command, "--store", store(), "--json"});
  }
  std::string store() const { return directory_.at("store"); }
  std::string text() const { return store() + "/text"; }

 private:
  TemporaryDirectory directory_{};
};
}  // namespace

TEST_CASE("an import brings the text index up", "[cli]") {
  const Shop shop;
  const ProgramRun imported = shop.import(person("p-1", "样例市财政局副局长"));
  CHECK(imported.exit == 0);
  CHECK(contains(imported.err, "编入全文索引：1 条"));
  const ProgramRun found = shop.search("财政局");
  CHECK(contains(found.out, "p-1"));
  CHECK_FALSE(contains(found.err, "全文索引"));
  CHECK_FALSE(
      contains(shop.import(person("p-2", "样例市审计局局长"), "--dry-run").err, "编入全文索引"));
  CHECK(contains(shop.import(person("p-2", "样例市审计局局长")).err, "编入全文索引："));
  CHECK(contains(shop.search("审计局").out, "p-2"));
}

TEST_CASE("an index that is missing, damaged or of another store is made anew by itself", "[cli]") {
  const Shop shop;
  REQUIRE(shop.import(person("p-1", "样例市财政局副局长")).exit == 0);
  SECTION("missing") { fs::remove_all(shop.text()); }
  SECTION("without its manifest") { fs::remove(shop.text() + "/MANIFEST"); }
  SECTION("cut") {
    for (const auto& entry : fs::recursive_directory_iterator(shop.text())) {
      if (entry.path().filename() == "postlist.glass") fs::resize_file(entry.path(), 100);
    }
    CHECK(shop.run("doctor").exit == 1);
  }
  SECTION("of another store") {
    const Shop other;
    REQUIRE(other.import(person("p-9", "样例市审计局局长")).exit == 0);
    fs::remove_all(shop.text());
    fs::copy(other.text(), shop.text(), fs::copy_options::recursive);
  }
  const ProgramRun found = shop.search("财政局");
  CHECK(found.exit == 0);
  CHECK(contains(found.out, "p-1"));
  CHECK(contains(found.err, "编入全文索引：1 条"));
  CHECK(contains(shop.search("审计局").out, R"("total":0)"));
  CHECK(shop.run("doctor").exit == 0);
}

TEST_CASE("reindex builds the text index anew", "[cli]") {
  const Shop shop;
  CHECK(contains(shop.run("reindex").out, R"({"people":0,)"));
  REQUIRE(
      shop.import(person("p-1", "样例市财政局副局长") + person("p-2", "样例市审计局局长")).exit ==
      0);
  const ProgramRun rebuilt = shop.run("reindex");
  CHECK(rebuilt.exit == 0);
  CHECK(contains(rebuilt.out, R"({"people":2,)"));
  CHECK(contains(shop.search("审计局").out, "p-2"));
  CHECK(run_bole({"reindex", "--store", shop.store() + "-none"}).exit != 0);
}

TEST_CASE("doctor tells about the text index", "[cli]") {
  const Shop shop;
  CHECK(contains(run_bole({"doctor", "--store", shop.store()}).out, "全文索引  还没有编"));
  REQUIRE(shop.import(person("p-1", "样例市财政局副局长")).exit == 0);
  CHECK(contains(run_bole({"doctor", "--store", shop.store()}).out, "全文索引  完好，1 人"));
  // A store that went on without its index.
  const std::string kept = shop.store() + "-text";
  fs::copy(shop.text(), kept, fs::copy_options::recursive);
  REQUIRE(shop.import(person("p-2", "样例市审计局局长")).exit == 0);
  fs::remove_all(shop.text());
  fs::copy(kept, shop.text(), fs::copy_options::recursive);
  const ProgramRun behind = run_bole({"doctor", "--store", shop.store()});
  CHECK(behind.exit == 0);
  CHECK(contains(behind.out, "还差"));
  CHECK(contains(shop.search("审计局").out, "p-2"));
}
