// The attack of tests/support/early_name_attack.hpp through the command line.
#include "tests/support/early_name_attack.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/cli/office.hpp"

using namespace bole::testing;

namespace {
class CommandLine : public Way {
 public:
  explicit CommandLine(const Office& office) : office_(office) {}

  std::set<std::string> table() const override { return commands_on_stores(); }
  std::set<std::string> apart() const override {
    return {"init",      "import",    "show",       "search",       "pool create",  "pool add",
            "pool list", "pool show", "user add",   "user list",    "user token",   "doctor",
            "reindex",   "serve",     "audit show", "audit export", "audit verify", "audit renew"};
  }
  std::vector<Asked> questions(const std::string& name) const override {
    const std::string plan =
        std::string(PROJECT_ROOT) + "/data-samples/plans/financial-regulation.json";
    std::vector<std::vector<std::string>> asked;
    for (const char* who : {"u1", "u2"}) {
      const auto add = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--as", who});
        asked.push_back(std::move(words));
      };
      if (name == "matter new") add({"matter", "new", "--file", plan});
      if (name == "matter plan") add({"matter", "plan", "m-1", "--file", office_.at("none")});
      if (name == "matter show" || name == "matter team" || name == "matter preview" ||
          name == "matter requirement") {
        add({"matter", name.substr(7), "m-1"});
        add({"matter", name.substr(7), "m-1", "--json"});
      }
      if (name == "matter requirement") {
        add({"matter", "requirement", "m-1", "--file", office_.at("none")});
      }
      if (name == "matter list") {
        add({"matter", "list"});
        add({"matter", "list", "--json"});
      }
      if (name == "matter approve") {
        add({"matter", "approve", "m-1", "--profile", "p-000001", "--rule", "ELG-05b", "--document",
             "测", "--date", "2026-01-01"});
      }
      if (name == "matter close") {
        add({"matter", "close", "m-1", "--outcome", "进入考察", "--reason", "试探"});
      }
      if (name == "matter amend") {
        add({"matter", "amend", "m-1", "--file",
             std::string(PROJECT_ROOT) + "/data-samples/requirements/financial-regulation.json",
             "--reason", "试探"});
      }
      if (name == "matter changes" || name == "matter seen" || name == "matter closing") {
        add({"matter", name.substr(7), "m-1"});
        add({"matter", name.substr(7), "m-1", "--json"});
      }
      if (name == "matter answer") {
        add({"matter", "answer", "m-1", "--profile", "p-000001", "--about", "信访", "--words",
             "试探"});
      }
      if (name == "match") {
        add({"match", "m-1"});
        add({"match", "m-1", "--json"});
        add({"match", "m-1", "--reasons", "100"});
        add({"match", "m-1", "--show"});
        add({"match", "m-1", "--match", "x-1"});
        add({"match", "m-1", "--why", "p-000001"});
        for (const char* list : {"bands", "unverified", "failing", "waiting"}) {
          add({"match", "m-1", "--ids", list});
        }
      }
      if (name == "shortlist") {
        add({"shortlist", "m-1"});
        add({"shortlist", "m-1", "--json"});
        add({"shortlist", "m-1", "--person", "p-000001=试探"});
      }
      if (name == "report") {
        add({"report", "m-1", "--kind", "requirement"});
        add({"report", "m-1", "--kind", "shortlist"});
        add({"report", "m-1", "--kind", "changes"});
        add({"report", "m-1", "--kind", "opinion", "--profile", "p-000001"});
        add({"report", "m-1", "--kind", "comparison", "--profile", "p-000001", "--profile",
             "p-000002"});
      }
    }
    // The draft report asked for above is r-1.
    if (name == "verify") {
      asked.push_back({"verify", "--all"});
      asked.push_back({"verify", "--all", "--json", "--as", "u1"});
      asked.push_back({"verify", "x-1"});
      asked.push_back({"verify", "r-1", "--as", "u2"});
    }
    // Steps that would move the matter on, by whom they are refused.
    if (name == "matter settle") asked.push_back({"matter", "settle", "m-1", "--as", "u1"});
    if (name == "matter lock") asked.push_back({"matter", "lock", "m-1", "--as", "u1"});
    if (name == "matter cancel") {
      asked.push_back({"matter", "cancel", "m-1", "--reason", "r", "--as", "nobody"});
    }
    std::vector<Asked> questions;
    for (const auto& words : asked) {
      std::string said;
      for (const std::string& word : words) said += word + ' ';
      questions.push_back({said, [this, words] { return answer(words); }});
    }
    return questions;
  }

  Answer settle() override { return answer({"matter", "settle", "m-1", "--as", "u2"}); }
  Answer draft(const std::string& requirement) override {
    std::ofstream(office_.at("r.json"), std::ios::binary) << requirement;
    return answer({"matter", "requirement", "m-1", "--file", office_.at("r.json"), "--as", "u1"});
  }
  Answer preview() override { return answer({"matter", "preview", "m-1", "--json", "--as", "u1"}); }
  Answer lock() override {
    return answer({"matter", "lock", "m-1", "--reason", "测试", "--as", "u2"});
  }
  std::set<std::string> search(const std::string& filter) override {
    const ProgramRun run = office_.run({"search", "--filter", filter, "--limit", "200"});
    REQUIRE(run.exit == 0);
    std::set<std::string> ids;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("p-")) ids.insert(line.substr(0, line.find('\t')));
    }
    return ids;
  }

 private:
  Answer answer(const std::vector<std::string>& words) const {
    const ProgramRun run = office_.run(words);
    return {run.exit == 0, run.out + run.err};
  }

  const Office& office_;
};
}  // namespace

TEST_CASE("nobody is got at through the command line before the lock", "[cli][guard]") {
  const Office office;
  CommandLine way(office);
  attack_before_the_lock(way, named_in);
  REQUIRE(way.lock().done);
  const ProgramRun matched = office.run({"match", "m-1", "--as", "u1", "--json"});
  CHECK(matched.exit == 0);
  CHECK(named_in(matched.out) != "");
}

TEST_CASE("the lock states who searched before, and needs a reason for an alarm only",
          "[cli][guard][audit]") {
  const Office office;
  CommandLine way(office);
  REQUIRE(way.settle().done);
  REQUIRE(way.draft(R"({"gates":[{"key":"g1","filter":"任职 { 级别 >= 乡科级副职 }",
      "basis":{"document":"测试"}}],"criteria":[{"key":"c1","criterion":"grassroots_months",
      "task":"t1","weight":10000,"value":{"points":[[0,0],[24,1000]]}}],
      "bands":[{"name":"匹配","from":0}]})")
              .done);
  REQUIRE(way.search("任职 { 级别 >= 乡科级副职 }").size() > 3);  // shows everybody eligible
  office.must({"search", "--filter", "任职 { 级别 >= 乡科级副职 }", "--limit", "2", "--as", "u1"});
  office.must({"search", "金融", "--as", "u2"});
  const ProgramRun locked = office.run({"matter", "lock", "m-1", "--json", "--as", "u2"});
  INFO(locked.out << locked.err);
  REQUIRE(locked.exit == 0);
  // By u1, by u2, and by the account that both use without naming anybody.
  const std::string begin = "\"search_disclosure\":{\"searches\":3,\"eligible_seen\":";
  const std::size_t at = locked.out.find(begin);
  REQUIRE(at != std::string::npos);
  const std::string seen = std::to_string(std::stoi(locked.out.substr(at + begin.size())));
  const ProgramRun matched = office.run({"match", "m-1", "--as", "u1", "--json"});
  CHECK(matched.out.find("\"counts\":{\"holds\":" + seen + ",") != std::string::npos);
  const ProgramRun report = office.run({"report", "m-1", "--kind", "requirement", "--as", "u1"});
  CHECK(report.out.find("检索 3 次，看到现符合条件者 " + seen + " 人") != std::string::npos);
}

TEST_CASE("whoever is in the pool neither drafts nor asks how many a draft keeps", "[cli][guard]") {
  const Office office;
  office.must({"user", "add", "u3", "--name", "丙", "--profile", "p-000003", "--as", "u1"});
  const ProgramRun refused = office.run(
      {"matter", "new", "--file",
       std::string(PROJECT_ROOT) + "/data-samples/plans/financial-regulation.json", "--as", "u3"});
  CHECK(refused.exit == 4);
  CHECK(refused.err.find("interested_party") != std::string::npos);
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  office.must({"matter", "requirement", "m-1", "--accept-proposal", "--as", "u1"});
  CHECK(office.run({"matter", "preview", "m-1", "--as", "u3"}).exit == 4);
}
