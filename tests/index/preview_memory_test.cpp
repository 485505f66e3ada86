#include "index/preview_memory.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
std::vector<std::string> roster(int people, int from = 0) {
  std::vector<std::string> ids;
  for (int i = from; i < people; ++i) ids.push_back("p-" + std::to_string(1000 + i));
  return ids;
}

PeopleSet set_of(std::size_t people, std::size_t begin, std::size_t end) {
  PeopleSet set{std::vector<std::uint64_t>((people + 63) / 64), 0};
  for (std::size_t place = begin; place < end; ++place) {
    set.words[place / 64] |= std::uint64_t{1} << (place % 64);
    ++set.count;
  }
  return set;
}

class Previews {
 public:
  // What a preview on that day tells of one set, by whomever.
  std::string ask(const PeopleSet& set, const std::vector<std::string>& ids,
                  const std::string& day = "2026-03-01", const std::string& pool = "all",
                  const std::string& by = "u1") {
    PreviewMemory memory(*store_, {"m-1", pool, by, day + "T08:00:00Z", "sha256:x"}, ids);
    if (const auto may = memory.may_ask(); !may) return may.error().code;
    const std::string told = chinese(memory.tell(set));
    const bool stored{
        store_->commit(memory.puts("m-1/" + std::to_string(++number_)), {.by = by, .at = day})};
    REQUIRE(stored);
    return told;
  }
  Store& store() { return *store_; }

 private:
  std::unique_ptr<Store> store_ = make_memory_store();
  int number_ = 0;
};
}  // namespace

TEST_CASE("a set that differs by fewer than five from one told before is told the same",
          "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 44), ids) == "40");
  for (std::size_t end = 40; end <= 48; ++end) {
    CAPTURE(end);
    CHECK(previews.ask(set_of(100, 0, end), ids) == "40");
  }
  CHECK(previews.ask(set_of(100, 0, 49), ids) == "45");
  CHECK(previews.ask(set_of(100, 0, 39), ids) == "35");
}

TEST_CASE("figures that were repeated are no figures to compare with", "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 20), ids) == "20");
  CHECK(previews.ask(set_of(100, 0, 24), ids) == "20");
  // Four from what was repeated, eight from what was told.
  CHECK(previews.ask(set_of(100, 0, 28), ids) == "25");
}

TEST_CASE("few and all but few are figures, too", "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 4), ids) == "少于5");
  CHECK(previews.ask(set_of(100, 0, 5), ids) == "少于5");
  CHECK(previews.ask(set_of(100, 0, 8), ids) == "少于5");
  CHECK(previews.ask(set_of(100, 50, 56), ids) == "5");
  CHECK(previews.ask(set_of(100, 50, 54), ids) == "5");
}

TEST_CASE("what a set leaves of the pool cannot be asked for either", "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 40), ids) == "40");
  // 60 and 61 of a hundred would tell whether there are 40 or 39.
  CHECK(previews.ask(set_of(100, 40, 100), ids) == "60");
  CHECK(previews.ask(set_of(100, 39, 100), ids) == "60");
  CHECK(previews.ask(set_of(100, 41, 100), ids) == "60");
  CHECK(previews.ask(set_of(100, 0, 3), roster(100), "2026-03-01", "b") == "少于5");
  CHECK(previews.ask(set_of(100, 5, 100), roster(100), "2026-03-01", "b") == "不符合的少于5");
}

TEST_CASE("one person more in the pool is told by no figure", "[preview][guard]") {
  Previews previews;
  CHECK(previews.ask(set_of(44, 0, 14), roster(44)) == "10");
  // Somebody new, who is in the set; then somebody of it gone.
  CHECK(previews.ask(set_of(45, 0, 15), roster(45)) == "10");
  CHECK(previews.ask(set_of(43, 0, 13), roster(44, 1)) == "10");
  // The same places are other people.
  CHECK(previews.ask(set_of(44, 0, 14), roster(88, 44)) == "10");
  CHECK(previews.ask(set_of(44, 0, 21), roster(88, 44)) == "20");
}

TEST_CASE("previews of other pools and of long ago do not count", "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 44), ids) == "40");
  CHECK(previews.ask(set_of(100, 0, 45), ids, "2026-03-01", "other") == "45");
  CHECK(previews.ask(set_of(100, 0, 45), ids, "2026-05-30") == "40");
  CHECK(previews.ask(set_of(100, 0, 45), ids, "2026-05-31") == "45");
}

TEST_CASE("another drafter is told the same, and a user may ask so often a day",
          "[preview][guard]") {
  Previews previews;
  const auto ids = roster(100);
  CHECK(previews.ask(set_of(100, 0, 44), ids, "2026-03-01", "all", "u1") == "40");
  CHECK(previews.ask(set_of(100, 0, 45), ids, "2026-03-01", "all", "u2") == "40");
  for (int i = 1; i < PreviewMemory::most_a_day; ++i) {
    CHECK(previews.ask(set_of(100, 0, 44), ids) == "40");
  }
  CHECK(previews.ask(set_of(100, 0, 44), ids) == "preview_limit");
  CHECK(previews.ask(set_of(100, 0, 44), ids, "2026-03-02") == "40");
}

TEST_CASE("the people of a pool are kept once for all previews that share them", "[preview]") {
  Previews previews;
  const auto ids = roster(1000);
  for (std::size_t i = 0; i < 5; ++i) previews.ask(set_of(1000, 0, 100 * (i + 1)), ids);
  std::size_t rosters = 0;
  std::size_t bytes = 0;
  previews.store().for_each(Collection::preview, [&](const Record& record) {
    rosters += record.id.starts_with("roster/");
    if (!record.id.starts_with("roster/")) bytes += record.sealed.size();
    return true;
  });
  CHECK(rosters == 1);
  CHECK(bytes == 5 * 128);
}

TEST_CASE("a lock refused for want of a reason is refused again for as good a set", "[preview]") {
  const auto store = make_memory_store();
  const PreviewMemory::Asked asked{"m-1", "all", "u2", "2026-03-01T08:00:00Z", "sha256:x"};
  PreviewMemory first(*store, asked, roster(50));
  CHECK_FALSE(first.was_refused(set_of(50, 0, 2)));
  first.refuse(set_of(50, 0, 2));
  const bool stored{store->commit(first.puts("m-1/1"), {.by = "u2"})};
  REQUIRE(stored);
  const PreviewMemory second(*store, asked, roster(50));
  CHECK(second.was_refused(set_of(50, 0, 3)));
  CHECK_FALSE(second.was_refused(set_of(50, 0, 7)));
}
