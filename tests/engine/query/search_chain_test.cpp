#include "engine/query/search_chain.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace bole;

namespace {
// A chain over the rows 0 to 9: a step's query names the rows it finds, digit by digit.
Result<RowSet> rows_named(const ChainStep& step) {
  if (step.filter == "坏") {
    return Error{.code = "unknown_attribute", .message = "没有信息项“坏”", .where = "第1列"};
  }
  RowSet rows(10);
  for (const char digit : step.query) rows.add(Row{static_cast<std::uint32_t>(digit - '0')});
  return rows;
}

SearchChain chain(const std::string& steps) {
  const auto read = search_chain_from_json(R"({"steps":[)" + steps + "]}");
  if (!read) FAIL(read.error().code << " " << read.error().message);
  return *read;
}
std::string refused(const std::string& json) {
  const auto read = search_chain_from_json(json);
  REQUIRE_FALSE(read);
  CHECK_FALSE(read.error().message.empty());
  return read.error().code + " " + read.error().where;
}
}  // namespace

TEST_CASE("each step says what it finds itself and what is left after it", "[query][chain]") {
  const auto result = replay(chain(R"({"op":"全库","q":"012345"},{"op":"再查","q":"45678"},
                                      {"op":"追加","q":"19"},{"op":"剔除","q":"98"})"),
                             rows_named);
  REQUIRE(result);
  CHECK(result->counts == std::vector<ChainCount>{{6, 6}, {5, 2}, {2, 4}, {2, 3}});
  CHECK(result->rows == *rows_named({.query = "145"}));
}

TEST_CASE("a chain replays as the set algebra it stands for", "[query][chain][property]") {
  std::mt19937 dice(5);
  for (int round = 0; round < 2000; ++round) {
    SearchChain random;
    std::set<char> expected;
    std::vector<ChainCount> counts;
    const std::size_t length = 1 + dice() % max_chain_steps;
    for (std::size_t i = 0; i < length; ++i) {
      std::set<char> own;
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (dice() % 2 == 0) own.insert(digit);
      }
      const auto operation =
          i == 0 ? ChainOperation::start : static_cast<ChainOperation>(1 + dice() % 3);
      random.steps.push_back(
          {.operation = operation, .query = std::string(own.begin(), own.end()), .pool = "p"});
      for (char digit = '0'; digit <= '9'; ++digit) {
        const bool in = own.contains(digit);
        if (operation == ChainOperation::start || operation == ChainOperation::add) {
          if (in) expected.insert(digit);
        } else if (in == (operation == ChainOperation::remove)) {
          expected.erase(digit);
        }
      }
      counts.push_back({own.size(), expected.size()});
    }
    const auto again = search_chain_from_json(to_json(random));
    REQUIRE(again);
    REQUIRE(*again == random);
    const auto result = replay(*again, rows_named);
    REQUIRE(result);
    REQUIRE(result->counts == counts);
    REQUIRE(result->rows == *rows_named({.query = std::string(expected.begin(), expected.end())}));
  }
}

TEST_CASE("a step without a pool is about the pool the chain began with", "[query][chain]") {
  std::vector<std::string> pools;
  const auto remember = [&](const ChainStep& step) {
    pools.push_back(step.pool);
    return rows_named(step);
  };
  REQUIRE(replay(chain(R"({"op":"全库","pool":"finance"},{"op":"再查","q":"1"},
                          {"op":"追加","pool":"all"},{"op":"剔除","filter":"年龄 > 50"})"),
                 remember));
  CHECK(pools == std::vector<std::string>{"finance", "finance", "all", "finance"});
}

TEST_CASE("a step that is refused is named", "[query][chain]") {
  const auto result = replay(
      chain(
          R"({"op":"全库"},{"op":"再查","q":"1"},{"op":"剔除","filter":"坏"},{"op":"追加","q":"2"})"),
      rows_named);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "unknown_attribute");
  CHECK(result.error().message == "第3步：没有信息项“坏”");
  CHECK(result.error().where == "/steps/2 第1列");
}

TEST_CASE("chains that mean nothing are refused with their place", "[query][chain]") {
  CHECK(refused("[]") == "not_an_object ");
  CHECK(refused("{}") == "empty_chain /steps");
  CHECK(refused(R"({"steps":[]})") == "empty_chain /steps");
  CHECK(refused(R"({"steps":[{"q":"1"}]})") == "missing_key /steps/0/op");
  CHECK(refused(R"({"steps":[{"op":"再查","q":"1"}]})") == "wrong_first_step /steps/0/op");
  CHECK(refused(R"({"steps":[{"op":"全库"},{"op":"全库"}]})") == "wrong_first_step /steps/1/op");
  CHECK(refused(R"({"steps":[{"op":"全库"},{"op":"查","q":"1"}]})") ==
        "unknown_operation /steps/1/op");
  CHECK(refused(R"({"steps":[{"op":"全库"},{"op":"剔除"}]})") == "empty_step /steps/1");
  CHECK(refused(R"({"steps":[{"op":"全库","query":"1"}]})") == "unknown_key /steps/0/query");
  CHECK(refused(R"({"steps":[{"op":"全库"}],"x":1})") == "unknown_key /x");
  CHECK(refused(R"({"steps":[{"op":"全库","q":1}]})") == "wrong_type /steps/0/q");
  std::string many = R"({"op":"全库"})";
  for (std::size_t i = 1; i < max_chain_steps; ++i) many += R"(,{"op":"追加","q":"1"})";
  CHECK(chain(many).steps.size() == max_chain_steps);
  CHECK(refused(R"({"steps":[)" + many + R"(,{"op":"追加","q":"1"}]})") == "too_many_steps /steps");
}
