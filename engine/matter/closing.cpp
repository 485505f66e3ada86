#include "engine/matter/closing.hpp"

#include <algorithm>
#include <array>

#include "engine/core/sha256.hpp"
#include "engine/match/rules.hpp"
#include "engine/text/fold.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {
namespace {
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> state_names{{
    {"answered", "已具备"},
    {"missing", "尚缺"},
    {"expired", "已过期"},
    {"unclear", "需人工认定"},
    {"negative", "有不利结论"},
}};

// Which rules an official conclusion of a kind answers; none: it need not be there.
struct Kind {
  std::string_view name;
  std::array<std::string_view, 2> rules;
};
constexpr std::array kinds{
    Kind{"档案任审", {"4BI-01", ""}},     Kind{"个人有关事项", {"4BI-02", "RPT-01"}},
    Kind{"纪检监察意见", {"4BI-03", ""}}, Kind{"信访", {"4BI-04", ""}},
    Kind{"政治审查", {"", ""}},           Kind{"经济责任审计", {"", ""}}};

// 三龄两历一身份. The party's date is not read: only that it, or what stands there, was verified.
struct Verified {
  std::string_view name;
  std::string_view title;
  std::array<std::string_view, 2> pointers;  // either
};
constexpr std::array verified_facts{
    Verified{"birth", "年龄", {"/birth", ""}},
    Verified{"work_start", "工龄", {"/work_start", ""}},
    Verified{"party", "党龄", {"/sealed/party", "/sealed/party/date"}},
    Verified{"education", "学历", {"/education", ""}},
    Verified{"resume", "工作经历", {"/resume", "/appointments"}},
    Verified{"staff", "干部身份", {"/staff", "/staff/scale"}}};

// Whether a rule is about this post or person.
bool concerns(const Rule& rule, const Profile& profile, const VacantPost& post) {
  const auto from =
      std::ranges::find(rule.numbers, "from_level", &std::pair<std::string, int>::first);
  if (from == rule.numbers.end()) return true;
  const auto reaches = [&](Level level) {
    return level == Level::unknown || static_cast<int>(level) >= from->second;
  };
  return reaches(post.level) || reaches(profile.current.level.value);
}

// Whole texts only; a person tells what any other words mean. What stands against somebody by
// RCS-02 concerns some posts alone: that gate judges it, and here a person says whether it does.
ClearanceMeaning meaning_of(const Clearance& clearance) {
  std::string_view words = trim(clearance.result);
  if (words.ends_with("。")) words.remove_suffix(std::string_view("。").size());
  const ClearanceResult* known = Vocabulary::built_in().clearance_result(clearance.kind, words);
  return known && known->rule != "RCS-02" ? known->meaning : ClearanceMeaning::open;
}

class Clearances {
 public:
  Clearances(const Profile& profile, const VacantPost& post, Day as_of)
      : profile_(profile), as_of_(as_of) {
    for (const Rule* rule : closing_rules_in_force(as_of)) {
      if (concerns(*rule, profile, post)) rules_.push_back(rule);
    }
  }

  std::vector<ClosingPoint> find() {
    for (const Kind& kind : kinds) conclusion(kind);
    if (const Rule* rule = asked("ARC-01")) {
      for (const Verified& fact : verified_facts) verified(fact, *rule);
    }
    return std::move(points_);
  }

 private:
  const Rule* asked(std::string_view id) const {
    for (const Rule* rule : rules_) {
      if (rule->id == id) return rule;
    }
    return nullptr;
  }

  static bool complete(const Clearance& clearance) {
    return !clearance.result.empty() && !clearance.authority.empty() &&
           !clearance.document.empty() && clearance.date;
  }

  ClosingState state_of(const Clearance& clearance) const {
    switch (meaning_of(clearance)) {
      case ClearanceMeaning::adverse:
        return ClosingState::negative;
      case ClearanceMeaning::open:
        return ClosingState::unclear;
      case ClearanceMeaning::clear:
        break;
    }
    if (!clearance.valid_until || as_of_ <= clearance.valid_until->earliest()) {
      return ClosingState::answered;
    }
    return clearance.valid_until->latest() < as_of_ ? ClosingState::expired : ClosingState::unclear;
  }

  // Index of the conclusion of that kind that counts, among the complete ones or the others.
  std::optional<std::uint32_t> newest(std::string_view kind, bool whole) const {
    std::optional<std::uint32_t> best;
    const auto& all = *profile_.clearances;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].kind != kind || complete(all[i]) != whole) continue;
      if (!best) {
        best = i;
        continue;
      }
      const Clearance& held = all[*best];
      // Of what may be as new, the worse.
      const bool newer = held.date && all[i].date && held.date->latest() < all[i].date->earliest();
      const bool older = held.date && all[i].date && all[i].date->latest() < held.date->earliest();
      if (newer || (!older && state_of(held) < state_of(all[i]))) best = i;
    }
    return best;
  }

  void conclusion(const Kind& kind) {
    ClosingPoint point{};
    point.about = kind.name;
    point.title = kind.name;
    std::vector<std::string> sources;
    for (const std::string_view id : kind.rules) {
      if (const Rule* rule = asked(id)) {
        point.rules.push_back(rule->id);
        sources.push_back(citation(*rule));
      }
    }
    const bool any = profile_.clearances.has_value();
    const auto whole = any ? newest(kind.name, true) : std::nullopt;
    const auto partial = any ? newest(kind.name, false) : std::nullopt;
    if (point.rules.empty() && !whole) return;
    if (whole) {
      told(point, *whole, partial);
    } else if (partial) {
      const Clearance& clearance = (*profile_.clearances)[*partial];
      point.evidence = {{Evidence::Part::clearance, *partial}};
      point.sentence.text = "所记录的结论缺" + lacking(clearance) + "，不能作为依据，须补全";
    } else {
      point.evidence = {{Evidence::Part::no_clearance}};
      point.sentence.text = "库内没有记录，办结前须取得书面结论";
    }
    finish(std::move(point), sources);
  }

  static std::string lacking(const Clearance& clearance) {
    std::string words;
    const auto add = [&](bool lacks, std::string_view what) {
      if (lacks) words += (words.empty() ? "" : "、") + std::string(what);
    };
    add(clearance.result.empty(), "结论");
    add(clearance.authority.empty(), "出具机关");
    add(clearance.document.empty(), "文号");
    add(!clearance.date, "日期");
    return words;
  }

  void told(ClosingPoint& point, std::uint32_t whole, std::optional<std::uint32_t> partial) {
    const auto& all = *profile_.clearances;
    const Clearance& clearance = all[whole];
    point.state = state_of(clearance);
    point.evidence = {{Evidence::Part::clearance, whole}};
    std::string& text = point.sentence.text;
    text = clearance.authority + " " + to_string(*clearance.date) + "（" + clearance.document +
           "）结论“" + clearance.result + "”";
    if (clearance.valid_until) text += "，有效至 " + to_string(*clearance.valid_until);
    const bool known = meaning_of(clearance) == ClearanceMeaning::clear;
    switch (point.state) {
      case ClosingState::expired:
        text += "，截止日期 " + to_string(as_of_) + " 时已过有效期，须重新办理";
        break;
      case ClosingState::unclear:
        text += known ? "，截止日期 " + to_string(as_of_) + " 时是否仍有效不能确定，须由人书面认定"
                      : "，是否影响使用不能由此直接认定，须由人书面认定";
        break;
      case ClosingState::negative:
        text += "，不得以“进入考察”办结；另有新的书面结论的，以新的为准";
        break;
      default:
        break;
    }
    if (point.state != ClosingState::answered || !partial) return;
    const Clearance& other = all[*partial];
    if (other.date && other.date->latest() < clearance.date->earliest()) return;
    point.state = ClosingState::unclear;
    point.evidence.push_back({Evidence::Part::clearance, *partial});
    text += "；另有一项缺" + lacking(other) + "的记录，须由人书面认定";
  }

  const Verification* check_of(std::string_view pointer) const {
    for (const auto& [place, provenance] : profile_.provenance) {
      if (place == pointer && provenance.verified) return &*provenance.verified;
    }
    return nullptr;
  }

  static bool complete(const Verification& check) {
    return !check.document.empty() && !check.date.empty() && !check.by.empty();
  }

  // Whether every item of the list is verified by itself.
  template <class Item>
  bool each_verified(std::string_view list, Evidence::Part part,
                     const std::optional<std::vector<Item>>& items, ClosingPoint& point) const {
    if (!items || items->empty()) return false;
    std::vector<Evidence> evidence;
    for (std::uint32_t i = 0; i < items->size(); ++i) {
      const Verification* check = check_of(std::string(list) + '/' + (*items)[i].key);
      if (!check || !complete(*check)) return false;
      evidence.push_back({part, i});
    }
    point.evidence = std::move(evidence);
    return true;
  }

  void verified(const Verified& fact, const Rule& rule) {
    ClosingPoint point{};
    point.about = rule.id + "/" + std::string(fact.name);
    point.title = fact.title;
    point.rules = {rule.id};
    point.sentence.text = "没有与干部人事档案核对的记录，办结前须核对";
    point.evidence = {{Evidence::Part::member_of_person, 0, fact.pointers.front()}};
    for (const std::string_view pointer : fact.pointers) {
      const Verification* check = pointer.empty() ? nullptr : check_of(pointer);
      if (!check) continue;
      point.evidence = {{Evidence::Part::member_of_person, 0, pointer}};
      if (complete(*check)) {
        point.state = ClosingState::answered;
        point.sentence.text =
            "已由" + check->by + "于 " + check->date + " 与“" + check->document + "”核对";
        break;
      }
      point.sentence.text = "核对记录缺所依据的档案材料、日期或者核对人，不能作为依据，须补全";
    }
    const bool by_items =
        point.state != ClosingState::answered &&
        ((fact.name == "education" &&
          each_verified("/education", Evidence::Part::education, profile_.education, point)) ||
         (fact.name == "resume" && each_verified("/appointments", Evidence::Part::appointment,
                                                 profile_.appointments, point)));
    if (by_items) {
      point.state = ClosingState::answered;
      point.sentence.text =
          "共 " + std::to_string(point.evidence.size()) + " 项，已逐项与干部人事档案核对";
    }
    finish(std::move(point), {citation(rule)});
  }

  void finish(ClosingPoint point, const std::vector<std::string>& basis) {
    std::string& text = point.sentence.text;
    text = point.title + "：" + text;
    // The words of the record, so that an answer is about these and no others.
    point.facts = hash_text(point.about + '\n' + text);
    text += "：" + std::string(chinese(point.state)) + "。";
    for (const Evidence& part : point.evidence) {
      point.sentence.sources.push_back(source_of(part, profile_));
    }
    for (const std::string& source : basis) {
      auto& sources = point.sentence.sources;
      if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    }
    points_.push_back(std::move(point));
  }

  const Profile& profile_;
  Day as_of_;
  std::vector<const Rule*> rules_{};
  std::vector<ClosingPoint> points_{};
};

bool needs_answer(Notice notice) {
  return notice != Notice::none && notice != Notice::not_applicable &&
         notice != Notice::exception_approved;
}
}  // namespace

std::string_view to_string(ClosingState state) {
  return state_names[static_cast<std::size_t>(state)].first;
}
std::string_view chinese(ClosingState state) {
  return state_names[static_cast<std::size_t>(state)].second;
}

std::vector<ClosingPoint> clearance_points(const Profile& profile, const VacantPost& post,
                                           Day as_of) {
  return Clearances(profile, post, as_of).find();
}

std::vector<ClosingPoint> notice_points(const GateSet& gates,
                                        const std::vector<GateFinding>& findings,
                                        const Profile& profile, Day as_of) {
  std::vector<ClosingPoint> points;
  for (std::size_t gate = 0; gate < findings.size(); ++gate) {
    const Notice notice = findings[gate].outcome.notice;
    if (!needs_answer(notice)) continue;
    const GateSpec& spec = gates.spec(gate);
    ClosingPoint point{};
    point.about = (spec.rule.empty() ? spec.key : spec.rule) + "/" + std::string(to_string(notice));
    point.title = gate_name(spec);
    if (!spec.rule.empty()) point.rules = {spec.rule};
    point.state = ClosingState::unclear;
    point.sentence = gate_sentence(spec, findings[gate], profile, as_of);
    point.sentence.text.insert(0, point.title + "：");
    point.evidence = findings[gate].evidence;
    point.facts = hash_text(point.about + '\n' + point.sentence.text);
    points.push_back(std::move(point));
  }
  return points;
}

std::vector<ClosingPoint> closing_points(const MatchInput& input, const Matter& matter, Row row,
                                         const Profile& profile) {
  std::vector<ClosingPoint> points = clearance_points(profile, input.post, input.as_of);
  const auto findings = judge_person(input.gates, input.columns, input.post, input.as_of, row);
  for (ClosingPoint& notice : notice_points(input.gates, findings, profile, input.as_of)) {
    points.push_back(std::move(notice));
  }
  for (ClosingPoint& point : points) {
    if (point.state != ClosingState::unclear) continue;
    for (const WrittenAnswer& answer : matter.answers) {
      if (answer.profile == profile.id && answer.about == point.about &&
          answer.facts == point.facts) {
        point.answer = answer;
      }
    }
  }
  return points;
}

std::string in_words(const WrittenAnswer& answer, const std::string& name) {
  return name + " " + answer.at.substr(0, 10) + " 书面答复：" + answer.words;
}
}  // namespace bole
