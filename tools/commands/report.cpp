#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "index/export/report_format.hpp"
#include "tools/open_store.hpp"
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

ReportNames names_of(const Matter& matter, const Catalogue& catalogue) {
  ReportNames names{};
  const Organisation* organisation = matter.post.organisation_record
                                         ? &*matter.post.organisation_record
                                         : catalogue.reg().find(matter.post.organisation);
  names.organisation = organisation ? organisation->name : matter.post.organisation.text;
  const auto pool = catalogue.pool(matter.pool);
  names.pool = pool ? pool->name : matter.pool.text;
  names.user = [&catalogue](const std::string& id) {
    const auto user = catalogue.user(id);
    return user ? user->name : id;
  };
  return names;
}

// Before the lock it is a draft; it never asks for a person.
Result<Report> requirement_report(const Options& options, const OpenStore& open) {
  const auto matter = open.desk.find(options.id);
  if (!matter) return matter.error();
  const auto requirement = open.desk.requirement(*matter);
  if (!requirement) return requirement.error();
  const auto proposed = open.desk.propose(options.id);
  if (!proposed) return proposed.error();
  return make_requirement_report(*matter, *requirement, proposed->proposals,
                                 names_of(*matter, open.catalogue));
}

// Refused before the lock and before the first match, by the desk.
Result<Report> report_of_match(const Options& options, const OpenStore& open) {
  const auto view = open.desk.view(options.id);
  if (!view) return view.error();
  const Catalogue& catalogue = open.catalogue;
  const MatchPapers papers{
      .input = *(*view)->input,
      .result = (*view)->result,
      .matter = (*view)->matter,
      .stored = (*view)->stored,
      .store_moved_on = (*view)->store_moved_on,
      .profile_of =
          [&catalogue](Row row) {
            return catalogue.profile(catalogue.columns().id(row)).value_or(Profile{});
          },
      .names = names_of((*view)->matter, catalogue)};
  if (options.kind == "shortlist") return make_shortlist_report(papers);
  const auto row = catalogue.columns().find({options.profile});
  const auto& pool = (*view)->pool;
  if (!row || !std::binary_search(pool.begin(), pool.end(), *row)) {
    return Error{
        Refusal::not_found, "not_in_match", "“" + options.profile + "”不在该事项的人才库中", {}};
  }
  return make_opinion(papers, *row);
}

Result<Done> write_file(const std::string& path, const std::string& bytes) {
  const auto failed = [&] {
    return Error{Refusal::invalid,
                 "file_not_written",
                 "写不出文件“" + path + "”：" + std::strerror(errno),
                 {}};
  };
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return failed();
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) != 0 || !written) return failed();
  return Done{};
}

Exit run(const Options& options) {
  if (options.kind == "opinion" && options.profile.empty()) {
    return report(Error{Refusal::usage,
                        "profile_not_given",
                        "人岗匹配评估意见要写明是谁的：请加 --profile 人员编号",
                        {}});
  }
  const ReportFormat* format = find_report_format(options.format);
  const auto open = open_store(options);
  if (!open) return report(open.error());
  if (const auto user = (*open)->catalogue.user(options.by); !user) return report(user.error());
  const auto made = options.kind == "requirement" ? requirement_report(options, **open)
                                                  : report_of_match(options, **open);
  if (!made) return report(made.error());
  const std::string bytes = format->write(*made);
  if (options.out.empty()) {
    print(bytes);
    return Exit::ok;
  }
  if (const auto written = write_file(options.out, bytes); !written) return report(written.error());
  std::fprintf(stderr, "%s：%s\n", made->title.c_str(), options.out.c_str());
  return Exit::ok;
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
