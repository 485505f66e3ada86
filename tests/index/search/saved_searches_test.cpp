#include "index/saved_searches.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
Authorship by(const std::string& user) { return {user, "2026-03-01T08:00:00Z", "", "test"}; }
const std::string request = R"({"q":"招商","filter":"级别 >= 县处级副职"})";
}  // namespace

TEST_CASE("a saved search is its owner's alone", "[search][saved_search]") {
  const auto store = make_memory_store();
  REQUIRE(save_search(*store, {"zs"}, "招商干部", request, by("u1")));
  REQUIRE(saved_search(*store, {"zs"}, {"u1"}));
  CHECK(saved_search(*store, {"zs"}, {"u1"})->request == request);
  CHECK(saved_search(*store, {"zs"}, {"u2"}).error().code == "saved_search_not_found");
  CHECK(saved_searches(*store, {"u2"}).empty());
  CHECK(remove_saved_search(*store, {"zs"}, by("u2")).error().code == "saved_search_not_found");
  CHECK(save_search(*store, {"zs"}, "别人的", request, by("u2")).error().code == "not_the_owner");
}

TEST_CASE("a saved search is changed, removed and made again", "[search][saved_search]") {
  const auto store = make_memory_store();
  REQUIRE(save_search(*store, {"zs"}, "招商干部", request, by("u1")));
  REQUIRE(save_search(*store, {"zs"}, "招商", R"({"q":"投资促进"})", by("u1")));
  CHECK(saved_searches(*store, {"u1"}).size() == 1);
  CHECK(saved_search(*store, {"zs"}, {"u1"})->name == "招商");
  REQUIRE(remove_saved_search(*store, {"zs"}, by("u1")));
  CHECK(saved_searches(*store, {"u1"}).empty());
  CHECK(remove_saved_search(*store, {"zs"}, by("u1")).error().code == "saved_search_not_found");
  REQUIRE(save_search(*store, {"zs"}, "招商", request, by("u1")));
  CHECK(saved_searches(*store, {"u1"}).size() == 1);
}

TEST_CASE("what search would refuse is not saved", "[search][saved_search]") {
  const auto store = make_memory_store();
  const auto refused = save_search(*store, {"zs"}, "招商", R"({"limit":500})", by("u1"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().where == "/request/limit");
}
