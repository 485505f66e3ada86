#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/match/criterion.hpp"
#include "engine/match/gate_set.hpp"

namespace bole {

// What a match runs on. Everything is read only; the same inputs give the same arranged result on
// every machine, whatever the order of `pool`.
struct MatchInput {
  const Columns& columns;
  std::span<const Row> pool;
  const Requirement& requirement;
  const GateSet& gates;
  const VacantPost& post;
  Day as_of{};
};

// Σ weight · value, 0..10 000 000 (model §4): the total if missing facts turn out badly, and well.
struct Ranked {
  Row row{};
  Range total{};
  bool preferred = false;  // 同等条件下优先
};

struct NotHolding {
  static constexpr std::uint16_t not_asked = 0xFFFF;
  Row row{};
  // The first gate, in the requirement's order, with this verdict.
  std::uint16_t gate = not_asked;
};

struct MatchCounts {
  std::uint32_t holds = 0;
  std::uint32_t needs_approval = 0;
  std::uint32_t unverified = 0;
  std::uint32_t fails = 0;
};

// People by what was found. Nothing here is a rank: arranged bands stand by declared preference and
// then by 姓氏笔画, 档次待核实 by what they may reach, the other lists by 姓氏笔画.
struct MatchResult {
  std::size_t pool_size = 0;
  MatchCounts counts{};
  std::vector<std::vector<Ranked>> bands{};  // one list for each band of the requirement
  std::vector<Ranked> band_unverified{};  // 档次待核实: the ends of the total lie in two bands
  std::vector<Ranked> needs_approval{};   // 需报批
  std::vector<NotHolding> unverified{};   // 需核实
  std::vector<NotHolding> failing{};      // 不符合; filled by arrange(), counted before
};

// Judges, values and bands; every list stands in the order of the pool. Those who fail are counted
// only: they are not asked further gates than one that they fail, so which is the first of these is
// not known yet.
[[nodiscard]] MatchResult match(const MatchInput& input);
// Lists those who fail with the first gate that they fail, and puts every list into the order in
// which it is shown. Apart from match(), because for the many who fail this takes longer than
// judging them.
void arrange(const MatchInput& input, MatchResult& result);

// Into 姓氏笔画 order, namesakes by id, as arrange() does.
void sort_by_strokes(const Columns& columns, std::vector<Row>& rows);

// How many of the pool hold each gate alone, and all together. Knows nobody by name.
struct GateCounts {
  std::vector<std::uint32_t> alone{};
  std::uint32_t together = 0;
};
[[nodiscard]] GateCounts count_gates(const GateSet& gates, const Columns& columns,
                                     const VacantPost& post, Day as_of, std::span<const Row> pool);

// The figures behind one person: every gate and criterion with its grounds, by the same code that
// ranks.
struct PersonFindings {
  std::vector<GateFinding> gates{};
  std::vector<CriterionFinding> criteria{};
  Verdict verdict = Verdict::holds;  // the worst of the gates
  Range total{};
};
[[nodiscard]] PersonFindings find_out(const MatchInput& input, Row row);

// Index into Requirement::bands, or nothing when the ends fall into different bands.
[[nodiscard]] std::optional<std::size_t> band_of(const Requirement& requirement,
                                                 const Range& total);
// weight · (value − required): how much a criterion gives against the value the post asks for. The
// sum over all criteria is the total minus the required total, exactly.
[[nodiscard]] Range contribution(const CriterionSpec& spec, const CriterionOutcome& value);
// total / 10 000, rounded half up; for print only.
[[nodiscard]] int printed_total(std::int32_t total);

// The missing fact whose being known would narrow the total most; nothing when none is missing.
[[nodiscard]] std::optional<Evidence> verify_first(const Requirement& requirement,
                                                   const PersonFindings& findings);

}  // namespace bole
