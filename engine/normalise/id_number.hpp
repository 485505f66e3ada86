#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/date.hpp"

namespace bole {

// 公民身份号码 (GB 11643). Numbers never appear in messages: they are sealed.
struct IdNumber {
  std::string text{};  // half-width, capital X
  enum class Form { eighteen, fifteen, malformed } form = Form::malformed;
  bool checksum_holds = false;         // ISO 7064 MOD 11-2; true for the old 15 digits
  std::optional<PartialDate> birth{};  // empty when the digits are no date
  bool female = false;                 // by the sequence digit; meaningful unless malformed
};

[[nodiscard]] IdNumber read_id_number(std::string_view text);

}  // namespace bole
