#include "engine/match/finding.hpp"

#include <array>

namespace bole {
namespace {
template <class Item>
std::string keyed(std::string_view list, const std::optional<std::vector<Item>>& items,
                  std::uint32_t index) {
  std::string text{list};
  text += '/';
  const bool named = items && index < items->size() && !(*items)[index].key.empty();
  text += named ? (*items)[index].key : std::to_string(index);
  return text;
}
std::string list_or_row(const Evidence& evidence, const Profile& profile) {
  using Part = Evidence::Part;
  switch (evidence.part) {
    case Part::member_of_person:
      return {};
    case Part::birth:
      return "/birth";
    case Part::work_start:
      return "/work_start";
    case Part::level:
      return "/current/level";
    case Part::level_since:
      return "/current/level_since";
    case Part::appointment:
      return keyed("/appointments", profile.appointments, evidence.index);
    case Part::education:
      return keyed("/education", profile.education, evidence.index);
    case Part::professional_title:
      return keyed("/professional_titles", profile.professional_titles, evidence.index);
    case Part::appraisal:
      return keyed("/appraisals", profile.appraisals, evidence.index);
    case Part::training:
      return keyed("/training", profile.training, evidence.index);
    case Part::honour:
      return keyed("/honours", profile.honours, evidence.index);
    case Part::sanction:
      return keyed("/sanctions", profile.sanctions, evidence.index);
    case Part::clearance:
      return keyed("/clearances", profile.clearances, evidence.index);
    case Part::speciality_stated:
      return "/specialities_stated/" + std::to_string(evidence.index);
    case Part::team_member:
      return "/post/holders/" + std::to_string(evidence.index);
    case Part::appraisal_year:
      return "/appraisals/" + std::to_string(evidence.index);
    case Part::no_appointment:
      return "/appointments";
    case Part::no_education:
      return "/education";
    case Part::no_professional_title:
      return "/professional_titles";
    case Part::no_appraisal:
      return "/appraisals";
    case Part::no_training:
      return "/training";
    case Part::no_honour:
      return "/honours";
    case Part::no_sanction:
      return "/sanctions";
    case Part::no_clearance:
      return "/clearances";
    case Part::no_speciality_stated:
      return "/specialities_stated";
  }
  return {};
}
}  // namespace

std::string_view to_string(Verdict verdict) {
  static constexpr std::array<std::string_view, 4> names{"holds", "needs_approval", "unverified",
                                                         "fails"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view chinese(Verdict verdict) {
  static constexpr std::array<std::string_view, 4> names{"符合", "需报批", "需核实", "不符合"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view chinese(const GateOutcome& outcome) {
  return outcome.notice == Notice::not_applicable ? "不适用" : chinese(outcome.verdict);
}

std::string_view to_string(Notice notice) {
  static constexpr std::array<std::string_view, 16> names{"",
                                                          "not_applicable",
                                                          "exception_needs_approval",
                                                          "exception_approved",
                                                          "complete_within_12_months",
                                                          "expired_human_judgement",
                                                          "previous_year_used",
                                                          "rule_not_in_force",
                                                          "years_not_counted",
                                                          "rotation_due",
                                                          "fifteen_years_at_level",
                                                          "term_not_served",
                                                          "on_trial",
                                                          "retirement_near",
                                                          "retirement_reached",
                                                          "kinship_to_confirm"};
  return names[static_cast<std::size_t>(notice)];
}

std::string_view chinese(Notice notice) {
  static constexpr std::array<std::string_view, 16> names{
      "",
      "不适用于该职位或该人",
      "可依条例破格，须事前报批",
      "已有破格批复",
      "可于提任后一年内完成培训",
      "期满，是否影响使用由人判断",
      "上年度考核尚未确定，按前一年度认定",
      "截止日期时该规定不在施行期",
      "有考核年度不计算为任职年限",
      "在同一职位任职满十年，应予交流",
      "担任同一层次领导职务累计满十五年，不再任命同一层次领导职务",
      "现任职务未任满一个任期，一般应任满",
      "任现层次不满一年，提任非选任制职务的尚在试用期",
      "一年内达到法定退休年龄",
      "已达到法定退休年龄",
      "所填亲属可能构成任职回避，由人确认"};
  return names[static_cast<std::size_t>(notice)];
}

std::string_view to_string(Unit unit) {
  static constexpr std::array<std::string_view, 10> names{
      "", "day", "month", "year", "hour", "level", "count", "grade", "permille", "item"};
  return names[static_cast<std::size_t>(unit)];
}

std::string_view chinese(Unit unit) {
  static constexpr std::array<std::string_view, 10> names{"", "天", "个月", "年", "学时",
                                                          "", "次", "",     "‰",  "项"};
  return names[static_cast<std::size_t>(unit)];
}

bool is_absence(const Evidence& evidence) {
  return evidence.part >= Evidence::Part::no_appointment;
}

std::string pointer(const Evidence& evidence, const Profile& profile) {
  return list_or_row(evidence, profile) + std::string(evidence.member);
}

std::string evidence_json(const Evidence& evidence, const Profile& profile) {
  const std::string text = '"' + pointer(evidence, profile) + '"';
  return is_absence(evidence) ? "{\"none\":" + text + '}' : text;
}
}  // namespace bole
