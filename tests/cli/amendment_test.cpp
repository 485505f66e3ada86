// A locked requirement is amended, matched again and closed, through the program.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/office.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole::testing;
using nlohmann::json;

namespace {
const std::string root = PROJECT_ROOT;
const std::string asked = root + "/data-samples/requirements/financial-regulation.json";
const std::vector<std::string> chosen{"p-000001", "p-000002", "p-000003"};

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

json sample_requirement() {
  std::ifstream in(asked);
  return json::parse(in);
}

json answered(const ProgramRun& run) {
  INFO(run.err);
  REQUIRE(run.exit == 0);
  return json::parse(run.out);
}

std::string refusal(const ProgramRun& run) {
  const auto begin = run.err.find("错误 [");
  if (run.exit == 0 || begin == std::string::npos) return std::to_string(run.exit);
  const auto from = run.err.find('[', begin) + 1;
  return std::to_string(run.exit) + " " + run.err.substr(from, run.err.find(']', from) - from);
}

// An office whose matter is matched by the sample requirement.
struct Matched : Office {
  Matched() {
    must({"matter", "settle", "m-1", "--as", "u2"});
    must({"matter", "requirement", "m-1", "--file", asked, "--as", "u1"});
    must({"matter", "lock", "m-1", "--reason", "岗位专业性强", "--as", "u2"});
    must({"match", "m-1", "--as", "u1"});
  }
  std::string file(const std::string& name, const json& content) const {
    put(at(name), content.dump());
    return at(name);
  }
  void shortlist() const {
    std::vector<std::string> words{"shortlist", "m-1", "--as", "u1"};
    for (const std::string& id : chosen) {
      words.insert(words.end(), {"--person", id + "=熟悉金融", "--override", id + "=任务急需"});
    }
    must(words);
  }
  ProgramRun close(const std::string& outcome) const {
    return run({"matter", "close", "m-1", "--outcome", outcome, "--reason", "会议研究",
                "--document", "样组〔2026〕9号", "--as", "u1"});
  }
  // Conclusions and verified facts of those chosen, as a ledger brings them.
  void clear(const std::string& result) const {
    std::string lines;
    for (const std::string& id : chosen) {
      json person{{"schema", 1}, {"id", id}};
      int number = 0;
      for (const char* kind : {"档案任审", "个人有关事项", "纪检监察意见", "信访"}) {
        person["clearances"].push_back(
            {{"key", "c" + std::to_string(++number)},
             {"kind", kind},
             {"result", number == 4 ? result : "无影响"},
             {"authority", "样例市委组织部"},
             {"document", "样组核〔2026〕" + std::to_string(number) + "号"},
             {"date", "2026-02-20"}});
      }
      for (const char* fact :
           {"/birth", "/work_start", "/sealed/party", "/education", "/resume", "/staff"}) {
        person["provenance"][fact]["verified"] = {
            {"document", "干部档案"}, {"date", "2026-02-10"}, {"by", "王某"}};
      }
      lines += person.dump() + '\n';
    }
    put(at("ledger.ndjson"), lines);
    must({"import", at("ledger.ndjson"), "--as", "u1"});
  }
  json closing() const { return answered(run({"matter", "closing", "m-1", "--json"})); }
};
}  // namespace

TEST_CASE(
    "a locked requirement is amended with a reason, locked by a second person and matched "
    "again",
    "[cli][amend]") {
  const Matched office;
  json amended = sample_requirement();
  std::erase_if(amended["gates"].get_ref<json::array_t&>(),
                [](const json& gate) { return gate["key"] == "g9"; });
  amended["criteria"][0]["required"] = 700;
  const std::string file = office.file("amended.json", amended);
  office.shortlist();

  CHECK(refusal(office.run({"matter", "requirement", "m-1", "--file", file, "--as", "u1"})) ==
        "5 requirement_is_locked");
  CHECK(refusal(office.run({"matter", "amend", "m-1", "--file", file, "--reason", "", "--as",
                            "u1"})) == "1 reason_required");
  CHECK(refusal(office.run({"matter", "amend", "m-1", "--file", asked, "--reason", "任务有变",
                            "--as", "u1"})) == "1 nothing_amended");
  CHECK(refusal(office.run({"matter", "changes", "m-1"})) == "5 not_amended");
  const json draft = answered(office.run(
      {"matter", "amend", "m-1", "--file", file, "--reason", "任务有变", "--as", "u1", "--json"}));
  CHECK(draft["version"] == 2);
  CHECK(draft["names_seen_before"] == true);
  CHECK(draft["amends"] == json{{"version", 1}, {"reason", "任务有变"}});

  // Until the second person has locked it nobody is named, nor is the superseded match shown.
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"match", "m-1", "--show"},
        std::vector<std::string>{"match", "m-1", "--match", "x-1"},
        std::vector<std::string>{"match", "m-1", "--as", "u1"},
        std::vector<std::string>{"matter", "changes", "m-1"},
        std::vector<std::string>{"matter", "closing", "m-1"},
        std::vector<std::string>{"matter", "seen", "m-1", "--as", "u1"}}) {
    const ProgramRun run = office.run(question);
    CHECK(refusal(run) == "5 requirement_not_locked");
    CHECK(named_in(run.out + run.err) == "");
  }
  // Drafted once more, it is still an amendment.
  amended["criteria"][0]["required"] = 650;
  CHECK(answered(office.run({"matter", "requirement", "m-1", "--file",
                             office.file("amended.json", amended), "--as", "u1",
                             "--json"}))["amends"]["version"] == 1);
  CHECK(refusal(office.run({"matter", "lock", "m-1", "--reason", "岗位专业性强", "--as", "u1"})) ==
        "4 second_person_required");
  const json locked = answered(
      office.run({"matter", "lock", "m-1", "--reason", "岗位专业性强", "--as", "u2", "--json"}));
  CHECK(locked["version"] == 3);
  CHECK(locked["names_seen_before"] == true);

  // It has to be matched again before anything else; the old match stays and says what it is.
  CHECK(refusal(office.run({"match", "m-1", "--show"})) == "5 no_match_yet");
  CHECK(refusal(office.run({"shortlist", "m-1", "--person", "p-000001=理由", "--few-reason", "一人",
                            "--as", "u1"})) == "5 no_match_yet");
  CHECK(refusal(office.close("进入考察")) == "5 wrong_state");
  const json old = answered(office.run({"match", "m-1", "--match", "x-1", "--json"}));
  CHECK(old["superseded"] == true);
  CHECK(old["match"]["match"] == "x-1");
  CHECK(office.run({"match", "m-1", "--match", "x-1"}).out.find("x-1 已被替代") !=
        std::string::npos);
  CHECK(refusal(office.run({"match", "m-1", "--match", "x-9"})) == "3 match_not_found");

  office.must({"match", "m-1", "--as", "u1"});
  CHECK(answered(office.run({"match", "m-1", "--match", "x-2", "--json"}))["superseded"] == false);
  const std::string shown = office.run({"matter", "show", "m-1"}).out;
  CHECK(shown.find("匹配记录 x-1：已被替代") != std::string::npos);
  CHECK(shown.find("匹配记录 x-2：现行") != std::string::npos);
  CHECK(shown.find("第 1 版锁定后修改：任务有变") != std::string::npos);

  const json changes = answered(office.run({"matter", "changes", "m-1", "--json"}));
  CHECK(changes["earlier"]["match"] == "x-1");
  CHECK(changes["earlier"]["version"] == 1);
  CHECK(changes["later"]["version"] == 3);
  REQUIRE(changes["changes"].size() == 2);
  CHECK(changes["changes"][0]["key"] == "g9");
  CHECK(changes["changes"][0]["how"] == "删去");
  CHECK(changes["changes"][1]["how"] == "修改");
  CHECK(changes["changes"][1]["members"] ==
        json::array({{{"what", "职位要求"}, {"earlier", "600 分"}, {"later", "650 分"}}}));
  CHECK(changes["loses"].empty());
  REQUIRE_FALSE(changes["gains"].empty());
  for (const json& person : changes["gains"]) {
    REQUIRE(person["causes"].size() == 1);
    CHECK(person["causes"][0]["key"] == "g9");
    CHECK(person["causes"][0]["words"].get<std::string>().find("删去资格条件 g9") == 0);
  }
  const std::string told = office.run({"matter", "changes", "m-1"}).out;
  CHECK(told.find("【上升】" + std::to_string(changes["gains"].size()) + " 人") !=
        std::string::npos);

  const auto report = [&](const char* kind) {
    return office.run({"report", "m-1", "--kind", kind, "--as", "u1"});
  };
  const ProgramRun changed = report("changes");
  CHECK(changed.exit == 0);
  CHECK(changed.out.find("变动情况") != std::string::npos);
  CHECK(changed.out.find(changes["gains"][0]["name"].get<std::string>()) != std::string::npos);
  const ProgramRun analysis = report("requirement");
  CHECK(analysis.out.find("锁定后的修改") != std::string::npos);
  CHECK(analysis.out.find("修改之前已见到人选姓名") != std::string::npos);
  CHECK(analysis.out.find("任务有变") != std::string::npos);
  CHECK(named_in(analysis.out) == "");
}

TEST_CASE("进入考察 waits for every conclusion and every answer; another outcome does not",
          "[cli][closing]") {
  const Matched office;
  office.shortlist();
  const ProgramRun blocked = office.close("进入考察");
  CHECK(refusal(blocked) == "5 closing_blocked");
  CHECK(blocked.err.find("尚缺：") != std::string::npos);
  CHECK(blocked.err.find("干部身份") != std::string::npos);

  // An objection stays one; free words are for a person.
  office.clear("影响使用");
  CHECK(office.close("进入考察").err.find("有不利结论：信访") != std::string::npos);
  CHECK(refusal(office.run({"matter", "answer", "m-1", "--profile", "p-000001", "--about", "信访",
                            "--words", "不影响", "--as", "u1"})) == "5 nothing_to_answer");
  office.clear("需进一步核实");
  CHECK(office.close("进入考察").err.find("需人工认定：信访") != std::string::npos);
  const json before = office.closing();
  for (const json& person : before["people"]) {
    std::vector<std::string> words{"matter",
                                   "answer",
                                   "m-1",
                                   "--profile",
                                   person["profile"].get<std::string>(),
                                   "--words",
                                   "已核实，不影响使用",
                                   "--as",
                                   "u2"};
    for (const json& point : person["points"]) {
      if (!point["open"].get<bool>()) continue;
      CHECK(point["state"] == "unclear");
      words.insert(words.end(), {"--about", point["about"].get<std::string>()});
    }
    office.must(words);
  }
  const json after = office.closing();
  CHECK(after["people"].size() == 3);
  for (const json& person : after["people"]) {
    for (const json& point : person["points"]) {
      CHECK(point["open"] == false);
      if (point["about"] == "信访") CHECK(point["answer"]["by"] == "u2");
    }
  }
  CHECK(office.run({"matter", "closing", "m-1"}).out.find("乙") == std::string::npos);
  const auto report = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"report", "m-1", "--as", "u1"});
    return office.run(words).out;
  };
  const std::string listed = report({"--kind", "shortlist"});
  CHECK(listed.find("办结前须具备") != std::string::npos);
  CHECK(listed.find("书面答复：已核实，不影响使用") != std::string::npos);
  CHECK(listed.find("任务急需") != std::string::npos);  // the override
  CHECK(report({"--kind", "opinion", "--profile", "p-000001"}).find("均已具备") !=
        std::string::npos);

  // Other facts have to be answered again.
  office.clear("仍需核实");
  CHECK(refusal(office.close("进入考察")) == "5 closing_blocked");
  office.clear("无影响");
  CHECK(refusal(office.close("进入考察")) == "0");
  const json matter = answered(office.run({"matter", "show", "m-1", "--json"}));
  CHECK(matter["state"] == "closed");
  CHECK(matter["outcome"]["document"] == "样组〔2026〕9号");
  CHECK(matter["outcome"]["rules"].get<std::string>().starts_with("sha256:"));
}

TEST_CASE("a matter whose conclusions are lacking may still be closed as 未采用, with a reason",
          "[cli][closing]") {
  const Matched office;
  office.shortlist();
  CHECK(office.run({"matter", "close", "m-1", "--outcome", "未采用", "--as", "u1"}).exit == 2);
  CHECK(refusal(office.run({"matter", "close", "m-1", "--outcome", "采用", "--reason", "会议研究",
                            "--as", "u1"})) == "1 bad_outcome");
  CHECK(refusal(office.close("未采用")) == "0");
}

TEST_CASE("who saw which people of a matter, when and through what, is told from the audit log",
          "[cli][audit]") {
  const Matched office;
  office.shortlist();
  office.must({"show", "p-000002", "--as", "u2"});
  office.must({"report", "m-1", "--kind", "opinion", "--profile", "p-000003", "--as", "u2"});
  CHECK(office.run({"matter", "seen", "m-1"}).exit == 2);  // it names no user
  const json seen = answered(office.run({"matter", "seen", "m-1", "--as", "u2", "--json"}));
  REQUIRE(seen["locks"].size() == 1);
  CHECK(seen["locks"][0]["version"] == 1);
  const auto by = [&](const std::string& who, const std::string& action,
                      const std::string& person) {
    for (const json& item : seen["items"]) {
      const json& people = item["people"];
      if (item["by"] == who && item["action"] == action &&
          std::find(people.begin(), people.end(), person) != people.end()) {
        CHECK(item["at"].get<std::string>().size() == 20);
        return true;
      }
    }
    return false;
  };
  CHECK(by("u1", "shortlist.write", "p-000001"));
  CHECK(by("u2", "profile.read", "p-000002"));
  CHECK(by("u2", "report.write", "p-000003"));
  CHECK_FALSE(by("u1", "profile.read", "p-000002"));
  CHECK(office.run({"matter", "seen", "m-1", "--as", "u2"}).out.find("写出报告\topinion") !=
        std::string::npos);
}

TEST_CASE("a plan or requirement that cannot be meant is refused", "[cli]") {
  const Matched office;
  json requirement = sample_requirement();
  requirement["matter"] = "m-7";
  const auto amend = [&](const json& content) {
    return refusal(office.run({"matter", "amend", "m-1", "--file", office.file("r.json", content),
                               "--reason", "任务有变", "--as", "u1"}));
  };
  requirement["criteria"][0]["required"] = 700;
  CHECK(amend(requirement) == "1 wrong_matter");
  requirement["matter"] = "m-1";
  requirement["gates"].push_back({{"key", "g10"}, {"rule", "ELG-02"}});
  CHECK(amend(requirement) == "1 duplicate_rule");
  requirement["gates"].back() = {{"key", "g10"},
                                 {"filter", "级别 >= 乡科级正职"},
                                 {"basis", {{"document", "说明"}, {"date", "去年"}}}};
  CHECK(amend(requirement) == "1 bad_date");

  std::ifstream in(root + "/data-samples/plans/financial-regulation.json");
  json plan = json::parse(in);
  const auto open = [&] {
    return refusal(
        office.run({"matter", "new", "--file", office.file("plan.json", plan), "--as", "u1"}));
  };
  plan["basis"]["date"] = "年初";
  CHECK(open() == "1 bad_date");
  plan["basis"]["date"] = "2026.01";
  CHECK(open() == "0");
}
