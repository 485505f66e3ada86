// Columns that are filled while an import runs are those that the store gives.
#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "index/catalogue.hpp"
#include "index/importer.hpp"
#include "tests/support/people.hpp"
#include "tests/support/random_profile.hpp"

using namespace bole;
using testing::Person;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

std::string bytes_of(const Catalogue& catalogue) {
  std::string bytes;
  const auto add = [&](const auto& array) {
    const std::size_t size = array.size() * sizeof(*array.data());
    bytes += std::to_string(size) + ':';
    if (size > 0) bytes.append(reinterpret_cast<const char*>(array.data()), size);
  };
  Columns::each_array(catalogue.columns(), add);
  ProtectedFacts::each_array(catalogue.protected_facts(), add);
  NameIndex::each_array(catalogue.names(), add);
  return bytes;
}

using Taker = std::function<void(const StoredPeople&)>;

ImportCounts import_people(Store& store, const std::vector<Profile>& people, const Taker& taker) {
  const ImportOptions options{
      .path = "people.ndjson", .by = "u1", .at = "2026-03-01T08:00:00Z", .on_stored = taker};
  return import_records(store, vocabulary(), options, [&](const RecordSink& sink, const auto&) {
    int line = 0;
    for (const Profile& person : people) {
      ImportedRecord record{.source = "people.ndjson:" + std::to_string(++line)};
      record.profile = person;
      if (!sink(std::move(record))) return;
    }
  });
}

// Some with an id that comes again, some whom only their name tells; often said twice.
std::vector<Profile> some_people(std::mt19937& numbers, std::size_t count) {
  std::vector<Profile> people;
  while (people.size() < count) {
    if (!people.empty() && numbers() % 10 == 0) {
      people.push_back(people[numbers() % people.size()]);
      continue;
    }
    Profile person = testing::random_profile(numbers);
    person.id.text = numbers() % 3 == 0 ? "" : "q-" + std::to_string(numbers() % 2000);
    person.provenance.clear();
    if (person.id.empty()) person.name = "甲" + std::to_string(numbers() % 300);
    people.push_back(std::move(person));
  }
  return people;
}
}  // namespace

TEST_CASE("columns filled while importing are those of the change feed", "[catalogue][importer]") {
  std::mt19937 numbers(20261126);
  const auto store = make_memory_store();
  Catalogue filled(*store, vocabulary());
  Catalogue read(*store, vocabulary());
  filled.catch_up();
  read.catch_up();
  std::vector<Profile> people;
  std::uint64_t handed = 0;
  const auto import_some = [&](const Taker& taker) {
    const ImportCounts counts = import_people(*store, people, taker);
    filled.catch_up();
    read.catch_up();
    CHECK(filled.head() == store->head());
    const bool same = bytes_of(filled) == bytes_of(read);  // too long to be printed
    CHECK(same);
    return counts;
  };
  const auto take = [&](const StoredPeople& stored) {
    handed += stored.people.size();
    CHECK(filled.catch_up_with(stored) == stored.people.size());
  };

  people = some_people(numbers, 3000);
  const ImportCounts first = import_some(take);
  CHECK(first.added > 1000);
  CHECK(handed == first.added);

  SECTION("the same again") {
    handed = 0;
    const ImportCounts again = import_some(take);
    CHECK(again.unchanged > 1000);
    CHECK(handed == again.added + again.changed);
  }
  SECTION("with more known of many") {
    handed = 0;
    people = some_people(numbers, 2500);
    const ImportCounts second = import_some(take);
    CHECK(second.changed > 100);
    CHECK(handed == second.added + second.changed);
  }
  SECTION("after changes that nobody handed over") {
    people = some_people(numbers, 600);
    import_people(*store, people, {});
    people = some_people(numbers, 600);
    import_some(take);
  }
  SECTION("while others change somebody else") {
    people = some_people(numbers, 2500);
    int calls = 0;
    import_some([&](const StoredPeople& stored) {
      if (++calls == 2) {
        const Profile other = Person("other-1").named("旁人");
        REQUIRE(store->commit({put_of(other)}, {.by = "u2"}));
      }
      take(stored);
    });
    CHECK(filled.columns().find({"other-1"}));
  }
  SECTION("when somebody has caught up in the middle") {
    people = some_people(numbers, 600);
    int calls = 0;
    std::size_t from_memory = 0;
    import_some([&](const StoredPeople& stored) {
      if (++calls == 2) filled.catch_up();
      from_memory += filled.catch_up_with(stored);
    });
    CHECK(from_memory == 256);
  }
  SECTION("while others change those who are handed over") {
    people = some_people(numbers, 200);
    std::string id;
    import_people(*store, people, [&](const StoredPeople& stored) {
      Profile other = stored.people.front();
      id = other.id.text;
      other.name = "另改";
      REQUIRE(store->commit({put_of(other)}, {.by = "u2"}));
      filled.catch_up_with(stored);
    });
    filled.catch_up();
    const auto row = filled.columns().find({id});
    REQUIRE(row);
    CHECK(filled.columns().name(*row) == "另改");
  }
}

TEST_CASE("people are handed over as the store has them", "[importer]") {
  std::mt19937 numbers(7);
  const auto store = make_memory_store();
  for (int round = 0; round < 2; ++round) {
    import_people(*store, some_people(numbers, 700), [&](const StoredPeople& stored) {
      for (const Profile& person : stored.people) {
        const auto record = store->find(Collection::profile, person.id.text,
                                        static_cast<std::uint32_t>(person.version));
        REQUIRE(record);
        CHECK(put_of(person).body == record->body);
      }
    });
  }
}

TEST_CASE("an import ends when whoever takes over what was stored fails", "[importer]") {
  std::mt19937 numbers(9);
  const auto store = make_memory_store();
  const std::vector<Profile> people = some_people(numbers, 30'000);
  int calls = 0;
  const auto failing = [&](const StoredPeople&) {
    ++calls;
    throw StorageError("io_error", "坏了");
  };
  CHECK_THROWS_AS(import_people(*store, people, failing), StorageError);
  CHECK(calls == 1);
  CHECK_FALSE(import_people(*store, people, {}).added == 0);  // what was left
}
