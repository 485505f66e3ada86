#include <algorithm>

#include "engine/explain/change_words.hpp"
#include "engine/report/report_kit.hpp"

namespace bole {
namespace {
using namespace reports;

class Writer {
 public:
  Writer(const MatchPapers& papers, Row row)
      : papers_(papers),
        row_(row),
        requirement_(papers.input.requirement),
        profile_(papers.profile_of(row)),
        found_(find_out(papers.input, row)),
        closing_(closing_points(papers.input, papers.matter, row, profile_)) {}

  Report write() {
    report_.title = "人岗匹配评估意见";
    const bool listed = std::ranges::any_of(papers_.matter.shortlist, [&](const Shortlisted& one) {
      return one.profile == profile_.id;
    });
    report_.subject =
        subject(papers_.matter, papers_.names) + (listed ? "拟任人选" : "") + "  " + profile_.name;
    if (papers_.store_moved_on) report_.status = "数据已更新";
    if (!listed) {
      report_.status += report_.status.empty() ? "" : "；";
      report_.status += "未列入建议考察人选名单，仅供比较";
    }
    report_.page_lines = {std::string(not_a_decision)};
    person();
    gates();
    criteria();
    to_next_band();
    to_verify_first();
    before_closing();
    career();
    signature();
    report_.sections.push_back(stamp(papers_, sources_));
    report_.sources = sources_.take();
    return std::move(report_);
  }

 private:
  int analysis() { return sources_.document(requirement_source(requirement_)); }
  ReportSection& section(std::string title) {
    report_.sections.push_back({std::move(title), {}});
    return report_.sections.back();
  }

  void person() {
    ReportTable table{{"项目", "内容"}, {18, 82}, {}};
    const int record = sources_.record(profile_);
    const auto line = [&](std::string name, std::string what) {
      if (!what.empty()) {
        table.rows.push_back({cell(std::move(name)), cell(std::move(what), record)});
      }
    };
    line("姓名", profile_.name + "（" + profile_.id.text + "）");
    line("现任职务", profile_.current.text);
    line("现职务层次", std::string(to_string(profile_.current.level.value)));
    line("任现层次时间",
         profile_.current.level_since ? to_string(*profile_.current.level_since) : std::string());
    line("现职级", profile_.current.grade);
    line("与该职位", standing_note(papers_.input, row_));
    ReportSection& person = section("人选与职位");
    person.blocks.emplace_back(std::move(table));
    person.blocks.emplace_back(particulars(papers_.matter, papers_.names, sources_));
  }

  void gates() {
    ReportTable table{{"资格条件", "认定", "事实与依据"}, {22, 10, 68}, {}};
    std::vector<std::string> answer;
    for (std::size_t i = 0; i < found_.gates.size(); ++i) {
      const GateSpec& spec = papers_.input.gates.spec(i);
      const GateFinding& finding = found_.gates[i];
      Marked told = sources_.gate(spec, finding, profile_, papers_.input.as_of);
      told.text += "依据：" + basis_of(spec, papers_.input.as_of) + "。";
      table.rows.push_back({cell(gate_name(spec)), cell(std::string(chinese(finding.outcome))),
                            cell(std::move(told))});
      if (finding.outcome.notice == Notice::expired_human_judgement) {
        answer.push_back(gate_name(spec));
      }
    }
    ReportSection& gates = section("资格条件");
    gates.blocks.emplace_back(std::move(table));
    gates.blocks.emplace_back(Marked{
        "各项资格条件合并认定：" + std::string(chinese(found_.verdict)) + "。", {analysis()}});
    if (!answer.empty()) {
      gates.blocks.emplace_back(
          Marked{joined(answer, "、") +
                     "：影响期已满，是否影响使用须由人判断并在办结前写明；该提示不影响档次。",
                 {analysis()}});
    }
  }

  void criteria() {
    ReportTable table{
        {"评价要素", "权重", "得分与职位要求", "相对要求的贡献（分）"}, {34, 9, 37, 20}, {}};
    Range sum{};
    for (std::size_t i = 0; i < found_.criteria.size(); ++i) {
      const CriterionSpec& spec = requirement_.criteria[i];
      const CriterionFinding& finding = found_.criteria[i];
      const Range given = contribution(spec, finding.value);
      sum.at_least += given.at_least;
      sum.at_most += given.at_most;
      std::string value = number(finding.value.at_least);
      if (finding.value.at_least != finding.value.at_most) {
        value += " 至 " + number(finding.value.at_most);
      }
      value += " 分，要求 " + number(spec.required) + " 分";
      table.rows.push_back({cell(spec.key + " " + criterion_name(spec)),
                            cell(percent(spec.weight)),
                            {{std::move(value), sources_.marks(finding.evidence, profile_)},
                             ValueBar{finding.value, spec.required}},
                            cell(reports::points(given, Sign::always))});
    }
    ReportSection& criteria = section("评价要素");
    criteria.blocks.emplace_back(std::move(table));
    std::string total = "各要素贡献合计 " + reports::points(sum, Sign::always) +
                        " 分，加按职位要求计算的 " +
                        bole::points(required_total(requirement_), Sign::negative_only) +
                        " 分，总分参考为 " + total_in_words(found_.total);
    total += " 分（满分 1000 分）";
    if (found_.verdict == Verdict::holds)
      total += "，档次为" + band_in_words(requirement_, found_.total);
    criteria.blocks.emplace_back(Marked{total + "。", {analysis()}});
    if (found_.verdict != Verdict::holds) {
      criteria.blocks.emplace_back(
          Marked{"资格条件认定为" + std::string(chinese(found_.verdict)) + "，不划分档次。",
                 {analysis()}});
    }
    for (std::size_t i = 0; i < found_.criteria.size(); ++i) {
      criteria.blocks.emplace_back(
          sources_.criterion(requirement_.criteria[i], found_.criteria[i], profile_));
    }
  }

  void to_next_band() {
    if (found_.verdict != Verdict::holds) return;
    const std::int32_t certain = found_.total.at_least;
    const std::size_t band = *band_of(requirement_, {certain, certain});
    if (band == 0) return;
    ReportSection& next = section("与上一档次的差距");
    const auto changes = std::move(closest_changes(papers_.input, {&row_, 1}).front());
    for (const ClosestChange& change : changes) {
      Sentence sentence = change_sentence(requirement_, change, profile_);
      std::vector<int> marks{analysis()};
      if (change.missing) marks.push_back(sources_.record(*change.missing, profile_));
      next.blocks.emplace_back(Marked{std::move(sentence.text), std::move(marks)});
    }
    if (changes.empty()) {
      next.blocks.emplace_back(Marked{
          "没有哪一项单独提高即可达到“" + requirement_.bands[band - 1].name + "”。", {analysis()}});
    } else {
      next.blocks.emplace_back(Marked{change_caveat(), {analysis()}});
    }
  }

  void to_verify_first() {
    ReportSection& verify = section("待核实事项");
    const auto first = verify_first(requirement_, found_);
    if (first) {
      verify.blocks.emplace_back(Marked{
          "最先核实" + to_verify(*first, profile_) + "：该项一经查明，总分参考的范围收窄最多。",
          {sources_.record(*first, profile_)}});
    }
    for (GateGroup& group : gate_groups(papers_.input.gates, found_.gates, profile_,
                                        papers_.input.as_of, Verdict::unverified)) {
      verify.blocks.emplace_back(Marked{std::move(group.sentence.text),
                                        sources_.gates(papers_.input, group, found_, profile_)});
    }
    for (std::size_t i = 0; i < found_.criteria.size(); ++i) {
      const CriterionOutcome& value = found_.criteria[i].value;
      const auto& missing = found_.criteria[i].missing;
      if (!missing || missing == first || value.at_least == value.at_most) continue;
      verify.blocks.emplace_back(Marked{criterion_name(requirement_.criteria[i]) + "：请核实" +
                                            to_verify(*missing, profile_) + "。",
                                        {sources_.record(*missing, profile_)}});
    }
    if (verify.blocks.empty()) {
      verify.blocks.emplace_back(Marked{"没有影响认定的缺失资料。", {sources_.record(profile_)}});
    }
  }

  void before_closing() {
    ReportTable table{{"事项", "情况", "事实与依据"}, {22, 12, 66}, {}};
    std::vector<std::string> lacking;
    for (const ClosingPoint& point : closing_) {
      table.rows.push_back({cell(point.title),
                            cell(point.answer ? "已书面答复" : std::string(chinese(point.state))),
                            cell(sources_.closing(point, profile_, papers_.names))});
      if (point.open()) lacking.push_back(point.title);
    }
    ReportSection& closing = section("办结前须具备");
    closing.blocks.emplace_back(
        Marked{lacking.empty() ? "以“进入考察”办结之前须有的官方结论和书面答复均已具备。"
                               : "以“进入考察”办结之前尚缺：" + joined(lacking, "、") +
                                     "；不影响资格条件的认定和档次。",
               {sources_.record(profile_)}});
    if (!table.rows.empty()) closing.blocks.emplace_back(std::move(table));
  }

  std::string speciality_words(const Appointment& appointment) {
    std::vector<std::string> words;
    for (const Tag& tag : appointment.tags) {
      if (tag.kind != "speciality") continue;
      const Vocabulary& vocabulary = Vocabulary::built_in();
      const auto index = vocabulary.speciality(tag.id);
      const std::string name = index ? vocabulary.specialities()[*index].name : tag.id;
      words.push_back(name + (tag.words.empty() ? "" : "（" + joined(tag.words, "、") + "）"));
    }
    return joined(words, "；");
  }

  void career() {
    ReportSection& career = section("任职经历");
    if (!profile_.appointments || profile_.appointments->empty()) {
      career.blocks.emplace_back(Marked{
          "库内没有任职经历。", {sources_.record({Evidence::Part::no_appointment}, profile_)}});
      return;
    }
    ReportTable table{
        {"起止时间", "职务", "层次与地点", "专长（据以认定的文字）"}, {18, 40, 18, 24}, {}};
    for (std::uint32_t i = 0; i < profile_.appointments->size(); ++i) {
      const Appointment& appointment = (*profile_.appointments)[i];
      std::vector<std::string> where{std::string(to_string(appointment.level.value))};
      if (appointment.place.grassroots == true) where.emplace_back("基层");
      if (appointment.place.hard == true) where.emplace_back("艰苦边远地区");
      table.rows.push_back({cell(period_in_words(appointment.from, appointment.to)),
                            cell(posts_in_words(appointment, profile_),
                                 sources_.record({Evidence::Part::appointment, i}, profile_)),
                            cell(joined(where, "，")), cell(speciality_words(appointment))});
    }
    career.blocks.emplace_back(std::move(table));
    if (!profile_.resume.unparsed.empty()) {
      career.blocks.emplace_back(
          Marked{"简历另有 " + number(static_cast<std::int64_t>(profile_.resume.unparsed.size())) +
                     " 处文字未能识别为任职，见原表。",
                 {sources_.record(profile_)}});
    }
  }

  void signature() {
    ReportSection& signature = section("评估意见");
    signature.blocks.emplace_back(
        SignatureBlock{{"评估意见", "评估人（签名）", "审核人（签名）", "日期"}});
  }

  const MatchPapers& papers_;
  Row row_;
  const Requirement& requirement_;
  Profile profile_;
  PersonFindings found_;
  std::vector<ClosingPoint> closing_;
  Sources sources_;
  Report report_;
};
}  // namespace

Report make_opinion(const MatchPapers& papers, Row row) { return Writer(papers, row).write(); }
}  // namespace bole
