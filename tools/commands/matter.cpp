#include <algorithm>
#include <array>
#include <memory>

#include "engine/explain/explain.hpp"
#include "index/matter_json.hpp"
#include "index/report_desk.hpp"
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
  std::vector<std::string> about{};
  std::string words{};
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
  for (const Amendment& amendment : matter.amendments) {
    open.print("  职位需求第 " + std::to_string(amendment.version) + " 版锁定后修改：" +
               amendment.reason + "（" + amendment.by + "，" + amendment.at + "）\n");
  }
  for (const std::string& match : matter.superseded) {
    open.print("  匹配记录 " + match + "：已被替代\n");
  }
  if (!matter.match.empty()) open.print("  匹配记录 " + matter.match + "：现行\n");
  for (const WrittenAnswer& answer : matter.answers) {
    open.print("  " + answer.profile.text + " " + answer.about + "：" +
               in_words(answer, answer.by) + '\n');
  }
  if (matter.outcome) {
    open.print("  结果：" + matter.outcome->kind + "，" + matter.outcome->reason +
               (matter.outcome->document.empty() ? "" : "（" + matter.outcome->document + "）") +
               '\n');
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

Result<Requirement> read_requirement(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  return requirement_from_json(*text);
}

Result<Exit> drafted_version(const Options& options, const Result<Requirement>& drafted,
                             OnStore& open) {
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

Result<Exit> requirement(const Options& options, OnStore& open) {
  if (options.file.empty()) return propose(options, open);
  auto requirement = read_requirement(options.file);
  if (!requirement) return requirement.error();
  return drafted_version(
      options, open.desk().draft(options.id, std::move(*requirement), open.actor()), open);
}

Result<Exit> amend(const Options& options, OnStore& open) {
  auto requirement = read_requirement(options.file);
  if (!requirement) return requirement.error();
  const auto drafted =
      open.desk().amend(options.id, std::move(*requirement), options.reason, open.actor());
  if (drafted && !options.json) {
    open.say("原匹配已被替代；由第二人锁定后须重新匹配、重新提出建议考察人选\n");
  }
  return drafted_version(options, drafted, open);
}

Result<Exit> changes(const Options& options, OnStore& open) {
  const auto view = open.desk().changes(options.id);
  if (!view) return view.error();
  const AmendmentPapers papers = papers_of(**view, open.catalogue());
  note_people(open.note, **view, open.catalogue().columns());
  if (options.json) {
    open.print(to_json(papers) + '\n');
    return Exit::ok;
  }
  const Requirement& from = papers.earlier.requirement;
  const Requirement& to = papers.later.requirement;
  open.print("职位需求分析第 " + std::to_string(from.version) + " 版改为第 " +
             std::to_string(to.version) + " 版\n");
  for (const RequirementChange& change : papers.changes) {
    const ChangeInWords words = in_words(change, from, to, papers.later.as_of);
    for (const ChangeInWords::Member& member : words.members) {
      open.print("  " + words.how + words.part + (words.key.empty() ? "" : " " + words.key) + " " +
                 member.what + "：" + (member.earlier.empty() ? "无" : member.earlier) + " → " +
                 (member.later.empty() ? "无" : member.later) + '\n');
    }
  }
  for (const auto& [shift, title] :
       {std::pair{Shift::gains, "上升"}, std::pair{Shift::loses, "下降"},
        std::pair{Shift::unclear, "高低不能确定"}}) {
    std::string people;
    std::size_t count = 0;
    for (const ChangedStanding& person : papers.people) {
      if (person.shift != shift) continue;
      ++count;
      const Profile profile = papers.profile_of(person.row);
      people += "  " + profile.name + "（" + profile.id.text + "）  " +
                in_words(person.earlier, from) + " → " + in_words(person.later, to) + '\n';
      for (const ShiftCause& cause : person.causes) {
        people += "    " + in_words(cause, papers) + '\n';
      }
    }
    open.print(std::string("【") + title + "】" + std::to_string(count) + " 人\n" + people);
  }
  return Exit::ok;
}

Result<Exit> closing(const Options& options, OnStore& open) {
  const auto people = open.desk().closing(options.id);
  if (!people) return people.error();
  for (const PersonClosing& person : *people) open.note.people.push_back(person.profile.text);
  if (options.json) {
    open.print(to_json(*people) + '\n');
    return Exit::ok;
  }
  if (people->empty()) open.print("尚未提出建议考察人选\n");
  for (const PersonClosing& person : *people) {
    open.print(person.name + "（" + person.profile.text + "）\n");
    for (const ClosingPoint& point : person.points) {
      open.print("  " + point.sentence.text +
                 (point.answer ? "（" + in_words(*point.answer, point.answer->by) + "）" : "") +
                 (point.open() && point.state == ClosingState::unclear
                      ? " ［答复：--about " + point.about + "］\n"
                      : "\n"));
    }
  }
  return Exit::ok;
}

Result<Exit> answer(const Options& options, OnStore& open) {
  return done(open.desk().answer(options.id, options.approval.profile, options.about, options.words,
                                 open.actor()),
              options, open);
}

// What was done, for a list; the action itself where it has no words here.
std::string action_words(const std::string& action) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> words{
      {{"match.run", "匹配"},
       {"match.read", "查看匹配"},
       {"match.read_one", "查看匹配"},
       {"match.why", "查看一人的认定"},
       {"shortlist.write", "提出建议考察人选"},
       {"shortlist.read", "查看建议考察人选"},
       {"report.write", "写出报告"},
       {"profile.read", "查看干部信息"},
       {"search", "检索"},
       {"matter.show", "查看事项"},
       {"matter.read", "查看事项"},
       {"matter.list", "列出事项"},
       {"matter.changes", "查看变动情况"},
       {"matter.closing", "查看办结前须具备"},
       {"matter.answer", "书面答复"},
       {"matter.seen", "查看谁看过"}}};
  for (const auto& [code, said] : words) {
    if (code == action) return std::string(said);
  }
  return action;
}

// As many ids as fit in a line.
std::string some_ids(const std::vector<std::string>& people) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, people.size()); ++i) {
    text += (i == 0 ? "" : "、") + people[i];
  }
  return text + (people.size() > most ? " 等" : "");
}

Result<Exit> seen(const Options& options, OnStore& open) {
  if (const auto known = open.needs_user(); !known) return known.error();
  const auto seen = open.desk().seen(options.id);
  if (!seen) return seen.error();
  note_people(open.note, *seen);
  if (options.json) {
    open.print(to_json(*seen) + '\n');
    return Exit::ok;
  }
  for (const MatterSeen::Lock& lock : seen->locks) {
    open.print("职位需求分析第 " + std::to_string(lock.version) + " 版锁定时的检索披露：检索 " +
               std::to_string(lock.disclosure.searches) + " 次，看到符合条件者 " +
               std::to_string(lock.disclosure.eligible_seen) + " 人\n");
  }
  for (const Sighting& sighting : seen->sightings) {
    std::string line = sighting.at + '\t' + sighting.by + '\t' + sighting.through + '\t' +
                       action_words(sighting.action);
    for (const std::string& object : sighting.objects) line += '\t' + object;
    line += "\t示出 " + std::to_string(sighting.shown) + " 人";
    if (!sighting.people.empty()) {
      line += "，其中本事项人选 " + std::to_string(sighting.people.size()) + " 人：" +
              some_ids(sighting.people);
    }
    open.print(line + '\n');
  }
  return Exit::ok;
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
      Arguments* amending = step("amend", Deed::write, "修改已锁定的职位需求分析，写明理由",
                                 [options](OnStore& open) { return amend(*options, open); });
      amending->add_option("--file", options->file, "修改后的职位需求文件（JSON，- 为标准输入）")
          ->required();
      amending->add_option("--reason", options->reason, "为什么修改")->required();
      step("changes", Deed::read, "修改之后谁升谁降，由哪项改动引起",
           [options](OnStore& open) { return changes(*options, open); });
      step("seen", Deed::read, "锁定之后，谁在何时看到过本事项的哪些人选",
           [options](OnStore& open) { return seen(*options, open); });
      step("closing", Deed::read, "以“进入考察”办结之前，各人选尚缺什么",
           [options](OnStore& open) { return commands::closing(*options, open); });
      Arguments* answering = step("answer", Deed::write, "书面答复须由人答复的事项",
                                  [options](OnStore& open) { return answer(*options, open); });
      answering->add_option("--profile", options->approval.profile.text, "人员编号")->required();
      answering->add_option("--about", options->about, "答复哪一项，见 closing；可写多次")
          ->required();
      answering->add_option("--words", options->words, "答复的内容")->required();
      Arguments* closing = step("close", Deed::write, "办结", [options](OnStore& open) {
        return done(open.desk().close(options->id, options->outcome, open.actor()), *options, open);
      });
      closing->add_option("--outcome", options->outcome.kind, "进入考察|未采用|撤销")->required();
      closing->add_option("--reason", options->outcome.reason, "理由")->required();
      closing->add_option("--document", options->outcome.document, "文号");
      step("cancel", Deed::write, "撤销",
           [options](OnStore& open) {
             return done(open.desk().cancel(options->id, options->outcome.reason, {}, open.actor()),
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
