#pragma once
#include <algorithm>
#include <span>
#include <vector>

#include "engine/match/gate.hpp"

// What several gates share. Not for use outside engine/match/gates and the table of gates.
namespace bole::gates {

// Calls one(row, finding) for every row; `finding` is null while ranking.
template <class One>
void judge_each(std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings, One one) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    GateFinding* finding = findings ? &(*findings)[i] : nullptr;
    out[i] = one(rows[i], finding);
    if (finding) finding->outcome = out[i];
  }
}

// Whether an ELG gate concerns the person: only promotion to a leadership post does.
enum class Promotion : std::uint8_t { yes, no, unknown };
[[nodiscard]] inline Promotion promotion(const VacantPost& post, Level person) {
  if (is_leadership_post(post) == false) return Promotion::no;
  if (post.level == Level::unknown || person == Level::unknown) return Promotion::unknown;
  return post.level > person ? Promotion::yes : Promotion::no;
}

// The level held at the as-of date; what is recorded as held since a later day was not held yet.
[[nodiscard]] inline Level level_at(const GateContext& context, Row row) {
  const DateCell& since = context.columns.level_since[row.value];
  if (since.known() && since.first() > context.as_of) return Level::unknown;
  return context.columns.level[row.value];
}

inline constexpr GateOutcome not_applicable{Verdict::holds, Notice::not_applicable};

// A ban (BAN) bars candidates for leadership posts. Where it is not known whether the post is one,
// whoever it would bar is unverified.
inline void bar_if_leadership_post(const VacantPost& post, std::span<GateOutcome> out,
                                   std::vector<GateFinding>* findings) {
  if (is_leadership_post(post)) return;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].verdict != Verdict::fails) continue;
    out[i].verdict = Verdict::unverified;
    if (!findings) continue;
    (*findings)[i].outcome = out[i];
    (*findings)[i].first_date.reset();
  }
}

[[nodiscard]] inline GateOutcome level_unknown(GateFinding* finding) {
  if (finding) finding->evidence.push_back({Evidence::Part::level, 0});
  return {Verdict::unverified, Notice::none};
}

// "Full N months from D" (model §3), tested by days.
class Term {
 public:
  Term(Day as_of, int months)
      : as_of_(as_of), months_(months), last_start_(last_start_of_term(as_of, months)) {}

  [[nodiscard]] Verdict verdict(const DateCell& from) const {
    if (!from.known()) return Verdict::unverified;
    if (from.last() <= last_start_) return Verdict::holds;
    return from.first() > last_start_ ? Verdict::fails : Verdict::unverified;
  }

  // The outcome for a statutory term that may be broken with approval, and its grounds.
  [[nodiscard]] GateOutcome judge(const DateCell& from, Evidence::Part part,
                                  GateFinding* finding) const {
    const Verdict verdict = this->verdict(from);
    const Notice notice =
        verdict == Verdict::fails ? Notice::exception_needs_approval : Notice::none;
    if (finding) {
      finding->wanted = months_;
      finding->unit = Unit::month;
      finding->evidence.push_back({part, 0});
      // Only months that are certain: what holds has at least `wanted` of them, nothing else has.
      if (from.known()) finding->observed = full_months(from.last(), as_of_);
      if (verdict == Verdict::fails) finding->first_date = add_months(from.last(), months_);
    }
    return {verdict, notice};
  }

 private:
  Day as_of_;
  int months_;
  Day last_start_;
};

}  // namespace bole::gates
