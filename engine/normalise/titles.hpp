#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace bole {

// Titles of posts (职务名称) as words, inside folded text.

struct TitleSplit {
  std::size_t begin = 0;  // where the title begins; the organisation stands before it
  // 财政局长 leaves out one 局 of 财政局局长: what the organisation text lacks, else empty.
  std::u32string_view elided{};
};

inline constexpr std::size_t no_title = static_cast<std::size_t>(-1);

// The longest title that ends the text; begin = no_title when none does.
[[nodiscard]] TitleSplit split_title(std::u32string_view text);

// Titles that one person holds one after the other and never at once (副局长, 局长; 科员,
// 副主任科员): the same ladder and the place on it. An empty ladder has no such sense.
struct TitleRung {
  std::u32string ladder{};
  int rung = 0;
};
[[nodiscard]] TitleRung rung_of(std::u32string_view title);

// 科员, 办事员, 战士: left behind by whatever post follows in the same organisation.
[[nodiscard]] bool is_entry_title(std::u32string_view title);

// 县 of 副县长, 镇 of 镇长; 0 for titles of other kinds.
[[nodiscard]] char32_t place_of_title(std::u32string_view title);

// Where the organisation ends that a short unknown title may follow; 0 when there is none.
[[nodiscard]] std::size_t organisation_end(std::u32string_view text);

// Whether a name of an organisation can end with this character.
[[nodiscard]] bool ends_organisation(char32_t c);

}  // namespace bole
