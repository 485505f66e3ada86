// bole verify over a store that lives on: stored matches and reports come out as they were, and
// where they cannot, the exit code and the sentence say so.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "index/store/store.hpp"
#include "tests/cli/office.hpp"

using namespace bole;
using namespace bole::testing;
using Json = nlohmann::json;

namespace {
const std::string root = PROJECT_ROOT;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

// Up to a match and its reports: r-1 the draft of the requirement, x-1, r-2 the list.
void work(const Office& office) {
  office.must({"matter", "settle", "m-1", "--as", "u2"});
  office.must({"matter", "requirement", "m-1", "--file",
               root + "/data-samples/requirements/financial-regulation.json", "--as", "u1"});
  office.must({"report", "m-1", "--kind", "requirement", "--as", "u1"});
  office.must({"matter", "lock", "m-1", "--reason", "岗位专业性强", "--as", "u2"});
  office.must({"match", "m-1", "--as", "u1"});
  const ProgramRun list = office.run({"report", "m-1", "--kind", "shortlist", "--as", "u1"});
  REQUIRE(list.exit == 0);
  CHECK(has(list.err, "报告编号 r-2"));
  CHECK(has(list.out, "报告编号 r-2，可凭此核对"));
}
}  // namespace

TEST_CASE("a match and its reports are verified after the store has moved on", "[cli][verify]") {
  const Office office;
  work(office);
  ProgramRun all = office.run({"verify", "--all", "--as", "u1"});
  INFO(all.out << all.err);
  CHECK(all.exit == 0);
  CHECK(has(all.out, "x-1\t匹配（事项 m-1）\t一致\n"));
  CHECK(has(all.out, "核对 3 份：一致 3 份"));
  CHECK(named_in(all.out) == "");
  CHECK(has(office.audit_lines().back(), "\"action\":\"record.verify\",\"outcome\":\"ok\""));

  // The same people with other careers, as many again, and another match.
  const ProgramRun others = run_bole({"generate", "--n", "80", "--seed", "4"});
  std::ofstream(office.at("others.ndjson"), std::ios::binary) << others.out;
  office.must({"import", office.at("others.ndjson"), "--as", "u1"});
  office.must({"match", "m-1", "--as", "u1"});
  all = office.run({"verify", "--all", "--json"});
  CHECK(all.exit == 0);
  CHECK(has(all.err, "核对 4 份：一致 4 份"));
  const auto lines = lines_of(all.out);
  REQUIRE(lines.size() == 4);
  for (const Json& line : lines) {
    CHECK(line["verdict"] == "equal");
    CHECK(line["matter"] == "m-1");
    CHECK(line["inputs"].empty());
  }
  CHECK(lines[0]["id"] == "x-1");
  CHECK(lines[1]["id"] == "x-2");
  CHECK(lines[2]["kind"] == "requirement");
  CHECK(lines[3]["kind"] == "shortlist");
  CHECK(lines_of(office.run({"verify", "r-2", "x-1", "--json"}).out)[0]["id"] == "r-2");
}

TEST_CASE("what cannot be made again is told, with whose record was erased", "[cli][verify]") {
  const Office office;
  work(office);
  {
    const auto store = open_rocks_store(office.store(), OpenMode::existing);
    REQUIRE(store->erase(Collection::profile, "p-000002", 0, {.by = "u1", .reason = "依申请"}));
  }
  const ProgramRun match = office.run({"verify", "x-1", "--as", "u1"});
  CHECK(match.exit == 1);
  CHECK(has(match.out, "x-1\t匹配（事项 m-1）\t不能重算\n"));
  CHECK(has(match.out, "所依据的记录已依法清除，不能重算：p-000002"));
  CHECK(has(office.audit_lines().back(), "\"people\":[\"p-000002\"]"));
  CHECK(office.run({"verify", "r-1"}).exit == 0);
  const ProgramRun all = office.run({"verify", "--all"});
  CHECK(all.exit == 1);
  CHECK(has(all.out, "核对 3 份：一致 1 份，不能重算 2 份"));
}

TEST_CASE("verify takes ids or all of them, and knows what is none", "[cli][verify]") {
  const Office office;
  CHECK(office.run({"verify"}).exit == 2);
  CHECK(office.run({"verify", "x-1", "--all"}).exit == 2);
  const ProgramRun unknown = office.run({"verify", "x-1"});
  CHECK(unknown.exit == 3);
  CHECK(has(unknown.err, "record_not_found"));
  const ProgramRun none = office.run({"verify", "--all"});
  CHECK(none.exit == 0);
  CHECK(has(none.out, "核对 0 份"));
}
