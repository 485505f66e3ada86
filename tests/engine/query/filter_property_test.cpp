// Properties of the filter language over random people and filters. Each case uses fixed seeds and
// names the filter and the person that break it.
#include <catch2/catch.hpp>

#include "engine/profile/profile_json.hpp"
#include "engine/query/filter.hpp"
#include "tests/engine/query/filter_oracle.hpp"
#include "tests/engine/query/random_records.hpp"

using namespace bole;
using random_records::Dice;
using random_records::FilterShape;

namespace {
Filter parsed(const std::string& text) {
  auto filter = parse_filter(text, Vocabulary::built_in(), FilterUse::search);
  INFO(text);
  if (!filter) FAIL(filter.error().message << " " << filter.error().where);
  return *std::move(filter);
}

Tri tri(std::optional<bool> answer) {
  return !answer ? Tri::unknown : *answer ? Tri::yes : Tri::no;
}

Day some_day(Dice& dice) {
  return day_of(2015 + dice.up_to(7), 1 + dice.up_to(11), 1 + dice.up_to(27));
}

struct People {
  std::vector<Profile> profiles{};
  Columns columns{Vocabulary::built_in()};
  std::vector<Row> rows{};
};
People people(Dice& dice, int count) {
  People made;
  for (int i = 0; i < count; ++i) {
    made.profiles.push_back(random_records::profile(dice, i));
    made.rows.push_back(made.columns.put(made.profiles.back()));
  }
  return made;
}
std::vector<Tri> answers(const Filter& filter, const People& people, Day as_of) {
  std::vector<Tri> out(people.rows.size());
  evaluate(filter, people.columns, people.rows, as_of, out);
  return out;
}
}  // namespace

TEST_CASE("columns answer a filter as the record itself does", "[query][property]") {
  Dice dice(20260301);
  std::array<int, 3> seen{};
  for (int round = 0; round < 60; ++round) {
    const People crowd = people(dice, 20);
    for (int i = 0; i < 40; ++i) {
      const std::string text = random_records::filter(dice, {}, RecordSet::person);
      const Filter filter = parsed(text);
      const Day as_of = some_day(dice);
      const std::vector<Tri> found = answers(filter, crowd, as_of);
      for (std::size_t person = 0; person < crowd.rows.size(); ++person) {
        const Tri expected = tri(oracle(filter, crowd.profiles[person], as_of));
        ++seen[static_cast<std::size_t>(expected)];
        if (found[person] == expected) continue;
        FAIL(text << "\nat " << to_string(as_of) << ": " << static_cast<int>(found[person])
                  << " instead of " << static_cast<int>(expected) << "\n"
                  << to_json(crowd.profiles[person]));
      }
    }
  }
  // 48 000 cases, none of the three answers rare.
  for (const int count : seen) CHECK(count > 5000);
}

TEST_CASE("what a filter says of a gappy record still holds once the gaps are filled",
          "[query][property]") {
  Dice dice(7);
  int settled = 0;
  for (int round = 0; round < 3000; ++round) {
    const Day as_of = some_day(dice);
    const std::string text =
        random_records::filter(dice, {.depth = 3, .about_records = false}, RecordSet::person);
    const Filter filter = parsed(text);
    People crowd = people(dice, 4);
    const std::vector<Tri> before = answers(filter, crowd, as_of);
    People later;
    for (const Profile& profile : crowd.profiles) {
      later.profiles.push_back(random_records::completed(profile, dice, as_of));
      later.rows.push_back(later.columns.put(later.profiles.back()));
    }
    const std::vector<Tri> after = answers(filter, later, as_of);
    for (std::size_t person = 0; person < before.size(); ++person) {
      if (before[person] == Tri::unknown) continue;
      ++settled;
      if (after[person] == before[person]) continue;
      FAIL(text << "\nat " << to_string(as_of) << "\n"
                << to_json(crowd.profiles[person]) << "\n"
                << to_json(later.profiles[person]));
    }
  }
  CHECK(settled > 5000);
}

TEST_CASE("a printed filter reads back as the same filter", "[query][property]") {
  Dice dice(99);
  for (int i = 0; i < 5000; ++i) {
    const Filter filter = parsed(random_records::filter(dice, {.depth = 4}, RecordSet::person));
    const std::string printed = to_string(filter);
    const Filter again = parsed(printed);
    INFO(printed);
    REQUIRE(again == filter);
    REQUIRE(to_string(again) == printed);
  }
}

TEST_CASE("grounds belong to the same answer and to parts of the record", "[query][property]") {
  Dice dice(3);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random_records::filter(dice, {}, RecordSet::person);
    const Filter filter = parsed(text);
    const Day as_of = some_day(dice);
    const People crowd = people(dice, 4);
    const std::vector<Tri> found = answers(filter, crowd, as_of);
    const std::vector<Grounded> grounded =
        evaluate_with_evidence(filter, crowd.columns, crowd.rows, as_of);
    for (std::size_t person = 0; person < found.size(); ++person) {
      INFO(text);
      INFO(to_json(crowd.profiles[person]));
      REQUIRE(grounded[person].answer == found[person]);
      REQUIRE_FALSE(grounded[person].citations.empty());
      for (const Citation& citation : grounded[person].citations) {
        const std::string place = pointer(citation, crowd.profiles[person]);
        INFO(place);
        REQUIRE(place.starts_with("/"));
        REQUIRE_FALSE(place.ends_with("/"));
        REQUIRE(place.find("//") == std::string::npos);
      }
    }
  }
}
