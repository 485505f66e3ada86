#pragma once
#include <optional>

#include "engine/core/date.hpp"

namespace bole {

// 法定退休年龄 in the month-by-month delay of the decision of 2024-09-13
// (全国人大常委会关于实施渐进式 延迟法定退休年龄的决定). `base` is the age before the reform: 60,
// 55 or 50. Empty for another base and for a birth without a month. The result has a year and a
// month.
[[nodiscard]] std::optional<PartialDate> retirement_month(PartialDate birth, int base);

}  // namespace bole
