#include <memory>

#include "engine/core/json_writer.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::vector<std::string> people{};
  std::vector<std::string> overrides{};
  std::string few_reason{};
};

struct Entry {
  std::string profile{};
  std::string text{};
};

// "p-000123=理由"
Result<Entry> read_entry(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return Error{Refusal::usage, "bad_entry", "“" + text + "”应写成 人员编号=理由", ""};
  }
  return Entry{text.substr(0, equals), text.substr(equals + 1)};
}

Result<std::vector<Shortlisted>> read_people(const Options& options) {
  std::vector<Shortlisted> people;
  for (const std::string& text : options.people) {
    const auto entry = read_entry(text);
    if (!entry) return entry.error();
    people.push_back({{entry->profile}, entry->text, {}});
  }
  for (const std::string& text : options.overrides) {
    const auto entry = read_entry(text);
    if (!entry) return entry.error();
    bool found = false;
    for (Shortlisted& person : people) {
      if (person.profile.text != entry->profile) continue;
      person.override_reason = entry->text;
      found = true;
    }
    if (!found) {
      return Error{Refusal::usage, "bad_entry",
                   "“" + entry->profile + "”写了破例理由，却没有用 --person 列为人选", ""};
    }
  }
  return people;
}

Result<Exit> choose_or_show(const Options& options, std::vector<Shortlisted> people,
                            OnStore& open) {
  if (!people.empty()) {
    const auto chosen =
        open.desk().shortlist(options.id, std::move(people), options.few_reason, open.actor());
    if (!chosen) return chosen.error();
  }
  const auto view = open.desk().view(options.id);
  if (!view) return view.error();
  const Matter& matter = (*view)->matter;
  note_people(open.note, matter);
  if (options.json) {
    open.print(to_json(matter) + '\n');
    return Exit::ok;
  }
  open.print("建议考察人选 " + std::to_string(matter.shortlist.size()) + " 人\n");
  for (const Shortlisted& entry : matter.shortlist) {
    const auto profile = open.catalogue().profile(entry.profile);
    open.print("  " + (profile ? profile->name : std::string()) + "（" + entry.profile.text +
               "）：" + entry.reason +
               (entry.override_reason.empty() ? "" : "（破例：" + entry.override_reason + "）") +
               '\n');
  }
  if (!matter.few_reason.empty()) open.print("少于三人的理由：" + matter.few_reason + '\n');
  return Exit::ok;
}

Exit run(const Options& options) {
  auto people = read_people(options);
  if (!people) return report(people.error());
  const Deed deed = people->empty() ? Deed::read : Deed::write;
  AuditEntry entry = about(deed == Deed::write ? "shortlist.write" : "shortlist.read");
  entry.matter = options.id.text;
  return run_on_store(options, deed, entry, [&](OnStore& open) {
    return choose_or_show(options, std::move(*people), open);
  });
}
}  // namespace

extern const Command shortlist;
const Command shortlist{
    "shortlist", "由人提出建议考察人选，写明理由", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("id", options->id.text, "事项编号")->required();
      app.add_option("--person", options->people, "人员编号=理由，可多次；不给时只查看");
      app.add_option("--override", options->overrides, "人员编号=破例理由（不在各档名单内的人）");
      app.add_option("--few-reason", options->few_reason, "少于三人的理由");
      add_store_option(app, *options);
      add_actor_option(app, *options);
      add_json_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
