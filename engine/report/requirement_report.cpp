#include <algorithm>

#include "engine/matter/preview.hpp"
#include "engine/report/report_kit.hpp"

namespace bole {
namespace {
using namespace reports;

class Writer {
 public:
  Writer(const Matter& matter, const Requirement& requirement, const ReportNames& names,
         const TeamView& team)
      : matter_(matter), requirement_(requirement), names_(names), team_(team) {}

  // What the version amends; null where it amends none.
  void amending(const Requirement* earlier) { earlier_ = earlier; }

  Report write(const std::vector<Proposal>& proposals) {
    report_.title = "职位需求分析报告";
    report_.subject = subject(matter_, names_);
    if (!requirement_.locked) report_.status = "草案，尚未锁定";
    report_.page_lines = {std::string(not_a_decision)};
    basis();
    tasks();
    team();
    gates();
    criteria();
    data_gaps();
    bands();
    alarms();
    amendment();
    origin(proposals);
    signing();
    report_.sources = sources_.take();
    return std::move(report_);
  }

 private:
  int plan() { return sources_.document(plan_source(matter_)); }
  int analysis() { return sources_.document(requirement_source(requirement_)); }
  ReportSection& section(std::string title) {
    report_.sections.push_back({std::move(title), {}});
    return report_.sections.back();
  }

  void basis() { section("选配依据").blocks.emplace_back(particulars(matter_, names_, sources_)); }

  void tasks() {
    ReportTable table{
        {"任务", "内容", "重要程度", "服务于", "完成标志", "对应的条件和要素（权重）"},
        {6, 36, 8, 10, 22, 18},
        {}};
    for (const Task& task : matter_.plan.tasks) {
      std::vector<std::string> keys;
      for (const GateSpec& spec : requirement_.gates) {
        if (spec.task == task.key) keys.push_back("条件 " + spec.key);
      }
      for (const CriterionSpec& spec : requirement_.criteria) {
        if (spec.task == task.key) keys.push_back(spec.key + "（" + percent(spec.weight) + "）");
      }
      table.rows.push_back({cell(task.key), cell(task.text, plan()),
                            cell(number(task.importance) + "/5"), cell(task.covers),
                            cell(task.measure, plan()),
                            cell(keys.empty() ? std::string("无") : joined(keys, "、"))});
    }
    ReportSection& tasks = section("工作任务");
    tasks.blocks.emplace_back(std::move(table));
    aims(tasks);
    for (const std::string& key : uncovered_tasks(matter_, requirement_)) {
      tasks.blocks.emplace_back(
          Marked{"任务 " + key + " 没有评价要素对应，请说明由何人、以何方式承担。", {analysis()}});
    }
  }

  // How much of the weight goes to what the plan serves.
  void aims(ReportSection& tasks) {
    const PlanService service = service_of(matter_, requirement_);
    ReportTable table{{"服务于", "方案中的任务", "评价要素权重合计"}, {26, 44, 30}, {}};
    std::vector<std::string> unserved;
    for (const PlanService::Aim& aim : service.aims) {
      const bool planned = !aim.tasks.empty();
      table.rows.push_back(
          {cell(std::string(aim.name)),
           cell(planned ? joined(aim.tasks, "、") : std::string("方案没有这一类任务")),
           cell(planned ? percent(aim.weight) : std::string("—"), analysis())});
      if (planned && aim.weight == 0) unserved.emplace_back("“" + std::string(aim.name) + "”");
    }
    tasks.blocks.emplace_back(std::move(table));
    if (!unserved.empty()) {
      tasks.blocks.emplace_back(Marked{"注意：方案有服务于" + joined(unserved, "、") +
                                           "的任务，但没有一项评价要素的权重落在这些任务上。",
                                       {analysis()}});
    }
    for (const std::string& key : service.idle) {
      tasks.blocks.emplace_back(Marked{
          "注意：评价要素 " + key + " 没有对应方案中的任务，不能说明为何考察。", {analysis()}});
    }
  }

  // As a whole, whoever reads: this report names nobody.
  void team() {
    if (matter_.post.holders.empty()) return;
    ReportSection& team = section("现任班子");
    const int records = sources_.document("库内现任班子成员的任职记录（按截止日期 " +
                                          to_string(matter_.as_of) + " 计）");
    team.blocks.emplace_back(Marked{"工作方案所列现任班子成员 " + number(count(team_.members)) +
                                        " 人，库内有记录 " + number(count(team_.in_store)) +
                                        " 人。" + covering_in_words() + "。",
                                    {plan(), records}});
    if (!may_be_shown_as_a_whole(team_)) {
      team.blocks.emplace_back(Marked{"库内有记录的现任成员不足 " +
                                          number(count(fewest_shown_as_a_whole)) +
                                          " 人，本报告不写班子的专长，以免由此看出个人情况。",
                                      {records}});
      return;
    }
    ReportTable table{{"任务所涉专长", "任务", "现班子"}, {40, 30, 30}, {}};
    for (const TeamView::Asked& asked : team_.specialities) {
      table.rows.push_back({cell(Vocabulary::built_in().specialities()[asked.speciality].name),
                            cell(joined(asked.tasks, "、")),
                            cell(std::string(covered_in_words(asked.covered)), records)});
    }
    team.blocks.emplace_back(std::move(table));
  }
  static std::int64_t count(std::size_t people) { return static_cast<std::int64_t>(people); }

  // Of how many the record lacks what a criterion asks.
  void data_gaps() {
    ReportSection& gaps = section("缺此项资料的情况");
    if (requirement_.data_gaps.empty()) {
      gaps.blocks.emplace_back(Marked{
          requirement_.locked
              ? "本版锁定时没有存录各要素缺资料的人数。"
              : "各要素在本库有多少人缺资料，拟定期间见预览，准确数字在锁定时一并存录、公布。",
          {analysis()}});
      return;
    }
    ReportTable table{{"序号", "评价要素", "缺此项资料", "占本库"}, {10, 50, 20, 20}, {}};
    std::vector<std::string> much;
    for (const DataGap& gap : requirement_.data_gaps) {
      const auto spec =
          std::ranges::find(requirement_.criteria, gap.criterion, &CriterionSpec::key);
      table.rows.push_back(
          {cell(gap.criterion),
           cell(spec == requirement_.criteria.end() ? gap.criterion : criterion_name(*spec)),
           cell(number(gap.lacking) + " 人", analysis()),
           cell(gap.people == 0 ? std::string("—")
                                : number(std::int64_t{gap.lacking} * 100 / gap.people) + "%")});
      if (lacks_much(static_cast<std::uint64_t>(gap.lacking),
                     static_cast<std::uint64_t>(gap.people))) {
        much.push_back(gap.criterion);
      }
    }
    gaps.blocks.emplace_back(
        Marked{"缺此项资料，指记录不全，使该要素的分值只能得出一个范围。锁定时本库共 " +
                   number(requirement_.data_gaps.front().people) + " 人。",
               {analysis()}});
    gaps.blocks.emplace_back(std::move(table));
    if (!much.empty()) {
      gaps.blocks.emplace_back(
          Marked{"注意：要素 " + joined(much, "、") +
                     " 缺资料的超过本库的 20%，据此比较时应当先补采、核实资料。",
                 {analysis()}});
    }
  }

  // Of a gate that reads what is sealed: the posts that it is for, and what it shows.
  static std::string class_words(const std::string& rule) {
    const Gate* gate = find_gate(rule);
    if (!gate || !gate->is_protected()) return {};
    std::string classes;
    for (const std::string_view name : gate->post_classes) {
      classes += (classes.empty() || name.empty() ? "" : "、") + std::string(name);
    }
    return "（依法核对封存信息，限职位类别：" + classes + "；只显示认定结论）";
  }

  void gates() {
    ReportTable table{{"序号", "资格条件", "内容", "依据"}, {8, 20, 40, 32}, {}};
    bool unchecked = false;
    for (const GateSpec& spec : requirement_.gates) {
      const Rule* rule = spec.rule.empty() ? nullptr : rule_in_force(spec.rule, matter_.as_of);
      unchecked |= rule && rule->confidence != "A";
      const std::string basis = basis_of(spec, matter_.as_of);
      const int source = sources_.document(basis);
      std::string what = "同“资格条件”所列筛选式";
      if (rule) what = rule->title;
      if (!spec.rule.empty() && !rule) what = "截止日期时该规定不在施行期，所有人均需核实";
      what += class_words(spec.rule);
      if (!spec.task.empty()) what += "（服务于任务 " + spec.task + "）";
      table.rows.push_back({cell(spec.key),
                            cell(gate_name(spec) + (rule ? "（" + spec.rule + "）" : "")),
                            cell(std::move(what), source), cell(basis, source)});
    }
    ReportSection& gates = section("资格条件");
    gates.blocks.emplace_back(
        Marked{"每项条件的认定分为符合、需报批、需核实、不符合；资料缺失一律列为需核实，不作推定。",
               {analysis()}});
    gates.blocks.emplace_back(std::move(table));
    if (unchecked) {
      gates.blocks.emplace_back(
          Marked{"标有“未核对现行原文”的条款，其数字取自较早或者转引的文本，使用前须由法规工作"
                 "人员核对。",
                 {analysis()}});
    }
    gates.blocks.emplace_back(Marked{sealed_notice(requirement_), {analysis()}});
  }

  void criteria() {
    ReportTable table{{"序号", "评价要素", "任务", "权重", "评价标准", "时效折算", "职位要求"},
                      {7, 20, 7, 9, 28, 18, 11},
                      {}};
    for (const CriterionSpec& spec : requirement_.criteria) {
      const Criterion* criterion = find_criterion(spec.criterion);
      const std::string recency = in_words(spec.args.recency);
      table.rows.push_back({cell(spec.key), cell(criterion_name(spec)), cell(spec.task),
                            cell(percent(spec.weight)),
                            cell(in_words(spec.value, criterion ? criterion->unit : Unit::none)),
                            cell(recency.empty() ? std::string("不折算") : recency),
                            cell(number(spec.required) + " 分", analysis())});
    }
    ReportSection& criteria = section("评价要素");
    criteria.blocks.emplace_back(
        Marked{"每项要素按事先声明的标准折成 0 至 1000 分，与人才库中有哪些人无关；总分参考为各"
               "要素分值按权重之和，按职位要求计为 " +
                   points(required_total(requirement_), Sign::negative_only) + " 分。",
               {analysis()}});
    criteria.blocks.emplace_back(std::move(table));
  }

  void bands() {
    ReportSection& bands = section("档次与优先情形");
    bands.blocks.emplace_back(Marked{"总分参考只用于分档：" + bands_in_words(requirement_) +
                                         "。因资料不全而可能落入不同档次的，列为档次待核实。",
                                     {analysis()}});
    bands.blocks.emplace_back(Marked{
        prefer_in_words(requirement_) + "；同一档次内再按姓氏笔画排列，不排名次。", {analysis()}});
    bands.blocks.emplace_back(
        Marked{"稳健性检验声明：" + robustness_in_words(requirement_) + "。", {analysis()}});
  }

  void alarms() {
    ReportSection& alarms = section("因人设岗提醒与检索披露");
    if (!requirement_.locked) {
      alarms.blocks.emplace_back(
          Marked{"尚未锁定，提醒的准确数字在锁定时一并存录、公布。", {analysis()}});
    } else if (requirement_.alarms.empty()) {
      alarms.blocks.emplace_back(Marked{"锁定时没有触发因人设岗提醒。", {analysis()}});
    } else {
      ReportTable table{{"提醒", "条件", "情况", "说明的理由"}, {24, 8, 38, 30}, {}};
      for (const Alarm& alarm : requirement_.alarms) {
        table.rows.push_back({cell(std::string(alarm_sentence(alarm.code))),
                              cell(alarm.gate.empty() ? std::string("全部") : alarm.gate),
                              cell(alarm.detail, analysis()),
                              cell(alarm.reason_given, analysis())});
      }
      alarms.blocks.emplace_back(std::move(table));
    }
    std::string searches =
        requirement_.locked ? "检索披露：尚无检索审计。" : "检索披露：锁定时按审计日志载明。";
    if (requirement_.search_disclosure) {
      searches = "检索披露：锁定前 90 天内，拟定人和审定人对该人才库检索 " +
                 number(requirement_.search_disclosure->searches) + " 次，看到现符合条件者 " +
                 number(requirement_.search_disclosure->eligible_seen) + " 人。";
    }
    alarms.blocks.emplace_back(Marked{std::move(searches), {analysis()}});
    alarms.blocks.emplace_back(Marked{requirement_.names_seen_before
                                          ? "本版系锁定后修改形成，修改之前已见到人选姓名。"
                                          : "本版形成之前，未经本事项见到任何人选姓名。",
                                      {analysis()}});
  }

  void amendment() {
    if (matter_.amendments.empty()) return;
    ReportSection& amended = section("锁定后的修改");
    amended.blocks.emplace_back(Marked{
        "职位需求锁定后修改 " + number(static_cast<std::int64_t>(matter_.amendments.size())) +
            " 次，修改之前已见到人选姓名；修改之前的匹配记录均已被替代，照样留存。",
        {analysis()}});
    amended.blocks.emplace_back(amendments_in_words(matter_, names_, sources_));
    if (!earlier_) return;
    amended.blocks.emplace_back(
        Marked{"与第 " + number(earlier_->version) + " 版相比，本版改动如下。",
               {sources_.document(requirement_source(*earlier_)), analysis()}});
    amended.blocks.emplace_back(changes_in_words(differences(*earlier_, requirement_), *earlier_,
                                                 requirement_, matter_.as_of, sources_));
  }

  // What the plan's own words led the program to propose, beside what was decided.
  void origin(const std::vector<Proposal>& proposals) {
    ReportTable table{{"任务", "建议"}, {10, 90}, {}};
    for (const Proposal& proposal : proposals) {
      if (proposal.words.empty()) continue;
      table.rows.push_back({cell(proposal.task), cell(proposal.sentence, plan())});
    }
    if (table.rows.empty()) return;
    ReportSection& origin = section("由工作方案得出的建议");
    origin.blocks.emplace_back(Marked{
        "以下为程序按词表从任务文字中读出的建议，供与上列要素对照；采用与否由人决定。", {plan()}});
    origin.blocks.emplace_back(std::move(table));
  }

  void signing() {
    ReportTable table{{"环节", "经办人", "时间", "校验值"}, {18, 18, 22, 42}, {}};
    const auto line = [&](std::string step, const Signature& signature) {
      table.rows.push_back({cell(std::move(step)), cell(names_.user(signature.by)),
                            cell(moment(signature.at)), cell(signature.hash)});
    };
    Signature drafted{};
    line("工作方案拟定", matter_.plan.drafted);
    if (matter_.plan.settled) line("工作方案审定", *matter_.plan.settled);
    for (const Step& step : matter_.history) {
      if (step.state == MatterState::requirement_draft) drafted = step.signature;
    }
    if (!drafted.by.empty()) line("职位需求拟定", drafted);
    if (requirement_.locked) {
      const Locking& locked = *requirement_.locked;
      line("职位需求锁定", {locked.approved_by, locked.at, locked.hash});
    }
    ReportSection& signing = section("拟定、审定与锁定");
    signing.blocks.emplace_back(Marked{"拟定与审定、锁定由两人分别办理；规则版本 " +
                                           requirement_.rules + "，词表版本 " +
                                           requirement_.vocabulary + "。",
                                       {analysis()}});
    signing.blocks.emplace_back(std::move(table));
  }

  const Matter& matter_;
  const Requirement& requirement_;
  const Requirement* earlier_ = nullptr;
  const ReportNames& names_;
  const TeamView& team_;
  Sources sources_;
  Report report_;
};
}  // namespace

Report make_requirement_report(const Matter& matter, const Requirement& requirement,
                               const std::vector<Proposal>& proposals, const ReportNames& names,
                               const TeamView& team, const Requirement* amended) {
  Writer writer(matter, requirement, names, team);
  writer.amending(amended);
  return writer.write(proposals);
}
}  // namespace bole
