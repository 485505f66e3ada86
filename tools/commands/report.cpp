#include <CLI/CLI.hpp>
#include <memory>

#include "index/export/report_format.hpp"
#include "index/report_desk.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::string kind{};
  std::string profile{};
  std::string out{};
  std::string format = "html";
};

Result<Exit> write_report(const Options& options, OnStore& open) {
  if (const auto known = open.needs_user(); !known) return known.error();
  if (options.kind == "opinion") {
    if (const auto allowed = open.may_open({options.profile}); !allowed) return allowed.error();
  }
  const auto made =
      report_on(open.desk(), open.catalogue(), options.id, options.kind, {options.profile});
  if (!made) return made.error();
  if (options.kind == "opinion") open.note.people.push_back(options.profile);
  if (options.kind == "shortlist") {
    if (const auto view = open.desk().view(options.id)) {
      note_people(open.note, **view, open.catalogue().columns());
    }
  }
  const std::string bytes = find_report_format(options.format)->write(*made);
  if (options.out.empty()) {
    open.print(bytes);
    return Exit::ok;
  }
  open.print_to(options.out, bytes);
  open.say(made->title + "：" + options.out + '\n');
  return Exit::ok;
}

Exit run(const Options& options) {
  if (options.kind == "opinion" && options.profile.empty()) {
    return report(Error{Refusal::usage,
                        "profile_not_given",
                        "人岗匹配评估意见要写明是谁的：请加 --profile 人员编号",
                        {}});
  }
  AuditEntry entry = about("report.write", {options.kind});
  entry.matter = options.id.text;
  return run_on_store(options, Deed::read, entry,
                      [&](OnStore& open) { return write_report(options, open); });
}
}  // namespace

extern const Command report;
const Command report{
    "report", "写出职位需求分析报告、建议考察人选名单或人岗匹配评估意见",
    [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("id", options->id.text, "事项编号")->required();
      app.add_option("--kind", options->kind, "requirement|shortlist|opinion")
          ->required()
          ->check(CLI::IsMember({"requirement", "shortlist", "opinion"}));
      app.add_option("--profile", options->profile, "人员编号（opinion 用）");
      app.add_option("--out", options->out, "写到文件；不给时写到标准输出");
      std::vector<std::string> formats;
      for (const ReportFormat& format : all_report_formats()) formats.emplace_back(format.name);
      app.add_option("--format", options->format, "文件格式")->check(CLI::IsMember(formats));
      add_store_option(app, *options);
      add_actor_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
