#pragma once
#include <algorithm>
#include <string_view>

namespace bole {

// An id that people choose and type: 1 to 64 small letters, digits, - and _.
[[nodiscard]] inline bool is_chosen_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace bole
