#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/match/approval.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// 认定结论, from best to worst; the verdict of several gates is the worst of theirs.
enum class Verdict : std::uint8_t { holds, needs_approval, unverified, fails };

// 提示. What stands beside a verdict; it never changes a band.
enum class Notice : std::uint8_t {
  none,
  not_applicable,             // the gate does not concern this post or person
  exception_needs_approval,   // 可依条例破格，须事前报批
  exception_approved,         // 已有破格批复
  complete_within_12_months,  // 培训可于提任后一年内补足
  expired_human_judgement,    // 期满，是否影响使用由人判断
  previous_year_used,         // 上一年度考核未结束，用前一年
  rule_not_in_force,          // 截止日期时该规定尚未施行或已废止
  years_not_counted,          // 有考核年度不计算为任职年限
  rotation_due,               // 同一职位任职满十年，应予交流
  fifteen_years_at_level,     // 担任同一层次领导职务累计满十五年
  term_not_served,            // 现任职务未任满一个任期
  on_trial,                   // 任现层次不满一年，按试用期掌握
  retirement_near,            // 距法定退休年龄不足一年
  retirement_reached,         // 已达到法定退休年龄
  kinship_to_confirm,         // 所填亲属可能构成任职回避，由人确认
};

enum class Unit : std::uint8_t {
  none,
  day,
  month,
  year,
  hour,
  level,
  count,
  grade,
  permille,
  item
};

[[nodiscard]] std::string_view to_string(Verdict verdict);  // holds|needs_approval|…
[[nodiscard]] std::string_view to_string(Notice notice);    // "" for none
[[nodiscard]] std::string_view to_string(Unit unit);        // "" for none
[[nodiscard]] std::string_view chinese(Verdict verdict);    // 符合|需报批|需核实|不符合
[[nodiscard]] std::string_view chinese(Notice notice);      // one clause
[[nodiscard]] std::string_view chinese(Unit unit);          // 个月|学时|…

// The part of a record on which a finding rests (依据). `index` counts in the profile's own list;
// `member` is a pointer inside that row ("/from"), or, for Part::member_of_person, in the profile.
struct Evidence {
  enum class Part : std::uint8_t {
    member_of_person,
    birth,
    work_start,
    level,
    level_since,
    appointment,
    education,
    professional_title,
    appraisal,
    training,
    honour,
    sanction,
    clearance,
    speciality_stated,  // 自述专长
    team_member,        // of the post's holders, the `index`-th: in the matter, not in the profile
    appraisal_year,     // the appraisal of the year `index`, which the record lacks
    no_appointment,     // the record has none that counts
    no_education,
    no_professional_title,
    no_appraisal,
    no_training,
    no_honour,
    no_sanction,
    no_clearance,
    no_speciality_stated,
  };
  Part part{};
  std::uint32_t index = 0;
  std::string_view member{};
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// "/appointments/a5"; for the no_… parts the pointer of the list, "/sanctions".
[[nodiscard]] std::string pointer(const Evidence& evidence, const Profile& profile);
[[nodiscard]] bool is_absence(const Evidence& evidence);
// "/appointments/a5" as JSON text, or {"none":"/sanctions"}.
[[nodiscard]] std::string evidence_json(const Evidence& evidence, const Profile& profile);

// What a gate said of one person while ranking.
struct GateOutcome {
  Verdict verdict = Verdict::holds;
  Notice notice = Notice::none;
  friend bool operator==(const GateOutcome&, const GateOutcome&) = default;
};

// 符合|需报批|需核实|不符合, and 不适用 for what holds because it does not concern post or person.
[[nodiscard]] std::string_view chinese(const GateOutcome& outcome);

// Why a gate does not concern the post or the person.
enum class Inapplicable : std::uint8_t {
  no,                // it does
  post_not_leading,  // the post is no leadership post
  not_promotion,     // the person's level is that of the post, or above
  other_step,   // the rule is about other steps than that from the person's level to the post's
  other_class,  // the rule is about posts of another class
  other_staff,  // the rule is about people of another 人员类别
  other_post,   // the rule is about holders of other posts than the person holds
};

// The same with its grounds, filled only when a sink is given.
struct GateFinding {
  GateOutcome outcome{};
  Inapplicable inapplicable = Inapplicable::no;
  std::optional<std::int32_t> observed{};
  std::optional<std::int32_t> wanted{};
  Unit unit = Unit::none;
  std::optional<Day> first_date{};     // first day on which it passes, where only time is lacking
  std::optional<Approval> approval{};  // by which it holds, with the notice exception_approved
  std::vector<Evidence> evidence{};
  // 算式 of a protected gate, a Chinese clause. It may tell what is sealed: only `check` shows it.
  std::string arithmetic{};
};

// A whole number that is known to lie between two ends; equal ends mean it is known.
struct Range {
  std::int32_t at_least = 0;
  std::int32_t at_most = 0;
  [[nodiscard]] bool exact() const { return at_least == at_most; }
  friend bool operator==(const Range&, const Range&) = default;
};

// What a criterion said of one person: its value 0..1000 if the missing facts turn out badly, and
// if they turn out well.
struct CriterionOutcome {
  std::int16_t at_least = 0;
  std::int16_t at_most = 0;
  friend bool operator==(const CriterionOutcome&, const CriterionOutcome&) = default;
};

// What was found of one speciality that a criterion asks about.
struct SpecialityFinding {
  std::uint16_t speciality = 0;  // index of the vocabulary
  Range months{};                // in office, as far as they matter to the criterion
  Range worth{};                 // in the criterion's unit
  // Somebody present covers it: 0 or 1, both while that is not known. Of team_gap alone.
  Range present{};
  std::vector<Evidence> evidence{};
};

struct CriterionFinding {
  CriterionOutcome value{};
  Range observed{};  // the raw figure, in `unit`
  Range counted{};   // after recency
  Unit unit = Unit::none;
  std::uint8_t reason = 0;  // index into Criterion::reasons
  std::vector<Evidence> evidence{};
  std::optional<Evidence>
      missing{};  // the fact that would narrow the value most, when one is missing
  std::vector<SpecialityFinding> specialities{};  // in the order asked; empty for most criteria
};

}  // namespace bole
