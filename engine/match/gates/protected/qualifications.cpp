// Conditions in the person whom the law names for one class of post.
// ELG-09b 党龄 (党章 27, 条例 8(7)): members of a local party committee have been full members of
// the party for three years, those of a committee of a city with districts and above for five. 党龄
// runs from the end of the year of probation, which the recorded day of joining begins. AUT-01
// (民族区域自治法 17): the chairman, governor or head of an autonomous area is a citizen of the
// nationality that exercises autonomy there.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"

namespace bole::gates {
namespace {
using Party = ProtectedFacts::Party;

void judge_party_years(const GateContext& context, std::span<const Row> rows,
                       std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  const ProtectedFacts& facts = *context.protected_facts;
  const Level post = context.post.level;
  const bool other_post = post != Level::unknown && post < Level::county_deputy;
  const int asked = context.rule.number(post >= Level::bureau_deputy ? "city" : "county");
  const int months = asked + context.rule.number("probation");
  const Term term(context.as_of, months);
  judge_each(Ahead(), rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (other_post) {
      if (finding) finding->inapplicable = Inapplicable::other_step;
      return not_applicable;
    }
    const ProtectedFacts::Cell person = facts.of(row);
    const DateCell& since = person.party_since;
    const bool dated = person.party == Party::communist && since.known();
    GateOutcome outcome{Verdict::unverified, Notice::none};
    if (person.party == Party::other) outcome.verdict = Verdict::fails;
    if (dated && post != Level::unknown) outcome.verdict = term.verdict(since);
    if (!finding) return outcome;
    finding->wanted = asked;
    finding->unit = Unit::month;
    if (dated) {
      const Day full_member = add_months(since.last(), context.rule.number("probation"));
      finding->observed = full_months(full_member, context.as_of);
      if (outcome.verdict == Verdict::fails) finding->first_date = add_months(since.last(), months);
      finding->arithmetic = "入党时间加预备期一年，党龄自 " + to_string(full_member) + " 起算" +
                            (since.width > 0 ? "（按记录的最晚一日）" : "") + "，可确认 " +
                            std::to_string(*finding->observed) + " 个月，要求满 " +
                            std::to_string(asked) + " 个月";
    } else if (person.party == Party::other) {
      finding->arithmetic = "记录的政治面貌不是中共党员";
    } else {
      finding->arithmetic = "入党时间未记录";
    }
    return outcome;
  });
}

// The nationalities that the names of the organisation speak of: 彝族 of 雾溪彝族自治县人民政府.
std::vector<std::uint8_t> nationalities_in(const VacantPost& post) {
  const auto groups = Vocabulary::built_in().ethnic_groups();
  std::vector<std::uint8_t> found;
  for (const std::string_view name : organisation_names(post)) {
    const std::string_view before = name.substr(0, std::min(name.find("自治"), name.size()));
    if (before.size() == name.size()) continue;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (before.find(groups[i].name) != std::string_view::npos) {
        found.push_back(static_cast<std::uint8_t>(i + 1));
      }
    }
  }
  return found;
}

void judge_autonomous_head(const GateContext& context, std::span<const Row> rows,
                           std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  const ProtectedFacts& facts = *context.protected_facts;
  const std::vector<std::uint8_t> wanted = nationalities_in(context.post);
  judge_each(Ahead(), rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const std::uint8_t group = facts.of(row).ethnic_group;
    if (group == 0 || wanted.empty()) {
      if (finding) {
        finding->arithmetic = group == 0 ? "民族未记录" : "由机构名称看不出实行自治的民族";
      }
      return {Verdict::unverified, Notice::none};
    }
    const bool theirs = std::find(wanted.begin(), wanted.end(), group) != wanted.end();
    if (finding) {
      const auto groups = Vocabulary::built_in().ethnic_groups();
      finding->arithmetic = "本人" + groups[group - 1U].name + "，实行自治的民族";
      for (const std::uint8_t one : wanted) {
        const std::string& name = groups[one - 1U].name;
        if (finding->arithmetic.ends_with(name)) continue;
        finding->arithmetic += name;
      }
    }
    return {theirs ? Verdict::holds : Verdict::fails, Notice::none};
  });
}
}  // namespace

extern const Gate party_years;
const Gate party_years{"ELG-09b", "党委委员党龄", Cost::cell, judge_party_years, {"党委委员"}};
extern const Gate autonomous_head;
const Gate autonomous_head{
    "AUT-01", "民族自治地方首长", Cost::cell, judge_autonomous_head, {"民族自治地方首长"}};
}  // namespace bole::gates
