#include <CLI/CLI.hpp>
#include <memory>

#include "engine/core/json_writer.hpp"
#include "engine/explain/explain.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::string file{};
  std::string reason{};
  Outcome outcome{};
  bool accept_proposal = false;
};

std::string post_name(const Matter& matter, const Catalogue& catalogue) {
  const Organisation* organisation = matter.post.organisation_record
                                         ? &*matter.post.organisation_record
                                         : catalogue.reg().find(matter.post.organisation);
  return (organisation ? organisation->name : matter.post.organisation.text) + matter.post.title;
}

void print_matter(const Matter& matter, const Catalogue& catalogue) {
  print("选配事项 " + matter.id.text + "：" + post_name(matter, catalogue) + "（" +
        std::string(chinese(matter.state)) + "）\n");
  print("  人才库 " + matter.pool.text + "，截止日期 " + to_string(matter.as_of) + "，工作方案第 " +
        std::to_string(matter.plan.version) + " 版\n");
  for (const Task& task : matter.plan.tasks) {
    print("  任务 " + task.key + "（" + task.covers + "，重要程度 " +
          std::to_string(task.importance) + "）：" + task.text + '\n');
  }
  for (const Step& step : matter.history) {
    print("  " + step.signature.at + "  " + std::string(chinese(step.state)) + "  " +
          step.signature.by + (step.signature.hash.empty() ? "" : "  " + step.signature.hash) +
          '\n');
  }
}

Exit done(const Result<Matter>& matter, const Options& options, const Catalogue& catalogue) {
  if (!matter) return report(matter.error());
  if (options.json) {
    print(to_json(*matter) + '\n');
  } else {
    print(matter->id.text + '\n');
    std::fprintf(stderr, "%s：%s\n", post_name(*matter, catalogue).c_str(),
                 std::string(chinese(matter->state)).c_str());
  }
  return Exit::ok;
}

std::string proposal_json(const ProposedRequirement& proposed) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("requirement").raw(to_json(proposed.draft)).key("proposals").begin_array();
  for (const Proposal& proposal : proposed.proposals) {
    out.begin_object().field("key", proposal.key).field_if("task", proposal.task);
    out.key("words").begin_array();
    for (const std::string& word : proposal.words) out.text(word);
    out.end_array().field("sentence", proposal.sentence).end_object();
  }
  out.end_array().key("uncovered_tasks").begin_array();
  for (const std::string& task : proposed.uncovered_tasks) out.text(task);
  out.end_array().end_object();
  return json;
}

Exit propose(const Options& options, MatterDesk& desk) {
  const auto proposed = desk.propose(options.id);
  if (!proposed) return report(proposed.error());
  if (options.json) {
    print(proposal_json(*proposed) + '\n');
  } else {
    for (const Proposal& proposal : proposed->proposals) {
      print(proposal.key + '\t' + proposal.sentence + '\n');
    }
    for (const std::string& task : proposed->uncovered_tasks) {
      print("注意：任务 " + task + " 没有评价要素对应\n");
    }
  }
  if (!options.accept_proposal) return Exit::ok;
  const auto drafted = desk.draft(options.id, proposed->draft, actor(options));
  return drafted ? Exit::ok : report(drafted.error());
}

Exit requirement(const Options& options, OpenStore& open) {
  if (options.file.empty()) return propose(options, open.desk);
  const auto text = read_file(options.file);
  if (!text) return report(text.error());
  auto requirement = requirement_from_json(*text);
  if (!requirement) return report(requirement.error());
  const auto drafted = open.desk.draft(options.id, std::move(*requirement), actor(options));
  if (!drafted) return report(drafted.error());
  if (options.json) {
    print(to_json(*drafted) + '\n');
  } else {
    print("职位需求分析第 " + std::to_string(drafted->version) + " 版已拟定：" +
          std::to_string(drafted->gates.size()) + " 项资格条件，" +
          std::to_string(drafted->criteria.size()) + " 项评价要素\n");
  }
  return Exit::ok;
}

Exit preview(const Options& options, MatterDesk& desk) {
  const auto preview = desk.preview(options.id, actor(options));
  if (!preview) return report(preview.error());
  if (options.json) {
    std::string json;
    JsonWriter out(json);
    out.begin_object().field("pool", chinese(preview->counts.pool)).key("gates").begin_array();
    for (std::size_t i = 0; i < preview->gates.size(); ++i) {
      out.begin_object().field("key", preview->gates[i].key);
      out.field("holds", chinese(preview->counts.alone[i])).end_object();
    }
    out.end_array()
        .field("together", chinese(preview->counts.together))
        .key("alarms")
        .begin_array();
    for (const std::string& code : preview->alarm_codes) out.text(code);
    out.end_array().key("uncovered_tasks").begin_array();
    for (const std::string& task : preview->uncovered_tasks) out.text(task);
    out.end_array().end_object();
    print(json + '\n');
    return Exit::ok;
  }
  print("人数取 5 的倍数向下舍入，不足 5 人只写“少于5”；锁定之前不出姓名\n");
  print("人才库 " + chinese(preview->counts.pool) + " 人\n");
  for (std::size_t i = 0; i < preview->gates.size(); ++i) {
    print("  " + preview->gates[i].key + "  " + gate_name(preview->gates[i]) + "：单独符合 " +
          chinese(preview->counts.alone[i]) + " 人\n");
  }
  print("  同时符合 " + chinese(preview->counts.together) + " 人\n");
  for (const std::string& code : preview->alarm_codes) {
    print("因人设岗提醒 [" + code + "] " + std::string(alarm_sentence(code)) + '\n');
  }
  for (const std::string& task : preview->uncovered_tasks) {
    print("注意：任务 " + task + " 没有评价要素对应\n");
  }
  return Exit::ok;
}

Exit lock(const Options& options, MatterDesk& desk) {
  const auto locked = desk.lock(options.id, options.reason, actor(options));
  if (!locked) return report(locked.error());
  if (options.json) {
    print(to_json(*locked) + '\n');
    return Exit::ok;
  }
  print("职位需求分析已锁定，校验值 " + locked->locked->hash + '\n');
  print("检索披露：尚无检索审计\n");
  for (const Alarm& alarm : locked->alarms) {
    print("因人设岗提醒 [" + alarm.code + "] " + (alarm.gate.empty() ? "" : alarm.gate + " ") +
          alarm.detail + "；理由：" + alarm.reason_given + '\n');
  }
  return Exit::ok;
}

Exit show(const Options& options, OpenStore& open) {
  const auto matter = open.desk.find(options.id);
  if (!matter) return report(matter.error());
  if (options.json) {
    print(to_json(*matter) + '\n');
  } else {
    print_matter(*matter, open.catalogue);
  }
  return Exit::ok;
}

Exit list(const Options& options, OpenStore& open) {
  for (const Matter& matter : open.desk.all()) {
    print(options.json ? to_json(matter) + '\n'
                       : matter.id.text + '\t' + std::string(chinese(matter.state)) + '\t' +
                             post_name(matter, open.catalogue) + '\n');
  }
  return Exit::ok;
}

Exit with_plan(const Options& options, OpenStore& open) {
  const auto text = read_file(options.file);
  if (!text) return report(text.error());
  const auto matter = options.id.empty() ? open.desk.open(*text, actor(options))
                                         : open.desk.edit_plan(options.id, *text, actor(options));
  return done(matter, options, open.catalogue);
}
}  // namespace

extern const Command matter;
const Command matter{
    "matter", "办理一件选配事项：先定工作方案，再定人选方案",
    [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.require_subcommand(1);
      struct Step {
        CLI::App* sub;
        std::function<Exit(OpenStore&)> run;
      };
      auto steps = std::make_shared<std::vector<Step>>();
      const auto step = [&](const char* name, const char* summary,
                            std::function<Exit(OpenStore&)> run) {
        CLI::App* sub = app.add_subcommand(name, summary);
        if (std::string_view(name) != "new" && std::string_view(name) != "list") {
          sub->add_option("id", options->id.text, "事项编号")->required();
        }
        add_store_option(*sub, *options);
        add_actor_option(*sub, *options);
        add_json_option(*sub, *options);
        steps->push_back({sub, std::move(run)});
        return sub;
      };
      step("new", "以工作方案草案立项",
           [options](OpenStore& open) { return with_plan(*options, open); })
          ->add_option("--file", options->file, "工作方案文件（JSON，- 为标准输入）")
          ->required();
      step("plan", "修改尚未审定的工作方案",
           [options](OpenStore& open) { return with_plan(*options, open); })
          ->add_option("--file", options->file, "工作方案文件（JSON，- 为标准输入）")
          ->required();
      step("settle", "由第二人审定工作方案", [options](OpenStore& open) {
        return done(open.desk.settle(options->id, actor(*options)), *options, open.catalogue);
      });
      CLI::App* drafting = step("requirement", "拟定职位需求分析；不给文件时按工作方案提出建议",
                                [options](OpenStore& open) { return requirement(*options, open); });
      drafting->add_option("--file", options->file, "职位需求文件（JSON，- 为标准输入）");
      drafting->add_flag("--accept-proposal", options->accept_proposal, "把建议存为草案");
      step("preview", "预览各条件符合人数，不出姓名",
           [options](OpenStore& open) { return preview(*options, open.desk); });
      step("lock", "由第二人锁定职位需求分析", [options](OpenStore& open) {
        return lock(*options, open.desk);
      })->add_option("--reason", options->reason, "对因人设岗提醒的说明");
      step("show", "查看一件事项", [options](OpenStore& open) { return show(*options, open); });
      step("list", "列出事项", [options](OpenStore& open) { return list(*options, open); });
      CLI::App* closing = step("close", "办结", [options](OpenStore& open) {
        return done(
            open.desk.finish(options->id, MatterState::closed, options->outcome, actor(*options)),
            *options, open.catalogue);
      });
      closing->add_option("--outcome", options->outcome.kind, "进入考察|未采用|撤销")->required();
      closing->add_option("--reason", options->outcome.reason, "理由");
      closing->add_option("--document", options->outcome.document, "文号");
      step("cancel", "撤销",
           [options](OpenStore& open) {
             options->outcome.kind = "撤销";
             return done(open.desk.finish(options->id, MatterState::cancelled, options->outcome,
                                          actor(*options)),
                         *options, open.catalogue);
           })
          ->add_option("--reason", options->outcome.reason, "理由")
          ->required();
      return [options, steps] {
        const auto open = open_store(*options);
        if (!open) return report(open.error());
        for (const Step& candidate : *steps) {
          if (candidate.sub->parsed()) return candidate.run(**open);
        }
        return Exit::usage;
      };
    }};
}  // namespace bole::commands
