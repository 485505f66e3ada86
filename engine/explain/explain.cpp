#include "engine/explain/explain.hpp"

#include <algorithm>
#include <array>

#include "engine/match/experience.hpp"
#include "engine/match/gates/sanction_effect.hpp"
#include "engine/match/team.hpp"
#include "engine/profile/character_text.hpp"
#include "engine/text/utf8.hpp"

namespace bole {
namespace {
using Part = Evidence::Part;

// The training criterion's stand-in for "no upper bound known".
constexpr std::int32_t unlimited_hours = 1000000;

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

std::string date_words(const std::optional<PartialDate>& date) {
  return date ? to_string(*date) : std::string();
}

template <class Item>
const Item* item(const std::optional<std::vector<Item>>& list, std::uint32_t index) {
  return list && index < list->size() ? &(*list)[index] : nullptr;
}

// Posts of one organisation name it once: 样例市财政局副局长、党组成员.
std::string posts_words(const std::vector<HeldPost>& posts) {
  std::string text;
  const std::string* organisation = nullptr;
  for (const HeldPost& post : posts) {
    if (!text.empty()) text += "、";
    if (!organisation || *organisation != post.organisation.text) text += post.organisation.text;
    text += post.title;
    organisation = &post.organisation.text;
  }
  return text;
}

std::string in_brackets(const std::vector<std::string>& parts) {
  const std::string inside = joined(parts, "，");
  return inside.empty() ? inside : "（" + inside + "）";
}

std::string sanction_words(const Sanction& sanction) {
  return sanction.kind + in_brackets({sanction.document, date_words(sanction.date)});
}

std::string appraisal_words(const Appraisal& appraisal) {
  const std::string kind = appraisal.kind.empty() || appraisal.kind == "年度"
                               ? "年度考核"
                               : "年" + appraisal.kind + "考核";
  return joined({number(appraisal.year) + kind, appraisal.grade}, " ");
}

std::string training_words(const Training& training) {
  return joined({period_in_words(training.from, training.to), training.subject,
                 training.hours ? number(*training.hours) + " 学时" : std::string("学时未记录")},
                " ");
}

std::string clearance_words(const Clearance& clearance) {
  return joined({date_words(clearance.date), clearance.kind, clearance.result}, " ") +
         in_brackets({clearance.authority, clearance.document});
}

std::string row_words(const Evidence& evidence, const Profile& profile) {
  switch (evidence.part) {
    case Part::member_of_person:
      return {};
    case Part::birth:
      return joined({"出生年月", date_words(profile.birth)}, " ");
    case Part::work_start:
      return joined({"参加工作时间", date_words(profile.work_start)}, " ");
    case Part::level:
      return joined({"现职务层次", std::string(to_string(profile.current.level.value))}, " ");
    case Part::level_since:
      return joined({"任现层次时间", date_words(profile.current.level_since)}, " ");
    case Part::appointment:
      if (const auto* row = item(profile.appointments, evidence.index)) {
        return joined({period_in_words(row->from, row->to), posts_in_words(*row, profile)}, " ");
      }
      return {};
    case Part::education:
      if (const auto* row = item(profile.education, evidence.index)) {
        return joined({date_words(row->to), row->level, row->degree}, " ");
      }
      return {};
    case Part::professional_title:
      if (const auto* row = item(profile.professional_titles, evidence.index)) {
        return row->name + in_brackets({date_words(row->date)});
      }
      return {};
    case Part::appraisal:
      if (const auto* row = item(profile.appraisals, evidence.index)) return appraisal_words(*row);
      return {};
    case Part::training:
      if (const auto* row = item(profile.training, evidence.index)) return training_words(*row);
      return {};
    case Part::honour:
      if (const auto* row = item(profile.honours, evidence.index)) {
        return joined({date_words(row->date), row->name + in_brackets({row->tier})}, " ");
      }
      return {};
    case Part::sanction:
      if (const auto* row = item(profile.sanctions, evidence.index)) return sanction_words(*row);
      return {};
    case Part::clearance:
      if (const auto* row = item(profile.clearances, evidence.index)) return clearance_words(*row);
      return {};
    case Part::speciality_stated:
      if (const auto* row = item(profile.specialities_stated, evidence.index)) {
        return "自述专长：" + *row;
      }
      return {};
    case Part::team_member:
      return "方案所列现任班子成员第 " + number(std::int64_t{evidence.index} + 1) + " 名";
    case Part::appraisal_year:
      return number(evidence.index) + "年度考核（库内无记录）";
    case Part::no_appointment:
      return "库内没有应计入的任职记录";
    case Part::no_education:
      return "库内没有应计入的学历记录";
    case Part::no_professional_title:
      return "库内没有应计入的专业技术职务记录";
    case Part::no_appraisal:
      return "库内没有应计入的考核记录";
    case Part::no_training:
      return "库内没有应计入的培训记录";
    case Part::no_honour:
      return "库内没有应计入的奖励记录";
    case Part::no_sanction:
      return "库内没有应计入的处分、诫勉、组织处理记录";
    case Part::no_clearance:
      return "库内没有审核意见记录";
    case Part::no_speciality_stated:
      return "库内没有自述专长";
  }
  return {};
}

struct MemberName {
  std::string_view member{};
  std::string_view words{};
};
constexpr std::array person_members{
    MemberName{"/name", "姓名"},
    MemberName{"/birth", "出生年月"},
    MemberName{"/work_start", "参加工作时间"},
    MemberName{"/current/level", "现职务层次"},
    MemberName{"/current/level_since", "任现层次时间"},
    MemberName{"/current/grade", "现职级"},
    MemberName{"/current/grade_since", "任现职级时间"},
    MemberName{"/staff/scale", "人员类别"},
    MemberName{"/staff/status", "人员状态"},
    MemberName{"/appointments", "任职经历"},
    MemberName{"/education", "学历学位"},
    MemberName{"/professional_titles", "专业技术职务"},
};
constexpr std::array row_members{
    MemberName{"/from", "起始时间"},
    MemberName{"/to", "终止时间"},
    MemberName{"/date", "日期"},
    MemberName{"/level", "层次"},
    MemberName{"/posts", "单位和职务"},
    MemberName{"/kind", "类别"},
    MemberName{"/system", "系统"},
    MemberName{"/place/grassroots", "是否属于基层"},
    MemberName{"/place/hard", "是否属于艰苦边远地区"},
    MemberName{"/place/division", "任职地区"},
    MemberName{"/tags", "专长认定"},
    MemberName{"/year", "年度"},
    MemberName{"/grade", "等次"},
    MemberName{"/hours", "学时"},
    MemberName{"/subject", "主题"},
    MemberName{"/degree", "学位"},
    MemberName{"/major", "专业"},
    MemberName{"/discipline", "学科"},
    MemberName{"/mode", "学习形式"},
    MemberName{"/name", "名称"},
    MemberName{"/tier", "层级"},
};

template <class Names>
std::string member_words(const Names& names, std::string_view member) {
  for (const MemberName& name : names) {
    if (name.member == member) return std::string(name.words);
  }
  return std::string(member);
}

// The verdict, when it changes and what stands beside it.
std::string outcome_words(const GateFinding& finding, const std::string& verify, Day as_of) {
  const GateOutcome& outcome = finding.outcome;
  std::string text = "：" + std::string(chinese(outcome));
  if (outcome.verdict == Verdict::fails && finding.first_date) {
    text += "，自 " + to_string(*finding.first_date) + " 起符合";
  }
  if (outcome.verdict == Verdict::unverified && !verify.empty()) text += "，请核实" + verify;
  const bool told = outcome.notice == Notice::none || outcome.notice == Notice::not_applicable ||
                    outcome.notice == Notice::rule_not_in_force;
  if (told) return text + "。";
  text += "（" + std::string(chinese(outcome.notice));
  if (finding.approval) text += "：" + in_words(*finding.approval);
  if (outcome.notice == Notice::complete_within_12_months) {
    text += "，按截止日期提任计至 " + to_string(add_months(as_of, 12));
  }
  text += "）";
  return text + "。";
}

// What a ban still needs when the facts themselves are plain.
constexpr std::string_view post_class = "拟任职位是否属于领导职务";

struct Told {
  std::string facts{};
  std::string verify{};  // what has to be verified when the verdict is unverified
};

std::vector<std::string> words_of(const std::vector<Evidence>& evidence, const Profile& profile) {
  std::vector<std::string> words;
  for (const Evidence& part : evidence) words.push_back(in_words(part, profile));
  return words;
}

// The last two in full, since lists go from old to new, and how many there are.
std::string some_words(const std::vector<Evidence>& evidence, const Profile& profile,
                       std::string_view measure) {
  std::vector<std::string> words = words_of(evidence, profile);
  const std::size_t all = words.size();
  if (all > 2) words.erase(words.begin(), words.end() - 2);
  std::string text = joined(words, "；");
  if (all > 2) text += "等 " + number(static_cast<std::int64_t>(all)) + " " + std::string(measure);
  return text;
}

bool rests_on(const GateFinding& finding, Part part) {
  return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                     [&](const Evidence& evidence) { return evidence.part == part; });
}

std::string level_words(const SourcedLevel& level) {
  if (level.value == Level::unknown) return "未记录";
  std::string text(to_string(level.value));
  if (level.source == LevelSource::from_register) text += "（按名册推定）";
  return text;
}

// Whether the date may lie before or after the day.
bool straddles(const PartialDate& date, Day day) {
  return date.earliest() <= day && day < date.latest();
}
// What of the date is not known.
std::string finer(const PartialDate& date) { return date.month == 0 ? "的月、日" : "的日"; }

Told term(std::string_view rule, const GateFinding& finding, const Profile& profile, Day as_of) {
  const bool by_level = rests_on(finding, Part::level_since);
  const std::string what = by_level ? "任现层次时间" : "参加工作时间";
  const auto& date = by_level ? profile.current.level_since : profile.work_start;
  std::string wanted = "，要求满 " + number(finding.wanted.value_or(0)) + " 个月";
  if (rule == "ELG-11") wanted += "，未满的不得破格提拔";
  if (rule == "TRL-01") wanted = "，试用期 " + number(finding.wanted.value_or(0)) + " 个月";
  std::string lead;
  if (by_level) lead = "现职务层次" + level_words(profile.current.level) + "，";
  if (!date) return {lead + what + "未记录" + wanted, what};
  const bool by_day = date->day != 0;
  Told told{};
  told.facts = lead + what + " " + to_string(*date) + "，至截止日期 " + to_string(as_of) +
               (by_day ? " 已满 " : " 可确认已满 ") + number(finding.observed.value_or(0)) +
               " 个月" + wanted;
  told.verify =
      what + finer(*date) + (date->month != 0 ? "（只记到月，是否届满取决于日）" : "（只记到年）");
  return told;
}

// What the rule of one kind of sanction looks for; BAN-06 looks for all.
constexpr std::array sanctions_of_rules{
    std::pair{std::string_view{"SAN-01"}, std::string_view{"党内警告"}},
    std::pair{std::string_view{"SAN-02"}, std::string_view{"党内严重警告"}},
    std::pair{std::string_view{"SAN-03"}, std::string_view{"撤销党内职务"}},
    std::pair{std::string_view{"SAN-04"}, std::string_view{"留党察看"}},
    std::pair{std::string_view{"SAN-05"}, std::string_view{"开除党籍"}},
    std::pair{std::string_view{"SAN-06"}, std::string_view{"政务处分"}},
    std::pair{std::string_view{"SAN-07"}, std::string_view{"事业单位、国有企业人员处分"}},
    std::pair{std::string_view{"SAN-08"}, std::string_view{"开除公职"}},
    std::pair{std::string_view{"SAN-09"}, std::string_view{"诫勉"}},
    std::pair{std::string_view{"SAN-10"}, std::string_view{"组织处理"}},
    std::pair{std::string_view{"SAN-11"}, std::string_view{"不适宜担任现职调整"}},
};

std::string no_sanction_words(std::string_view rule, const Profile& profile) {
  for (const auto& [id, kind] : sanctions_of_rules) {
    if (id == rule) return "库内没有应计入的" + std::string(kind) + "记录";
  }
  return in_words({Part::no_sanction}, profile);
}

// 开除党籍, 开除公职: nothing runs out.
bool is_for_ever(const SanctionKind& kind) {
  return kind.rule == "SAN-05" || kind.rule == "SAN-08";
}

// The months of effect: of the kind, or of the rule where it alone fixes them and one sanction is
// told of. 0 where neither does.
int months_told(const SanctionKind* kind, const GateFinding& finding) {
  if (!kind) return 0;
  if (kind->months > 0) return kind->months;
  const bool of_rule =
      finding.unit == Unit::month && finding.evidence.size() == 1 && kind->name != "留党察看";
  return of_rule ? finding.wanted.value_or(0) : 0;
}

Told sanctions(std::string_view rule, const GateFinding& finding, const Profile& profile,
               Day as_of) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  std::vector<std::string> facts;
  std::vector<std::string> verify;
  bool computed = false;
  for (const Evidence& part : finding.evidence) {
    const Sanction* sanction =
        part.part == Part::sanction ? item(profile.sanctions, part.index) : nullptr;
    if (!sanction) {
      facts.push_back(no_sanction_words(rule, profile));
      continue;
    }
    std::string fact = sanction_words(*sanction);
    const SanctionKind* kind = vocabulary.sanction_kind(sanction->kind);
    std::vector<std::string> lacks;
    if (!kind) lacks.emplace_back("处分种类");
    if (sanction->authority.empty()) lacks.emplace_back("决定机关");
    if (sanction->document.empty()) lacks.emplace_back("文号");
    if (!sanction->date) {
      lacks.emplace_back("决定日期");
    } else if (straddles(*sanction->date, as_of)) {
      lacks.push_back("决定日期" + finer(*sanction->date));
    }
    if (sanction->effect_until) {
      const PartialDate& until = *sanction->effect_until;
      fact += "，影响期按记录至 " + to_string(until);
      if (until.earliest() < as_of && as_of <= until.latest() && until.day == 0) {
        lacks.push_back("影响期届满日期" + finer(until));
      }
    } else if (kind && is_for_ever(*kind)) {
      fact += "，限制不因时间经过而解除";
    } else if (const int months = months_told(kind, finding); months > 0 && sanction->date) {
      const Day first = gates::last_day_of_effect(sanction->date->earliest(), months);
      const Day last = gates::last_day_of_effect(sanction->date->latest(), months);
      fact += "，影响期 " + number(months) + " 个月，最后一日" +
              (first == last ? "为 " + to_string(last)
                             : "在 " + to_string(first) + " 至 " + to_string(last) + " 之间");
      computed = true;
      if (first < as_of && as_of <= last) lacks.push_back("决定日期" + finer(*sanction->date));
    } else if (kind && kind->name == "留党察看") {
      fact += "，恢复党员权利后二年内限制任职";
      lacks.emplace_back("恢复党员权利的日期");
    } else if (kind && kind->months == 0) {
      lacks.emplace_back("影响期截止日");
    }
    const bool lifted = sanction->status == "exempted" || sanction->status == "cleared" ||
                        sanction->status == "revoked";
    const auto& decision = sanction->status_decision;
    if (lifted && !decision) {
      fact += "，记录写有免责、澄清或者撤销但没有决定，不予采信";
    } else if (lifted && !decision->complete()) {
      lacks.emplace_back("所载免责、澄清或者撤销的决定机关、文号和日期");
    } else if (lifted && straddles(*decision->date, as_of)) {
      lacks.push_back("所载免责、澄清或者撤销决定的日期" + finer(*decision->date));
    }
    facts.push_back(std::move(fact));
    if (!lacks.empty()) verify.push_back("“" + sanction->kind + "”的" + joined(lacks, "、"));
  }
  if (verify.empty()) {
    verify.emplace_back(rule.starts_with("BAN-") ? std::string(post_class)
                                                 : "处分决定时的职务层次和拟任职位的职务层次");
  }
  Told told{joined(facts, "；"), joined(verify, "；")};
  if (computed) told.facts += "（" + std::string(gates::effect_reading) + "）";
  return told;
}

Told last_appraisal(std::string_view rule, const GateFinding& finding, const Profile& profile) {
  static constexpr std::array<std::string_view, 4> poor{"基本称职", "不称职", "基本合格", "不合格"};
  const std::string year = number(finding.wanted.value_or(0)) + "年度考核";
  if (!finding.observed) return {year + "库内无记录", year + "结果"};
  std::string verify = number(*finding.observed) + "年度考核等次";
  for (const Evidence& part : finding.evidence) {
    const Appraisal* appraisal =
        part.part == Part::appraisal ? item(profile.appraisals, part.index) : nullptr;
    const bool barred =
        appraisal && std::find(poor.begin(), poor.end(), appraisal->grade) != poor.end();
    if (barred) verify = post_class;
  }
  const std::string wanted = rule == "ASM-01"   ? "，不称职的不得晋升"
                             : rule == "ASM-02" ? "，基本称职的下一年内不得晋升"
                                                : "，要求称职以上等次";
  return {joined(words_of(finding.evidence, profile), "；") + wanted, verify};
}

Told trained(const GateFinding& finding, const Profile& profile, Day as_of) {
  const Rule* rule = rule_in_force("ELG-07", as_of);
  const bool five_years = finding.unit == Unit::month ||
                          (finding.unit == Unit::hour && finding.wanted == rule->number("hours"));
  const std::string wanted = five_years
                                 ? "，要求五年内 " + number(rule->number("hours")) + " 学时或者 " +
                                       number(rule->number("months")) + " 个月"
                                 : "，要求上一年度 " + number(rule->number("yearly_hours")) +
                                       " 学时或者 " + number(rule->number("yearly_days")) + " 天";
  if (rests_on(finding, Part::no_training)) {
    return {in_words({Part::no_training}, profile) + wanted, "培训记录"};
  }
  return {(five_years ? "近五年的培训 " : "上一年度的培训 ") +
              number(static_cast<std::int64_t>(finding.evidence.size())) + " 项，可确认 " +
              number(finding.observed.value_or(0)) + " " + std::string(chinese(finding.unit)) +
              wanted,
          "各项培训的起止时间和学时"};
}

Told schooling(const GateFinding& finding, const Profile& profile) {
  std::string wanted;
  for (const NamedRank& level : Vocabulary::built_in().education_levels()) {
    if (level.rank == finding.wanted && wanted.empty()) wanted = level.name;
  }
  wanted = "，要求" + wanted + "以上";
  if (!finding.observed) return {in_words({Part::no_education}, profile) + wanted, "学历"};
  return {"最高学历 " + joined(words_of(finding.evidence, profile), "；") + wanted,
          "其余学历的层次"};
}

Told steps(const GateFinding& finding, const Profile& profile) {
  const Level wanted = static_cast<Level>(finding.wanted.value_or(0));
  return {"现职务层次" + level_words(profile.current.level) + "，逐级提拔要求现任" +
              std::string(to_string(wanted)),
          "现职务层次"};
}

Told served(const GateFinding& finding, const Profile& profile) {
  const std::string wanted = "，要求满 " + number(finding.wanted.value_or(0)) + " 个月";
  if (rests_on(finding, Part::no_appointment)) {
    return {in_words({Part::no_appointment}, profile) + wanted, "任职经历"};
  }
  Told told{"有关任职 " + some_words(finding.evidence, profile, "段") + "，可确认 " +
                number(finding.observed.value_or(0)) + " 个月" + wanted,
            "有关任职的起止时间和地点性质"};
  if (finding.first_date) told.facts += "，如继续在现岗位任职";
  return told;
}

Told own(const GateFinding& finding, const Profile& profile) {
  Told told{"依据" + some_words(finding.evidence, profile, "项"), {}};
  if (finding.evidence.empty()) told.facts = "记录中没有与该条件有关的内容";
  std::vector<std::string> verify;
  for (const Evidence& part : finding.evidence) verify.push_back(to_verify(part, profile));
  told.verify = joined(verify, "；");
  return told;
}

// What an official conclusion would have to say for a rule to bar.
struct Conclusion {
  std::string_view rule{};
  std::string_view absent{};
};
constexpr std::array conclusions{
    Conclusion{"BAN-01", "库内没有违反政治纪律和政治规矩的正式结论"},
    Conclusion{"BAN-05", "库内没有配偶、子女移居国（境）外的正式结论"},
    Conclusion{"SAN-12", "库内没有正在接受审查调查或者线索未办结的正式意见"},
    Conclusion{"RCS-02", "库内没有配偶、子女及其配偶在所监管行业经商办企业的正式结论"},
};

Told concluded(std::string_view rule, const GateFinding& finding, const Profile& profile) {
  const Evidence& part = finding.evidence.front();
  const Clearance* clearance =
      part.part == Part::clearance ? item(profile.clearances, part.index) : nullptr;
  if (!clearance) {
    for (const Conclusion& one : conclusions) {
      if (one.rule == rule) return {std::string(one.absent), std::string(post_class)};
    }
    return {in_words(part, profile), std::string(post_class)};
  }
  std::vector<std::string> lacks;
  if (clearance->authority.empty()) lacks.emplace_back("作出机关");
  if (clearance->document.empty()) lacks.emplace_back("文号");
  if (!clearance->date) lacks.emplace_back("日期");
  const ClearanceResult* result =
      Vocabulary::built_in().clearance_result(clearance->kind, clearance->result);
  if (!result || result->meaning == ClearanceMeaning::open) lacks.emplace_back("最终结论");
  std::string verify = "“" + clearance->kind + "”的" + joined(lacks, "、");
  if (lacks.empty()) {
    verify = clearance->valid_until ? "“" + clearance->kind + "”结论的有效期" : post_class;
  }
  return {clearance_words(*clearance), verify};
}

Told seats(const GateFinding& finding) {
  if (!finding.wanted) return {"核定职数或者现任班子成员没有写明", "核定职数和现任班子成员"};
  return {"核定职数 " + number(*finding.wanted) + " 名，可确认其他现任 " +
              number(finding.observed.value_or(0)) + " 名",
          "现任班子成员是否任该职位"};
}

Told two_posts(const GateFinding& finding, const Profile& profile) {
  const std::string wanted = "，一般要求 " + number(finding.wanted.value_or(0)) + " 个以上";
  const std::string verify = "各段任职的职务层次和职务名称";
  if (rests_on(finding, Part::no_appointment)) {
    return {"库内没有下一级职位的任职记录" + wanted, verify};
  }
  return {"在下一级职位任职 " + some_words(finding.evidence, profile, "段") + "，可确认任过 " +
              number(finding.observed.value_or(0)) + " 个职位" + wanted,
          verify};
}

Told qualified(const GateFinding& finding, const Profile& profile) {
  if (rests_on(finding, Part::no_professional_title)) {
    return {"库内没有法律职业资格或者法官、检察官资格的记录", "法定任职资格"};
  }
  return {joined(words_of(finding.evidence, profile), "；"), "法定任职资格"};
}

Told in_office(std::string_view rule, const GateFinding& finding, const Profile& profile,
               Day as_of) {
  if (finding.unit == Unit::none) return {"库内没有任职记录", "任职经历"};
  const std::string verify = "有关任职的起止时间、职务名称和职务层次";
  const bool none = rests_on(finding, Part::no_appointment);
  const std::string served =
      (none ? std::string() : some_words(finding.evidence, profile, "段") + "，") + "可确认 " +
      number(finding.observed.value_or(0)) + " 个月";
  const int wanted = finding.wanted.value_or(0);
  const std::string limit = number(wanted) + " 个月";
  if (rule == "ROT-01") return {"在现职位任职 " + served + "，满 " + limit + "应予交流", verify};
  const Rule* terms = rule_in_force(rule, as_of);
  if (terms && wanted == terms->number("level")) {
    return {"在拟任职位的职务层次任职 " + served + "，累计满 " + limit + "为限", verify};
  }
  if (terms && wanted == terms->number("term")) {
    return {"在现任正职职位任职 " + served + "，一个任期 " + limit, verify};
  }
  if (none) return {"没有任过拟任职位，两个任期为 " + limit, verify};
  return {"在拟任职位任职 " + served + "，不得超过两个任期 " + limit, verify};
}

Told transfer_age(const GateFinding& finding, const Profile& profile) {
  const std::string limit =
      "调任该类职位原则上不超过 " + number(finding.wanted.value_or(0)) + " 周岁";
  if (!profile.birth) return {"出生年月未记录，" + limit, "出生年月"};
  std::string verify = "拟任职位的职务层次和所在机构";
  if (profile.birth->month == 0 || profile.birth->day == 0) {
    verify += "、出生年月" + finer(*profile.birth);
  }
  if (profile.staff.scale.empty()) verify = "人员类别";
  return {"出生年月 " + to_string(*profile.birth) + "，截止日期时 " +
              number(finding.observed.value_or(0)) + " 周岁，" + limit,
          verify};
}

Told counted_years(const GateFinding& finding, const Profile& profile) {
  std::vector<std::string> years;
  for (const Evidence& part : finding.evidence) {
    if (part.part == Part::appraisal) years.push_back(in_words(part, profile));
  }
  std::string facts = in_words({Part::level_since}, profile);
  if (!finding.wanted) return {facts + "未记录", "任现层次时间"};
  if (!years.empty()) facts += "，不计算任职年限的有" + joined(years, "；");
  return {facts + "，可确认计入 " + number(finding.observed.value_or(0)) + " 个月，要求满 " +
              number(*finding.wanted) + " 个月",
          "任现层次时间和各年度考核等次"};
}

// What a protected gate asks, and what is to be verified: a match tells of it no more than the
// outcome.
struct ProtectedWords {
  std::string_view rule{};
  std::string_view asks{};
  std::string_view verify{};
};
constexpr std::array protected_words{
    ProtectedWords{"ELG-09b", "党章对党委委员党龄的要求", "入党时间"},
    ProtectedWords{"RCS-01", "按本人和现任班子成员填报的家庭成员核对任职回避",
                   "是否存在须回避的亲属关系"},
    ProtectedWords{"RCS-03", "按成长地核对地域回避", "成长地"},
    ProtectedWords{"AUT-01", "民族自治地方首长由实行区域自治的民族的公民担任", "民族"},
    ProtectedWords{"RET-01", "按出生年月和改革前任职年龄界限核对法定退休年龄",
                   "出生年月和改革前任职年龄界限"},
};

Told protected_outcome(std::string_view rule, const GateFinding& finding) {
  for (const ProtectedWords& words : protected_words) {
    if (words.rule != rule) continue;
    return {finding.arithmetic.empty() ? std::string(words.asks) : finding.arithmetic,
            std::string(words.verify)};
  }
  return {finding.arithmetic, {}};
}

// Why a rule does not concern the post or the person, where that is its own reason.
struct NotConcerned {
  std::string_view rule{};
  Inapplicable why = Inapplicable::no;
  std::string_view clause{};
};
constexpr std::array not_concerned{
    NotConcerned{"ELG-02", Inapplicable::other_step, "拟任职位不是县处级领导职务"},
    NotConcerned{"ELG-03", Inapplicable::other_step, "拟任职位不是县处级领导职务"},
    NotConcerned{"ELG-04", Inapplicable::other_step, "拟任职位不是县处级以上领导职务"},
    NotConcerned{"ELG-05a", Inapplicable::other_step, "不是由副职提任同一层级的正职"},
    NotConcerned{"ELG-05b", Inapplicable::other_step, "不是由下级正职提任上级副职"},
    NotConcerned{"ELG-09a", Inapplicable::other_class, "拟任职位不要求法官、检察官一类法定资格"},
    NotConcerned{"ELG-09b", Inapplicable::other_class, "拟任职位不是党委委员"},
    NotConcerned{"ELG-09b", Inapplicable::other_step, "拟任职位不是县级以上地方党委委员"},
    NotConcerned{"RCS-01", Inapplicable::other_class,
                 "拟任职位不是领导职务，也不从事组织、人事、纪检、监察、审计、财务工作"},
    NotConcerned{"RCS-02", Inapplicable::other_class, "拟任职位不是监管机关领导成员"},
    NotConcerned{"RCS-03", Inapplicable::other_class, "拟任职位不是县级党政正职和要害部门正职"},
    NotConcerned{"AUT-01", Inapplicable::other_class, "拟任职位不是民族自治地方首长"},
    NotConcerned{"RET-01", Inapplicable::other_class, "拟任职位不是领导职务"},
    NotConcerned{"REC-01", Inapplicable::other_class, "拟任职位不是公务员领导职务"},
    NotConcerned{"REC-01", Inapplicable::other_staff, "本人是公务员或者参公人员，不属于调任"},
    NotConcerned{"SAN-06", Inapplicable::other_staff,
                 "本人是事业单位、国有企业或者高校人员，依适用于其人员类别的条款认定"},
    NotConcerned{"SAN-07", Inapplicable::other_staff, "本人不是事业单位、国有企业或者高校人员"},
    NotConcerned{"TRM-01", Inapplicable::other_step, "拟任职位不是县处级以上领导职务"},
    NotConcerned{"ROT-01", Inapplicable::other_post, "现任职务不是县级以上党委、政府领导成员"},
    NotConcerned{"TRL-01", Inapplicable::other_post, "现职务层次不实行任职试用期"},
};

std::string why_not_applicable(const GateSpec& spec, Inapplicable why, const Profile& profile) {
  if (why == Inapplicable::post_not_leading) return "拟任职位不属于领导职务";
  if (why == Inapplicable::not_promotion) {
    return "现职务层次" + level_words(profile.current.level) + "，不低于拟任职位，不属于提任";
  }
  for (const NotConcerned& one : not_concerned) {
    if (one.rule == spec.rule && one.why == why) return std::string(one.clause);
  }
  return std::string(chinese(Notice::not_applicable));
}

Told tell(const GateSpec& spec, const GateFinding& finding, const Profile& profile, Day as_of) {
  if (finding.outcome.notice == Notice::not_applicable) {
    return {why_not_applicable(spec, finding.inapplicable, profile), {}};
  }
  if (finding.outcome.notice == Notice::rule_not_in_force) {
    return {"截止日期 " + to_string(as_of) + " 时该规定不在施行期", "当时适用的规定"};
  }
  if (spec.rule.empty()) return own(finding, profile);
  const Gate* gate = find_gate(spec.rule);
  if (gate && gate->is_protected()) return protected_outcome(spec.rule, finding);
  if (spec.rule == "SLOT-01") return seats(finding);
  if (rests_on(finding, Part::clearance) || rests_on(finding, Part::no_clearance)) {
    return concluded(spec.rule, finding, profile);
  }
  if (spec.rule == "ELG-04" && finding.unit != Unit::none) return two_posts(finding, profile);
  if (spec.rule == "ELG-09a") return qualified(finding, profile);
  if (spec.rule == "ROT-01" || spec.rule == "TRM-01") {
    return in_office(spec.rule, finding, profile, as_of);
  }
  if (spec.rule == "REC-01") return transfer_age(finding, profile);
  if (spec.rule == "ASM-02" && rests_on(finding, Part::level_since)) {
    return counted_years(finding, profile);
  }
  if (rests_on(finding, Part::sanction) || rests_on(finding, Part::no_sanction)) {
    return sanctions(spec.rule, finding, profile, as_of);
  }
  if (rests_on(finding, Part::work_start) || rests_on(finding, Part::level_since)) {
    return term(spec.rule, finding, profile, as_of);
  }
  if (spec.rule == "ELG-07" && finding.unit != Unit::none) return trained(finding, profile, as_of);
  switch (finding.unit) {
    case Unit::year:
      return last_appraisal(spec.rule, finding, profile);
    case Unit::grade:
      return schooling(finding, profile);
    case Unit::level:
      return steps(finding, profile);
    case Unit::month:
      return served(finding, profile);
    case Unit::none:
    case Unit::day:
    case Unit::hour:
    case Unit::count:
    case Unit::permille:
    case Unit::item:
      break;
  }
  // Whether the gate concerns the person depends on a level that is not known.
  if (profile.current.level.value == Level::unknown) {
    return {"现职务层次未记录，不能判断是否属于提任", "现职务层次"};
  }
  const auto& since = profile.current.level_since;
  if (since && since->earliest() > as_of) {
    return {"现职务层次" + level_words(profile.current.level) + "自 " + to_string(*since) +
                " 起，晚于截止日期 " + to_string(as_of),
            "截止日期时的职务层次"};
  }
  return {"现职务层次" + level_words(profile.current.level) + "，拟任职位的层次未记录",
          "拟任职位的职务层次"};
}

std::string score(const CriterionOutcome& value) {
  if (value.at_least == value.at_most) return number(value.at_least) + " 分";
  return number(value.at_least) + " 至 " + number(value.at_most) + " 分";
}

std::vector<std::string> sources_of(const std::vector<Evidence>& evidence, const Profile& profile) {
  std::vector<std::string> sources;
  for (const Evidence& part : evidence) {
    std::string source = source_of(part, profile);
    if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
      sources.push_back(std::move(source));
    }
  }
  return sources;
}
}  // namespace

std::string in_words(const Evidence& evidence, const Profile& profile) {
  if (evidence.member.empty()) return row_words(evidence, profile);
  if (evidence.part == Part::member_of_person) return member_words(person_members, evidence.member);
  const std::string member = member_words(row_members, evidence.member);
  return "“" + row_words(evidence, profile) + "”的" + member;
}

std::string posts_in_words(const Appointment& appointment, const Profile& profile) {
  std::string what = posts_words(appointment.posts);
  if (what.empty() && appointment.text_span) {
    what = CharacterText(profile.resume.text).piece(*appointment.text_span);
  }
  if (appointment.kind == "挂职" && what.find("挂职") == std::string::npos) what += "（挂职）";
  return what;
}

std::string period_in_words(const std::optional<PartialDate>& from,
                            const std::optional<PartialDate>& to) {
  if (!from && !to) return {};
  if (from == to) return date_words(from);
  return date_words(from) + "—" + date_words(to);
}

std::string standing_note(const MatchInput& input, Row row) {
  std::vector<std::string> notes;
  const auto& holders = input.post.holders;
  if (std::ranges::find(holders, input.columns.id(row)) != holders.end()) {
    notes.emplace_back("工作方案列为现任班子成员");
  }
  const Level person = input.columns.level[row.value];
  const Level post = input.post.level;
  if (person != Level::unknown && person == post) {
    notes.emplace_back("现职务层次与该职位相同，属平级任用，晋升的任职资格条件不适用");
  }
  if (post != Level::unknown && person > post) {
    notes.push_back("现职务层次（" + std::string(to_string(person)) +
                    "）高于该职位，晋升的任职资格条件不适用");
  }
  return joined(notes, "；");
}

std::string to_verify(const Evidence& evidence, const Profile& profile) {
  if (!evidence.member.empty()) return in_words(evidence, profile);
  const std::string words = row_words(evidence, profile);
  switch (evidence.part) {
    case Part::appointment:
      return "“" + words + "”的起止时间、职务层次和地点性质";
    case Part::training:
      return "“" + words + "”的时间和学时";
    case Part::team_member:
      return words + "的任职经历";
    case Part::appraisal_year:
      return number(evidence.index) + "年度考核等次（库内无记录）";
    case Part::no_appointment:
      return "任职经历";
    case Part::no_education:
      return "学历";
    case Part::no_professional_title:
      return "专业技术职务";
    case Part::no_appraisal:
      return "考核结果";
    case Part::no_training:
      return "培训记录";
    case Part::no_honour:
      return "奖励";
    case Part::no_sanction:
      return "处分、诫勉、组织处理情况";
    case Part::no_clearance:
      return "审核意见";
    case Part::no_speciality_stated:
      return "自述专长";
    case Part::member_of_person:
    case Part::birth:
    case Part::work_start:
    case Part::level:
    case Part::level_since:
    case Part::education:
    case Part::professional_title:
    case Part::appraisal:
    case Part::honour:
    case Part::sanction:
    case Part::clearance:
    case Part::speciality_stated:
      break;
  }
  return "“" + words + "”";
}

std::string source_of(const Evidence& evidence, const Profile& profile) {
  const std::string place = pointer(evidence, profile);
  if (evidence.part == Part::team_member) return "工作方案：" + place;
  return (is_absence(evidence) ? "库内无记录：" : "") + place;
}

std::string gate_name(const GateSpec& spec) {
  if (spec.rule.empty()) return spec.filter;
  const Gate* gate = find_gate(spec.rule);
  return gate ? std::string(gate->short_name) : spec.rule;
}

std::string citation(const Rule& rule) {
  std::string text = "《" + rule.document + "》" + rule.article;
  if (rule.confidence != "A") text += "（未核对现行原文）";
  return text;
}

std::string basis_of(const GateSpec& spec, Day as_of) {
  if (!spec.rule.empty()) {
    const Rule* rule = rule_in_force(spec.rule, as_of);
    if (!rule) rule = newest_rule(spec.rule);
    if (rule) return citation(*rule);
    return spec.rule;
  }
  const Basis& basis = spec.basis;
  if (basis.document.empty()) return "职位需求分析自设条件 " + spec.key;
  return basis.document + (basis.date.empty() ? "" : "（" + basis.date + "）") + basis.article;
}

namespace {
std::string speciality_name(const std::string& id) {
  const auto index = Vocabulary::built_in().speciality(id);
  return index ? Vocabulary::built_in().specialities()[*index].name : id;
}
}  // namespace

std::string criterion_name(const CriterionSpec& spec) {
  const Criterion* criterion = find_criterion(spec.criterion);
  const CriterionArgs& args = spec.args;
  std::vector<std::string> details;
  std::vector<std::string> names;
  for (const std::string& id : args.specialities) names.push_back(speciality_name(id));
  for (const SpecialityTerm& term : args.terms) {
    names.push_back(speciality_name(term.speciality) + " " + number(term.weight));
  }
  details.push_back(joined(names, "、"));
  if (!args.terms.empty()) details.emplace_back("数字为比重");
  if (args.level != Level::unknown) {
    details.push_back(std::string(to_string(args.level)) + (args.at_least ? "及以上" : ""));
  }
  if (args.years > 0) details.push_back("近 " + number(args.years) + " 年");
  if (!args.kind.empty()) details.push_back(args.kind + "考核" + args.grade);
  if (!args.subjects.empty()) details.push_back("主题为" + joined(args.subjects, "、"));
  if (args.of == "system") details.push_back("系统");
  if (args.of == "division") details.push_back("地区");
  if (args.of == "kind") details.push_back("单位类型");
  return (criterion ? std::string(criterion->chinese) : spec.criterion) + in_brackets(details);
}

std::string amount(const Range& range, Unit unit, const CriterionSpec& spec) {
  // Times something happened, but different things.
  const std::string measure(spec.args.of.empty() ? chinese(unit) : "个");
  if (unit == Unit::permille) {
    const std::string least = percent(range.at_least * 10);
    return range.exact() ? least : least + " 至 " + percent(range.at_most * 10);
  }
  const bool endless = (unit == Unit::month && range.at_most >= longest_career_months) ||
                       (unit == Unit::hour && range.at_most >= unlimited_hours);
  if (range.exact()) return number(range.at_least) + " " + measure;
  if (endless) return number(range.at_least) + " " + measure + "以上（上限不明）";
  return number(range.at_least) + " 至 " + number(range.at_most) + " " + measure;
}

std::string percent(int of_ten_thousand) {
  std::string text = number(of_ten_thousand / 100);
  if (const int rest = of_ten_thousand % 100; rest != 0) {
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  }
  return text + "%";
}

Sentence gate_sentence(const GateSpec& spec, const GateFinding& finding, const Profile& profile,
                       Day as_of) {
  const Told told = tell(spec, finding, profile, as_of);
  Sentence sentence{told.facts + outcome_words(finding, told.verify, as_of),
                    sources_of(finding.evidence, profile)};
  if (finding.approval) {
    sentence.sources.push_back("破格批复（" + in_words(*finding.approval) + "）");
  }
  sentence.sources.push_back(basis_of(spec, as_of));
  return sentence;
}

namespace {
// What the record shows of office in one speciality.
std::string office_words(const SpecialityFinding& one, const CriterionSpec& spec,
                         const Profile& profile) {
  const Range& months = one.months;
  if (months.at_most == 0) return "库内未见任职";
  if (one.evidence.empty()) return "任职经历未记录";
  std::string text =
      some_words(one.evidence, profile, "段") + "，任职 " + amount(months, Unit::month, spec);
  if (months.at_most < covering_months) text += "，不满 " + number(covering_months) + " 个月";
  return text;
}

// By what a term of term_coverage is met, and how far.
std::string term_words(const SpecialityFinding& one, const CriterionSpec& spec,
                       const Profile& profile) {
  std::string text;
  if (one.evidence.empty() || one.evidence.front().part == Part::appointment) {
    text = office_words(one, spec, profile);
  } else if (one.evidence.front().part == Part::training) {
    text = "有培训“" + some_words(one.evidence, profile, "项") + "”";
  } else {
    text = "仅为本人自述（" + some_words(one.evidence, profile, "项") + "）";
  }
  if (!one.worth.exact()) {
    const bool by_office = covers(one.months) == Tri::unknown;
    if (!by_office) text += "，培训或者自述的记录不全";
    if (by_office && !one.evidence.empty()) text += "，任职时间待核实";
  }
  return text + "，计 " + amount(one.worth, Unit::permille, spec);
}

std::string gap_words(const SpecialityFinding& one, const CriterionSpec& spec,
                      const Profile& profile) {
  if (one.present == Range{1, 1}) return "现班子已有人具备";
  std::string text =
      one.present.exact() ? "现班子无人具备，本人" : "现班子是否有人具备待核实，本人";
  if (!one.evidence.empty()) text += "有 ";
  return text + office_words(one, spec, profile);
}

// Speciality by speciality; those of which the same is to be said together.
std::string by_speciality(const CriterionSpec& spec, const CriterionFinding& finding,
                          const Profile& profile) {
  std::vector<std::pair<std::string, std::string>> said;  // names, what is said of them
  for (const SpecialityFinding& one : finding.specialities) {
    const std::string& name = Vocabulary::built_in().specialities()[one.speciality].name;
    std::string text = finding.unit == Unit::permille ? term_words(one, spec, profile)
                                                      : gap_words(one, spec, profile);
    const auto same = std::ranges::find(said, text, &std::pair<std::string, std::string>::second);
    if (same == said.end()) {
      said.emplace_back(name, std::move(text));
    } else {
      same->first += "、" + name;
    }
  }
  std::vector<std::string> parts;
  for (const auto& [names, text] : said) parts.push_back(names + "：" + text);
  return joined(parts, "；");
}
}  // namespace

Sentence criterion_sentence(const CriterionSpec& spec, const CriterionFinding& finding,
                            const Profile& profile) {
  const Criterion* criterion = find_criterion(spec.criterion);
  const std::string_view measure = finding.unit == Unit::month ? "段" : "项";
  std::string text = criterion_name(spec) + "：" +
                     (finding.specialities.empty() ? some_words(finding.evidence, profile, measure)
                                                   : by_speciality(spec, finding, profile));
  // A table is asked for what is held, not for how many.
  if (!spec.value.is_table()) {
    text += (finding.unit == Unit::permille ? "，合计覆盖 " : "，合计 ") +
            amount(finding.observed, finding.unit, spec);
    if (finding.counted != finding.observed) {
      text += "，按时效折算计 " + amount(finding.counted, finding.unit, spec);
    }
  }
  text += "，得 " + score(finding.value) + "（满分 1000 分），职位要求 " + number(spec.required) +
          " 分";
  if (criterion && finding.reason < criterion->reasons.size()) {
    text += "，" + std::string(criterion->reasons[finding.reason]);
  }
  text += "；权重 " + percent(spec.weight);
  const bool decides = finding.value.at_least != finding.value.at_most;
  if (finding.missing && decides) text += "。请核实" + to_verify(*finding.missing, profile);
  Sentence sentence{text + "。", sources_of(finding.evidence, profile)};
  if (sentence.sources.empty()) sentence.sources.push_back("职位需求分析 " + spec.key);
  return sentence;
}

std::vector<GateGroup> gate_groups(const GateSet& gates, const std::vector<GateFinding>& findings,
                                   const Profile& profile, Day as_of,
                                   std::optional<Verdict> verdict) {
  std::vector<GateGroup> groups;
  std::vector<std::string> said;  // by each group, without names
  for (std::size_t gate = 0; gate < findings.size(); ++gate) {
    const Verdict found = findings[gate].outcome.verdict;
    if (verdict ? found != *verdict : found == Verdict::holds) continue;
    const GateSpec& spec = gates.spec(gate);
    Sentence sentence = gate_sentence(spec, findings[gate], profile, as_of);
    const auto same = std::find(said.begin(), said.end(), sentence.text);
    if (same == said.end()) {
      said.push_back(sentence.text);
      groups.push_back({{gate}, std::move(sentence)});
      continue;
    }
    GateGroup& group = groups[static_cast<std::size_t>(same - said.begin())];
    group.gates.push_back(gate);
    for (std::string& source : sentence.sources) {
      auto& sources = group.sentence.sources;
      if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
        sources.push_back(std::move(source));
      }
    }
  }
  for (GateGroup& group : groups) {
    std::vector<std::string> names;
    for (const std::size_t gate : group.gates) names.push_back(gate_name(gates.spec(gate)));
    group.sentence.text.insert(0, joined(names, "、") + "：");
  }
  return groups;
}

std::vector<Sentence> why_not(const MatchInput& input, const PersonFindings& findings,
                              const Profile& profile) {
  std::vector<Sentence> sentences;
  for (GateGroup& group :
       gate_groups(input.gates, findings.gates, profile, input.as_of, std::nullopt)) {
    sentences.push_back(std::move(group.sentence));
  }
  return sentences;
}
}  // namespace bole
