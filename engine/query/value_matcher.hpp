#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/filter.hpp"

namespace bole {

// What a condition on a word attribute says of each distinct value. Worked out when the value is
// first met and kept, so that a million people cost as many comparisons as there are words.
class ValueMatcher {
 public:
  // Condition and columns outlive the matcher. The condition is known, contains, compare, one_of or
  // between.
  ValueMatcher(const Condition& condition, const Columns& columns);

  [[nodiscard]] Truth of(std::uint32_t value) {
    const std::uint8_t kept = kept_[value];
    return kept != untried ? static_cast<Truth>(kept) : work_out(value);
  }

 private:
  static constexpr std::uint8_t untried = 255;

  [[nodiscard]] Truth work_out(std::uint32_t value);
  [[nodiscard]] Truth says(std::string_view text) const;
  [[nodiscard]] Truth equals(std::string_view text, const Code& code, std::size_t wanted) const;

  const Condition& condition_;
  const Columns& columns_;
  std::vector<bool> stands_for_rank_;  // by value of the condition
  std::vector<std::uint8_t> kept_;
};

// How an interval stands to the interval of a wanted value: certain, excluded or neither.
[[nodiscard]] inline Truth compare(Interval found, Comparison comparison, Interval wanted) {
  if (found.is_none()) return Truth::no;
  const auto by = [](bool certain, bool excluded) {
    return certain ? Truth::yes : excluded ? Truth::no : Truth::unknown;
  };
  switch (comparison) {
    case Comparison::equal:
      return by(found.at_least >= wanted.at_least && found.at_most <= wanted.at_most,
                found.at_most < wanted.at_least || found.at_least > wanted.at_most);
    case Comparison::less:
      return by(found.at_most < wanted.at_least, found.at_least >= wanted.at_least);
    case Comparison::at_most:
      return by(found.at_most <= wanted.at_most, found.at_least > wanted.at_most);
    case Comparison::greater:
      return by(found.at_least > wanted.at_most, found.at_most <= wanted.at_most);
    case Comparison::at_least:
      return by(found.at_least >= wanted.at_least, found.at_most < wanted.at_least);
  }
  return Truth::unknown;
}
// The interval that a value of the attribute's type stands for: the days of a date, else one
// number.
[[nodiscard]] Interval interval_of(const FilterValue& value);

[[nodiscard]] inline Truth negated(Truth truth) {
  return static_cast<Truth>(2 - static_cast<int>(truth));
}

}  // namespace bole
