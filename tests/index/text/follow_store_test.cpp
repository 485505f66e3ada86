// The text index follows the store, whatever happened to either; searches go on meanwhile.
#include "index/text/follow_store.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <shared_mutex>
#include <thread>

#include "index/profile_record.hpp"
#include "index/search_desk.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
const Day today = *parse_day("2026-03-01");
const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z"};

Put person(const std::string& id, const std::string& post) {
  Profile profile;
  profile.id.text = id;
  profile.name = "晏示例";
  profile.current.text = post;
  Put put = put_of(profile);
  put.expected.reset();
  return put;
}

// A store with its columns and its text index, searched as a command does.
struct House {
  explicit House(std::unique_ptr<TextIndex> index = make_memory_text_index())
      : text(std::move(index)) {}

  void commit(const std::vector<Put>& puts) { REQUIRE(store->commit(puts, author)); }
  // How many have the word.
  std::uint64_t found(const std::string& query) const {
    SearchRequest request;
    request.query = query;
    const auto answer = desk.search(request, today);
    REQUIRE(answer);
    return answer->total;
  }

  std::unique_ptr<Store> store = make_memory_store();
  Catalogue catalogue{*store, Vocabulary::built_in()};
  std::unique_ptr<TextIndex> text;
  SearchDesk desk{*store, catalogue, *text, "key of the tests"};
};

void fill(House& house, int people) {
  std::vector<Put> puts;
  for (int i = 0; i < people; ++i) {
    puts.push_back(person("p-" + std::to_string(i), i % 2 == 0 ? "财政局副局长" : "审计局副局长"));
  }
  house.commit(puts);
  house.desk.catch_up();
}
}  // namespace

TEST_CASE("the text index takes in what was added, changed and erased", "[text][search]") {
  House house;
  fill(house, 4);
  CHECK(house.found("财政局") == 2);
  house.commit({person("p-0", "税务局局长"), person("p-9", "财政局局长")});
  CHECK(house.found("税务局") == 0);  // not before it is told
  house.desk.catch_up();
  CHECK(house.found("税务局") == 1);
  CHECK(house.found("财政局") == 2);
  REQUIRE(house.store->erase(Collection::profile, "p-9", 0, author));
  house.desk.catch_up();
  CHECK(house.found("财政局") == 1);
  CHECK(house.text->head() == house.store->head());
  CHECK(scrub(*house.store, *house.text, Vocabulary::built_in(), 1, 0).empty());
}

TEST_CASE("an index of another history is built anew", "[text][search]") {
  House house;
  fill(house, 6);
  House other;
  fill(other, 2);
  // The index stands at a head that the other store has never had.
  CHECK(can_follow(*house.store, *house.text));
  CHECK_FALSE(can_follow(*other.store, *house.text));
  Followed followed = follow_store(*other.store, *house.text, Vocabulary::built_in());
  REQUIRE(followed.rebuilt);
  house.text->adopt(std::move(followed.rebuilt));
  CHECK(house.text->head() == other.store->head());
  CHECK(house.text->snapshot()->documents() == 2);
}

TEST_CASE("an index that is distrusted is built anew", "[text][search]") {
  House house;
  fill(house, 6);
  house.text->distrust();
  house.desk.catch_up();
  CHECK(house.found("财政局") == 3);
}

TEST_CASE("progress counts people and ends with all of them", "[text][search]") {
  House house;
  fill(house, 450);
  std::uint64_t last = 0;
  bool grows = true;
  house.desk.rebuild([&](std::uint64_t done, std::uint64_t total) {
    grows = grows && done >= last && total == 450;
    last = done;
  });
  CHECK(grows);
  CHECK(last == 450);
}

TEST_CASE("scrubbing finds a document that is not as the store has it", "[text][search]") {
  House house;
  fill(house, 30);
  const auto fault = [&](std::uint32_t every, std::uint32_t which) {
    return scrub(*house.store, *house.text, Vocabulary::built_in(), every, which);
  };
  CHECK(fault(1, 0).empty());
  TextPart part = plain_part("财政局副局长", Vocabulary::built_in());
  part.weight = 1000;
  SearchDocument wrong = make_document("p-4", {&part, 1});
  const std::string id = wrong.id;
  const auto of_characters = std::ranges::min_element(wrong.terms, {}, &TermShare::term);
  SECTION("a share") { of_characters->share += 1; }
  SECTION("a term") { wrong.terms.erase(of_characters); }
  SECTION("the texts") { wrong.texts.back() ^= 1; }
  SECTION("somebody who is not there") { wrong.id = "p-99"; }
  house.text->apply({{wrong.id, wrong}}, house.store->head());
  CHECK_FALSE(fault(1, 0).empty());
  // By parts: one of them holds it.
  int faults = 0;
  for (std::uint32_t which = 0; which < 7; ++which) faults += fault(7, which).empty() ? 0 : 1;
  CHECK(faults == 1);
  // What the store does not hold yet is no fault of the index.
  house.commit({person("p-50", "财政局局长")});
  CHECK(fault(1, 0).empty());
}

TEST_CASE("searches go on, each over one state, while people are imported and the index is built",
          "[text][search]") {
  const testing::TemporaryDirectory directory;
  House house(open_xapian_text_index(directory.at("text"), nullptr));
  fill(house, 60);
  std::shared_mutex house_lock;  // as the service has it
  std::atomic<bool> writing{true};
  std::atomic<int> answers{0};
  std::atomic<int> wrong{0};
  const auto search = [&] {
    SearchRequest request;
    request.query = "“政局副”";  // a phrase, read from the texts
    do {
      {
        const std::shared_lock lock(house_lock);
        const auto answer = house.desk.search(request, today);
        // Every commit makes or unmakes all ten at once.
        ++answers;
        if (!answer || answer->total % 10 != 0 || answer->total < 30) ++wrong;
      }
      // A lock that is never free of readers lets no writer in.
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    } while (writing);
  };
  {
    std::jthread first(search);
    std::jthread second(search);
    for (int round = 0; round < 25; ++round) {
      std::vector<Put> puts;
      for (int i = 0; i < 10; ++i) {
        puts.push_back(person("n-" + std::to_string(i) + "-" + std::to_string(round % 3),
                              round % 2 == 0 ? "财政局副局长" : "税务局局长"));
      }
      house.commit(puts);
      if (round % 8 == 7) house.text->distrust();
      Followed followed = house.desk.follow();
      const std::unique_lock lock(house_lock);
      house.catalogue.catch_up();
      house.desk.take_in(std::move(followed));
    }
    writing = false;
  }
  CHECK(wrong == 0);
  CHECK(answers > 10);
  CHECK(house.text->head() == house.store->head());
}
