#include <algorithm>
#include <map>

#include "engine/explain/robustness_words.hpp"
#include "engine/report/report_kit.hpp"

namespace bole {
namespace {
using namespace reports;

class Writer {
 public:
  explicit Writer(const MatchPapers& papers)
      : papers_(papers), requirement_(papers.input.requirement) {}

  Report write() {
    report_.title = "建议考察人选名单";
    report_.subject = subject(papers_.matter, papers_.names);
    if (papers_.store_moved_on) report_.status = "数据已更新";
    report_.page_lines = {std::string(not_a_vote), std::string(not_a_decision)};
    particulars_and_counts();
    chosen();
    before_closing();
    bands();
    band_unverified();
    needs_approval();
    not_holding("需核实", papers_.result.unverified,
                "有资格条件因资料不全或者日期精度不足不能认定，核实之前既不算符合，也不算不符合。");
    not_holding("不符合", papers_.result.failing,
                "以下列出使其不符合的第一项资格条件；能够随时间满足的，写明首个符合之日。");
    robustness();
    report_.sections.push_back(stamp(papers_, sources_));
    report_.sources = sources_.take();
    return std::move(report_);
  }

 private:
  int match_source() { return sources_.document(reports::match_source(papers_.matter)); }
  int analysis() { return sources_.document(requirement_source(requirement_)); }
  ReportSection& section(std::string title) {
    report_.sections.push_back({std::move(title), {}});
    return report_.sections.back();
  }
  ReportCell name(const Profile& profile) { return cell(profile.name + "\n" + profile.id.text); }
  ReportCell current_post(const Profile& profile) {
    return cell(profile.current.text, sources_.record(profile));
  }

  void particulars_and_counts() {
    const MatchCounts& counts = papers_.result.counts;
    ReportSection& basics = section("基本情况");
    basics.blocks.emplace_back(particulars(papers_.matter, papers_.names, sources_));
    basics.blocks.emplace_back(
        Marked{"人才库 " + number(static_cast<std::int64_t>(papers_.result.pool_size)) +
                   " 人中，资格条件全部符合的 " + number(counts.holds) + " 人，需报批的 " +
                   number(counts.needs_approval) + " 人，需核实的 " + number(counts.unverified) +
                   " 人，不符合的 " + number(counts.fails) + " 人。",
               {match_source()}});
  }

  std::string standing(Row row) {
    for (std::size_t band = 0; band < papers_.result.bands.size(); ++band) {
      for (const Ranked& person : papers_.result.bands[band]) {
        if (person.row == row) return requirement_.bands[band].name;
      }
    }
    const PersonFindings found = find_out(papers_.input, row);
    if (found.verdict == Verdict::holds) return "档次待核实";
    return std::string(chinese(found.verdict));
  }

  void chosen() {
    const Matter& matter = papers_.matter;
    ReportSection& chosen = section("建议考察人选");
    if (matter.shortlist.empty()) {
      chosen.blocks.emplace_back(
          Marked{"尚未提出建议考察人选；人选由人从下列各档中提出并写明理由。", {match_source()}});
      return;
    }
    std::string by;
    for (const Step& step : matter.history) {
      if (step.state == MatterState::shortlisted) {
        by = papers_.names.user(step.signature.by) + "，" + moment(step.signature.at);
      }
    }
    const int decision =
        sources_.document("选配事项 " + matter.id.text + " 建议考察人选（" + by + "）");
    ReportTable table{
        {"姓名", "现任职务", "档次", "提出理由", "破例理由"}, {14, 26, 12, 31, 17}, {}};
    for (const Shortlisted& entry : matter.shortlist) {
      const auto row = papers_.input.columns.find(entry.profile);
      if (!row) continue;
      const Profile profile = papers_.profile_of(*row);
      table.rows.push_back(
          {name(profile), current_post(profile), cell(standing(*row)), cell(entry.reason, decision),
           entry.override_reason.empty() ? cell("无") : cell(entry.override_reason, decision)});
    }
    chosen.blocks.emplace_back(Marked{"建议考察人选 " +
                                          number(static_cast<std::int64_t>(table.rows.size())) +
                                          " 人，由" + by + "提出。",
                                      {decision}});
    chosen.blocks.emplace_back(std::move(table));
    if (!matter.few_reason.empty()) {
      chosen.blocks.emplace_back(Marked{"少于三人的理由：" + matter.few_reason + "。", {decision}});
    }
  }

  // What is still lacking of each who was chosen, and what people answered.
  void before_closing() {
    if (papers_.matter.shortlist.empty()) return;
    ReportTable table{{"姓名", "事项", "情况"}, {14, 20, 66}, {}};
    std::vector<std::string> complete;
    for (const Shortlisted& entry : papers_.matter.shortlist) {
      const auto row = papers_.input.columns.find(entry.profile);
      if (!row) continue;
      const Profile profile = papers_.profile_of(*row);
      bool lacks = false;
      std::vector<std::string> missing;
      std::vector<int> marks;
      for (const ClosingPoint& point :
           closing_points(papers_.input, papers_.matter, *row, profile)) {
        if (point.state == ClosingState::answered) continue;
        lacks |= point.open();
        Marked told = sources_.closing(point, profile, papers_.names);
        if (point.state != ClosingState::missing) {
          table.rows.push_back({name(profile), cell(point.title), cell(std::move(told))});
          continue;
        }
        missing.push_back(point.title);
        for (const int mark : told.sources) {
          if (std::ranges::find(marks, mark) == marks.end()) marks.push_back(mark);
        }
      }
      if (!missing.empty()) {
        table.rows.push_back(
            {name(profile), cell("尚缺"),
             cell(Marked{joined(missing, "、") + "：库内没有完整的官方结论或者核对记录。",
                         std::move(marks)})});
      }
      if (!lacks) complete.push_back(profile.name);
    }
    ReportSection& lacking = section("办结前须具备");
    lacking.blocks.emplace_back(
        Marked{"以“进入考察”办结之前，凡提四必、三龄两历一身份须有官方结论在案，各项提示须由人书面"
               "答复；下列各项不影响资格条件的认定和档次。" +
                   (complete.empty() ? std::string()
                                     : joined(complete, "、") + "的各项均已具备或者答复。"),
               {match_source()}});
    if (!table.rows.empty()) lacking.blocks.emplace_back(std::move(table));
  }

  // One line a person: name, post, total, what each criterion gives against the required value.
  ReportTable contributions(const std::vector<Ranked>& people) {
    ReportTable table{{"姓名", "现任职务", "总分参考"}, {12, 18, 10}, {}};
    const int share = 48 / static_cast<int>(std::max<std::size_t>(1, requirement_.criteria.size()));
    for (const CriterionSpec& spec : requirement_.criteria) {
      table.heads.push_back(spec.key);
      table.widths.push_back(share);
    }
    table.heads.emplace_back("合计");
    table.widths.push_back(12);
    for (const Ranked& person : people) {
      const Profile profile = papers_.profile_of(person.row);
      const PersonFindings found = find_out(papers_.input, person.row);
      std::string total = total_in_words(person.total);
      if (person.preferred) total += "\n优先";
      ReportCell held = current_post(profile);
      if (const std::string note = standing_note(papers_.input, person.row); !note.empty()) {
        held.text.text += "\n" + note;
      }
      std::vector<ReportCell> cells{name(profile), std::move(held), cell(std::move(total))};
      Range sum{};
      std::vector<Evidence> evidence;
      for (std::size_t i = 0; i < found.criteria.size(); ++i) {
        const CriterionFinding& finding = found.criteria[i];
        const Range given = contribution(requirement_.criteria[i], finding.value);
        sum.at_least += given.at_least;
        sum.at_most += given.at_most;
        cells.push_back(cell(reports::points(given, Sign::always)));
        evidence.insert(evidence.end(), finding.evidence.begin(), finding.evidence.end());
      }
      cells.push_back(
          cell(Marked{reports::points(sum, Sign::always), sources_.marks(evidence, profile)}));
      table.rows.push_back(std::move(cells));
    }
    return table;
  }

  void criteria_legend(ReportSection& into) {
    std::vector<std::string> legend;
    for (const CriterionSpec& spec : requirement_.criteria) {
      legend.push_back(spec.key + " " + criterion_name(spec) + "，权重 " + percent(spec.weight));
    }
    into.blocks.emplace_back(
        Marked{"各要素栏为该要素相对职位要求的贡献（分），合计等于总分减去按职位要求计算的 " +
                   bole::points(required_total(requirement_), Sign::negative_only) +
                   " 分，逐项相加不差分毫：" + joined(legend, "；") + "。",
               {analysis()}});
    into.blocks.emplace_back(
        Marked{"同一档次内先列有所声明优先情形的（注“优先”），再按姓氏笔画排列；总分参考只用于"
               "分档，不作排序，本名单不排名次。",
               {analysis()}});
  }

  void reasons(ReportSection& into, const std::vector<Ranked>& people) {
    for (const Ranked& person : people) {
      const Profile profile = papers_.profile_of(person.row);
      const PersonFindings found = find_out(papers_.input, person.row);
      ReportTable table{{profile.name + "（" + profile.id.text + "）的认定理由"}, {100}, {}};
      for (std::size_t i = 0; i < found.criteria.size(); ++i) {
        table.rows.push_back(
            {cell(sources_.criterion(requirement_.criteria[i], found.criteria[i], profile))});
      }
      for (std::size_t i = 0; i < found.gates.size(); ++i) {
        const GateOutcome& outcome = found.gates[i].outcome;
        if (holds_plainly(outcome)) continue;
        const GateSpec& spec = papers_.input.gates.spec(i);
        Marked told = sources_.gate(spec, found.gates[i], profile, papers_.input.as_of);
        told.text = gate_name(spec) + "：" + told.text;
        table.rows.push_back({cell(std::move(told))});
      }
      into.blocks.emplace_back(std::move(table));
    }
  }

  void bands() {
    ReportSection& legend = section("分档名单");
    criteria_legend(legend);
    for (std::size_t band = 0; band < papers_.result.bands.size(); ++band) {
      const auto& people = papers_.result.bands[band];
      ReportSection& listed = section(requirement_.bands[band].name + "（" +
                                      number(static_cast<std::int64_t>(people.size())) + " 人）");
      if (people.empty()) {
        listed.blocks.emplace_back(Marked{"没有人选落入本档。", {match_source()}});
        continue;
      }
      if (people.size() > longest_list) {
        listed.blocks.emplace_back(too_long());
        continue;
      }
      listed.blocks.emplace_back(contributions(people));
      const bool lowest = band + 1 == papers_.result.bands.size();
      if (!lowest) reasons(listed, people);
    }
  }

  Marked too_long() {
    return {"人数超过 " + number(static_cast<std::int64_t>(longest_list)) +
                " 人，名单从略；每人的认定可按人员编号逐一复核。",
            {match_source()}};
  }

  void band_unverified() {
    const auto& people = papers_.result.band_unverified;
    ReportSection& listed =
        section("档次待核实（" + number(static_cast<std::int64_t>(people.size())) + " 人）");
    listed.blocks.emplace_back(
        Marked{"资格条件全部符合，但缺失的资料可能使其落入不同档次；先核实所列事项，对档次影响"
               "最大。",
               {match_source()}});
    if (people.empty()) return;
    if (people.size() > longest_list) {
      listed.blocks.emplace_back(too_long());
      return;
    }
    listed.blocks.emplace_back(contributions(people));
    ReportTable table{{"姓名", "先核实"}, {14, 86}, {}};
    for (const Ranked& person : people) {
      const Profile profile = papers_.profile_of(person.row);
      const auto missing = verify_first(requirement_, find_out(papers_.input, person.row));
      if (!missing) continue;
      table.rows.push_back({name(profile), cell(to_verify(*missing, profile) + "。",
                                                sources_.record(*missing, profile))});
    }
    listed.blocks.emplace_back(std::move(table));
  }

  void robustness() {
    const RobustnessPanel panel = robustness_panel(papers_.input, papers_.result);
    ReportSection& shown = section("稳健性");
    for (std::string& words : panel_in_words(panel)) {
      shown.blocks.emplace_back(Marked{std::move(words), {analysis(), match_source()}});
    }
    ReportTable table{{"姓名", "现任职务", "名次"}, {14, 30, 56}, {}};
    for (const PanelMember& member : first_as_listed(panel, papers_.result)) {
      const Profile profile = papers_.profile_of(member.row);
      table.rows.push_back({name(profile), current_post(profile),
                            cell(rank_in_words(member, requirement_) + "。", match_source())});
    }
    if (!table.rows.empty()) shown.blocks.emplace_back(std::move(table));
  }

  void needs_approval() {
    const auto& people = papers_.result.needs_approval;
    ReportSection& listed =
        section("需报批（" + number(static_cast<std::int64_t>(people.size())) + " 人）");
    listed.blocks.emplace_back(Marked{
        "其余资格条件均符合，所列条件须事前报批；未经批准不得列为考察对象。", {match_source()}});
    if (people.empty()) return;
    if (people.size() > longest_list) {
      listed.blocks.emplace_back(too_long());
      return;
    }
    ReportTable table{{"姓名", "现任职务", "须报批的条件", "情况"}, {14, 23, 14, 49}, {}};
    for (const Ranked& person : people) {
      const Profile profile = papers_.profile_of(person.row);
      const PersonFindings found = find_out(papers_.input, person.row);
      for (const GateGroup& group : gate_groups(papers_.input.gates, found.gates, profile,
                                                papers_.input.as_of, Verdict::needs_approval)) {
        std::vector<std::string> names;
        for (const std::size_t gate : group.gates) {
          names.push_back(gate_name(papers_.input.gates.spec(gate)));
        }
        const std::size_t gate = group.gates.front();
        std::string told = gate_sentence(papers_.input.gates.spec(gate), found.gates[gate], profile,
                                         papers_.input.as_of)
                               .text;
        table.rows.push_back(
            {name(profile), current_post(profile), cell(joined(names, "、")),
             cell(Marked{std::move(told), sources_.gates(papers_.input, group, found, profile)})});
      }
    }
    listed.blocks.emplace_back(std::move(table));
  }

  // One source a person: the sentence tells the facts, and there may be hundreds.
  ReportCell gate_cell(std::size_t gate, const PersonFindings& found, const Profile& profile) {
    const GateSpec& spec = papers_.input.gates.spec(gate);
    const GateFinding& finding = found.gates[gate];
    const Day as_of = papers_.input.as_of;
    Marked told{gate_sentence(spec, finding, profile, as_of).text, {}};
    if (!finding.evidence.empty()) {
      told.sources.push_back(sources_.record(finding.evidence, profile));
    }
    told.sources.push_back(sources_.document(basis_of(spec, as_of)));
    return cell(std::move(told));
  }

  void not_holding(std::string title, const std::vector<NotHolding>& people, std::string lead) {
    ReportSection& listed =
        section(title + "（" + number(static_cast<std::int64_t>(people.size())) + " 人）");
    listed.blocks.emplace_back(Marked{std::move(lead), {match_source()}});
    if (people.empty()) return;
    std::map<std::uint16_t, std::vector<Row>> by_gate;
    for (const NotHolding& person : people) by_gate[person.gate].push_back(person.row);
    const bool listing = people.size() <= longest_list;
    for (const auto& [gate, rows] : by_gate) {
      const std::string count = number(static_cast<std::int64_t>(rows.size())) + " 人";
      ReportTable table{{count, gate_name(papers_.input.gates.spec(gate))}, {14, 86}, {}};
      for (const Row row : listing ? rows : std::vector<Row>{}) {
        const Profile profile = papers_.profile_of(row);
        const PersonFindings found = find_out(papers_.input, row);
        table.rows.push_back({name(profile), gate_cell(gate, found, profile)});
      }
      listed.blocks.emplace_back(std::move(table));
    }
    if (!listing) listed.blocks.emplace_back(too_long());
  }

  const MatchPapers& papers_;
  const Requirement& requirement_;
  Sources sources_;
  Report report_;
};
}  // namespace

Report make_shortlist_report(const MatchPapers& papers) { return Writer(papers).write(); }
}  // namespace bole
