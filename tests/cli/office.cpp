#include "tests/cli/office.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <map>

#include "tools/command.hpp"
#include "tools/generate/people.hpp"

namespace bole::testing {
namespace {
const std::string root = PROJECT_ROOT;

void gather(const Arguments& command, const std::string& name, std::set<std::string>& names) {
  for (const auto& sub : command.subcommands()) gather(*sub, name + ' ' + sub->name(), names);
  if (command.takes("--store")) names.insert(name);
}
}  // namespace

Office::Office() {
  REQUIRE(run_bole({"init", "--store", store()}).exit == 0);
  must({"user", "add", "u1", "--name", "甲"});
  must({"user", "add", "u2", "--name", "乙", "--as", "u1"});
  must({"import", root + "/data-samples/register.ndjson", "--as", "u1"});
  const ProgramRun generated = run_bole({"generate", "--n", std::to_string(people), "--seed", "3"});
  std::ofstream(at("people.ndjson"), std::ios::binary) << generated.out;
  must({"import", at("people.ndjson"), "--as", "u1"});
  must({"matter", "new", "--file", root + "/data-samples/plans/financial-regulation.json", "--as",
        "u1"});
}

ProgramRun Office::run(std::vector<std::string> arguments) const {
  arguments.insert(arguments.end(), {"--store", store()});
  return run_bole(arguments);
}

std::vector<std::string> Office::audit_lines() const {
  std::ifstream in(store() + "/audit/log", std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void Office::must(const std::vector<std::string>& arguments) const {
  const ProgramRun done = run(arguments);
  INFO(done.err);
  REQUIRE(done.exit == 0);
}

std::string named_in(const std::string& text) {
  for (std::uint64_t number = 1; number <= Office::people; ++number) {
    const Profile person = make_person(World::built_in(), 3, number);
    for (const std::string& needle : {person.id.text, person.name}) {
      if (text.find(needle) != std::string::npos) return needle;
    }
  }
  return {};
}

std::set<std::string> commands_on_stores() {
  std::set<std::string> names;
  Arguments program("", "");
  for (const Command& command : all_commands()) {
    Arguments& arguments = *program.add_subcommand(command.name, command.summary);
    const auto run = command.setup(arguments);
    gather(arguments, std::string(command.name), names);
  }
  return names;
}

std::optional<std::vector<std::string>> example_call(const std::string& command) {
  const std::string plan = root + "/data-samples/plans/financial-regulation.json";
  static const std::map<std::string, std::vector<std::string>> calls{
      {"import", {"import", root + "/data-samples/register.ndjson", "--as", "u1"}},
      {"search", {"search", "金融"}},
      {"show", {"show", "p-000002"}},
      {"pool create",
       {"pool", "create", "f1", "--name", "n", "--purpose", "p", "--owner", "o", "--as", "u1"}},
      {"pool add", {"pool", "add", "f1", "p-000002", "--reason", "r", "--as", "u1"}},
      {"pool list", {"pool", "list"}},
      {"pool show", {"pool", "show", "f1"}},
      {"matter new", {"matter", "new", "--file", plan, "--as", "u1"}},
      {"matter plan", {"matter", "plan", "m-1", "--file", plan, "--as", "u1"}},
      {"matter settle", {"matter", "settle", "m-1", "--as", "u2"}},
      {"matter requirement", {"matter", "requirement", "m-1", "--as", "u1"}},
      {"matter preview", {"matter", "preview", "m-1", "--as", "u1"}},
      {"matter lock", {"matter", "lock", "m-1", "--as", "u2"}},
      {"matter approve",
       {"matter", "approve", "m-1", "--profile", "p-000002", "--rule", "ELG-05b", "--document",
        "样组〔2026〕3号", "--date", "2026-02-01", "--as", "u1"}},
      {"matter amend", {"matter", "amend", "m-1", "--file", plan, "--reason", "r", "--as", "u1"}},
      {"matter changes", {"matter", "changes", "m-1"}},
      {"matter seen", {"matter", "seen", "m-1", "--as", "u1"}},
      {"matter closing", {"matter", "closing", "m-1"}},
      {"matter answer",
       {"matter", "answer", "m-1", "--profile", "p-000002", "--about", "信访", "--words", "w",
        "--as", "u1"}},
      {"matter show", {"matter", "show", "m-1"}},
      {"matter team", {"matter", "team", "m-1"}},
      {"matter list", {"matter", "list"}},
      {"matter close",
       {"matter", "close", "m-1", "--outcome", "进入考察", "--reason", "r", "--as", "u1"}},
      {"matter cancel", {"matter", "cancel", "m-1", "--reason", "r", "--as", "u1"}},
      {"match", {"match", "m-1", "--as", "u1"}},
      {"shortlist", {"shortlist", "m-1"}},
      {"report", {"report", "m-1", "--kind", "requirement", "--as", "u1"}},
      {"verify", {"verify", "--all"}},
      {"user add", {"user", "add", "u8", "--name", "八", "--as", "u1"}},
      {"user list", {"user", "list"}},
      {"user token", {"user", "token", "u1"}},
      {"doctor", {"doctor"}},
      {"reindex", {"reindex"}},
      {"audit show", {"audit", "show", "--as", "u1"}},
      {"audit export", {"audit", "export", "--out", "-", "--as", "u1"}},
  };
  const auto found = calls.find(command);
  return found == calls.end() ? std::nullopt : std::optional(found->second);
}
}  // namespace bole::testing
