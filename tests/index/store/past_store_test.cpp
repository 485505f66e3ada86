// A store as it stood, asked of each implementation.
#include "index/store/past_store.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
struct InMemory {
  std::unique_ptr<Store> store = make_memory_store();
};

struct OnDisk {
  testing::TemporaryDirectory directory{};
  std::unique_ptr<Store> store = open_rocks_store(directory.at("store"), OpenMode::create);
};

const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z"};

Put profile(std::string id, std::string body, std::string sealed = "") {
  return {.collection = Collection::profile,
          .id = std::move(id),
          .body = std::move(body),
          .sealed = std::move(sealed)};
}

// Everything a store shows, one record a line.
std::string shown(const Store& store, Collection collection) {
  std::string text;
  store.for_each(collection, [&](const Record& record) {
    text += record.id + ' ' + std::to_string(record.version) + ' ' +
            (record.erased ? "erased" : record.body + '/' + record.sealed) + '\n';
    const auto found = store.find(collection, record.id);
    CHECK(found);
    CHECK(found->version == record.version);
    CHECK(found->body == record.body);
    return true;
  });
  return text;
}
}  // namespace

#define BOLE_STORES InMemory, OnDisk

TEMPLATE_TEST_CASE("a past store shows what was current at its head, and nothing newer", "[store]",
                   BOLE_STORES) {
  TestType kept;
  Store& store = *kept.store;
  REQUIRE(store.commit({profile("p-1", "一", "甲")}, author));
  const Head first = store.head();
  REQUIRE(store.commit({profile("p-1", "二"), profile("p-2", "乙")}, author));
  PastStore past(store);
  CHECK(past.find(Collection::profile, "p-1")->body == "二");
  REQUIRE(past.go_to(first));
  CHECK(past.head() == first);
  CHECK(past.find(Collection::profile, "p-1")->body == "一");
  CHECK(past.find(Collection::profile, "p-1")->sealed == "甲");
  CHECK_FALSE(past.find(Collection::profile, "p-2"));
  CHECK_FALSE(past.find(Collection::profile, "p-1", 2));
  CHECK(past.find(Collection::profile, "p-1", 1)->body == "一");
  CHECK(shown(past, Collection::profile) == "p-1 1 一/甲\n");
  past.for_each(
      Collection::profile,
      [](const Record& record) {
        CHECK(record.sealed.empty());
        return true;
      },
      SealedPart::skip);
  CHECK(past.changes(Head{}, 10)->size() == 1);

  // The store goes on meanwhile.
  REQUIRE(store.commit({profile("p-1", "三"), profile("p-3", "丙")}, author));
  CHECK(shown(past, Collection::profile) == "p-1 1 一/甲\n");
  CHECK(past.find_many(Collection::profile, {"p-1", "p-3"})[0]->body == "一");
  CHECK_FALSE(past.find_many(Collection::profile, {"p-1", "p-3"})[1]);
}

TEMPLATE_TEST_CASE("a past store takes no writes", "[store]", BOLE_STORES) {
  TestType kept;
  REQUIRE(kept.store->commit({profile("p-1", "一")}, author));
  PastStore past(*kept.store);
  const auto committed = past.commit({profile("p-1", "二")}, author);
  REQUIRE_FALSE(committed);
  CHECK(committed.error().code == "past_store");
  CHECK_FALSE(past.erase(Collection::profile, "p-1", 0, author));
  CHECK_THROWS_AS(past.find_by(Collection::profile, "x"), std::logic_error);
}

TEMPLATE_TEST_CASE("a head that is not on the chain is no past", "[store]", BOLE_STORES) {
  TestType kept;
  REQUIRE(kept.store->commit({profile("p-1", "一")}, author));
  REQUIRE(kept.store->commit({profile("p-1", "二")}, author));
  PastStore past(*kept.store);
  Head other = kept.store->head();
  other.chain[0] ^= 1;
  CHECK(past.go_to(other).error().code == "diverged");
  other = kept.store->head();
  other.sequence = 9;
  CHECK(past.go_to(other).error().code == "diverged");
  CHECK(past.go_to(kept.store->head()));
}

TEMPLATE_TEST_CASE("of whom a past store shows, the others are found by id only", "[store]",
                   BOLE_STORES) {
  TestType kept;
  REQUIRE(kept.store->commit({profile("p-1", "一"), profile("p-2", "二"), profile("p-3", "三")},
                             author));
  PastStore past(*kept.store);
  past.show_only({"p-3", "p-1", "p-9"});
  CHECK(shown(past, Collection::profile) == "p-1 1 一/\np-3 1 三/\n");
  CHECK(past.find(Collection::profile, "p-2"));
}

// At every head, reached forwards and backwards, a past store shows what the store itself showed
// there; but for what was erased since, which it says.
TEMPLATE_TEST_CASE("every past state is the state that was", "[store]", BOLE_STORES) {
  std::mt19937 numbers(7);
  const auto below = [&](unsigned limit) { return numbers() % limit; };
  TestType kept;
  Store& store = *kept.store;
  struct State {
    Head head{};
    std::string people{};
    std::string matters{};
  };
  std::vector<State> states;
  for (int step = 0; step < 120; ++step) {
    const std::string id = "p-" + std::to_string(below(6));
    const std::string body = std::to_string(step);
    if (below(8) == 0 && store.find(Collection::profile, id)) {
      const auto version = below(2) == 0 ? 0 : store.find(Collection::profile, id)->version;
      REQUIRE(store.erase(Collection::profile, id, version, author));
    } else {
      REQUIRE(store.commit({profile(id, body, below(2) == 0 ? "封" + body : ""),
                            {.collection = Collection::pool, .id = id, .body = body}},
                           author));
    }
    states.push_back(
        {store.head(), shown(store, Collection::profile), shown(store, Collection::pool)});
  }
  PastStore past(store);
  for (int turn = 0; turn < 300; ++turn) {
    const State& state = states[below(static_cast<unsigned>(states.size()))];
    REQUIRE(past.go_to(state.head));
    CHECK(past.lost().empty());
    std::string people = shown(past, Collection::profile);
    CHECK(shown(past, Collection::pool) == state.matters);
    std::string then = state.people;
    for (const auto& [collection, id] : past.lost()) {
      CHECK(collection == Collection::profile);
      const auto line = [&](const std::string& text) {
        const std::size_t begin = ('\n' + text).find('\n' + id + ' ');
        return text.substr(begin, text.find('\n', begin) + 1 - begin);
      };
      CHECK(line(then).find("erased") == std::string::npos);
      CHECK(line(people).find("erased") != std::string::npos);
      then.erase(then.find(line(then)), line(then).size());
      people.erase(people.find(line(people)), line(people).size());
    }
    CHECK(people == then);
  }
}
