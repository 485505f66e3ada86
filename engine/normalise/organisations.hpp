#pragma once
#include <cstddef>
#include <string_view>

#include "engine/normalise/statement.hpp"

namespace bole {

// Names of organisations as words, inside folded text.

// Length of the places a name begins with: 样例市甲县 in 样例市甲县财政局; 0 when there is none.
[[nodiscard]] std::size_t place_prefix(std::u32string_view name);

// The organisation of a post from the words before its title (`own`, perhaps empty) and the
// organisation of the post before it (`base`, perhaps empty): 样例市财政局 + nothing for 党组成员;
// 某县 from 某县委 for 副县长; 某县委组织部 from 某县委 + 组织部; 样例市国资委 from 样例市财政局 +
// 市国资委. An `own` that names itself in full stays as it is.
[[nodiscard]] TextPiece organisation_of(const TextPiece& own, const TextPiece& base,
                                        std::u32string_view title);

// 样例市财政局 of 样例市财政局预算科: without the parts inside.
[[nodiscard]] TextPiece whole_of(const TextPiece& name);

// 县水利局, 市国资委: leaves out which county or city.
[[nodiscard]] bool leaves_out_place(std::u32string_view name);

// Says in full which organisation it is: begins with a place, or has a name of its own.
[[nodiscard]] bool names_itself(std::u32string_view name);

// A school by its name: 大学, 学院, 党校, 中学 …
[[nodiscard]] bool is_school(std::u32string_view name);

}  // namespace bole
