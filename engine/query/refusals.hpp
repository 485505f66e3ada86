#pragma once
#include <string_view>

#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// A name that people may expect to filter by and that is refused on purpose (design §6, §8.3).
struct RefusedName {
  std::string_view name{};    // Chinese or ASCII
  std::string_view code{};    // sealed_attribute or refused_attribute
  std::string_view reason{};  // Chinese, a clause that completes “X”…
};

// Null when the name is not one of them. ASCII case is ignored.
[[nodiscard]] const RefusedName* refused_name(std::string_view name);

// The longest refused name, or word for an age, that stands in a name of other words: 毕业学校名称,
// 得票情况, age_limit. For names that are unknown anyway, to say why there is none such.
[[nodiscard]] const RefusedName* refused_name_in(std::string_view name);

// The sealed attribute of which a word of a search is a value (女: 性别, 党员: 党派, 白族: 民族);
// null when it is none. `stretch` is the text that the word was read from: 白族自治县 is a place.
[[nodiscard]] const RefusedName* sealed_attribute_of(std::string_view word,
                                                     std::string_view stretch,
                                                     const Vocabulary& vocabulary);

}  // namespace bole
