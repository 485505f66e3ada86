#include "engine/match/gate_set.hpp"

#include <algorithm>
#include <array>

namespace bole {
namespace {
GateOutcome outcome_of(Tri answer) {
  static_assert(static_cast<int>(Tri::no) == 0 && static_cast<int>(Tri::unknown) == 2);
  static constexpr std::array<GateOutcome, 3> outcomes{{{Verdict::fails, Notice::none},
                                                        {Verdict::holds, Notice::none},
                                                        {Verdict::unverified, Notice::none}}};
  return outcomes[static_cast<std::size_t>(answer)];
}

Evidence evidence_of(const Citation& citation) {
  using Part = Evidence::Part;
  struct Parts {
    Part row;
    Part none;
  };
  static constexpr std::array<Parts, record_set_count> parts{{
      {Part::member_of_person, Part::member_of_person},
      {Part::appointment, Part::no_appointment},
      {Part::appraisal, Part::no_appraisal},
      {Part::training, Part::no_training},
      {Part::education, Part::no_education},
      {Part::honour, Part::no_honour},
      {Part::professional_title, Part::no_professional_title},
  }};
  const Parts& set = parts[static_cast<std::size_t>(citation.set)];
  switch (citation.kind) {
    case Citation::Kind::row:
      return {set.row, citation.index, {}};
    case Citation::Kind::attribute:
      return {set.row, citation.index, citation.attribute->pointer};
    case Citation::Kind::none:
    case Citation::Kind::list_missing:
      break;
  }
  return {set.none, 0, {}};
}

// Takes from findings what would tell of the sealed facts on which they rest.
void keep_outcomes(std::vector<GateFinding>& findings) {
  for (GateFinding& finding : findings) {
    finding = {.outcome = finding.outcome, .inapplicable = finding.inapplicable};
  }
}
}  // namespace

Result<GateSet> GateSet::prepare(const std::vector<GateSpec>& gates, const Vocabulary& vocabulary) {
  GateSet set;
  for (std::size_t i = 0; i < gates.size(); ++i) {
    Prepared prepared{.spec = gates[i], .statutory = nullptr, .filter = {}};
    const std::string where = "/gates/" + std::to_string(i);
    if (!gates[i].rule.empty()) {
      prepared.statutory = find_gate(gates[i].rule);
      if (!prepared.statutory) {
        return Error{Refusal::invalid, "unknown_rule",
                     "没有编号为“" + gates[i].rule + "”的法定条件", where + "/rule"};
      }
    } else {
      auto filter = parse_filter(gates[i].filter, vocabulary, FilterUse::own_gate);
      if (!filter) {
        Error error = filter.error();
        error.where = where + "/filter" + (error.where.empty() ? "" : "，" + error.where);
        return error;
      }
      prepared.filter = std::move(*filter);
    }
    set.gates_.push_back(std::move(prepared));
  }
  return set;
}

GateSet GateSet::with_filter(std::size_t gate, Filter filter) const {
  GateSet copy = *this;
  copy.gates_[gate].filter = std::move(filter);
  return copy;
}

void GateSet::judge(std::size_t gate, const Columns& columns, const VacantPost& post, Day as_of,
                    std::span<const Row> rows, std::span<GateOutcome> out,
                    std::vector<GateFinding>* findings) const {
  const Prepared& prepared = gates_[gate];
  if (prepared.statutory) {
    judge_gate(*prepared.statutory, columns, post, as_of, rows, out, findings, protected_facts_);
    if (prepared.statutory->is_protected() && findings) keep_outcomes(*findings);
    apply_approvals(approvals_, prepared.statutory->id, columns, rows, out, findings);
    return;
  }
  if (!findings) {
    std::vector<Tri> answers(rows.size());
    evaluate(prepared.filter, columns, rows, as_of, answers);
    std::ranges::transform(answers, out.begin(), outcome_of);
    return;
  }
  const auto grounded = evaluate_with_evidence(prepared.filter, columns, rows, as_of);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out[i] = outcome_of(grounded[i].answer);
    GateFinding& finding = (*findings)[i];
    finding.outcome = out[i];
    for (const Citation& citation : grounded[i].citations) {
      finding.evidence.push_back(evidence_of(citation));
    }
  }
}

std::vector<GateSet::Passing> GateSet::passing(std::size_t gate, const Columns& columns,
                                               const VacantPost& post, Day as_of,
                                               std::span<const Row> rows) const {
  if (!gates_[gate].statutory) {
    const auto few = evaluate_few(gates_[gate].filter, columns, rows, as_of);
    std::vector<Passing> passing(few.size());
    std::ranges::transform(few, passing.begin(), [](const Answer& one) {
      return Passing{one.place, outcome_of(one.answer).verdict};
    });
    return passing;
  }
  std::vector<GateOutcome> outcomes(rows.size());
  judge(gate, columns, post, as_of, rows, outcomes, nullptr);
  // Who passes cannot be foreseen, so without branches, one place behind the last as well.
  std::vector<Passing> passing(rows.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    passing[count] = {static_cast<std::uint32_t>(i), outcomes[i].verdict};
    count += outcomes[i].verdict != Verdict::fails ? 1 : 0;
  }
  passing.resize(count);
  return passing;
}

std::vector<GateFinding> judge_person(const GateSet& gates, const Columns& columns,
                                      const VacantPost& post, Day as_of, Row row) {
  std::vector<GateFinding> all;
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    std::vector<GateFinding> findings(1);
    GateOutcome outcome{};
    gates.judge(gate, columns, post, as_of, {&row, 1}, {&outcome, 1}, &findings);
    all.push_back(std::move(findings.front()));
  }
  return all;
}
}  // namespace bole
