#pragma once
#include <optional>
#include <string_view>

#include "engine/core/date.hpp"
#include "engine/core/level.hpp"

namespace bole {

// A 职级 as a text names it: 三级调研员（2021.06）, （2021.06晋升三级调研员）.
struct WrittenGrade {
  Grade grade = Grade::unknown;
  std::optional<PartialDate> since{};  // the earliest date written beside it
};

// The highest 职级 named in a text as folded by Characters, or `wanted` alone where one is given. A
// clause that takes one away (免去四级调研员) names none.
[[nodiscard]] WrittenGrade written_grade(std::u32string_view folded, Grade wanted = Grade::unknown);

}  // namespace bole
