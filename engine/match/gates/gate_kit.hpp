#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "engine/columns/ahead.hpp"
#include "engine/match/gate.hpp"

// What several gates share. Not for use outside engine/match/gates and the table of gates.
namespace bole::gates {

// Calls one(row, finding) for every row, which reads what `ahead` fetches; `finding` is null while
// ranking.
template <class... Parts, class One>
void judge_each(const Ahead<Parts...>& ahead, std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings, One one) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ahead.fetch(rows, i);
    GateFinding* finding = findings ? &(*findings)[i] : nullptr;
    out[i] = one(rows[i], finding);
    if (finding) finding->outcome = out[i];
  }
}

// Whether an ELG gate concerns the person: only promotion to a leadership post does.
enum class Promotion : std::uint8_t { yes, no, unknown };

// Asked once a person, so what depends on the post alone is found out once a batch.
class Promotions {
 public:
  explicit Promotions(const GateContext& context)
      : columns_(context.columns),
        as_of_(context.as_of),
        post_(context.post.level),
        concerned_(is_leadership_post(context.post) != false) {
    for (std::size_t level = 0; level < by_level_.size(); ++level) {
      by_level_[level] = found_out(static_cast<Level>(level));
    }
  }

  // The level held at the as-of date; what is recorded as held since a later day was not held yet.
  [[nodiscard]] Level level_at(Row row) const {
    const PersonBrief& brief = columns_.brief[row.value];
    const DateCell& since = brief.level_since;
    if (since.known() && since.first() > as_of_) return Level::unknown;
    return brief.level;
  }
  // Of a person of this level.
  [[nodiscard]] Promotion of(Level person) const {
    return by_level_[static_cast<std::size_t>(person)];
  }
  [[nodiscard]] Promotion of(Row row) const { return of(level_at(row)); }

 private:
  [[nodiscard]] Promotion found_out(Level person) const {
    if (!concerned_) return Promotion::no;
    if (post_ == Level::unknown || person == Level::unknown) return Promotion::unknown;
    return post_ > person ? Promotion::yes : Promotion::no;
  }

  const Columns& columns_;
  Day as_of_;
  Level post_;
  bool concerned_;
  std::array<Promotion, 256> by_level_{};
};

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
