#include "engine/normalise/level_since.hpp"

#include <algorithm>
#include <cstddef>

namespace bole {
namespace {

enum class Join { meets, parted, unclear };

// Whether what ends at `to` goes over into what begins at `from`. The periods of a form share their
// border month, or follow in the next.
Join join(const std::optional<PartialDate>& to, const PartialDate& from) {
  if (!to) return Join::unclear;
  if (to->first_month() + 1 >= from.last_month()) return Join::meets;
  return to->last_month() + 1 < from.first_month() ? Join::parted : Join::unclear;
}

bool in_line(const Appointment& appointment) {
  return appointment.kind == "任职" && appointment.concurrent_with.empty();
}

bool earlier(const PartialDate& a, const PartialDate& b) { return a.earliest() < b.earliest(); }

}  // namespace

std::optional<PartialDate> level_since(const std::vector<Appointment>& appointments,
                                       const std::vector<bool>& rises, Level level) {
  if (level == Level::unknown) return std::nullopt;
  std::optional<PartialDate> since;
  bool rises_there = false;
  const auto take = [&](std::size_t i) {
    if (since && !earlier(*appointments[i].from, *since)) return;
    since = appointments[i].from;
    rises_there = rises[i];
  };
  for (std::size_t i = 0; i < appointments.size(); ++i) {
    if (!in_line(appointments[i])) continue;
    if (!appointments[i].from) return std::nullopt;
    if (appointments[i].open && appointments[i].level.value == level) take(i);
  }
  if (!since) return std::nullopt;

  while (!rises_there) {
    const PartialDate reached = *since;
    bool unclear = false;
    for (std::size_t i = 0; i < appointments.size(); ++i) {
      const Appointment& before = appointments[i];
      if (!in_line(before) || !earlier(*before.from, reached)) continue;
      const Join joined = before.open ? Join::meets : join(before.to, reached);
      if (joined == Join::parted) continue;
      if (before.level.value == level && joined == Join::meets) {
        take(i);
      } else if (before.level.value == level || before.level.value == Level::unknown) {
        unclear = true;
      }
    }
    if (*since != reached) continue;
    if (unclear) return std::nullopt;
    return since;
  }
  return std::nullopt;
}

}  // namespace bole
