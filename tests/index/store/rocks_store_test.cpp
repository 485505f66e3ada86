// What the store on disk promises beyond the contract: what it does about files that are not as it
// left them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "index/store/rocks_tables.hpp"
#include "index/store/store.hpp"
#include "index/store/stored_row.hpp"
#include "index/store/witness.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
namespace fs = std::filesystem;
using testing::TemporaryDirectory;

namespace {
const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z", .reason = "录入", .source = "x"};

Put profile(std::string id, std::string body, std::string sealed = "") {
  return {.collection = Collection::profile,
          .id = std::move(id),
          .body = std::move(body),
          .sealed = std::move(sealed)};
}

std::string code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const StorageError& error) {
    return error.code;
  }
  return "";
}

std::string opening(const std::string& directory, OpenMode mode = OpenMode::existing) {
  return code_of([&] { (void)open_rocks_store(directory, mode); });
}

void make_store(const std::string& directory) {
  const auto store = open_rocks_store(directory, OpenMode::create);
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

bool some_file_contains(const fs::path& directory, std::string_view text) {
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && read(entry.path()).find(text) != std::string::npos) return true;
  }
  return false;
}

// The store's files as a crash would leave them: copied while it is open and its newest log is not
// yet in tables.
void crashed_copy(const std::string& to) {
  TemporaryDirectory live;
  const auto store = open_rocks_store(live.at("store"), OpenMode::create);
  for (int i = 1; i <= 40; ++i) {
    REQUIRE(store->commit({profile("p-" + std::to_string(i), std::string(500, 'x'))}, author));
  }
  fs::copy(live.at("store"), to, fs::copy_options::recursive);
}

std::vector<fs::path> logs_of(const std::string& store) {
  std::vector<fs::path> logs;
  for (const auto& entry : fs::directory_iterator(store + "/db")) {
    if (entry.path().extension() == ".log" && fs::file_size(entry.path()) > 0) {
      logs.push_back(entry.path());
    }
  }
  return logs;
}
}  // namespace

TEST_CASE("what was committed is there after reopening", "[store]") {
  const TemporaryDirectory directory;
  Head head;
  {
    const auto store = open_rocks_store(directory.at("a/b/store"), OpenMode::create);
    head = *store->commit({profile("p-1", "甲", "封")}, author);
  }
  const auto store = open_rocks_store(directory.at("a/b/store"), OpenMode::existing);
  CHECK(store->head() == head);
  CHECK(store->find(Collection::profile, "p-1")->sealed == "封");
  CHECK(store->commit({profile("p-1", "乙")}, author)->sequence == 2);
  CHECK_FALSE(store->verify());
}

TEST_CASE("a crash right after a commit loses nothing", "[store][fault]") {
  const TemporaryDirectory directory;
  crashed_copy(directory.at("store"));
  const auto store = open_rocks_store(directory.at("store"), OpenMode::existing);
  CHECK(store->head().sequence == 40);
  CHECK_FALSE(store->verify());
  CHECK(store->commit({profile("p-41", "x")}, author));
}

TEST_CASE("a store is not made over something else", "[store]") {
  const TemporaryDirectory directory;
  make_store(directory.at("store"));
  CHECK(opening(directory.at("store"), OpenMode::create) == "store_exists");
  CHECK(opening(directory.at("store")).empty());
  fs::create_directory(directory.at("full"));
  write(directory.at("full/letter.txt"), "x");
  CHECK(opening(directory.at("full"), OpenMode::create) == "directory_not_empty");
  fs::create_directory(directory.at("empty"));
  CHECK(opening(directory.at("empty"), OpenMode::create).empty());
}

TEST_CASE("a creation that was interrupted can be repeated", "[store]") {
  const TemporaryDirectory directory;
  make_store(directory.at("store"));
  fs::remove(directory.at("store/FORMAT"));
  fs::remove(directory.at("store/HEAD"));
  CHECK(opening(directory.at("store")) == "not_a_store");
  const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
  CHECK(store->commit({profile("p-1", "甲")}, author));
}

TEST_CASE("what is no store is not opened", "[store]") {
  const TemporaryDirectory directory;
  CHECK(opening(directory.at("nowhere")) == "not_a_store");
  CHECK_FALSE(fs::exists(directory.at("nowhere")));
  fs::create_directory(directory.at("empty"));
  CHECK(opening(directory.at("empty")) == "not_a_store");
  CHECK(fs::is_empty(directory.at("empty")));
}

TEST_CASE("a store has one holder at a time", "[store]") {
  const TemporaryDirectory directory;
  auto store = open_rocks_store(directory.at("store"), OpenMode::create);
  CHECK(opening(directory.at("store")) == "store_locked");
  CHECK(opening(directory.at("store"), OpenMode::create) == "store_exists");
  store.reset();
  CHECK(opening(directory.at("store")).empty());
}

TEST_CASE("a store of a newer format is refused and left as it is", "[store]") {
  const TemporaryDirectory directory;
  make_store(directory.at("store"));
  write(directory.at("store/FORMAT"), "bole-store 2\n");
  CHECK(opening(directory.at("store")) == "store_newer");
  write(directory.at("store/FORMAT"), "bole-store \n");
  CHECK(opening(directory.at("store")) == "store_damaged");
  write(directory.at("store/FORMAT"), "bole-store 99999999999999999999\n");
  CHECK(opening(directory.at("store")) == "store_damaged");
  write(directory.at("store/FORMAT"), "bole-store 1\n");
  CHECK(opening(directory.at("store")).empty());
}

TEST_CASE("a store that lost its newest log is read but takes no commit", "[store][fault]") {
  const TemporaryDirectory directory;
  crashed_copy(directory.at("store"));
  const std::vector<fs::path> logs = logs_of(directory.at("store"));
  REQUIRE(logs.size() == 1);
  const std::string log = read(logs.front());
  SECTION("deleted") { fs::remove(logs.front()); }
  SECTION("cut to half") { fs::resize_file(logs.front(), log.size() / 2); }
  SECTION("one bit turned") {
    std::string damaged = log;
    damaged[damaged.size() / 2] ^= 4;
    write(logs.front(), damaged);
  }
  const auto store = open_rocks_store(directory.at("store"), OpenMode::existing);
  const Head head = store->head();
  CHECK(head.sequence < 40);
  CHECK(code_of([&] { (void)store->commit({profile("p-1", "新")}, author); }) ==
        "store_behind_witness");
  CHECK(code_of([&] { (void)store->erase(Collection::profile, "p-1", 0, author); }) ==
        "store_behind_witness");
  CHECK(store->head() == head);
  REQUIRE(store->verify());
  CHECK(store->verify()->find("序号 40") != std::string::npos);
  std::uint64_t readable = 0;
  store->for_each(Collection::profile, [&](const Record& record) {
    readable += record.body == std::string(500, 'x');
    return true;
  });
  CHECK(readable == head.sequence);
}

TEST_CASE("without a witness it belongs to, a store takes no commit", "[store][fault]") {
  const TemporaryDirectory directory;
  Head head;
  {
    const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
    head = *store->commit({profile("p-1", "甲")}, author);
  }
  SECTION("removed") { fs::remove(directory.at("store/HEAD")); }
  SECTION("emptied") { write(directory.at("store/HEAD"), ""); }
  SECTION("of another history") {
    head.chain[0] ^= 1U;
    write(directory.at("store/HEAD"), witness_text(head));
  }
  SECTION("of a later epoch") {
    ++head.epoch;
    write(directory.at("store/HEAD"), witness_text(head));
  }
  const auto store = open_rocks_store(directory.at("store"), OpenMode::existing);
  CHECK(store->find(Collection::profile, "p-1")->body == "甲");
  CHECK(code_of([&] { (void)store->commit({profile("p-2", "乙")}, author); }) ==
        "store_behind_witness");
  CHECK(store->verify());
}

TEST_CASE("a witness that lags behind the store is no fault", "[store][fault]") {
  const TemporaryDirectory directory;
  std::string earlier;
  {
    const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
    REQUIRE(store->commit({profile("p-1", "甲")}, author));
    earlier = read(directory.at("store/HEAD"));
    REQUIRE(store->commit({profile("p-2", "乙")}, author));
  }
  write(directory.at("store/HEAD"), earlier);
  const auto store = open_rocks_store(directory.at("store"), OpenMode::existing);
  CHECK_FALSE(store->verify());
  CHECK(store->commit({profile("p-3", "丙")}, author)->sequence == 3);
}

TEST_CASE("erased bytes leave the disk", "[store]") {
  const TemporaryDirectory directory;
  const std::string body = "7d1b0c59e2a84f36";
  const std::string sealed = "c40f9a6618be2d73";
  const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
  REQUIRE(store->commit({profile("p-1", body, sealed), profile("p-2", "另一个人")}, author));
  SECTION("from the current version") {}
  SECTION("from an older version, too") {
    REQUIRE(store->commit({profile("p-1", "更正")}, author));
  }
  CHECK(some_file_contains(directory.path(), body));
  CHECK(some_file_contains(directory.path(), sealed));
  REQUIRE(store->erase(Collection::profile, "p-1", 0, author));
  CHECK_FALSE(some_file_contains(directory.path(), body));
  CHECK_FALSE(some_file_contains(directory.path(), sealed));
  CHECK_FALSE(store->verify());
}

TEST_CASE("names and numbers cannot be read from the keys of lookups", "[store]") {
  const TemporaryDirectory directory;
  const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
  Put put = profile("p-1", "甲");
  put.lookups = {"990101197903070011"};
  REQUIRE(store->commit({put}, author));
  CHECK_FALSE(some_file_contains(directory.path(), "990101197903070011"));
  CHECK(store->find_by(Collection::profile, "990101197903070011").size() == 1);
}

TEST_CASE("verify finds what was changed behind the store's back", "[store][fault]") {
  const TemporaryDirectory directory;
  {
    const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
    REQUIRE(store->commit({profile("p-1", "一", "封")}, author));
    REQUIRE(store->commit({profile("p-1", "二", "封"), profile("p-2", "乙")}, author));
    REQUIRE_FALSE(store->verify());
  }
  std::string fault;
  {
    const RocksTables tables(directory.at("store/db"));
    const std::string current = record_key(Collection::profile, "p-1");
    const std::string older = version_key(Collection::profile, "p-1", 1);
    rocksdb::PinnableSlice value;
    rocksdb::WriteBatch batch;
    SECTION("a current body") {
      REQUIRE(tables.get({}, Table::current, current, value));
      StoredRow row = *decode_row(view(value));
      row.body = "改";
      batch.Put(tables.at(Table::current), current, encode_row(row));
      fault = "p-1 第 2 版的内容";
    }
    SECTION("an older body gone") {
      batch.Delete(tables.at(Table::history), older);
      fault = "p-1 第 1 版缺失";
    }
    SECTION("a sealed part") {
      REQUIRE(tables.get({}, Table::sealed, older, value));
      batch.Put(tables.at(Table::sealed), older, value.ToString() + "改");
      fault = "p-1 第 1 版的封存信息";
    }
    SECTION("a sealed part gone") {
      batch.Delete(tables.at(Table::sealed), older);
      fault = "p-1 第 1 版的封存信息";
    }
    SECTION("a record that no change brought") {
      batch.Put(tables.at(Table::current), record_key(Collection::profile, "p-3"),
                encode_row(StoredRow{.version = 1, .body = "混入"}));
      fault = "4 个版本";
    }
    SECTION("a version emptied without a decision") {
      batch.Put(tables.at(Table::current), current,
                encode_row(StoredRow{.version = 2, .erased = true}));
      fault = "没有相应的决定";
    }
    SECTION("a change rewritten") {
      REQUIRE(tables.get({}, Table::changes, sequence_key(2), value));
      std::string entry = value.ToString();
      entry[entry.size() - 40] ^= 1;
      batch.Put(tables.at(Table::changes), sequence_key(2), entry);
      fault = "序号 2 处断开";
    }
    SECTION("a change gone") {
      batch.Delete(tables.at(Table::changes), sequence_key(2));
      fault = "序号 2 处断开";
    }
    tables.write(batch);
  }
  const auto store = open_rocks_store(directory.at("store"), OpenMode::existing);
  const auto found = store->verify();
  REQUIRE(found);
  INFO(*found);
  CHECK(found->find(fault) != std::string::npos);
}

TEST_CASE("a table file with a turned bit is noticed", "[store][fault]") {
  const TemporaryDirectory directory;
  {
    const auto store = open_rocks_store(directory.at("store"), OpenMode::create);
    REQUIRE(store->commit({profile("p-1", std::string(5000, 'x'))}, author));
  }
  for (const auto& entry : fs::directory_iterator(directory.at("store/db"))) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = read(entry.path());
    bytes[20] ^= 1;
    write(entry.path(), bytes);
  }
  CHECK(code_of([&] {
          (void)open_rocks_store(directory.at("store"), OpenMode::existing)->verify();
        }) == "store_damaged");
}
