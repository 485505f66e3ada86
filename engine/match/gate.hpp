#pragma once
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/match/finding.hpp"
#include "engine/match/requirement.hpp"
#include "engine/match/rules.hpp"

namespace bole {

class ProtectedFacts;

// Everything a statutory gate may look at besides the people: the text of its rule that is in force
// at `as_of`, and the post.
struct GateContext {
  const Columns& columns;
  const Rule& rule;
  const VacantPost& post;
  Day as_of{};
  // What is sealed of the same people, for the gates of gates/protected alone; they are not asked
  // without it.
  const ProtectedFacts* protected_facts = nullptr;
};

// What a gate reads of each person, from the cheapest: cells of one person, a short list, a whole
// career. A match asks first the gates that rule out most people for what they cost; no verdict
// depends on the order.
enum class Cost : std::uint8_t { cell, list, career };

// A statutory condition (法定资格条件). Judges a batch: out[i] is the outcome for rows[i]. With
// `findings` (same size as rows) it also says why; the outcome is the same either way. Pure; never
// sees the pool as a whole.
struct Gate {
  std::string_view id;          // ELG-05b
  std::string_view short_name;  // Chinese, for lists
  Cost cost;
  void (*judge)(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings);
  // Of a protected gate, which may read what is sealed (gates/protected): the classes of post
  // (model §2.1) that it concerns; a post with neither is none of its business. Empty for all other
  // gates.
  std::array<std::string_view, 2> post_classes{};

  [[nodiscard]] bool is_protected() const { return !post_classes.front().empty(); }
};

// In the order of evaluation: SLOT, BAN, SAN, ELG, RCS and what else the post asks, then what only
// gives notice: ROT, TRM, RET, TRL; then ASM, REC.
[[nodiscard]] std::span<const Gate> all_gates();
[[nodiscard]] const Gate* find_gate(std::string_view id);

// Judges with the text in force at `as_of`; where none is, everyone is unverified with the notice
// rule_not_in_force. Of a protected gate whose class the post has, everyone is unverified where
// the facts it may read are not given.
void judge_gate(const Gate& gate, const Columns& columns, const VacantPost& post, Day as_of,
                std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings,
                const ProtectedFacts* protected_facts = nullptr);

// What judge_gate() found to be open to an approved exception (exception_needs_approval) holds with
// the notice exception_approved for whom there is an approval of that rule; the newest listed
// counts. Anything else stays as it is.
void apply_approvals(std::span<const Approval> approvals, std::string_view rule,
                     const Columns& columns, std::span<const Row> rows, std::span<GateOutcome> out,
                     std::vector<GateFinding>* findings);

}  // namespace bole
