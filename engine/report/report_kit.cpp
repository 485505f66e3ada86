#include "engine/report/report_kit.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include "engine/core/json_reader.hpp"

namespace bole {
std::string points(std::int64_t of_ten_million, Sign sign) {
  const std::int64_t size = std::abs(of_ten_million);
  std::string text = of_ten_million < 0                           ? "−"
                     : of_ten_million > 0 && sign == Sign::always ? "+"
                                                                  : "";
  text += std::to_string(size / 10000);
  if (const std::int64_t rest = size % 10000; rest != 0) {
    std::string decimals = std::to_string(10000 + rest).substr(1);
    while (decimals.back() == '0') decimals.pop_back();
    text += '.' + decimals;
  }
  return text;
}

std::string in_words(const ValueFunction& value, Unit unit) {
  std::vector<std::string> parts;
  if (value.is_table()) {
    std::map<int, std::vector<std::string>, std::greater<>> by_worth;
    for (const auto& [name, worth] : value.table) by_worth[worth].push_back(name);
    for (const auto& [worth, names] : by_worth) {
      parts.push_back(reports::joined(names, "、") + "得 " + std::to_string(worth) + " 分");
    }
    parts.push_back("其他得 " + std::to_string(value.otherwise) + " 分");
    return reports::joined(parts, "，");
  }
  const auto figure = [&](int x) {
    if (unit == Unit::permille) return percent(x * 10);
    return std::to_string(x) + " " + std::string(chinese(unit));
  };
  for (std::size_t i = 0; i < value.points.size(); ++i) {
    const auto& [x, worth] = value.points[i];
    const bool first = i == 0 && x > 0;
    const bool last = i + 1 == value.points.size();
    parts.push_back(figure(x) +
                    (last    ? "以上"
                     : first ? "以下"
                             : "") +
                    "得 " + std::to_string(worth) + " 分");
  }
  if (value.points.size() > 1) parts.emplace_back("其间按比例计");
  return reports::joined(parts, "，");
}

std::string in_words(const std::vector<RecencyStep>& recency) {
  std::vector<std::string> parts;
  for (const RecencyStep& step : recency) {
    const std::string share = "按 " + percent(step.permille * 10) + " 计";
    parts.push_back(step.within_months
                        ? "截止日期前 " + std::to_string(*step.within_months) + " 个月内" + share
                        : "更早的" + share);
  }
  return reports::joined(parts, "，");
}
}  // namespace bole

namespace bole::reports {
namespace {
std::string provenance_words(const std::string& pointer, const Profile& profile) {
  const Provenance* nearest = nullptr;
  std::size_t length = 0;
  for (const auto& [place, provenance] : profile.provenance) {
    const bool covers = pointer.rfind(place, 0) == 0 &&
                        (pointer.size() == place.size() || pointer[place.size()] == '/');
    if (!covers || (nearest && place.size() < length)) continue;
    nearest = &provenance;
    length = place.size();
  }
  if (!nearest) return {};
  std::vector<std::string> parts;
  if (!nearest->file.empty()) {
    parts.push_back(nearest->file +
                    (nearest->row > 0 ? " 第 " + number(nearest->row) + " 行" : ""));
  }
  if (!nearest->date.empty()) parts.push_back(nearest->date + " 入库");
  if (nearest->verified) parts.push_back("已与" + nearest->verified->document + "核对");
  return joined(parts, "，");
}

std::string person(const Profile& profile) { return profile.name + "（" + profile.id.text + "）"; }
}  // namespace

std::string number(std::int64_t value) { return std::to_string(value); }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

int Sources::document(const std::string& text) {
  const auto [place, added] = numbers_.emplace(text, static_cast<int>(sources_.size()) + 1);
  if (added) sources_.push_back(text);
  return place->second;
}

int Sources::record(const Evidence& evidence, const Profile& profile) {
  const std::string source = source_of(evidence, profile);
  if (evidence.part == Evidence::Part::team_member) return document(source);
  std::string words = is_absence(evidence) ? std::string() : in_words(evidence, profile);
  if (words == source) words.clear();
  const std::string origin = provenance_words(pointer(evidence, profile), profile);
  return document(joined({person(profile) + source, joined({words, origin}, "；")}, "："));
}

int Sources::record(const std::vector<Evidence>& evidence, const Profile& profile) {
  std::vector<std::string> places;
  std::string origin;
  for (const Evidence& part : evidence) {
    places.push_back(source_of(part, profile));
    if (origin.empty()) origin = provenance_words(pointer(part, profile), profile);
  }
  return document(joined({person(profile) + joined(places, "、"), origin}, "；"));
}

int Sources::record(const Profile& profile) {
  return document(joined({person(profile) + "干部信息", provenance_words({}, profile)}, "："));
}

std::vector<int> Sources::marks(const std::vector<Evidence>& evidence, const Profile& profile) {
  std::vector<int> numbers;
  for (const Evidence& part : evidence) {
    const int number = record(part, profile);
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

Marked Sources::gate(const GateSpec& spec, const GateFinding& finding, const Profile& profile,
                     Day as_of) {
  Marked told{gate_sentence(spec, finding, profile, as_of).text, marks(finding.evidence, profile)};
  if (finding.approval) {
    told.sources.push_back(document("破格批复（" + bole::in_words(*finding.approval) + "）"));
  }
  told.sources.push_back(document(basis_of(spec, as_of)));
  return told;
}

Marked Sources::closing(const ClosingPoint& point, const Profile& profile,
                        const ReportNames& names) {
  Marked told{point.sentence.text.substr(point.title.size() + std::string_view("：").size()),
              marks(point.evidence, profile)};
  // What follows the parts of the record are documents.
  for (std::size_t i = point.evidence.size(); i < point.sentence.sources.size(); ++i) {
    told.sources.push_back(document(point.sentence.sources[i]));
  }
  if (point.answer) {
    told.text += "（" + bole::in_words(*point.answer, names.user(point.answer->by)) + "）";
  }
  return told;
}

std::vector<int> Sources::gates(const MatchInput& input, const GateGroup& group,
                                const PersonFindings& found, const Profile& profile) {
  std::vector<int> sources;
  for (const std::size_t gate : group.gates) {
    for (const int mark :
         this->gate(input.gates.spec(gate), found.gates[gate], profile, input.as_of).sources) {
      if (std::find(sources.begin(), sources.end(), mark) == sources.end()) sources.push_back(mark);
    }
  }
  return sources;
}

Marked Sources::criterion(const CriterionSpec& spec, const CriterionFinding& finding,
                          const Profile& profile) {
  Marked told{criterion_sentence(spec, finding, profile).text, marks(finding.evidence, profile)};
  if (told.sources.empty()) told.sources.push_back(record(profile));
  return told;
}

std::string subject(const Matter& matter, const ReportNames& names) {
  return names.organisation + matter.post.title;
}

std::string moment(const std::string& at) {
  if (at.size() < 16 || at[10] != 'T') return at;
  return at.substr(0, 10) + " " + at.substr(11, 5) + "（UTC）";
}

std::string plan_source(const Matter& matter) {
  return "选配事项 " + matter.id.text + " 工作方案第 " + number(matter.plan.version) + " 版" +
         (matter.plan.settled ? "（" + matter.plan.settled->hash + "）" : "（未审定）");
}

std::string requirement_source(const Requirement& requirement) {
  return "选配事项 " + requirement.matter.text + " 职位需求分析第 " + number(requirement.version) +
         " 版" + (requirement.locked ? "（" + requirement.locked->hash + "）" : "（未锁定）");
}

std::string match_source(const Matter& matter) {
  return "选配事项 " + matter.id.text + " 匹配记录 " + matter.match;
}

std::string points(const Range& range, Sign sign) {
  const std::string least = bole::points(range.at_least, sign);
  return range.exact() ? least : least + " 至 " + bole::points(range.at_most, sign);
}

std::string total_in_words(const Range& total) {
  const std::string least = number(printed_total(total.at_least));
  return total.exact() ? least : least + " 至 " + number(printed_total(total.at_most));
}

std::string band_in_words(const Requirement& requirement, const Range& total) {
  const auto band = band_of(requirement, total);
  return band ? requirement.bands[*band].name : std::string("档次待核实");
}

bool holds_plainly(const GateOutcome& outcome) {
  return outcome.verdict == Verdict::holds &&
         (outcome.notice == Notice::none || outcome.notice == Notice::not_applicable);
}

std::string bands_in_words(const Requirement& requirement) {
  std::vector<std::string> names;
  for (const Band& band : requirement.bands) {
    names.push_back(band.name + "为 " + number(band.from) + " 分以上");
  }
  return joined(names, "，");
}

std::string prefer_in_words(const Requirement& requirement) {
  if (!requirement.prefer) return "未声明同等条件下的优先情形";
  return "同等条件（同一档次）下，近 " + number(requirement.prefer->years) + " 年年度考核" +
         requirement.prefer->appraisal + "不少于 " + number(requirement.prefer->at_least) +
         " 次的列前";
}

std::string robustness_in_words(const Requirement& requirement) {
  return "权重可在 ±" + percent(requirement.robustness.epsilon_permille * 10) +
         " 内浮动，检验人数为 " + number(requirement.robustness.k) + " 人";
}

std::int64_t required_total(const Requirement& requirement) {
  std::int64_t total = 0;
  for (const CriterionSpec& spec : requirement.criteria) {
    total += std::int64_t{spec.weight} * spec.required;
  }
  return total;
}

ReportTable particulars(const Matter& matter, const ReportNames& names, Sources& sources) {
  const int plan = sources.document(plan_source(matter));
  ReportTable table{{"项目", "内容"}, {18, 82}, {}};
  const auto line = [&](std::string name, std::string what) {
    if (!what.empty()) table.rows.push_back({cell(std::move(name)), cell(std::move(what), plan)});
  };
  line("事项", matter.id.text + "（" + matter.kind + "）");
  line("拟选配职位", subject(matter, names));
  line("职务层次", std::string(to_string(matter.post.level)));
  line("职位类别", matter.post.classes ? joined(*matter.post.classes, "、") : std::string());
  line("选配依据", joined({matter.basis.document, matter.basis.article, matter.basis.date}, "，"));
  line("人才库", names.pool + "（" + matter.pool.text + "）");
  line("截止日期", to_string(matter.as_of));
  line("任务期", number(matter.plan.horizon_months) + " 个月");
  return table;
}

ReportSection stamp(const MatchPapers& papers, Sources& sources) {
  JsonReader stored(papers.stored);
  const std::string id = stored.text_or("match");
  const int source = sources.document(match_source(papers.matter));
  ReportTable table{{"项目", "内容"}, {18, 82}, {}};
  const auto line = [&](std::string name, std::string what) {
    table.rows.push_back({cell(std::move(name)), cell(std::move(what), source)});
  };
  line("匹配编号", id);
  line("职位需求校验值", stored.text_or("requirement_hash"));
  if (auto head = stored.object("head")) {
    line("库版本", "第 " + number(head->integer_or("epoch", 0, INT64_MAX, 0)) + " 期，序号 " +
                       number(head->integer_or("sequence", 0, INT64_MAX, 0)) + "，校验值 " +
                       head->text_or("hash"));
  }
  line("结果校验值", stored.text_or("result_hash"));
  line("程序版本", stored.text_or("program"));
  line("规则版本", stored.text_or("rules"));
  line("词表版本", stored.text_or("vocabulary"));
  ReportSection section{"校核信息", {}};
  if (papers.store_moved_on) {
    section.blocks.emplace_back(
        Marked{"数据已更新：库中资料在匹配之后有变动，现在重新认定的结果与所存匹配记录不同；本"
               "报告按现有资料认定，请重新匹配后使用。",
               {source}});
  }
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(Marked{sealed_notice(papers.input.requirement), {source}});
  return section;
}

std::string sealed_notice(const Requirement& requirement) {
  // Conditions of the law that read what is sealed, or an age.
  std::vector<std::string> excepted;
  for (const GateSpec& spec : requirement.gates) {
    const Gate* gate = find_gate(spec.rule);
    if (gate && (gate->is_protected() || spec.rule == "REC-01")) {
      excepted.push_back("“" + gate_name(spec) + "”");
    }
  }
  const std::string notice =
      "资格条件、评价要素和排列顺序均不读取性别、民族、政治面貌、籍贯、出生地、成长地、健康"
      "状况、家庭成员等封存信息，也不使用年龄、得票、考试总分、学校和学习形式。";
  if (excepted.empty()) return notice;
  return "除法律法规明文规定的" + joined(excepted, "、") + "外，" + notice +
         "涉及封存信息的条件只显示认定结论。";
}
}  // namespace bole::reports
