#pragma once
#include <functional>
#include <string_view>

namespace bole {

// Lets a hash map with text keys be asked with a string_view, without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

}  // namespace bole
