#pragma once
#include <string_view>
#include <vector>

#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

struct ParsedResume {
  std::vector<Appointment> appointments{};  // keys a1, a2, … in the order of the text
  std::vector<Span> unparsed{};             // lines, bracket items and clauses of prose, in order
  Issues issues{};                          // field "/resume"
};

// Reads the 简历 text of a 干部任免审批表 (docs/model.md §1.1): dated periods, their posts, what
// runs beside them, memberships at the end. Lossless: every character that is not white space lies
// in a text_span, in a date head, in a bracket around items, among separators, or in `unparsed`.
// Offsets count Unicode characters of `text` as given; CR LF are two. Sets dates, kind, posts,
// stages, duties, concurrent_with, text_span and the level where it is written out; system, place
// and tags are derive()'s work. Pure, in time linear in the text; no vocabulary beyond the words of
// the form itself, of titles and of organisation names.
//
// How it decides:
// - A line is a period if it begins with a head. 95.07--97.03 is no head: the century is not
//   guessed, the line goes to `unparsed` with issue unreadable_date. A date that does not exist
//   keeps what exists of it (1995.13 is 1995) and gives impossible_date.
// - A period inside the running text of another runs beside it where it lies within it, and is the
//   next period where it does not. `open` is set for 至今, a blank end, 以来, and for a 起 that no
//   later period follows; else a missing end stays unknown (issue end_missing).
// - Kinds: studies are 学习 and have no posts. 挂职 holds 挂职, 挂任, 援藏 and the like, village
//   postings (驻村, 村第一书记, 工作队), not the offices for them (驻村工作科). A clause that tells
//   of a 挂职 beside an ordinary post is an appointment of its own that runs beside it; its dates
//   stay unknown. 借调, 抽调, 跟班学习, 帮助工作, periods without work (退休 too), posts of
//   students and what names neither post nor study are 其他. Members of bodies and officers of
//   societies are 任外职 where a statement says nothing else, and at the end of the text; to lead a
//   body with a staff of its own (残联, 工商联, 妇联, 红十字会) is 任职.
// - A line without a head that does not hang, after a statement that is whole, and that tells of
//   nothing (no post, study, duty or level) is left unparsed; so are headings (二、工作经历).
// - A post without an organisation of its own takes that of the post before it, cut to its place
//   (某县 for 副县长 after 某县委) or led to the part it names (某县委组织部 for 组织部部长); a
//   post that begins a period takes it from the period before. 在某局工作 is a post with an empty
//   title.
// - Stages rise where two titles cannot be held together in one organisation (副局长, 局长; 科员,
//   副主任科员; 党委副书记, 党委书记), after 历任, 先后任, 后任 and the like, and after ；.
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
