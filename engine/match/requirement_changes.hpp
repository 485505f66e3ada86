#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"

namespace bole {

// In what a version of a requirement differs from an earlier one. Gates and criteria are the same
// where their key is.
struct RequirementChange {
  enum class Part : std::uint8_t { gate, criterion, bands, prefer, robustness };
  Part part{};
  std::string key{};                     // of the gate or criterion
  std::optional<std::size_t> earlier{};  // its place in the earlier version; empty: added
  std::optional<std::size_t> later{};    // its place in the later one; empty: removed
};

// In the order of the later version, each list with what was removed last; then bands, preference
// and robustness. What is the same in both is not there.
[[nodiscard]] std::vector<RequirementChange> differences(const Requirement& earlier,
                                                         const Requirement& later);

// Where somebody stands in a match.
struct Standing {
  Verdict verdict = Verdict::fails;
  std::optional<std::size_t> band{};  // of the requirement; empty where gates do not all hold, or
                                      // the ends of the total lie in two bands (档次待核实)
  Range total{};                      // only where it decides: the gates hold
};

// gains: a better verdict, or a band that is higher for certain; unclear: the bands are not the
// same ones, or what is missing leaves it open.
enum class Shift : std::uint8_t { gains, loses, unclear };

// By what a standing changed. Of a gate what it says of the person by each version (nothing where
// the version does not have it); of a criterion how much more weight · value the later version
// gives.
struct ShiftCause {
  std::size_t change = 0;  // into the differences
  std::optional<GateOutcome> earlier{};
  std::optional<GateOutcome> later{};
  Range more{};
};

struct ChangedStanding {
  Row row{};
  Standing earlier{};
  Standing later{};
  Shift shift{};
  // A changed verdict rests on the gates that say worse (or no longer do); a changed band on the
  // criteria, whose `more` sum to the difference of the totals, and on the cut-offs where these
  // alone would move the earlier total. Never empty.
  std::vector<ShiftCause> causes{};
};

// Everybody whose verdict or band (by name) is another by the later requirement than by the
// earlier, in 姓氏笔画 order: who gains and who loses by an amendment. Both inputs are the same
// people at the same date for the same post; nothing but the requirement makes a difference.
[[nodiscard]] std::vector<ChangedStanding> changed_standings(
    const MatchInput& earlier, const MatchInput& later,
    const std::vector<RequirementChange>& changes);

}  // namespace bole
