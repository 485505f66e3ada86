#include "engine/query/saved_search.hpp"

#include <catch2/catch.hpp>

#include "index/store/accept.hpp"

using namespace bole;

namespace {
SavedSearch sample() {
  return {.id = {"s-1"},
          .name = "金融监管后备",
          .owner = {"u1"},
          .request = R"({ "q":"金融监管",  "filter":"级别 >= 县处级副职" })",
          .created = "2026-03-01T08:00:00Z"};
}
std::string refused(const SavedSearch& search) {
  const auto read = saved_search_from_json(to_json(search));
  if (read) return {};
  return read.error().code + " " + read.error().where;
}
std::string refused(const std::string& json) {
  const auto read = saved_search_from_json(json);
  if (read) return {};
  return read.error().code + " " + read.error().where;
}
}  // namespace

TEST_CASE("a saved search reads back byte for byte, its request as it was given",
          "[query][saved_search]") {
  const auto read = saved_search_from_json(to_json(sample()));
  REQUIRE(read);
  CHECK(*read == sample());
  CHECK(to_json(*read) == to_json(sample()));
}

TEST_CASE("a saved search that is not whole is refused with its place", "[query][saved_search]") {
  SavedSearch search = sample();
  search.id.text = "S 1";
  CHECK(refused(search) == "bad_saved_search_id /id");
  search = sample();
  search.name = "  ";
  CHECK(refused(search) == "bad_name /name");
  search.name = std::string(100, 'a');
  CHECK(refused(search).empty());
  search.name += "a";
  CHECK(refused(search) == "bad_name /name");
  search = sample();
  search.owner = {};
  CHECK(refused(search) == "missing_key /owner");
  search = sample();
  for (const char* request : {"", "[]", "{", "\"q\"", "{}x"}) {
    search.request = request;
    CHECK(refused(search) == "bad_request /request");
  }
  search.request = std::string(10000, '[');
  CHECK(refused(search) == "bad_request /request");
  search.request = "{\"q\":\"" + std::string(64 * 1024, 'a') + "\"}";
  CHECK(refused(search) == "bad_request /request");
  search = sample();
  for (const char* time : {"", "2026-03-01", "2026-02-30T08:00:00Z", "2026-03-01T24:00:00Z",
                           "2026-03-01T08:60:00Z", "2026-03-01 08:00:00Z"}) {
    search.created = time;
    CHECK(refused(search) == "bad_time /created");
  }
  CHECK(refused(std::string("{}")) == "missing_key /id");
  std::string more = to_json(sample());
  more.insert(1, R"("public":true,)");
  CHECK(refused(more) == "unknown_key /public");
}

TEST_CASE("only its owner sees a saved search", "[query][saved_search]") {
  CHECK(may_see(sample(), {"u1"}));
  CHECK_FALSE(may_see(sample(), {"u2"}));
  CHECK_FALSE(may_see(sample(), {}));
}

TEST_CASE("the store takes a saved search from its owner only", "[query][saved_search]") {
  const auto code = [](const std::string& before, const SavedSearch& after, const char* by) {
    const auto answer =
        accept(Collection::saved_search, before, to_json(after), Authorship{.by = by});
    return answer ? std::string() : answer.error().code;
  };
  const std::string held = to_json(sample());
  SavedSearch renamed = sample();
  renamed.name = "新名";
  CHECK(code("", sample(), "u1").empty());
  CHECK(code("", sample(), "u2") == "not_the_owner");
  CHECK(code(held, renamed, "u1").empty());
  CHECK(code(held, renamed, "u2") == "not_the_owner");
  // Neither can the owner give it away nor another take it.
  SavedSearch taken = sample();
  taken.owner = {"u2"};
  CHECK(code(held, taken, "u1") == "owner_changed");
  CHECK(code(held, taken, "u2") == "not_the_owner");
  SavedSearch redated = sample();
  redated.created = "2026-03-02T08:00:00Z";
  CHECK(code(held, redated, "u1") == "created_changed");
  SavedSearch broken = sample();
  broken.request = "{";
  CHECK(code(held, broken, "u1") == "bad_request");
  CHECK(
      accept(Collection::saved_search, held, to_json(taken), Authorship{.by = "u2"}).error().kind ==
      Refusal::denied);
}
