#pragma once
#include <string_view>

namespace bole {

// A name that people may expect to filter by and that is refused on purpose (design §6, §8.3).
struct RefusedName {
  std::string_view name{};    // Chinese or ASCII
  std::string_view code{};    // sealed_attribute or refused_attribute
  std::string_view reason{};  // Chinese, a clause that completes “X”…
};

// Null when the name is not one of them. ASCII case is ignored.
[[nodiscard]] const RefusedName* refused_name(std::string_view name);

}  // namespace bole
