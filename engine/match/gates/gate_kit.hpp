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
    static_assert(DateCell::unknown < 0, "a date that is not known is later than no day");
    return brief.level_since.first() > as_of_ ? Level::unknown : brief.level;
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

// 事业单位、高校和国有企业人员, by the recorded 人员类别.
class InstitutionStaff {
 public:
  explicit InstitutionStaff(const Columns& columns)
      : columns_(columns), enterprise_(columns.words.find("国企")) {
    for (const char* scale : {"事业管理", "事业专技", "高校", "国企"}) {
      words_[count_++] = columns.words.find(scale);
    }
  }
  [[nodiscard]] bool has(Row row) const {
    const Word scale = columns_.staff_scale[row.value];
    return scale != 0 && std::find(words_.begin(), words_.end(), scale) != words_.end();
  }
  [[nodiscard]] bool in_enterprise(Row row) const {
    const Word scale = columns_.staff_scale[row.value];
    return scale != 0 && scale == enterprise_;
  }

 private:
  const Columns& columns_;
  Word enterprise_;
  std::array<Word, 4> words_{};
  std::size_t count_ = 0;
};

// The names under which the post's organisation is known; empty where it is not known.
[[nodiscard]] inline std::vector<std::string_view> organisation_names(const VacantPost& post) {
  std::vector<std::string_view> names;
  if (!post.organisation_record) return names;
  const Organisation& organisation = *post.organisation_record;
  if (!organisation.name.empty()) names.emplace_back(organisation.name);
  names.insert(names.end(), organisation.short_names.begin(), organisation.short_names.end());
  for (const FormerName& former : organisation.former) names.emplace_back(former.name);
  return names;
}

// Recognises the vacant post among those that people hold or held, by the names of its organisation
// and its title.
class ThisPost {
 public:
  ThisPost(const Columns& columns, const VacantPost& post)
      : columns_(columns), title_(columns.words.find(post.title)), known_(false) {
    for (const std::string_view name : organisation_names(post)) {
      known_ = true;
      if (const Word word = columns.words.find(name)) organisations_.push_back(word);
    }
    known_ = known_ && !post.title.empty();
  }
  // Whether it can be recognised at all.
  [[nodiscard]] bool is_known() const { return known_; }
  [[nodiscard]] bool is_among(const AppointmentCell& appointment) const {
    if (title_ == 0 || organisations_.empty()) return false;
    for (std::uint32_t i = 0; i < appointment.posts; ++i) {
      const HeldPostCell& held = columns_.posts[appointment.posts_begin + i];
      if (held.title == title_ && std::find(organisations_.begin(), organisations_.end(),
                                            held.organisation) != organisations_.end()) {
        return true;
      }
    }
    return false;
  }

 private:
  const Columns& columns_;
  std::vector<Word> organisations_;
  Word title_;
  bool known_;
};

// Whether the appointment is held on the day; unknown where its dates do not tell.
[[nodiscard]] inline Tri is_held(const AppointmentCell& cell, Day day) {
  if (cell.from.known() && cell.from.first() > day) return Tri::no;
  if (cell.open == 0 && cell.to.known() && cell.to.last() < day) return Tri::no;
  const bool begun = cell.from.known() && cell.from.last() <= day;
  const bool lasts = cell.open != 0 || (cell.to.known() && cell.to.first() >= day);
  return begun && lasts ? Tri::yes : Tri::unknown;
}

}  // namespace bole::gates
