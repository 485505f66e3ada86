#include "index/columns_file.hpp"

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "index/catalogue.hpp"
#include "index/profile_record.hpp"
#include "tests/support/people.hpp"
#include "tests/support/random_profile.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
using testing::Person;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

std::uint32_t below(std::mt19937& numbers, std::size_t end) {
  return static_cast<std::uint32_t>(numbers() % end);
}

Profile random_person(std::mt19937& numbers) {
  Profile profile = testing::random_profile(numbers);
  profile.id.text = "p-" + std::to_string(numbers() % 500);
  if (profile.appointments) {
    const auto specialities = vocabulary().specialities();
    for (Appointment& appointment : *profile.appointments) {
      for (std::uint32_t i = below(numbers, 3); i > 0; --i) {
        const auto& speciality = specialities[numbers() % specialities.size()];
        appointment.tags.push_back({.kind = "speciality", .id = std::string(speciality.id)});
      }
    }
  }
  return profile;
}

// All arrays, byte for byte, one behind the other with their lengths.
std::string bytes_of(const Columns& columns, const ProtectedFacts& facts, const NameIndex& names) {
  std::string bytes;
  const auto add = [&](const auto& array) {
    const std::size_t size = array.size() * sizeof(*array.data());
    bytes += std::to_string(size) + ':';
    if (size > 0) bytes.append(reinterpret_cast<const char*>(array.data()), size);
  };
  Columns::each_array(columns, add);
  ProtectedFacts::each_array(facts, add);
  NameIndex::each_array(names, add);
  return bytes;
}
std::string bytes_of(const KeptColumns& kept) {
  return bytes_of(kept.columns, kept.protected_facts, kept.names);
}
std::string bytes_of(const Catalogue& catalogue) {
  return bytes_of(catalogue.columns(), catalogue.protected_facts(), catalogue.names());
}

void put(KeptColumns& kept, const Profile& person) {
  const Row row = kept.columns.put(person);
  kept.protected_facts.put(row, person);
  kept.names.put(row, person.name);
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

const Head some_head{.epoch = 1, .sequence = 7, .chain = sha256("七")};

struct Loaded {
  KeptColumns kept{vocabulary()};
  std::string fault{};
  bool read = false;
};
Loaded load(const std::string& path, const std::string& version) {
  Loaded loaded;
  loaded.read = read_columns(path, version, loaded.kept, loaded.fault);
  return loaded;
}

const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z", .reason = "录入", .source = "x"};

void store_people(Store& store, std::vector<Profile> people) {
  std::vector<Put> puts;
  for (const Profile& person : people) {
    Put put = put_of(person);
    put.expected.reset();
    puts.push_back(std::move(put));
  }
  REQUIRE(store.commit(puts, author));
}
}  // namespace

TEST_CASE("columns that were read are those that were written, and go on growing alike",
          "[columns_file]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  const std::string version = columns_version(vocabulary());
  std::mt19937 numbers(20260301);
  KeptColumns kept(vocabulary());
  kept.head = some_head;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 300; ++i) put(kept, random_person(numbers));
    const auto gone = kept.columns.id(Row{below(numbers, kept.columns.size())});
    kept.columns.remove(gone);
    write_columns(path, kept, version);
    Loaded loaded = load(path, version);
    REQUIRE(loaded.fault.empty());
    REQUIRE(loaded.read);
    CHECK(loaded.kept.head == some_head);
    CHECK(bytes_of(loaded.kept) == bytes_of(kept));
    for (std::uint32_t row = 0; row < kept.columns.size(); ++row) {
      REQUIRE(loaded.kept.columns.find(kept.columns.id(Row{row})) == Row{row});
      REQUIRE(loaded.kept.columns.name(Row{row}) == kept.columns.name(Row{row}));
      REQUIRE(loaded.kept.columns.is_live(Row{row}) == kept.columns.is_live(Row{row}));
    }
    // What is put later changes memory, not the file.
    const std::string written = file_bytes(path);
    for (int i = 0; i < 300; ++i) {
      const Profile person = random_person(numbers);
      put(kept, person);
      put(loaded.kept, person);
    }
    CHECK(bytes_of(loaded.kept) == bytes_of(kept));
    CHECK(file_bytes(path) == written);
  }
}

TEST_CASE("a file without people is read as such, and no file is no fault", "[columns_file]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  CHECK_FALSE(load(path, "1").read);
  CHECK(load(path, "1").fault.empty());
  KeptColumns nobody(vocabulary());
  nobody.head = some_head;
  write_columns(path, nobody, "1");
  const Loaded loaded = load(path, "1");
  CHECK(loaded.read);
  CHECK(loaded.kept.head == some_head);
  CHECK(loaded.kept.columns.size() == 0);
  remove_columns(path);
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a file of another program or vocabulary is not read", "[columns_file]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  KeptColumns kept(vocabulary());
  put(kept, Person("p-1").named("张三"));
  write_columns(path, kept, "甲");
  const Loaded loaded = load(path, "乙");
  CHECK_FALSE(loaded.read);
  CHECK(loaded.fault == "是别的版本的程序或词表所建");
  CHECK(loaded.kept.columns.size() == 0);
}

TEST_CASE("a file damaged anywhere is not read, or holds what was written", "[columns_file]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  std::mt19937 numbers(7);
  KeptColumns kept(vocabulary());
  kept.head = some_head;
  for (int i = 0; i < 40; ++i) put(kept, random_person(numbers));
  write_columns(path, kept, "1");
  const std::string whole = file_bytes(path);
  const std::string right = bytes_of(kept);
  const std::size_t manifest = whole.find("\nend ");
  REQUIRE(manifest != std::string::npos);
  int refused = 0;
  constexpr int rounds = 300;
  for (int round = 0; round < rounds; ++round) {
    std::string damaged = whole;
    if (round % 3 == 0) {
      damaged.resize(numbers() % whole.size());
    } else {
      const std::size_t at = numbers() % (round % 3 == 1 ? manifest : whole.size());
      damaged[at] = static_cast<char>(damaged[at] ^ (1 + numbers() % 255));
    }
    write_file(path, damaged);
    const Loaded loaded = load(path, "1");
    if (!loaded.read) {
      ++refused;
      CHECK_FALSE(loaded.fault.empty());
      CHECK(loaded.kept.columns.size() == 0);
      continue;
    }
    // Only bytes between two arrays may differ without harm.
    CHECK(loaded.kept.head == some_head);
    CHECK(bytes_of(loaded.kept) == right);
  }
  CHECK(refused > rounds / 2);
}

TEST_CASE("a catalogue takes kept columns and catches up from where they stand",
          "[columns_file][catalogue]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  const auto store = make_memory_store();
  std::mt19937 numbers(11);
  store_people(*store, {Person("p-1").named("张三"), Person("p-2").named("李四")});

  Catalogue first(*store, vocabulary(), path);
  first.catch_up();
  CHECK(first.keep() == "");
  CHECK_FALSE(std::filesystem::exists(path));  // two people are read at once
  CHECK(first.keep(Catalogue::Keep::now) == "");
  REQUIRE(std::filesystem::exists(path));

  std::uint64_t read = 0;
  const auto count = [&](std::uint64_t people) { read = people; };
  store_people(*store, {Person("p-2").named("李五"), Person("p-3").named("王六")});
  Catalogue second(*store, vocabulary(), path);
  second.catch_up(count);
  CHECK(read == 0);  // nobody was read from the beginning
  first.catch_up();
  CHECK(second.head() == store->head());
  CHECK(bytes_of(second) == bytes_of(first));
  CHECK(second.columns().name(*second.columns().find({"p-2"})) == "李五");
  CHECK(second.columns().name(*second.columns().find({"p-3"})) == "王六");

  SECTION("damaged, it is built from the store and the file is gone") {
    std::string bytes = file_bytes(path);
    bytes[bytes.size() / 2] ^= 1;
    bytes[20] ^= 1;
    write_file(path, bytes);
    Catalogue third(*store, vocabulary(), path);
    third.catch_up(count);
    CHECK(read == 3);
    CHECK(third.columns().size() == 3);
    CHECK_FALSE(std::filesystem::exists(path));
  }
  SECTION("of another history, it is built from the store") {
    const auto other = make_memory_store();
    store_people(*other, {Person("p-8").named("赵八"), Person("p-9").named("钱九")});
    store_people(*other, {Person("p-7").named("孙七")});
    Catalogue third(*other, vocabulary(), path);
    third.catch_up(count);
    CHECK(read == 3);
    CHECK(third.columns().find({"p-7"}));
    CHECK_FALSE(third.columns().find({"p-1"}));
  }
  SECTION("of a later head than the store's, it is built from the store") {
    const auto other = make_memory_store();
    store_people(*other, {Person("p-1").named("张三")});
    Catalogue third(*other, vocabulary(), path);
    third.catch_up(count);
    CHECK(read == 1);
  }
  SECTION("an erasure takes the file away, and the next start builds anew") {
    REQUIRE(store->erase(Collection::profile, "p-1", 0, author));
    Catalogue third(*store, vocabulary(), path);
    third.catch_up();
    CHECK_FALSE(third.columns().is_live(*third.columns().find({"p-1"})));
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(third.keep(Catalogue::Keep::now) == "");
    CHECK_FALSE(std::filesystem::exists(path));

    Catalogue fourth(*store, vocabulary(), path);
    fourth.catch_up();
    CHECK_FALSE(fourth.columns().find({"p-1"}));
    CHECK(fourth.keep(Catalogue::Keep::now) == "");
    CHECK(file_bytes(path).find("张三") == std::string::npos);
    CHECK(file_bytes(path).find("王六") != std::string::npos);
  }
}

TEST_CASE("columns are kept when the next start would have much to read", "[catalogue]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("columns");
  const auto store = make_memory_store();
  std::vector<Profile> people;
  for (int i = 0; i < 1200; ++i) people.push_back(Person("p-" + std::to_string(i)));
  store_people(*store, people);
  Catalogue catalogue(*store, vocabulary(), path);
  catalogue.catch_up();
  CHECK(catalogue.keep() == "");
  const std::string written = file_bytes(path);
  REQUIRE_FALSE(written.empty());

  for (int i = 0; i < 1061; ++i) {
    people[static_cast<std::size_t>(i)].name = "改";
  }
  store_people(*store, {people.begin(), people.begin() + 500});
  catalogue.catch_up();
  CHECK(catalogue.keep() == "");
  CHECK(file_bytes(path) == written);

  store_people(*store, {people.begin() + 500, people.begin() + 1061});
  catalogue.catch_up();
  CHECK(catalogue.keep() == "");
  CHECK(file_bytes(path) != written);
  CHECK(load(path, columns_version(vocabulary())).kept.head == store->head());
}

TEST_CASE("columns that cannot be kept are reported and harm nothing", "[catalogue]") {
  const testing::TemporaryDirectory directory;
  const auto store = make_memory_store();
  store_people(*store, {Person("p-1")});
  Catalogue catalogue(*store, vocabulary(), directory.at("missing") + "/columns");
  catalogue.catch_up();
  CHECK(catalogue.columns().size() == 1);
  CHECK_FALSE(catalogue.keep(Catalogue::Keep::now).empty());
}
