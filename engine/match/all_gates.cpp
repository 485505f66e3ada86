// Every statutory gate, in the order of evaluation. To add one: write it in gates/<subject>.cpp, or
// in gates/protected where it reads what is sealed, name it twice here, give its text a line in
// rules/statutory.tsv, its tests in tests/engine/match/gates/<subject>_test.cpp and its line in
// docs/gates.md (tests look for all of them).
#include <algorithm>
#include <array>

#include "engine/match/gate.hpp"
#include "engine/match/gates/gate_kit.hpp"

namespace bole {
namespace gates {
extern const Gate seats;
extern const Gate political_conclusion;
extern const Gate last_appraisal;
extern const Gate moved_abroad;
extern const Gate effect_period;
extern const Gate sanctions[11];
extern const Gate under_inquiry;
extern const Gate work_years;
extern const Gate grassroots_years;
extern const Gate two_posts;
extern const Gate deputy_years;
extern const Gate lower_head_years;
extern const Gate education;
extern const Gate training;
extern const Gate qualification;
extern const Gate party_years;
extern const Gate step_by_step;
extern const Gate exception_limits;
extern const Gate kinship;
extern const Gate family_business;
extern const Gate home_county;
extern const Gate autonomous_head;
extern const Gate rotation;
extern const Gate terms_of_office;
extern const Gate retirement_age;
extern const Gate trial_year;
extern const Gate incompetent_year;
extern const Gate basic_year;
extern const Gate transfer_age;
}  // namespace gates

std::span<const Gate> all_gates() {
  static const std::array all{
      gates::seats,
      gates::political_conclusion,
      gates::last_appraisal,
      gates::moved_abroad,
      gates::effect_period,
      gates::sanctions[0],
      gates::sanctions[1],
      gates::sanctions[2],
      gates::sanctions[3],
      gates::sanctions[4],
      gates::sanctions[5],
      gates::sanctions[6],
      gates::sanctions[7],
      gates::sanctions[8],
      gates::sanctions[9],
      gates::sanctions[10],
      gates::under_inquiry,
      gates::work_years,
      gates::grassroots_years,
      gates::two_posts,
      gates::deputy_years,
      gates::lower_head_years,
      gates::education,
      gates::training,
      gates::qualification,
      gates::party_years,
      gates::step_by_step,
      gates::exception_limits,
      gates::kinship,
      gates::family_business,
      gates::home_county,
      gates::autonomous_head,
      gates::rotation,
      gates::terms_of_office,
      gates::retirement_age,
      gates::trial_year,
      gates::incompetent_year,
      gates::basic_year,
      gates::transfer_age,
  };
  return all;
}

namespace {
Inapplicable why_not_applicable(const GateContext& context, Row row) {
  switch (gates::Promotions(context).of(row)) {
    case gates::Promotion::yes:
    case gates::Promotion::unknown:
      break;
    case gates::Promotion::no:
      return is_leadership_post(context.post) == false ? Inapplicable::post_not_leading
                                                       : Inapplicable::not_promotion;
  }
  return Inapplicable::other_step;
}

bool concerns_class(const Gate& gate, const VacantPost& post) {
  return std::any_of(gate.post_classes.begin(), gate.post_classes.end(),
                     [&](auto name) { return !name.empty() && has_class(post, name) == true; });
}

void say_of_all(GateOutcome outcome, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings) {
  std::fill(out.begin(), out.end(), outcome);
  if (!findings) return;
  for (GateFinding& finding : *findings) finding.outcome = outcome;
}
}  // namespace

const Gate* find_gate(std::string_view id) {
  for (const Gate& gate : all_gates()) {
    if (gate.id == id) return &gate;
  }
  return nullptr;
}

void judge_gate(const Gate& gate, const Columns& columns, const VacantPost& post, Day as_of,
                std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings, const ProtectedFacts* protected_facts) {
  const Rule* rule = rule_in_force(gate.id, as_of);
  if (!rule) return say_of_all({Verdict::unverified, Notice::rule_not_in_force}, out, findings);
  if (gate.is_protected()) {
    if (!concerns_class(gate, post)) {
      say_of_all(gates::not_applicable, out, findings);
      if (!findings) return;
      for (GateFinding& finding : *findings) finding.inapplicable = Inapplicable::other_class;
      return;
    }
    if (!protected_facts) return say_of_all({Verdict::unverified, Notice::none}, out, findings);
  }
  const GateContext context{columns, *rule, post, as_of, protected_facts};
  gate.judge(context, rows, out, findings);
  if (!findings) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Inapplicable& why = (*findings)[i].inapplicable;
    if (out[i].notice == Notice::not_applicable && why == Inapplicable::no) {
      why = why_not_applicable(context, rows[i]);
    }
  }
}

void apply_approvals(std::span<const Approval> approvals, std::string_view rule,
                     const Columns& columns, std::span<const Row> rows, std::span<GateOutcome> out,
                     std::vector<GateFinding>* findings) {
  for (const Approval& approval : approvals) {
    if (approval.rule != rule) continue;
    const auto row = columns.find(approval.profile);
    const auto found = row ? std::find(rows.begin(), rows.end(), *row) : rows.end();
    if (found == rows.end()) continue;
    const auto i = static_cast<std::size_t>(found - rows.begin());
    if (out[i].notice != Notice::exception_needs_approval &&
        out[i].notice != Notice::exception_approved) {
      continue;
    }
    out[i] = {Verdict::holds, Notice::exception_approved};
    if (!findings) continue;
    (*findings)[i].outcome = out[i];
    (*findings)[i].approval = approval;
  }
}
}  // namespace bole
