// What a work plan and a requirement may not say, as their user is told.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/office.hpp"

using namespace bole::testing;
using nlohmann::json;

namespace {
json sample(const std::string& path) {
  std::ifstream in(std::string(PROJECT_ROOT) + "/data-samples/" + path);
  return json::parse(in);
}

std::string answer_to(const Office& office, const json& file, std::vector<std::string> call) {
  std::ofstream(office.at("file.json")) << file;
  call.insert(call.end(), {"--file", office.at("file.json"), "--as", "u1"});
  const ProgramRun run = office.run(call);
  return run.exit == 0 ? "" : run.err;
}
}  // namespace

TEST_CASE("an as-of date at which nobody could tell, or nothing was there, is refused", "[cli]") {
  const Office office;
  json plan = sample("plans/financial-regulation.json");
  const auto told = [&](const char* as_of) {
    plan["as_of"] = as_of;
    return answer_to(office, plan, {"matter", "new"});
  };
  CHECK(told("2090-01-01").find("[as_of_out_of_reach] 截止日期 2090-01-01 距今天") !=
        std::string::npos);
  CHECK(told("2026-03-01").empty());

  plan["post"] = {{"organisation", "o-42"}, {"title", "副局长"}, {"level", "县处级副职"}};
  CHECK(told("2018-12-31")
            .find("[organisation_not_there] 截止日期 2018-12-31 "
                  "时“样例市退役军人事务局”尚未设立（2019.01 起）") != std::string::npos);
  CHECK(told("2019-01-01").empty());
}

TEST_CASE("nobody is matched out of an empty pool", "[cli]") {
  const Office office;
  office.must({"pool", "create", "none", "--name", "空库", "--purpose", "试", "--owner", "组织部",
               "--as", "u1"});
  json plan = sample("plans/financial-regulation.json");
  plan["pool"] = "none";
  REQUIRE(answer_to(office, plan, {"matter", "new"}).empty());
  office.must({"matter", "settle", "m-2", "--as", "u2"});
  const json requirement = sample("requirements/financial-regulation.json");
  REQUIRE(answer_to(office, requirement, {"matter", "requirement", "m-2"}).empty());
  office.must({"matter", "lock", "m-2", "--as", "u2", "--reason", "试"});
  const ProgramRun run = office.run({"match", "m-2", "--as", "u1"});
  CHECK(run.exit == 5);
  CHECK(run.err.find("[pool_is_empty] 人才库“none”里没有人，请先入库再匹配") != std::string::npos);
}

TEST_CASE("a rule without a text in force on the as-of date is no gate", "[cli]") {
  const Office office;
  json plan = sample("plans/financial-regulation.json");
  plan["as_of"] = "2014-01-13";  // the 条例 of 2014 is in force from the next day
  REQUIRE(answer_to(office, plan, {"matter", "new"}).empty());
  office.must({"matter", "settle", "m-2", "--as", "u2"});
  json requirement = sample("requirements/financial-regulation.json");
  requirement["gates"] = {{{"key", "g1"}, {"rule", "ELG-10"}}, {{"key", "g2"}, {"rule", "ELG-02"}}};
  const std::string refused = answer_to(office, requirement, {"matter", "requirement", "m-2"});
  CHECK(refused.find("[rule_not_in_force] 截止日期 2014-01-13 时“ELG-02”") != std::string::npos);
  CHECK(refused.find("/gates/1/rule") != std::string::npos);
  requirement["gates"].erase(1);
  CHECK(answer_to(office, requirement, {"matter", "requirement", "m-2"}).empty());
}
