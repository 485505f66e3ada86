#include <algorithm>
#include <array>

#include "engine/report/report_kit.hpp"

namespace bole {
namespace {
using namespace reports;
using Part = RequirementChange::Part;

using Members = std::vector<ChangeInWords::Member>;

Members members_of(const GateSpec* gate, Day as_of) {
  if (!gate) return {{"条件", {}, {}}, {"服务于任务", {}, {}}, {"依据", {}, {}}};
  return {{"条件", {}, gate_name(*gate) + (gate->rule.empty() ? "" : "（" + gate->rule + "）")},
          {"服务于任务", {}, gate->task},
          {"依据", {}, basis_of(*gate, as_of)}};
}

Members members_of(const CriterionSpec* spec) {
  if (!spec) {
    return {{"要素", {}, {}},     {"服务于任务", {}, {}}, {"权重", {}, {}},
            {"职位要求", {}, {}}, {"时效折算", {}, {}},   {"评价标准", {}, {}}};
  }
  const Criterion* criterion = find_criterion(spec->criterion);
  const std::string recency = in_words(spec->args.recency);
  return {{"要素", {}, criterion_name(*spec)},
          {"服务于任务", {}, spec->task},
          {"权重", {}, percent(spec->weight)},
          {"职位要求", {}, number(spec->required) + " 分"},
          {"时效折算", {}, recency.empty() ? "不折算" : recency},
          {"评价标准", {}, in_words(spec->value, criterion ? criterion->unit : Unit::none)}};
}

// The later texts of one version beside those of the other, where they differ.
Members beside(const Members& earlier, const Members& later) {
  Members members;
  for (std::size_t i = 0; i < later.size(); ++i) {
    if (earlier[i].later == later[i].later) continue;
    members.push_back({later[i].what, earlier[i].later, later[i].later});
  }
  return members;
}

template <class Spec>
const Spec* at(const std::vector<Spec>& specs, const std::optional<std::size_t>& place) {
  return place ? &specs[*place] : nullptr;
}

std::string or_none(const std::string& text) { return text.empty() ? "无" : text; }

class Writer {
 public:
  explicit Writer(const AmendmentPapers& papers) : papers_(papers) {}

  Report write() {
    report_.title = "变动情况";
    report_.subject = subject(papers_.matter, papers_.names);
    report_.page_lines = {std::string(not_a_vote), std::string(not_a_decision)};
    section("修改").blocks.emplace_back(
        amendments_in_words(papers_.matter, papers_.names, sources_));
    ReportSection& changes = section("职位需求的改动");
    changes.blocks.emplace_back(
        Marked{"第 " + number(papers_.earlier.requirement.version) + " 版改为第 " +
                   number(papers_.later.requirement.version) + " 版，改动 " +
                   number(static_cast<std::int64_t>(papers_.changes.size())) +
                   " 处；修改之前已见到人选姓名。",
               both()});
    changes.blocks.emplace_back(changes_in_words(papers_.changes, papers_.earlier.requirement,
                                                 papers_.later.requirement, papers_.later.as_of,
                                                 sources_));
    summary();
    people("认定或者档次上升", Shift::gains);
    people("认定或者档次下降", Shift::loses);
    people("有变动，高低不能确定", Shift::unclear);
    report_.sources = sources_.take();
    return std::move(report_);
  }

 private:
  std::vector<int> both() {
    return {sources_.document(requirement_source(papers_.earlier.requirement)),
            sources_.document(requirement_source(papers_.later.requirement))};
  }
  ReportSection& section(std::string title) {
    report_.sections.push_back({std::move(title), {}});
    return report_.sections.back();
  }
  std::int64_t count(Shift shift) const {
    return std::ranges::count(papers_.people, shift, &ChangedStanding::shift);
  }

  void summary() {
    const std::string before = papers_.earlier_match.empty()
                                   ? "原版没有匹配过"
                                   : "原匹配记录 " + papers_.earlier_match + " 已被替代";
    std::vector<int> marks = both();
    marks.push_back(sources_.document(match_source(papers_.matter)));
    section("变动人数")
        .blocks.emplace_back(
            Marked{"两版都按库中现有资料认定，差别只来自职位需求的改动。人才库 " +
                       number(static_cast<std::int64_t>(papers_.later.pool.size())) +
                       " 人中，上升 " + number(count(Shift::gains)) + " 人，下降 " +
                       number(count(Shift::loses)) + " 人，高低不能确定 " +
                       number(count(Shift::unclear)) + " 人，其余认定和档次不变。" + before + "。",
                   std::move(marks)});
  }

  void people(std::string title, Shift shift) {
    ReportSection& listed = section(std::move(title) + "（" + number(count(shift)) + " 人）");
    if (count(shift) == 0) {
      listed.blocks.emplace_back(Marked{"没有。", both()});
      return;
    }
    if (count(shift) > static_cast<std::int64_t>(longest_list)) {
      listed.blocks.emplace_back(
          Marked{"人数超过 " + number(static_cast<std::int64_t>(longest_list)) + " 人，名单从略。",
                 both()});
      return;
    }
    ReportTable table{{"姓名", "原认定", "现认定", "由哪项改动引起"}, {14, 22, 22, 42}, {}};
    for (const ChangedStanding& person : papers_.people) {
      if (person.shift != shift) continue;
      const Profile profile = papers_.profile_of(person.row);
      std::vector<std::string> causes;
      for (const ShiftCause& cause : person.causes) causes.push_back(in_words(cause, papers_));
      table.rows.push_back({cell(profile.name + "\n" + profile.id.text),
                            cell(in_words(person.earlier, papers_.earlier.requirement)),
                            cell(in_words(person.later, papers_.later.requirement)),
                            cell(Marked{joined(causes, "；") + "。", marks_of(person)})});
    }
    listed.blocks.emplace_back(std::move(table));
  }

  std::vector<int> marks_of(const ChangedStanding& person) {
    std::vector<int> marks = both();
    marks.push_back(sources_.record(papers_.profile_of(person.row)));
    return marks;
  }

  const AmendmentPapers& papers_;
  Sources sources_;
  Report report_;
};
}  // namespace

ChangeInWords in_words(const RequirementChange& change, const Requirement& earlier,
                       const Requirement& later, Day as_of) {
  constexpr std::array<std::string_view, 5> parts{"资格条件", "评价要素", "档次分界", "优先情形",
                                                  "稳健性声明"};
  ChangeInWords words{std::string(parts[static_cast<std::size_t>(change.part)]),
                      change.key,
                      !change.earlier ? "新增"
                      : !change.later ? "删去"
                                      : "修改",
                      {}};
  const auto whole = [&](std::string (*in_all)(const Requirement&)) {
    words.members.push_back({words.part, in_all(earlier), in_all(later)});
  };
  switch (change.part) {
    case Part::gate:
      words.members = beside(members_of(at(earlier.gates, change.earlier), as_of),
                             members_of(at(later.gates, change.later), as_of));
      break;
    case Part::criterion:
      words.members = beside(members_of(at(earlier.criteria, change.earlier)),
                             members_of(at(later.criteria, change.later)));
      break;
    case Part::bands:
      whole(bands_in_words);
      break;
    case Part::prefer:
      whole(prefer_in_words);
      break;
    case Part::robustness:
      whole(robustness_in_words);
      break;
  }
  return words;
}

std::string_view to_string(Shift shift) {
  constexpr std::array<std::string_view, 3> names{"gains", "loses", "unclear"};
  return names[static_cast<std::size_t>(shift)];
}

std::string in_words(const Standing& standing, const Requirement& requirement) {
  std::string text(chinese(standing.verdict));
  if (standing.verdict != Verdict::holds) return text;
  text += standing.band ? "，档次为" + requirement.bands[*standing.band].name : "，档次待核实";
  return text + "，总分参考 " + total_in_words(standing.total) + " 分";
}

std::string in_words(const ShiftCause& cause, const AmendmentPapers& papers) {
  const RequirementChange& change = papers.changes[cause.change];
  const Requirement& from = papers.earlier.requirement;
  const Requirement& to = papers.later.requirement;
  const ChangeInWords words = in_words(change, from, to, papers.later.as_of);
  std::string text = (words.how == "修改" ? "" : words.how) + words.part;
  if (change.part == Part::gate) {
    const GateSpec& gate = change.later ? to.gates[*change.later] : from.gates[*change.earlier];
    // An own gate's name is its whole filter, which stands among the changes.
    text += " " + change.key + (gate.rule.empty() ? "" : "（" + gate_name(gate) + "）") + "：";
    const auto said = [](std::string_view when, const std::optional<GateOutcome>& outcome) {
      return outcome ? std::string(when) + std::string(chinese(*outcome)) : std::string();
    };
    return text + joined({said("原为", cause.earlier), said("现为", cause.later)}, "，");
  }
  if (change.part == Part::criterion) {
    const CriterionSpec& spec =
        change.later ? to.criteria[*change.later] : from.criteria[*change.earlier];
    return text + " " + change.key + "（" + criterion_name(spec) + "）：加权得分 " +
           reports::points(cause.more, Sign::always) + " 分";
  }
  return text + "修改：按新分界，原总分参考归入另一档";
}

Report make_change_report(const AmendmentPapers& papers) { return Writer(papers).write(); }
}  // namespace bole

namespace bole::reports {
ReportTable amendments_in_words(const Matter& matter, const ReportNames& names, Sources& sources) {
  ReportTable table{
      {"所修改的版本", "理由", "修改人", "时间", "被替代的匹配"}, {14, 40, 14, 20, 12}, {}};
  const int source = sources.document("选配事项 " + matter.id.text + " 职位需求修改记录");
  for (const Amendment& amendment : matter.amendments) {
    table.rows.push_back({cell("第 " + number(amendment.version) + " 版"),
                          cell(amendment.reason, source), cell(names.user(amendment.by)),
                          cell(moment(amendment.at)), cell(or_none(amendment.match))});
  }
  return table;
}

ReportTable changes_in_words(const std::vector<RequirementChange>& changes,
                             const Requirement& earlier, const Requirement& later, Day as_of,
                             Sources& sources) {
  ReportTable table{{"条目", "改动", "内容", "原", "现"}, {14, 8, 12, 33, 33}, {}};
  const int from = sources.document(requirement_source(earlier));
  const int to = sources.document(requirement_source(later));
  for (const RequirementChange& change : changes) {
    const ChangeInWords words = in_words(change, earlier, later, as_of);
    for (const ChangeInWords::Member& member : words.members) {
      table.rows.push_back({cell(joined({words.part, words.key}, " ")), cell(words.how),
                            cell(member.what), cell(or_none(member.earlier), from),
                            cell(or_none(member.later), to)});
    }
  }
  return table;
}
}  // namespace bole::reports
