// Nothing is answered that the audit log does not have.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/office.hpp"

using namespace bole;
using namespace bole::testing;
namespace fs = std::filesystem;

namespace {
std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}
void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

bool has(const std::string& line, const std::string& part) {
  return line.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("who read and wrote what is in the audit log, and who saw whom", "[cli][audit]") {
  const Office office;
  const ProgramRun found = office.run({"search", "金融", "--limit", "3", "--json"});
  REQUIRE(found.exit == 0);
  std::string last = office.audit_lines().back();
  CHECK(has(last, "\"by\":\"os:"));
  CHECK(has(last, "\"action\":\"search\",\"outcome\":\"ok\",\"pool\":\"all\""));
  CHECK_FALSE(has(last, "金融"));
  CHECK(has(last, "\"people_count\":3"));

  office.must({"show", "p-000002", "--as", "u2"});
  last = office.audit_lines().back();
  CHECK(has(last, "\"by\":\"u2\""));
  CHECK(has(last, "\"action\":\"profile.read\""));
  CHECK(has(last, "\"people\":[\"p-000002\"]"));

  office.must({"pool", "create", "finance", "--name", "金融", "--purpose", "测试", "--owner", "部",
               "--as", "u1"});
  const auto all = office.audit_lines();
  CHECK(has(all[all.size() - 2], "\"action\":\"pool.create\",\"outcome\":\"begun\""));
  CHECK(has(all.back(), "\"action\":\"pool.create\",\"outcome\":\"ok\""));

  CHECK(office.run({"show", "p-999999", "--as", "u2"}).exit == 3);
  CHECK(has(office.audit_lines().back(), "\"outcome\":\"not_found\""));
  CHECK(office.run({"show", "张三", "--as", "u2"}).exit == 3);
  CHECK_FALSE(has(office.audit_lines().back(), "张三"));
  CHECK(office.run({"show", "p-000002", "--as", "nobody"}).exit == 4);
  CHECK(has(office.audit_lines().back(), "\"outcome\":\"unknown_user\""));

  const ProgramRun shown = office.run(
      {"audit", "show", "--person", "p-000002", "--action", "profile.read", "--as", "u1"});
  CHECK(shown.exit == 0);
  CHECK(has(shown.out, "u2\tcli\tprofile.read\tok"));
}

TEST_CASE("whom BOLE_USER names acts where --as does not say otherwise", "[cli][audit]") {
  const Office office;
  ::setenv("BOLE_USER", "u2", 1);
  office.must({"show", "p-000002"});
  CHECK(has(office.audit_lines().back(), "\"by\":\"u2\""));
  office.must({"show", "p-000002", "--as", "u1"});
  CHECK(has(office.audit_lines().back(), "\"by\":\"u1\""));
  ::unsetenv("BOLE_USER");
  CHECK(office.run({"matter", "settle", "m-1"}).exit == 2);
}

TEST_CASE("nobody opens their own record or that of declared kin", "[cli][audit][guard]") {
  const Office office;
  office.must({"user", "add", "u3", "--name", "丙", "--profile", "p-000003", "--kin", "p-000004",
               "--as", "u1"});
  for (const char* id : {"p-000003", "p-000004"}) {
    for (const std::vector<std::string>& question :
         {std::vector<std::string>{"show", id},
          {"show", id, "--version", "1", "--json"},
          {"match", "m-1", "--why", id},
          {"report", "m-1", "--kind", "opinion", "--profile", id},
          {"report", "m-1", "--kind", "comparison", "--profile", "p-000001", "--profile", id}}) {
      auto asked = question;
      asked.insert(asked.end(), {"--as", "u3"});
      const ProgramRun run = office.run(asked);
      CAPTURE(asked);
      CHECK(run.exit == 4);
      CHECK(has(run.err, "own_record"));
      CHECK(run.out.empty());
    }
  }
  CHECK(office.run({"show", "p-000005", "--as", "u3"}).exit == 0);
}

TEST_CASE("what cannot be recorded is neither answered nor done", "[cli][audit]") {
  const Office office;
  const std::string head = office.store() + "/audit/HEAD";
  const std::string kept = bytes_of(head);
  fs::remove(head);
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"search", "金融"},
        {"show", "p-000002", "--as", "u1"},
        {"matter", "list", "--json"},
        {"doctor"},
        {"user", "add", "u9", "--name", "九", "--as", "u1"},
        {"matter", "settle", "m-1", "--as", "u2"}}) {
    const ProgramRun run = office.run(question);
    CAPTURE(question);
    CHECK(run.exit == 1);
    CHECK(run.out.empty());
    CHECK(has(run.err, "audit_unavailable"));
  }
  CHECK(office.run({"audit", "verify"}).exit == 1);
  write(head, kept);
  CHECK(office.run({"audit", "verify"}).exit == 0);
  CHECK_FALSE(has(office.run({"user", "list"}).out, "u9"));
  CHECK(has(office.run({"matter", "show", "m-1"}).out, "工作方案拟定中"));
}

TEST_CASE("an exported audit log is verified alone, and what was done to it is named",
          "[cli][audit]") {
  const Office office;
  const TemporaryDirectory directory;
  const std::string file = directory.at("audit.ndjson");
  office.must({"audit", "export", "--out", file, "--as", "u1"});
  const ProgramRun sound = run_bole({"audit", "verify", file, "--json"});
  CHECK(sound.exit == 0);
  CHECK(has(sound.out, "\"sound\":true"));
  std::vector<std::string> lines;
  {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
  }
  REQUIRE(lines.size() > 6);
  const auto fault_of = [&](const std::vector<std::string>& changed) {
    std::string text;
    for (const std::string& line : changed) text += line + '\n';
    write(file, text);
    const ProgramRun run = run_bole({"audit", "verify", file, "--json"});
    CHECK(run.exit == 1);
    const std::size_t at = run.out.find("\"code\":\"");
    return at == std::string::npos ? std::string("none")
                                   : run.out.substr(at + 8, run.out.find('"', at + 8) - at - 8);
  };
  auto changed = lines;
  changed[2].replace(changed[2].find("\"by\":\""), 7, "\"by\":\"x");
  CHECK(fault_of(changed) == "changed");
  changed = lines;
  changed.erase(changed.begin() + 3);
  CHECK(fault_of(changed) == "removed");
  changed = lines;
  std::swap(changed[3], changed[4]);
  CHECK(fault_of(changed) == "reordered");
  changed = lines;
  changed.erase(changed.end() - 3, changed.end());
  CHECK(fault_of(changed) == "cut");
  CHECK(run_bole({"audit", "verify", directory.at("none")}).exit == 3);
}

TEST_CASE("a cut or altered audit log of a store is found", "[cli][audit]") {
  const Office office;
  const std::string log = office.store() + "/audit/log";
  const std::string whole = bytes_of(log);
  CHECK(office.run({"audit", "verify"}).exit == 0);
  std::string altered = whole;
  altered[altered.find("u1") + 1] = '7';
  write(log, altered);
  ProgramRun run = office.run({"audit", "verify"});
  CHECK(run.exit == 1);
  CHECK(has(run.out, "[changed]"));
  write(log, whole.substr(0, whole.rfind("{\"n\"")));
  run = office.run({"audit", "verify"});
  CHECK(run.exit == 1);
  CHECK(has(run.out, "[cut]"));
  CHECK(has(office.run({"search", "金融"}).err, "audit_unavailable"));
  fs::remove_all(office.store() + "/audit");
  CHECK(office.run({"audit", "verify"}).exit != 0);
  CHECK(has(office.run({"search", "金融"}).err, "audit_unavailable"));
}

TEST_CASE("a damaged audit log is put aside as it is, and a new one says what, who and why",
          "[cli][audit]") {
  const Office office;
  const std::string folder = office.store() + "/audit";
  const auto renew = [&](const std::string& by) {
    return office.run({"audit", "renew", "--as", by, "--reason", "磁盘损坏，已报告审计管理员"});
  };
  CHECK(has(renew("u1").err, "[audit_sound]"));
  const std::string whole = bytes_of(folder + "/log");
  const std::string damaged = whole.substr(0, whole.size() / 2);
  write(folder + "/log", damaged);
  REQUIRE(has(office.run({"search", "金融"}).err, "audit_unavailable"));
  CHECK(has(renew("nobody").err, "[unknown_user]"));
  CHECK(office.run({"audit", "renew", "--as", "u1", "--reason", "  "}).exit == 2);
  REQUIRE(renew("u1").exit == 0);

  CHECK(bytes_of(office.store() + "/audit-1/log") == damaged);
  CHECK(office.run({"search", "金融"}).exit == 0);
  CHECK(office.run({"user", "add", "u7", "--name", "七", "--as", "u1"}).exit == 0);
  ProgramRun run = office.run({"audit", "verify"});
  INFO(run.out << run.err);
  CHECK(run.exit == 0);
  for (const char* part : {"由 u1 于", "audit-1", "磁盘损坏，已报告审计管理员"}) {
    CHECK(has(run.out, part));
  }
  CHECK(has(run.out, std::to_string(damaged.size()) + " 字节"));
  const std::string file = office.at("audit.ndjson");
  office.must({"audit", "export", "--out", file, "--as", "u1"});
  CHECK(has(run_bole({"audit", "verify", file}).out, "磁盘损坏，已报告审计管理员"));

  SECTION("what was kept may not change") {
    write(office.store() + "/audit-1/log", whole);
    run = office.run({"audit", "verify"});
    CHECK(run.exit == 1);
    CHECK(has(run.out, "[changed]"));
  }
  SECTION("nor go") {
    fs::remove_all(office.store() + "/audit-1");
    run = office.run({"audit", "verify"});
    CHECK(run.exit == 1);
    CHECK(has(run.out, "[removed]"));
  }
  SECTION("the beginning of the new one cannot be cut off") {
    std::string log = bytes_of(folder + "/log");
    write(folder + "/log", log.substr(log.find('\n') + 1));
    CHECK(office.run({"audit", "verify"}).exit == 1);
  }
  SECTION("what was interrupted is completed, and again is again kept") {
    fs::rename(folder, office.store() + "/audit-2");  // as if the machine had stopped here
    REQUIRE(has(office.run({"search", "金融"}).err, "audit_unavailable"));
    REQUIRE(renew("u2").exit == 0);
    run = office.run({"audit", "verify"});
    INFO(run.out);
    CHECK(run.exit == 0);
    CHECK(has(run.out, "由 u2 于"));
    CHECK(has(run.out, "由 u1 于"));
  }
}

TEST_CASE("every command on a store leaves an entry in the audit log", "[cli][audit]") {
  const Office office;
  // Those that have a reason: verify and renew must work where nothing can be appended, init has no
  // log before, the server records each request.
  const std::set<std::string> apart{"audit verify", "audit renew", "init", "serve"};
  for (const std::string& name : commands_on_stores()) {
    if (apart.contains(name)) continue;
    CAPTURE(name);
    const auto call = example_call(name);
    REQUIRE(call);
    const std::size_t before = office.audit_lines().size();
    office.run(*call);
    CHECK(office.audit_lines().size() > before);
  }
}
