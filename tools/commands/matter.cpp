#include <memory>

#include "engine/explain/explain.hpp"
#include "index/matter_json.hpp"
#include "index/team_desk.hpp"
#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::string file{};
  std::string reason{};
  Outcome outcome{};
  Approval approval{};
  std::string date{};
  bool accept_proposal = false;
};

std::string post_name(const Matter& matter, const Catalogue& catalogue) {
  const Organisation* organisation = matter.post.organisation_record
                                         ? &*matter.post.organisation_record
                                         : catalogue.reg().find(matter.post.organisation);
  return (organisation ? organisation->name : matter.post.organisation.text) + matter.post.title;
}

void print_matter(OnStore& open, const Matter& matter) {
  const Catalogue& catalogue = open.catalogue();
  open.print("选配事项 " + matter.id.text + "：" + post_name(matter, catalogue) + "（" +
             std::string(chinese(matter.state)) + "）\n");
  open.print("  人才库 " + matter.pool.text + "，截止日期 " + to_string(matter.as_of) +
             "，工作方案第 " + std::to_string(matter.plan.version) + " 版\n");
  for (const Task& task : matter.plan.tasks) {
    open.print("  任务 " + task.key + "（" + task.covers + "，重要程度 " +
               std::to_string(task.importance) + "）：" + task.text + '\n');
  }
  for (const Approval& approval : matter.approvals) {
    open.print("  破格批复 " + approval.profile.text + " " + approval.rule + "：" +
               in_words(approval) + "（" + approval.by + " 登记）\n");
  }
  for (const Step& step : matter.history) {
    open.print("  " + step.signature.at + "  " + std::string(chinese(step.state)) + "  " +
               step.signature.by + (step.signature.hash.empty() ? "" : "  " + step.signature.hash) +
               '\n');
  }
}

Result<Exit> done(const Result<Matter>& matter, const Options& options, OnStore& open) {
  if (!matter) return matter.error();
  open.note.matter = matter->id.text;
  note_people(open.note, *matter);
  if (options.json) {
    open.print(to_json(*matter) + '\n');
  } else {
    open.print(matter->id.text + '\n');
    open.say(post_name(*matter, open.catalogue()) + "：" + std::string(chinese(matter->state)) +
             '\n');
  }
  return Exit::ok;
}

Result<Exit> team(const Options& options, OnStore& open) {
  const auto team = team_of(open.desk(), open.catalogue(), options.id);
  if (!team) return team.error();
  if (team->named) {
    for (const ProfileId& holder : team->matter.post.holders) {
      if (const auto allowed = open.may_open(holder); !allowed) return allowed.error();
    }
  }
  note_team(open.note, team->matter);
  open.print(options.json ? to_json(*team) + '\n' : to_text(*team));
  return Exit::ok;
}

Result<Exit> propose(const Options& options, OnStore& open) {
  MatterDesk& desk = open.desk();
  const auto proposed = desk.propose(options.id);
  if (!proposed) return proposed.error();
  if (const auto matter = desk.find(options.id)) note_team(open.note, *matter);
  if (options.json) {
    open.print(to_json(*proposed) + '\n');
  } else {
    for (const Proposal& proposal : proposed->proposals) {
      open.print(proposal.key + '\t' + proposal.sentence + '\n');
    }
    for (const std::string& task : proposed->uncovered_tasks) {
      open.print("注意：任务 " + task + " 没有评价要素对应\n");
    }
  }
  if (!options.accept_proposal) return Exit::ok;
  const auto drafted = desk.draft(options.id, proposed->draft, open.actor());
  if (!drafted) return drafted.error();
  return Exit::ok;
}

Result<Exit> requirement(const Options& options, OnStore& open) {
  if (options.file.empty()) return propose(options, open);
  const auto text = read_file(options.file);
  if (!text) return text.error();
  auto requirement = requirement_from_json(*text);
  if (!requirement) return requirement.error();
  const auto drafted = open.desk().draft(options.id, std::move(*requirement), open.actor());
  if (!drafted) return drafted.error();
  if (options.json) {
    open.print(to_json(*drafted) + '\n');
  } else {
    open.print("职位需求分析第 " + std::to_string(drafted->version) + " 版已拟定：" +
               std::to_string(drafted->gates.size()) + " 项资格条件，" +
               std::to_string(drafted->criteria.size()) + " 项评价要素\n");
  }
  return Exit::ok;
}

std::string holding_in_words(const ShownCount& count) {
  const bool rest = count.kind == ShownCount::Kind::all_but_few;  // counts who does not hold
  return (rest ? "" : "符合 ") + chinese(count) + " 人";
}

Result<Exit> preview(const Options& options, OnStore& open) {
  MatterDesk& desk = open.desk();
  const auto preview = desk.preview(options.id, open.actor());
  if (!preview) return preview.error();
  if (options.json) {
    open.print(to_json(*preview) + '\n');
    return Exit::ok;
  }
  open.print("人数取 5 的倍数向下舍入，不足 5 人只写“少于5”；锁定之前不出姓名\n");
  open.print("与先前预览过的相差不足 5 人的，仍示先前的人数；提醒按所示人数推算，锁定时按实数计\n");
  open.print("人才库 " + chinese(preview->counts.pool) + " 人\n");
  for (std::size_t i = 0; i < preview->gates.size(); ++i) {
    open.print("  " + preview->gates[i].key + "  " + gate_name(preview->gates[i]) + "：单独" +
               holding_in_words(preview->counts.alone[i]) + '\n');
  }
  open.print("  同时" + holding_in_words(preview->counts.together) + '\n');
  for (std::size_t i = 0; i < preview->criteria.size(); ++i) {
    const ShownCount& lacking = preview->counts.lacking[i];
    open.print("  " + preview->criteria[i].key + "  " + criterion_name(preview->criteria[i]) +
               "：本库缺此项资料 " + lacking_in_words(lacking, preview->counts.pool) +
               (lacks_much(lacking, preview->counts.pool)
                    ? "；超过本库两成，据此比较前应当先补采、核实资料\n"
                    : "\n"));
  }
  for (const std::string& code : preview->alarm_codes) {
    open.print("因人设岗提醒 [" + code + "] " + std::string(alarm_sentence(code)) + '\n');
  }
  for (const std::string& task : preview->uncovered_tasks) {
    open.print("注意：任务 " + task + " 没有评价要素对应\n");
  }
  return Exit::ok;
}

Result<Exit> lock(const Options& options, OnStore& open) {
  MatterDesk& desk = open.desk();
  const auto locked = desk.lock(options.id, options.reason, open.actor());
  if (!locked) return locked.error();
  if (options.json) {
    open.print(to_json(*locked) + '\n');
    return Exit::ok;
  }
  open.print("职位需求分析已锁定，校验值 " + locked->locked->hash + '\n');
  if (const auto& disclosure = locked->search_disclosure) {
    open.print("检索披露：锁定前 90 天内，拟定人和审定人对该人才库检索 " +
               std::to_string(disclosure->searches) + " 次，看到现符合条件者 " +
               std::to_string(disclosure->eligible_seen) + " 人\n");
  }
  for (const Alarm& alarm : locked->alarms) {
    open.print("因人设岗提醒 [" + alarm.code + "] " + (alarm.gate.empty() ? "" : alarm.gate + " ") +
               alarm.detail + "；理由：" + alarm.reason_given + '\n');
  }
  return Exit::ok;
}

Result<Exit> approve(const Options& options, OnStore& open) {
  const auto date = parse_day(options.date);
  if (!date) {
    return Error{Refusal::invalid, "bad_date",
                 "批复日期“" + options.date + "”不存在或写法不对，应为 2026-03-01", "--date"};
  }
  Approval approval = options.approval;
  approval.date = *date;
  return done(open.desk().approve(options.id, std::move(approval), open.actor()), options, open);
}

Result<Exit> show(const Options& options, OnStore& open) {
  const auto matter = open.desk().find(options.id);
  if (!matter) return matter.error();
  note_people(open.note, *matter);
  if (options.json) {
    open.print(to_json(*matter) + '\n');
  } else {
    print_matter(open, *matter);
  }
  return Exit::ok;
}

Result<Exit> list(const Options& options, OnStore& open) {
  for (const Matter& matter : open.desk().all()) {
    if (options.json) note_people(open.note, matter);
    open.print(options.json ? to_json(matter) + '\n'
                            : matter.id.text + '\t' + std::string(chinese(matter.state)) + '\t' +
                                  post_name(matter, open.catalogue()) + '\n');
  }
  return Exit::ok;
}

Result<Exit> with_plan(const Options& options, OnStore& open) {
  const auto text = read_file(options.file);
  if (!text) return text.error();
  const auto matter = options.id.empty() ? open.desk().open(*text, open.actor())
                                         : open.desk().edit_plan(options.id, *text, open.actor());
  return done(matter, options, open);
}
}  // namespace

extern const Command matter;
const Command matter{
    "matter", "办理一件选配事项：先定工作方案，再定人选方案",
    [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.require_subcommand();
      struct Step {
        Arguments* sub;
        Deed deed;
        std::string action;
        std::function<Result<Exit>(OnStore&)> run;
      };
      auto steps = std::make_shared<std::vector<Step>>();
      const auto step = [&](const char* name, Deed deed, const char* summary,
                            std::function<Result<Exit>(OnStore&)> run) {
        Arguments* sub = app.add_subcommand(name, summary);
        if (std::string_view(name) != "new" && std::string_view(name) != "list") {
          sub->add_option("id", options->id.text, "事项编号")->required();
        }
        add_store_option(*sub, *options);
        add_actor_option(*sub, *options);
        add_json_option(*sub, *options);
        steps->push_back({sub, deed, std::string("matter.") + name, std::move(run)});
        return sub;
      };
      step("new", Deed::write, "以工作方案草案立项",
           [options](OnStore& open) { return with_plan(*options, open); })
          ->add_option("--file", options->file, "工作方案文件（JSON，- 为标准输入）")
          ->required();
      step("plan", Deed::write, "修改尚未审定的工作方案",
           [options](OnStore& open) { return with_plan(*options, open); })
          ->add_option("--file", options->file, "工作方案文件（JSON，- 为标准输入）")
          ->required();
      step("settle", Deed::write, "由第二人审定工作方案", [options](OnStore& open) {
        return done(open.desk().settle(options->id, open.actor()), *options, open);
      });
      Arguments* drafting =
          step("requirement", Deed::write, "拟定职位需求分析；不给文件时按工作方案提出建议",
               [options](OnStore& open) { return requirement(*options, open); });
      drafting->add_option("--file", options->file, "职位需求文件（JSON，- 为标准输入）");
      drafting->add_flag("--accept-proposal", options->accept_proposal, "把建议存为草案");
      step("team", Deed::read, "现任班子具备哪些任务所涉专长；锁定之前不出姓名",
           [options](OnStore& open) { return team(*options, open); });
      step("preview", Deed::write, "预览各条件符合人数，不出姓名",
           [options](OnStore& open) { return preview(*options, open); });
      step("lock", Deed::write, "由第二人锁定职位需求分析", [options](OnStore& open) {
        return lock(*options, open);
      })->add_option("--reason", options->reason, "对因人设岗提醒的说明");
      Arguments* approving = step("approve", Deed::write, "锁定之后登记破格批复：一人一条",
                                  [options](OnStore& open) { return approve(*options, open); });
      approving->add_option("--profile", options->approval.profile.text, "人员编号")->required();
      approving->add_option("--rule", options->approval.rule, "法定条件，如 ELG-05b")->required();
      approving->add_option("--document", options->approval.document, "批复文号")->required();
      approving->add_option("--date", options->date, "批复日期，如 2026-03-01")->required();
      step("show", Deed::read, "查看一件事项",
           [options](OnStore& open) { return show(*options, open); });
      step("list", Deed::read, "列出事项",
           [options](OnStore& open) { return list(*options, open); });
      Arguments* closing = step("close", Deed::write, "办结", [options](OnStore& open) {
        return done(
            open.desk().finish(options->id, MatterState::closed, options->outcome, open.actor()),
            *options, open);
      });
      closing->add_option("--outcome", options->outcome.kind, "进入考察|未采用|撤销")->required();
      closing->add_option("--reason", options->outcome.reason, "理由");
      closing->add_option("--document", options->outcome.document, "文号");
      step("cancel", Deed::write, "撤销",
           [options](OnStore& open) {
             options->outcome.kind = "撤销";
             return done(open.desk().finish(options->id, MatterState::cancelled, options->outcome,
                                            open.actor()),
                         *options, open);
           })
          ->add_option("--reason", options->outcome.reason, "理由")
          ->required();
      return [options, steps] {
        for (const Step& candidate : *steps) {
          if (!candidate.sub->parsed()) continue;
          // Asked without a file, it only proposes.
          const bool proposes = candidate.action == "matter.requirement" && options->file.empty() &&
                                !options->accept_proposal;
          AuditEntry entry = about(proposes ? "matter.propose" : candidate.action);
          entry.matter = options->id.text;
          return run_on_store(*options, proposes ? Deed::read : candidate.deed, entry,
                              candidate.run);
        }
        return Exit::usage;
      };
    }};
}  // namespace bole::commands
