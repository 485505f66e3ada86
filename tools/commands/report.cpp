#include <algorithm>
#include <memory>

#include "index/export/report_format.hpp"
#include "index/report_desk.hpp"
#include "index/team_desk.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::string kind{};
  std::vector<std::string> people{};
  std::string out{};
  std::string format = "html";
};

std::vector<ProfileId> people_of(const Options& options) {
  std::vector<ProfileId> people;
  for (const std::string& id : options.people) people.push_back({id});
  return people;
}

Result<Exit> write_report(const Options& options, OnStore& open) {
  if (const auto known = open.needs_user(); !known) return known.error();
  for (const ProfileId& person : people_of(options)) {
    if (const auto allowed = open.may_open(person); !allowed) return allowed.error();
  }
  const auto written = give_report(open.store(), open.desk(), open.catalogue(),
                                   {.kind = options.kind,
                                    .matter = options.id,
                                    .people = people_of(options),
                                    .format = options.format},
                                   open.actor());
  if (!written) return written.error();
  std::ranges::copy(options.people, std::back_inserter(open.note.people));
  if (options.kind == "requirement") {
    if (const auto matter = open.desk().find(options.id)) note_team(open.note, *matter);
  }
  if (options.kind == "shortlist") {
    if (const auto view = open.desk().view(options.id)) {
      note_people(open.note, **view, open.catalogue().columns());
    }
  }
  if (options.kind == "changes") {
    if (const auto view = open.desk().changes(options.id)) {
      note_people(open.note, **view, open.catalogue().columns());
    }
  }
  const std::string number = "报告编号 " + written->stored.id;
  if (options.out.empty()) {
    open.print(written->bytes);
    open.say(number + '\n');
    return Exit::ok;
  }
  open.print_to(options.out, written->bytes);
  open.say(written->title + "：" + options.out + "（" + number + "）\n");
  return Exit::ok;
}

Exit run(const Options& options) {
  if (auto possible = may_report_on(options.kind, people_of(options)); !possible) {
    Error error = possible.error();
    if (error.code == "wrong_number_of_people") error.message += "（--profile 人员编号，可写多次）";
    return report(error);
  }
  AuditEntry entry = about("report.write", {options.kind});
  entry.matter = options.id.text;
  return run_on_store(options, Deed::write, entry,
                      [&](OnStore& open) { return write_report(options, open); });
}
}  // namespace

extern const Command report;
const Command report{
    "report", "写出职位需求分析报告、建议考察人选名单、人岗匹配评估意见、人岗比选表或变动情况",
    [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("id", options->id.text, "事项编号")->required();
      app.add_option("--kind", options->kind, "requirement|shortlist|opinion|comparison|changes")
          ->required();
      app.add_option("--profile", options->people,
                     "人员编号：opinion 写一人，comparison 写 2 至 6 人");
      app.add_option("--out", options->out, "写到文件；不给时写到标准输出");
      std::vector<std::string> formats;
      for (const ReportFormat& format : all_report_formats()) formats.emplace_back(format.name);
      app.add_option("--format", options->format, "文件格式")->one_of(formats);
      add_store_option(app, *options);
      add_actor_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
