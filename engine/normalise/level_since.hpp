#pragma once
#include <optional>
#include <vector>

#include "engine/profile/profile.hpp"

namespace bole {

// The date since which a person has held posts of the level without a break: the beginning of the
// run of 任职 appointments of exactly that level, each going over into the next (in the same or the
// following month), that ends with the open ones. Empty when a date on which the answer rests is
// not known, when the appointment before the run has no level, or when only a later stage of an
// appointment (镇长，党委书记) reached the level. Appointments that run beside another do not
// count. `rises` names those whose level was reached only in a later stage; one entry an
// appointment.
[[nodiscard]] std::optional<PartialDate> level_since(const std::vector<Appointment>& appointments,
                                                     const std::vector<bool>& rises, Level level);

}  // namespace bole
