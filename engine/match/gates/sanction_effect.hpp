#pragma once
#include <limits>
#include <string_view>

#include "engine/match/gate.hpp"

namespace bole::gates {

// How long a sanction bars the person from the post, in months from the decision: `certain` months
// whatever the record lacks, at most `possible`. Both 0: not from this post.
struct BarringPeriod {
  static constexpr int endless = std::numeric_limits<int>::max();
  int certain = 0;
  int possible = endless;
};

// Which sanctions a rule is about, and how long they bar.
struct SanctionRule {
  bool (*concerns)(const SanctionKind& kind);
  // A kind that is not of the vocabulary, as written.
  bool (*concerns_unclear)(std::string_view kind);
  // Null: the months of the vocabulary. A recorded last day of effect comes before either.
  BarringPeriod (*period)(const GateContext& context, Row row, const SanctionCell& sanction,
                          const SanctionKind& kind) = nullptr;
};

// Judges by the sanctions that the rule is about (model §1.3, design: guard rail 2). A sanction
//   in force          -> fails, with the day after its last as first date; of several, the latest,
//                        and none where one has no known end;
//   over              -> holds, with the notice that a person must judge what remains of it;
//   exempted, cleared or revoked by a decision dated on or before the as-of date -> does not count;
//   … by a decision without date, authority or document -> unverified while it would be in force;
//   without authority, document or date, of a kind that is not clear, or straddling the as-of
//   date                -> unverified.
// No record: holds. 提醒 and 函询 never count. A bare 警告 may be either kind of warning, so it
// makes the rules of both unverified.
void judge_sanctions(const GateContext& context, std::span<const Row> rows,
                     std::span<GateOutcome> out, std::vector<GateFinding>* findings,
                     const SanctionRule& rule);

// Last day of effect of a sanction of `months` decided on `decided`. 民法典 201–202: the first day
// is not counted; the corresponding day, or the month's last, is the last of the period. Practice
// differs; this is the one place that sets the reading, and reports print it.
[[nodiscard]] inline Day last_day_of_effect(Day decided, int months) {
  return add_months(decided, months);
}
inline constexpr std::string_view effect_reading =
    "影响期自决定之日起算，首日不计，至届满月的对应日（无对应日则至月末）为最后一日";

}  // namespace bole::gates
