#pragma once
#include <string_view>

#include "engine/core/level.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// The highest level that stands by itself in brackets of the text: 副局长（正处级）,
// 副镇长（副科级，主持工作）. Brackets that open with 其间, 期间 or a date tell of a part of the
// time and are passed over, and so is 正处级待遇. Unknown when there is none.
[[nodiscard]] Level level_in_brackets(std::string_view text, const Vocabulary& vocabulary);

// The level that a title itself says: 科员, 正科级组织员. Unknown when it says none.
[[nodiscard]] Level level_in_title(std::string_view title, const Vocabulary& vocabulary);

// The title without brackets at its end: 副局长（正处级） is 副局长.
[[nodiscard]] std::string_view without_brackets(std::string_view title);

}  // namespace bole
