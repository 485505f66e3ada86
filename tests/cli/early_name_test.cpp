// 先定工作方案，再定人选方案: no person can be got at through a matter before its requirement is
// locked.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/office.hpp"

using namespace bole::testing;

namespace {
const std::string root = PROJECT_ROOT;

// Everything that can be said to a matter, its match, its shortlist and its reports.
std::vector<std::vector<std::string>> every_question(bool by_approver) {
  const std::string who = by_approver ? "u2" : "u1";
  std::vector<std::vector<std::string>> questions;
  for (const char* json : {"", "--json"}) {
    std::vector<std::vector<std::string>> asked{
        {"matter", "show", "m-1"},
        {"matter", "list"},
        {"matter", "preview", "m-1", "--as", who},
        {"matter", "requirement", "m-1", "--as", who},
        {"match", "m-1", "--as", who},
        {"match", "m-1", "--as", who, "--reasons", "100"},
        {"match", "m-1", "--show"},
        {"match", "m-1", "--why", "p-000001"},
        {"match", "m-1", "--ids", "bands"},
        {"match", "m-1", "--ids", "failing"},
        {"match", "m-1", "--ids", "unverified"},
        {"match", "m-1", "--ids", "waiting"},
        {"shortlist", "m-1"},
        {"match", "m-1", "--match", "x-1"},
        {"matter", "changes", "m-1"},
        {"matter", "seen", "m-1", "--as", who},
        {"matter", "closing", "m-1"},
        {"matter", "answer", "m-1", "--profile", "p-000001", "--about", "信访", "--words", "试探",
         "--as", who},
        {"matter", "close", "m-1", "--outcome", "进入考察", "--reason", "试探", "--as", who},
    };
    for (std::vector<std::string>& question : asked) {
      if (*json && question[0] != "match") question.emplace_back(json);
      questions.push_back(std::move(question));
    }
  }
  for (const char* kind : {"requirement", "shortlist", "changes"}) {
    questions.push_back({"report", "m-1", "--kind", kind, "--as", who});
  }
  return questions;
}

void nobody_is_named(const Office& office) {
  for (const bool by_approver : {false, true}) {
    for (const std::vector<std::string>& question : every_question(by_approver)) {
      std::ostringstream asked;
      for (const std::string& word : question) asked << word << ' ';
      INFO(asked.str());
      const ProgramRun answer = office.run(question);
      // The id that the question itself names is no secret.
      std::string told = answer.out + answer.err;
      for (std::size_t at; (at = told.find("p-000001")) != std::string::npos;) told.erase(at, 8);
      CHECK(named_in(told) == "");
    }
  }
}
}  // namespace

TEST_CASE("nobody is named through a matter before its requirement is locked", "[cli][guard]") {
  const Office office;
  nobody_is_named(office);
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  nobody_is_named(office);
  office.must({"matter", "requirement", "m-1", "--file",
               root + "/data-samples/requirements/financial-regulation.json", "--as", "u1"});
  nobody_is_named(office);
  for (const char* who : {"u1", "u2"}) {
    CHECK(office.run({"shortlist", "m-1", "--person", "p-000001=试探", "--as", who}).exit != 0);
    CHECK(office.run({"report", "m-1", "--kind", "opinion", "--profile", "p-000001", "--as", who})
              .exit != 0);
  }
  office.must({"matter", "lock", "m-1", "--reason", "测试", "--as", "u2"});
  const ProgramRun matched = office.run({"match", "m-1", "--as", "u1", "--json"});
  CHECK(matched.exit == 0);
  CHECK(named_in(matched.out) != "");
}

TEST_CASE("before the lock a team is told as a whole, and nothing of fewer than three",
          "[cli][guard]") {
  const Office office;
  std::ifstream in(root + "/data-samples/plans/financial-regulation.json", std::ios::binary);
  const std::string plan{std::istreambuf_iterator<char>(in), {}};
  const auto open_with = [&](const std::string& holders) {
    std::string changed = plan;
    const std::string head = "\"head\": false,";
    changed.replace(changed.find(head), head.size(), head + "\"holders\":[" + holders + "],");
    std::ofstream(office.at("plan.json"), std::ios::binary) << changed;
    const ProgramRun made =
        office.run({"matter", "new", "--file", office.at("plan.json"), "--as", "u1"});
    INFO(made.err);
    REQUIRE(made.exit == 0);
    return made.out.substr(0, made.out.find('\n'));
  };
  const std::string two = open_with(R"("p-000002","p-000003")");
  const std::string four = open_with(R"("p-000002","p-000003","p-000004","p-000005")");
  for (const std::string& matter : {two, four}) {
    office.must({"matter", "settle", matter, "--as", "u2"});
    for (const std::vector<std::string>& question :
         {std::vector<std::string>{"matter", "team", matter, "--as", "u1"},
          {"matter", "team", matter, "--json", "--as", "u2"},
          {"matter", "requirement", matter, "--as", "u1"},
          {"matter", "requirement", matter, "--json", "--as", "u1"}}) {
      const ProgramRun answer = office.run(question);
      INFO(answer.out << answer.err);
      CHECK(answer.exit == 0);
      CHECK(named_in(answer.out + answer.err) == "");
      // That the team was looked at counts at the lock as having seen its members.
      CHECK(office.audit_lines().back().find("p-000003") != std::string::npos);
    }
  }
  const std::string covered = office.run({"matter", "team", four}).out;
  CHECK(covered.find("现任班子成员 4 人") != std::string::npos);
  CHECK(covered.find("人具备\n") != std::string::npos);
  const std::string hidden = office.run({"matter", "team", two}).out;
  CHECK(hidden.find("不足 3 人") != std::string::npos);
  CHECK(hidden.find("人具备\n") == std::string::npos);
  CHECK(office.run({"matter", "team", two, "--json"}).out.find("\"covered\"") == std::string::npos);
  CHECK(office.run({"matter", "requirement", two, "--as", "u1"}).out.find("补班子短板") ==
        std::string::npos);

  // Somebody present whom the store does not know may cover anything.
  const std::string five =
      open_with(R"("p-000002","p-000003","p-000004","p-000005","p-elsewhere")");
  const std::string open = office.run({"matter", "team", five}).out;
  CHECK(open.find("现任班子成员 5 人（工作方案所列），库内有记录 4 人") != std::string::npos);
  CHECK(open.find("待核实") != std::string::npos);
  CHECK(open.find("无人具备") == std::string::npos);
  // Nor can it be asked what a team lacks that nobody stated.
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  std::ofstream(office.at("gap.json"), std::ios::binary)
      << R"({"gates":[{"key":"g1","rule":"BAN-06"}],"criteria":[{"key":"c1","criterion":"team_gap",
          "task":"t1","weight":10000,"args":{"specialities":["审计监督"]},
          "value":{"points":[[0,0],[1,1000]]}}],"bands":[{"name":"匹配","from":0}]})";
  const ProgramRun unstated =
      office.run({"matter", "requirement", "m-1", "--file", office.at("gap.json"), "--as", "u1"});
  CHECK(unstated.exit == 1);
  CHECK(unstated.err.find("team_not_stated") != std::string::npos);

  office.must({"matter", "requirement", four, "--accept-proposal", "--as", "u1"});
  const ProgramRun draft = office.run({"report", four, "--kind", "requirement", "--as", "u1"});
  CHECK(draft.exit == 0);
  CHECK(named_in(draft.out) == "");
  CHECK(draft.out.find("现任班子") != std::string::npos);
  office.must({"matter", "lock", four, "--reason", "测试", "--as", "u2"});
  CHECK(named_in(office.run({"matter", "team", four, "--as", "u1"}).out) != "");
  CHECK(named_in(office.run({"report", four, "--kind", "requirement", "--as", "u1"}).out) == "");
  // Whoever is of the team does not read it with its members' careers.
  office.must({"user", "add", "u3", "--name", "丙", "--profile", "p-000003", "--as", "u1"});
  CHECK(office.run({"matter", "team", four, "--as", "u3"}).exit == 4);
}

TEST_CASE("a preview counts nobody out below five", "[cli][guard]") {
  const Office office;
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  // One gate after another that keeps fewer and fewer.
  for (const char* months : {"1", "24", "60", "120", "240", "480"}) {
    const std::string requirement =
        R"({"gates":[{"key":"g1","filter":"任职 { 专长 = 金融监管 AND 时长 >= )" +
        std::string(months) +
        R"(个月 }","basis":{"document":"测试"}}],"criteria":[{"key":"c1","criterion":"grassroots_months","task":"t1","weight":10000,"value":{"points":[[0,0],[24,1000]]}}],"bands":[{"name":"匹配","from":0}]})";
    const TemporaryDirectory directory;
    std::ofstream(directory.at("r.json"), std::ios::binary) << requirement;
    office.must({"matter", "requirement", "m-1", "--file", directory.at("r.json"), "--as", "u1"});
    const ProgramRun preview = office.run({"matter", "preview", "m-1", "--json", "--as", "u1"});
    REQUIRE(preview.exit == 0);
    INFO(months << ": " << preview.out);
    for (const char* key : {"\"holds\":\"", "\"together\":\""}) {
      const std::size_t at = preview.out.find(key) + std::string(key).size();
      const std::string shown = preview.out.substr(at, preview.out.find('"', at) - at);
      if (shown == "少于5" || shown == "不符合的少于5") continue;
      CHECK(std::stoi(shown) % 5 == 0);
      CHECK(std::stoi(shown) >= 5);
    }
  }
}

TEST_CASE("whoever drafts does not settle or lock", "[cli][guard]") {
  const Office office;
  const ProgramRun settled = office.run({"matter", "settle", "m-1", "--as", "u1"});
  CHECK(settled.exit == 4);
  CHECK(settled.err.find("second_person_required") != std::string::npos);
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  office.must({"matter", "requirement", "m-1", "--file",
               root + "/data-samples/requirements/financial-regulation.json", "--as", "u1"});
  CHECK(office.run({"matter", "lock", "m-1", "--reason", "测试", "--as", "u1"}).exit == 4);
  CHECK(office.run({"matter", "lock", "m-1", "--reason", "测试", "--as", "u2"}).exit == 0);
  CHECK(office
            .run({"matter", "requirement", "m-1", "--file",
                  root + "/data-samples/requirements/financial-regulation.json", "--as", "u1"})
            .exit == 5);
}

TEST_CASE("fewer than three on a shortlist need a reason, and so does everyone on it",
          "[cli][guard]") {
  const Office office;
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  office.must({"matter", "requirement", "m-1", "--file",
               root + "/data-samples/requirements/financial-regulation.json", "--as", "u1"});
  office.must({"matter", "lock", "m-1", "--reason", "测试", "--as", "u2"});
  CHECK(office.run({"shortlist", "m-1", "--person", "p-000001=理由", "--as", "u1"}).exit != 0);
  office.must({"match", "m-1", "--as", "u1"});
  const ProgramRun few = office.run({"shortlist", "m-1", "--person", "p-000001=理由", "--override",
                                     "p-000001=破例", "--as", "u1"});
  CHECK(few.exit == 1);
  CHECK(few.err.find("too_few_without_reason") != std::string::npos);
  office.must({"shortlist", "m-1", "--person", "p-000001=理由", "--override", "p-000001=破例",
               "--few-reason", "仅此一人", "--as", "u1"});
  CHECK(office.run({"shortlist", "m-1", "--person", "p-000001=", "--as", "u1"}).exit == 2);
}
