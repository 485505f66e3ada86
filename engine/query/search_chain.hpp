#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/row_set.hpp"
#include "engine/core/result.hpp"

namespace bole {

// What a step does with what has been found so far.
enum class ChainOperation : std::uint8_t {
  start,   // 全库: begin with its people; the first step and no other
  narrow,  // 再查: keep those it finds too
  add,     // 追加: take in those it finds
  remove,  // 剔除: take out those it finds
};
[[nodiscard]] std::string_view chinese(ChainOperation operation);

// A search within a chain. Query, filter and pool narrow one another; a step after the first has
// one of them at least.
struct ChainStep {
  ChainOperation operation = ChainOperation::start;
  std::string query{};
  std::string filter{};  // docs/filter.md
  std::string pool{};    // empty: that of the first step
  friend bool operator==(const ChainStep&, const ChainStep&) = default;
};

// Searches joined by set algebra, kept as what was asked: replayed, it finds whoever fits then.
struct SearchChain {
  std::vector<ChainStep> steps{};
  friend bool operator==(const SearchChain&, const SearchChain&) = default;
};
inline constexpr std::size_t max_chain_steps = 32;

// {"steps":[{"op":"全库","pool":"all"},{"op":"再查","q":"…","filter":"…"},…]}. Codes besides
// JsonReader's: empty_chain, too_many_steps, unknown_operation, wrong_first_step, empty_step.
[[nodiscard]] Result<SearchChain> search_chain_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const SearchChain& chain);

struct ChainCount {
  std::uint64_t own = 0;      // found by the step itself
  std::uint64_t running = 0;  // left after it
  friend bool operator==(const ChainCount&, const ChainCount&) = default;
};
struct ChainResult {
  RowSet rows{};
  std::vector<ChainCount> counts{};  // by step
};

// Who a step finds by itself: the answer to its query and filter within its pool, which is filled
// in. All sets have one size.
using FindStep = std::function<Result<RowSet>(const ChainStep&)>;
// A step that is refused ends the replay; the error names it ("第3步：…", "/steps/2").
[[nodiscard]] Result<ChainResult> replay(const SearchChain& chain, const FindStep& find);

}  // namespace bole
