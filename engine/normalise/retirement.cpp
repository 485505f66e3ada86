#include "engine/normalise/retirement.hpp"

#include <algorithm>

namespace bole {
std::optional<PartialDate> retirement_month(PartialDate birth, int base) {
  if (birth.month == 0 || (base != 50 && base != 55 && base != 60)) return std::nullopt;
  const int past_reform = (birth.year + base - 2025) * 12 + birth.month;
  const int step = base == 50 ? 2 : 4;
  const int limit = base == 50 ? 60 : 36;
  const int delay = past_reform <= 0 ? 0 : std::min((past_reform + step - 1) / step, limit);
  const int month = (birth.year + base) * 12 + birth.month - 1 + delay;
  return PartialDate{static_cast<std::int16_t>(month / 12),
                     static_cast<std::uint8_t>(month % 12 + 1), 0};
}
}  // namespace bole
