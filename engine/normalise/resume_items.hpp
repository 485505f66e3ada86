#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "engine/normalise/resume_blocks.hpp"
#include "engine/normalise/scan_date.hpp"

namespace bole {

// What stands inside the running text of a block: further periods, and what runs beside one.

// Blanks and marks between a head and its statement, and between items.
inline constexpr std::u32string_view separators = U" \n,、;。:";

struct InnerPeriod {
  ScannedPeriod period{};
  std::size_t at = 0;  // where its head begins
};

// The first head from `begin` on, outside brackets, that starts a statement of its own. `current`
// is the period whose statement is being read: what lies within it is no period of its own but runs
// beside it. Without `current` any head counts.
[[nodiscard]] std::optional<InnerPeriod> next_period(const Flow& flow, std::size_t begin,
                                                     const ScannedPeriod* current);

struct Item {  // （其间：2003.09--2006.06在…学习；兼任…）: one of them
  std::optional<ScannedPeriod> period{};
  std::size_t begin = 0;  // of its text in the flow, without head and separators
  std::size_t end = 0;
  bool seconded = false;  // 挂职： stands before it
};

struct StatementParts {
  Flow own{};  // the statement without the items
  std::vector<Item> items{};
  std::optional<std::size_t> open_bracket{};  // the first '(' without its ')'
};

[[nodiscard]] StatementParts split_items(const Flow& flow, const ScannedPeriod& period);

// First character at or after `at` that is not in `set`.
[[nodiscard]] std::size_t skip(std::u32string_view text, std::size_t at, std::u32string_view set);

}  // namespace bole
