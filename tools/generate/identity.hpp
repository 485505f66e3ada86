#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/profile/profile.hpp"
#include "tools/generate/random.hpp"
#include "tools/generate/world.hpp"

namespace bole {

struct IdentityFacts {
  std::uint64_t number = 0;  // of the person; distinct numbers below 5 000 000 get distinct ids
  std::string_view sex{};
  std::string_view ethnicity{};
  int birth = 0;  // month
  int now = 0;
};

// The sealed part: sex, party, birthplace, ID number, family and the like. The profile has its
// name, career and current level already.
[[nodiscard]] Sealed make_sealed(Random& random, const World& world, const Profile& profile,
                                 const IdentityFacts& facts);

// The last character of an 18-character 公民身份号码 (ISO 7064 MOD 11-2) for its first 17 digits.
[[nodiscard]] char id_check_character(std::string_view first_seventeen);

}  // namespace bole
