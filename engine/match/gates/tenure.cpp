// What the years in a post say: notices that a person weighs, and one bar.
// ROT-01 交流: leaders of party committees and governments from county level up move after ten
// years in one post. TRM-01 任期: nobody has a third term of five years in one post; 15 years at
// one level are to end; a head of a body serves the term out as a rule. TRL-01 试用期: for the
// first year at a level, up to bureau level, the promoted are on trial.
#include "engine/match/experience.hpp"
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
using PostName = std::pair<Word, Word>;  // organisation and title

bool names(const Columns& columns, const AppointmentCell& cell, const PostName& post) {
  for (std::uint32_t i = 0; i < cell.posts; ++i) {
    const HeldPostCell& held = columns.posts[cell.posts_begin + i];
    if (PostName{held.organisation, held.title} == post) return true;
  }
  return false;
}

std::span<const AppointmentCell> career_of(const Columns& columns, Row row) {
  return Columns::run(columns.appointments, columns.appointment_runs[row.value]);
}

// Months in office so far, of the entries that counts(cell) picks; doubtful ones may count.
template <class Counts>
Range months_in(const Columns& columns, Row row, Day as_of, Experience& experience, Counts counts,
                GateFinding* finding) {
  experience.clear();
  const auto career = career_of(columns, row);
  for (std::uint32_t i = 0; i < career.size(); ++i) {
    const AppointmentCell& cell = career[i];
    if (cell.kind != AppointmentKind::post || begins_after(cell, as_of)) continue;
    const Tri counted = counts(cell);
    if (counted == Tri::no) continue;
    if (counted == Tri::yes) experience.add(cell);
    if (counted == Tri::unknown) experience.add_doubtful(cell);
    if (finding) finding->evidence.push_back({Evidence::Part::appointment, i});
  }
  return experience.observed();
}

struct Longest {
  Range months{};
  std::vector<Evidence> evidence{};
};

// The months in whichever of the posts held now has been held longest; `concerns` picks the entries
// that count as held now.
template <class Concerns>
std::optional<Longest> longest_now(const Columns& columns, Row row, Day as_of,
                                   Experience& experience, Concerns concerns, bool grounds) {
  std::optional<Longest> longest;
  for (const AppointmentCell& now : career_of(columns, row)) {
    if (now.kind != AppointmentKind::post || is_held(now, as_of) != Tri::yes) continue;
    if (!concerns(now)) continue;
    for (std::uint32_t i = 0; i < now.posts; ++i) {
      const HeldPostCell& held = columns.posts[now.posts_begin + i];
      const PostName post{held.organisation, held.title};
      GateFinding seen{};
      const Range months = months_in(
          columns, row, as_of, experience,
          [&](const AppointmentCell& cell) {
            return names(columns, cell, post) ? Tri::yes : Tri::no;
          },
          grounds ? &seen : nullptr);
      if (longest && months.at_least <= longest->months.at_least) continue;
      longest = Longest{months, std::move(seen.evidence)};
    }
  }
  return longest;
}

void tell_months(GateFinding* finding, const Range& months, int wanted) {
  if (!finding) return;
  finding->observed = months.at_least;
  finding->wanted = wanted;
  finding->unit = Unit::month;
  if (finding->evidence.empty()) finding->evidence.push_back({Evidence::Part::no_appointment, 0});
}

GateOutcome no_career(GateFinding* finding) {
  if (finding) finding->evidence.push_back({Evidence::Part::no_appointment, 0});
  return {Verdict::unverified, Notice::none};
}

GateOutcome not_such_post(GateFinding* finding) {
  if (finding) finding->inapplicable = Inapplicable::other_post;
  return not_applicable;
}

void judge_rotation(const GateContext& context, std::span<const Row> rows,
                    std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const int wanted = context.rule.number("months");
  const Word party = columns.words.find("党委");
  const Word government = columns.words.find("政府");
  const Promotions promotions(context);
  Experience experience(context.as_of, {});
  const Ahead ahead(Lists(columns.appointment_runs, columns.appointments));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (!columns.appointment_runs[row.value].known) return no_career(finding);
    const Level level = promotions.level_at(row);
    const auto leads = [&](const AppointmentCell& cell) {
      const Level at = cell.level == Level::unknown ? level : cell.level;
      return at >= Level::county_deputy && cell.system != 0 &&
             (cell.system == party || cell.system == government);
    };
    auto longest = longest_now(columns, row, context.as_of, experience, leads, finding != nullptr);
    if (!longest) return not_such_post(finding);
    if (finding) finding->evidence = std::move(longest->evidence);
    tell_months(finding, longest->months, wanted);
    if (longest->months.at_least >= wanted) return {Verdict::holds, Notice::rotation_due};
    return {longest->months.at_most < wanted ? Verdict::holds : Verdict::unverified, Notice::none};
  });
}

void judge_terms(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                 std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const int term = context.rule.number("term");
  const int two_terms = term * context.rule.number("terms");
  const int at_level = context.rule.number("level");
  const auto leading = is_leadership_post(context.post);
  const bool other_post = leading == false || (context.post.level != Level::unknown &&
                                               context.post.level < Level::county_deputy);
  const ThisPost this_post(columns, context.post);
  Experience experience(context.as_of, {});
  const Ahead ahead(Lists(columns.appointment_runs, columns.appointments));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (other_post) {
      if (finding && leading != false) finding->inapplicable = Inapplicable::other_step;
      return not_applicable;
    }
    if (!columns.appointment_runs[row.value].known) return no_career(finding);
    const Range here = months_in(
        columns, row, context.as_of, experience,
        [&](const AppointmentCell& cell) { return this_post.is_among(cell) ? Tri::yes : Tri::no; },
        finding);
    if (here.at_most >= two_terms) {
      tell_months(finding, here, two_terms);
      return {here.at_least >= two_terms ? Verdict::fails : Verdict::unverified, Notice::none};
    }
    if (finding) finding->evidence.clear();
    const Range level = months_in(
        columns, row, context.as_of, experience,
        [&](const AppointmentCell& cell) {
          if (cell.level == Level::unknown) return Tri::unknown;
          return cell.level == context.post.level ? Tri::yes : Tri::no;
        },
        finding);
    if (level.at_least >= at_level) {
      tell_months(finding, level, at_level);
      return {Verdict::holds, Notice::fifteen_years_at_level};
    }
    if (finding) finding->evidence.clear();
    const auto heads = [](const AppointmentCell& cell) {
      return cell.head == Tri::yes && cell.level >= Level::township_head;
    };
    auto longest = longest_now(columns, row, context.as_of, experience, heads, finding != nullptr);
    if (longest && longest->months.at_most < term) {
      if (finding) finding->evidence = std::move(longest->evidence);
      tell_months(finding, longest->months, term);
      return {Verdict::holds, Notice::term_not_served};
    }
    tell_months(finding, here, two_terms);
    return {Verdict::holds, Notice::none};
  });
}

void judge_trial(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                 std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Term term(context.as_of, context.rule.number("months"));
  const Promotions promotions(context);
  const Ahead ahead(Cells(columns.brief));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Level level = promotions.level_at(row);
    if (level == Level::unknown) return level_unknown(finding);
    if (level < Level::township_deputy || level > Level::bureau_head) return not_such_post(finding);
    const DateCell& since = columns.brief[row.value].level_since;
    const Verdict served = term.judge(since, Evidence::Part::level_since, finding).verdict;
    if (finding) finding->first_date.reset();
    if (served == Verdict::fails) return {Verdict::holds, Notice::on_trial};
    return {served, Notice::none};
  });
}
}  // namespace

extern const Gate rotation;
const Gate rotation{"ROT-01", "任职满十年交流", Cost::career, judge_rotation};
extern const Gate terms_of_office;
const Gate terms_of_office{"TRM-01", "任期", Cost::career, judge_terms};
extern const Gate trial_year;
const Gate trial_year{"TRL-01", "任职试用期", Cost::cell, judge_trial};
}  // namespace bole::gates
