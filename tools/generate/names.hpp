#pragma once
#include <string>
#include <string_view>

#include "tools/generate/random.hpp"

namespace bole {

// Invented names of people. Common surnames as often as in life; some uncommon, compound or with
// several readings; now and then a rare character, also beyond the basic plane.
[[nodiscard]] std::string make_name(Random& random, std::string_view sex,
                                    std::string_view ethnicity);
// With a given surname, for a child.
[[nodiscard]] std::string make_given_name(Random& random, std::string_view sex);
// 汉族 mostly; else one of the fifty-five.
[[nodiscard]] std::string_view make_ethnicity(Random& random);

}  // namespace bole
