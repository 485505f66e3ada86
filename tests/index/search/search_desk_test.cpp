// Text, filter, facets, choices, order and pages together, over a store in memory.
#include "index/search_desk.hpp"

#include <catch2/catch.hpp>

#include "index/profile_record.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using testing::Person;

namespace {
const Day today = day_of(2026, 3, 1);

Profile person(const std::string& id, const std::string& name, Level level,
               const std::string& current) {
  Profile profile = Person(id).named(name).at_level(level, "2020-01-01");
  profile.current.text = current;
  return profile;
}

struct Office {
  std::unique_ptr<Store> store = make_memory_store();
  Catalogue catalogue{*store, Vocabulary::built_in()};
  std::unique_ptr<TextIndex> text = make_memory_text_index();
  SearchDesk desk{*store, catalogue, *text, "key of the tests"};

  void take(const std::vector<Profile>& people) {
    std::vector<Put> puts;
    for (const Profile& profile : people) {
      Put put = put_of(profile);
      put.expected.reset();
      puts.push_back(std::move(put));
    }
    const auto head = store->commit(puts, {"u1", "2026-03-01T08:00:00Z", "录入", "test"});
    INFO((head ? std::string() : head.error().message));
    REQUIRE(head);
    desk.catch_up();
  }
  SearchAnswer ask(const SearchRequest& request) const {
    const auto answer = desk.search(request, today);
    INFO((answer ? std::string() : answer.error().message));
    REQUIRE(answer);
    return *answer;
  }
  std::string refusal(const SearchRequest& request) const {
    const auto answer = desk.search(request, today);
    return answer ? "" : answer.error().code + " " + answer.error().where;
  }
  // The ids of all pages, "|" between pages.
  std::string walk(SearchRequest request, const std::function<void(int)>& between = {}) {
    std::string ids;
    for (int page = 0;; ++page) {
      const SearchAnswer answer = ask(request);
      for (const SearchHit& hit : answer.hits) ids += hit.profile.text + " ";
      if (answer.next.empty()) return ids;
      ids += "| ";
      request.cursor = answer.next;
      if (between) between(page);
    }
  }
};

std::string ids(const SearchAnswer& answer) {
  std::string all;
  for (const SearchHit& hit : answer.hits) all += hit.profile.text + " ";
  return all;
}
std::string counts(const FacetAnswer& facet) {
  std::string all;
  for (const FacetCount& value : facet.values) {
    all += (value.selected ? "*" : "") + value.value + " " + std::to_string(value.count) + "; ";
  }
  return all + "? " + std::to_string(facet.unknown);
}

std::vector<Profile> six() {
  return {
      person("p-1", "王一", Level::township_head, "样例县招商局局长"),
      person("p-2", "王二", Level::county_deputy, "样例县副县长"),
      person("p-3", "王三", Level::county_deputy, "样例县招商局副局长"),
      person("p-4", "李四", Level::county_head, "样例县县长"),
      person("p-5", "李五", Level::township_head, "样例县财政局局长"),
      person("p-6", "李六", Level::unknown, "样例县招商局科员"),
  };
}
}  // namespace

TEST_CASE("facets count who was found, and a choice leaves its own facet open", "[search]") {
  Office office;
  office.take(six());
  SearchRequest request{.query = "招商局", .facets = {"级别"}};
  SearchAnswer answer = office.ask(request);
  CHECK(answer.total == 3);
  CHECK(counts(answer.facets.at(0)) == "乡科级正职 1; 县处级副职 1; ? 1");
  request.select = {{"level", {"县处级副职"}}};
  answer = office.ask(request);
  CHECK(ids(answer) == "p-3 ");
  CHECK(counts(answer.facets.at(0)) == "乡科级正职 1; *县处级副职 1; ? 1");
  CHECK(office.refusal({.facets = {"性别"}}) == "sealed_attribute /facets/0");
  CHECK(office.refusal({.select = {{"级别", {"县处"}}}}) == "unknown_code /select/0/values");
  CHECK(office.refusal({.select = {{"级别", {}}}}) == "empty_value /select/0/values");
}

TEST_CASE("facets follow a change of a record and a new person", "[search]") {
  Office office;
  office.take(six());
  const SearchRequest request{.facets = {"级别"}};
  CHECK(counts(office.ask(request).facets.at(0)) ==
        "乡科级正职 2; 县处级副职 2; 县处级正职 1; ? 1");
  office.take({person("p-5", "李五", Level::county_deputy, "样例县副县长"),
               person("p-7", "赵七", Level::county_head, "样例县委书记")});
  CHECK(counts(office.ask(request).facets.at(0)) ==
        "乡科级正职 1; 县处级副职 3; 县处级正职 2; ? 1");
}

TEST_CASE("people stand in the declared order, who is not known last", "[search]") {
  Office office;
  office.take(six());
  CHECK(ids(office.ask({.sort = "级别"})) == "p-1 p-5 p-2 p-3 p-4 p-6 ");
  CHECK(ids(office.ask({.sort = "-级别"})) == "p-4 p-2 p-3 p-1 p-5 p-6 ");
  CHECK(office.refusal({.sort = "民族"}) == "sealed_attribute /sort");
}

TEST_CASE("every page shows other people, and together all of them", "[search]") {
  Office office;
  office.take(six());
  CHECK(office.walk({.sort = "级别", .limit = 4}) == "p-1 p-5 p-2 p-3 | p-4 p-6 ");
  CHECK(office.walk({.limit = 5}) == "p-1 p-2 p-3 p-4 p-5 | p-6 ");
  CHECK(office.ask({.limit = 6}).next.empty());
}

TEST_CASE("who has not changed is shown once while others come, change and rarities move",
          "[search]") {
  Office office;
  office.take(six());
  const auto others = [&](int page) {
    office.take({person("p-0" + std::to_string(page), "新人", Level::township_head,
                        "样例县招商局办公室主任"),
                 person("p-9" + std::to_string(page), "新人", Level::township_head, "样例县教师")});
  };
  const std::string pages = office.walk({.query = "招商局", .limit = 1}, others);
  for (const std::string id : {"p-1 ", "p-3 ", "p-6 "}) {
    CHECK(pages.find(id) != std::string::npos);
    CHECK(pages.find(id) == pages.rfind(id));
  }
  CHECK(office.walk({.sort = "级别", .limit = 4}, others).find("p-4 ") != std::string::npos);
}

TEST_CASE("a later page keeps the date of the first and says that the store moved on", "[search]") {
  Office office;
  office.take(six());
  SearchRequest request{.limit = 2};
  const SearchAnswer first = office.ask(request);
  CHECK_FALSE(first.changed);
  request.cursor = first.next;
  const auto tomorrow = office.desk.search(request, day_of(2026, 3, 2));
  REQUIRE(tomorrow);
  CHECK(tomorrow->as_of == today);
  CHECK_FALSE(tomorrow->changed);
  office.take({person("p-8", "新人", Level::township_head, "样例县教师")});
  CHECK(office.ask(request).changed);
}

TEST_CASE("a cursor of another question is refused", "[search]") {
  Office office;
  office.take(six());
  SearchRequest request{.limit = 2};
  request.cursor = office.ask(request).next;
  request.filter = "级别 = 县处级副职";
  CHECK(office.refusal(request) == "cursor_of_another_query /cursor");
  request.cursor = "AAAA";
  CHECK(office.refusal(request) == "bad_cursor /cursor");
}

TEST_CASE("a chain is replayed step by step and searched within", "[search]") {
  Office office;
  office.take(six());
  const auto chain = search_chain_from_json(
      R"({"steps":[{"op":"全库"},{"op":"再查","q":"招商局"},{"op":"追加","filter":"级别 = 县处级正职"},
      {"op":"剔除","filter":"级别 = 乡科级正职"}]})");
  REQUIRE(chain);
  SearchRequest request{.chain = *chain};
  const SearchAnswer answer = office.ask(request);
  CHECK(ids(answer) == "p-3 p-4 p-6 ");
  CHECK(answer.chain == std::vector<ChainCount>{{6, 6}, {3, 3}, {1, 4}, {2, 3}});
  request.query = "县长";
  CHECK(ids(office.ask(request)) == "p-4 ");
  request.pool = "all";
  CHECK(office.refusal(request) == "pool_beside_chain /pool");
}

TEST_CASE("a search that finds nobody says which condition left nobody and what would find some",
          "[search]") {
  Office office;
  office.take(six());
  const SearchAnswer answer = office.ask(
      {.query = "招商局", .filter = "级别 >= 县处级副职 AND 级别 <= 县处级正职", .select = {}});
  CHECK(answer.total == 1);
  const SearchAnswer nobody =
      office.ask({.query = "财政局", .filter = "级别 >= 县处级副职 AND 级别 <= 县处级正职"});
  CHECK(nobody.total == 0);
  REQUIRE(nobody.conditions.size() == 3);
  CHECK(nobody.conditions[0].alone == 3);
  CHECK(nobody.conditions[2].name == "“财政局”");
  CHECK(nobody.emptied_by == "“财政局”");
  REQUIRE(nobody.relaxations.size() == 2);
  CHECK(nobody.relaxations[0].without == std::vector<std::string>{"“财政局”"});
  CHECK(nobody.relaxations[0].count == 3);
  CHECK(nobody.relaxations[1].without == std::vector<std::string>{"级别 >= 县处级副职"});
  CHECK(nobody.relaxations[1].count == 1);
  CHECK(office.ask({.query = "“没有的词”"}).relaxations.empty());
}

TEST_CASE("who fulfils a filter perhaps is counted apart and is no hit", "[search]") {
  Office office;
  office.take(six());
  const SearchAnswer answer =
      office.ask({.query = "招商局", .filter = "级别 >= 县处级副职", .facets = {"级别"}});
  CHECK(ids(answer) == "p-3 ");
  CHECK(answer.unknown == 1);
}

TEST_CASE("a word that asks for what is sealed is told not to be searched as that",
          "[search_desk]") {
  Office office;
  Profile somebody = person("p-1", "王一", Level::county_deputy, "样例县白族自治县财政局局长");
  somebody.sealed.sex = "女";
  somebody.sealed.ethnicity = "白族";
  office.take({somebody});
  const auto refused = [&](const std::string& query) {
    std::string words;
    for (const RefusedWord& word : office.ask({.query = query}).refused) {
      CHECK(word.code == "sealed_attribute");
      words += word.word + " ";
    }
    return words;
  };
  CHECK(office.ask({.query = "女"}).total == 0);
  CHECK(refused("女") == "女 ");
  CHECK(refused("党员") == "党员 ");
  CHECK(refused("白族") == "白族 ");
  CHECK(refused("财政局 女 白族") == "女 白族 ");
  CHECK(refused("中共党员") == "中共党员 ");
  CHECK(refused("少数民族干部") == "少数民族干部 ");
  CHECK(refused("白族自治县").empty());
  CHECK(refused("党员教育").empty());
  CHECK(refused("财政局").empty());
}
