#include <algorithm>

#include "engine/report/report_kit.hpp"

namespace bole {
namespace {
using namespace reports;

class Writer {
 public:
  Writer(const MatchPapers& papers, std::vector<Row> rows)
      : papers_(papers), requirement_(papers.input.requirement) {
    // The order of the lists, whoever was named first.
    sort_by_strokes(papers.input.columns, rows);
    for (const Row row : rows) {
      people_.push_back({papers.profile_of(row), find_out(papers.input, row), {}});
    }
    for (Person& person : people_) {
      const bool namesake = std::ranges::count_if(people_, [&](const Person& other) {
                              return other.profile.name == person.profile.name;
                            }) > 1;
      person.name = person.profile.name + (namesake ? "（" + person.profile.id.text + "）" : "");
    }
  }

  Report write() {
    report_.title = "人岗比选表";
    report_.subject = subject(papers_.matter, papers_.names);
    if (papers_.store_moved_on) report_.status = "数据已更新";
    report_.page_lines = {std::string(not_a_vote), std::string(not_a_decision)};
    side_by_side();
    gates();
    criteria();
    contrasts();
    advantages();
    signature();
    report_.sections.push_back(stamp(papers_, sources_));
    report_.sources = sources_.take();
    return std::move(report_);
  }

 private:
  struct Person {
    Profile profile{};
    PersonFindings found{};
    std::string name{};
  };

  int analysis() { return sources_.document(requirement_source(requirement_)); }
  ReportSection& section(std::string title) {
    report_.sections.push_back({std::move(title), {}});
    return report_.sections.back();
  }
  // A column for what is compared, and one for each person.
  ReportTable table(std::string what) {
    constexpr int first = 22;
    ReportTable table{{std::move(what)}, {first}, {}};
    for (const Person& person : people_) {
      table.heads.push_back(person.name);
      table.widths.push_back((100 - first) / static_cast<int>(people_.size()));
    }
    return table;
  }
  template <class Say>
  void line(ReportTable& table, std::string what, Say say) {
    std::vector<ReportCell> cells{cell(std::move(what))};
    for (Person& person : people_) cells.push_back(say(person));
    table.rows.push_back(std::move(cells));
  }

  std::string band_words(const PersonFindings& found) {
    return found.verdict == Verdict::holds ? band_in_words(requirement_, found.total)
                                           : std::string("不划分档次");
  }

  void side_by_side() {
    ReportTable people = table("项目");
    const auto recorded = [&](std::string what, auto say) {
      line(people, std::move(what), [&](const Person& person) {
        const std::string text = say(person.profile);
        return cell(text.empty() ? "未记录" : text, sources_.record(person.profile));
      });
    };
    recorded("人员编号", [](const Profile& profile) { return profile.id.text; });
    recorded("现任职务", [](const Profile& profile) { return profile.current.text; });
    recorded("现职务层次", [](const Profile& profile) {
      const SourcedLevel& level = profile.current.level;
      return level.value == Level::unknown ? std::string() : std::string(to_string(level.value));
    });
    recorded("任现层次时间", [](const Profile& profile) {
      return profile.current.level_since ? to_string(*profile.current.level_since) : std::string();
    });
    line(people, "资格条件", [&](const Person& person) {
      return cell(std::string(chinese(person.found.verdict)), analysis());
    });
    line(people, "档次",
         [&](const Person& person) { return cell(band_words(person.found), analysis()); });
    line(people, "总分参考", [&](const Person& person) {
      return cell(total_in_words(person.found.total) + " 分", analysis());
    });
    ReportSection& shown = section("比选人选");
    shown.blocks.emplace_back(std::move(people));
    shown.blocks.emplace_back(
        Marked{"各栏按姓氏笔画排列；总分参考只用于分档，不作排序。由人比较后决定，程序不推荐人选。",
               {analysis()}});
  }

  // What holds plainly needs no sentence.
  void gates() {
    ReportTable shown = table("资格条件");
    for (std::size_t i = 0; i < requirement_.gates.size(); ++i) {
      const GateSpec& spec = papers_.input.gates.spec(i);
      line(shown, gate_name(spec), [&](const Person& person) {
        const GateFinding& finding = person.found.gates[i];
        Marked told = sources_.gate(spec, finding, person.profile, papers_.input.as_of);
        if (holds_plainly(finding.outcome)) told.text = std::string(chinese(finding.outcome));
        return cell(std::move(told));
      });
    }
    section("资格条件").blocks.emplace_back(std::move(shown));
  }

  void criteria() {
    ReportTable shown = table("评价要素");
    for (std::size_t i = 0; i < requirement_.criteria.size(); ++i) {
      const CriterionSpec& spec = requirement_.criteria[i];
      line(shown, criterion_name(spec) + "，权重 " + percent(spec.weight), [&](Person& person) {
        const CriterionFinding& finding = person.found.criteria[i];
        Marked told = sources_.criterion(spec, finding, person.profile);
        return ReportCell{std::move(told), ValueBar{finding.value, spec.required}};
      });
    }
    section("评价要素").blocks.emplace_back(std::move(shown));
  }

  // What the first has more than the second, by each criterion and together.
  void contrasts() {
    ReportTable shown{{"两人", "总分参考之差（分）", "其中各要素（分）"}, {22, 18, 60}, {}};
    for (std::size_t a = 0; a < people_.size(); ++a) {
      for (std::size_t b = a + 1; b < people_.size(); ++b) {
        std::vector<std::string> parts;
        Range sum{};
        for (std::size_t i = 0; i < requirement_.criteria.size(); ++i) {
          const CriterionSpec& spec = requirement_.criteria[i];
          const CriterionOutcome& one = people_[a].found.criteria[i].value;
          const CriterionOutcome& other = people_[b].found.criteria[i].value;
          const Range lead{spec.weight * (one.at_least - other.at_most),
                           spec.weight * (one.at_most - other.at_least)};
          sum.at_least += lead.at_least;
          sum.at_most += lead.at_most;
          if (lead == Range{}) continue;
          parts.push_back(spec.key + " " + reports::points(lead, Sign::always));
        }
        shown.rows.push_back(
            {cell(people_[a].name + " 较 " + people_[b].name),
             cell(reports::points(sum, Sign::always), analysis()),
             cell(parts.empty() ? "各要素均相同" : joined(parts, "，"), analysis())});
      }
    }
    std::vector<std::string> legend;
    for (const CriterionSpec& spec : requirement_.criteria) {
      legend.push_back(spec.key + " " + criterion_name(spec));
    }
    ReportSection& contrast = section("两两对照");
    contrast.blocks.emplace_back(std::move(shown));
    contrast.blocks.emplace_back(
        Marked{"各要素之差逐项相加等于总分参考之差，不差分毫；相同的要素不列：" +
                   joined(legend, "；") + "。资料不全的，写明差的下限至上限。",
               {analysis()}});
  }

  // 比较优势: where somebody's record certainly stands above all others', whatever is missing.
  void advantages() {
    ReportTable shown{{"人选", "比较优势"}, {22, 78}, {}};
    for (const Person& person : people_) {
      std::vector<std::string> above;
      std::vector<int> marks;
      for (std::size_t i = 0; i < requirement_.criteria.size(); ++i) {
        const CriterionFinding& own = person.found.criteria[i];
        const bool leads = std::ranges::all_of(people_, [&](const Person& other) {
          return &other == &person || own.value.at_least > other.found.criteria[i].value.at_most;
        });
        if (!leads) continue;
        const CriterionSpec& spec = requirement_.criteria[i];
        const std::string how_much =
            spec.value.is_table() ? "" : "（" + amount(own.counted, own.unit, spec) + "）";
        above.push_back(criterion_name(spec) + how_much);
        const auto sources = sources_.marks(own.evidence, person.profile);
        marks.insert(marks.end(), sources.begin(), sources.end());
      }
      if (above.empty()) {
        shown.rows.push_back(
            {cell(person.name), cell("没有哪一项评价要素确定高于其余各人。", analysis())});
        continue;
      }
      shown.rows.push_back(
          {cell(person.name),
           cell(Marked{"确定高于其余各人的：" + joined(above, "；") + "。", std::move(marks)})});
    }
    section("比较优势").blocks.emplace_back(std::move(shown));
  }

  void signature() {
    section("比选意见")
        .blocks.emplace_back(
            SignatureBlock{{"比选意见", "比选人（签名）", "审核人（签名）", "日期"}});
  }

  const MatchPapers& papers_;
  const Requirement& requirement_;
  std::vector<Person> people_;
  Sources sources_;
  Report report_;
};
}  // namespace

Report make_comparison(const MatchPapers& papers, const std::vector<Row>& rows) {
  return Writer(papers, rows).write();
}
}  // namespace bole
