#pragma once
#include <cstdint>

#include "engine/profile/profile.hpp"
#include "tools/generate/world.hpp"

namespace bole {

enum class Layout : std::uint8_t {
  official,  // every 简历 as the form prescribes
  varied,    // as files in the wild have it
};

enum class Cohort : std::uint8_t {
  all,        // a pyramid of levels and ages
  beginners,  // 25 to 27 years old: short careers, so records of about half the mean size
};

// Invented person `number` (from 1) of the people of `seed`, with the id "p-" and the number. A
// function of its arguments only: the same on every machine, whoever else is generated. The record
// is as of generated_at; nobody in it exists. A beginner has nothing in common with the person of
// the same number among all.
[[nodiscard]] Profile make_person(const World& world, std::uint64_t seed, std::uint64_t number,
                                  Layout layout = Layout::official, Cohort cohort = Cohort::all);

// The month in which the generated records end: 2026.02.
inline constexpr int generated_at = 2026 * 12 + 1;

}  // namespace bole
