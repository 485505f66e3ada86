#pragma once
#include <string_view>
#include <vector>

#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

struct ParsedResume {
  std::vector<Appointment> appointments{};  // keys a1, a2, … in the order of the text
  std::vector<Span> unparsed{};             // whole lines or bracket items, in order
  Issues issues{};
};

// Reads the 简历 text of a 干部任免审批表 (docs/model.md §1.1): dated periods, their posts, what
// runs beside them, memberships at the end. Lossless: every character that is not white space lies
// in a text_span, in a date head, in a bracket around items, or in `unparsed`. Offsets count
// Unicode characters of `text` as given; CR LF are two. Sets dates, kind, posts, stages,
// concurrent_with and text_span; level, system, place and tags are derive()'s work. Pure; no
// vocabulary beyond the words of the form itself and of titles.
[[nodiscard]] ParsedResume parse_resume(std::string_view text);

// Splits "样例市财政局副局长、党组成员" into posts (also used for 现任职务).
[[nodiscard]] std::vector<HeldPost> parse_posts(std::string_view text);

// A date as files write it: 201507, 2015.7, 2015年7月1日, 20150701, 2015-07, full-width digits,
// 2015年春 (year kept, `in_words` set). Empty when it is none or does not exist.
struct ReadDate {
  PartialDate date{};
  bool in_words = false;
};
[[nodiscard]] std::optional<ReadDate> read_date(std::string_view text);

}  // namespace bole
