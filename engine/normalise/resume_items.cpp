#include "engine/normalise/resume_items.hpp"

#include <algorithm>
#include <array>

#include "engine/normalise/statement.hpp"

namespace bole {
namespace {
using View = std::u32string_view;

constexpr std::size_t longest_event = 80;

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

// For each '(' the place of its ')', else the size of the text.
std::vector<std::size_t> matching_brackets(View text) {
  std::vector<std::size_t> closing(text.size(), text.size());
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U'(') open.push_back(at);
    if (text[at] == U')' && !open.empty()) {
      closing[open.back()] = at;
      open.pop_back();
    }
  }
  return closing;
}

// Words that a dated clause begins with when it tells of a post of its own.
bool begins_event(View text) {
  static constexpr std::array words{
      View(U"起"),     View(U"任"),       View(U"兼"),     View(U"担任"),   View(U"挂"),
      View(U"调"),     View(U"升"),       View(U"提"),     View(U"转"),     View(U"改任"),
      View(U"在"),     View(U"到"),       View(U"当选"),   View(U"被任命"), View(U"聘"),
      View(U"受聘"),   View(U"晋升"),     View(U"分配"),   View(U"借调"),   View(U"选调"),
      View(U"考入"),   View(U"考取"),     View(U"进入"),   View(U"赴"),     View(U"援"),
      View(U"后任"),   View(U"历任"),     View(U"出任"),   View(U"选派"),   View(U"下派"),
      View(U"上派"),   View(U"考录"),     View(U"毕业后"), View(U"毕业分"), View(U"毕业到"),
      View(U"毕业进"), View(U"参加工作"), View(U"至"),     View(U"入伍"),   View(U"被选"),
      View(U"被聘"),   View(U"经"),       View(U"抽调"),   View(U"先后"),   View(U"派"),
      View(U"被推"),   View(U"就读")};
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.starts_with(word); });
}

StatementReading read_alone(View folded) {
  return read_statement({std::u32string(folded), std::u32string(folded)}, {});
}

bool yields_post(View text) {
  const StatementReading reading = read_alone(text);
  return reading.kind == StatementReading::Kind::study || !reading.posts.empty();
}

// 挂职某县副县长, 借调某局工作 without a date: beside the post that the line is about.
bool is_undated_event(View text) {
  static constexpr std::array words{View(U"挂职"),   View(U"挂任"),   View(U"借调"), View(U"抽调"),
                                    View(U"援藏任"), View(U"援疆任"), View(U"下派"), View(U"选派")};
  if (text.size() > longest_event) return false;
  return std::any_of(words.begin(), words.end(),
                     [&](View word) { return text.starts_with(word); }) &&
         !read_alone(text).posts.empty();
}

// Whether what stands before may end a statement: a post, a study or a bracket.
bool ends_statement(View text) {
  return !text.empty() && (text.back() == U')' || text.ends_with(U"学习") ||
                           text.ends_with(U"工作") || ends_with_title(text));
}

// A head inside running text: a range anywhere; an open or single date where a clause begins with
// it, the single one only if it tells of a post.
std::optional<ScannedPeriod> inner_period(View text, std::size_t at, std::size_t begin) {
  const bool preposition = is_any(text[at], U"自从于");
  if (!preposition && !is_digit(text[at]) && !is_any(text[at], U"一二")) return std::nullopt;
  if (at > 0 && is_digit(text[at]) && is_digit(text[at - 1])) return std::nullopt;
  const auto period = scan_period(text, at);
  if (!period) return std::nullopt;
  const bool clause_start = at == begin || is_any(text[at - 1], U" \n,;。:、(");
  switch (period->form) {
    case PeriodForm::range:
      return period;
    case PeriodForm::open:
      // A dash after a date in running text may be anything; 至今 says what it is.
      if (is_any(text[period->end - 1], U"今在前来现") || clause_start) return period;
      // 副局长2020.05--某局局长, with nothing between.
      return period->from.date.month != 0 && ends_statement(text.substr(begin, at - begin))
                 ? period
                 : std::nullopt;
    case PeriodForm::since:
      return clause_start ? period : std::nullopt;
    case PeriodForm::single:
      break;
  }
  if (!clause_start || (period->from.date.month == 0 && !period->from.in_words))
    return std::nullopt;
  // 2010.08 某乡科员 2013.05 某乡副乡长 on one line: the dates stand free.
  const bool free =
      at > begin && text[at - 1] == U' ' && period->end < text.size() && text[period->end] == U' ';
  if (!free && !begins_event(text.substr(skip(text, period->end, U" ,")))) return std::nullopt;
  return period;
}

bool has_no_end(const ScannedPeriod& period) {
  return period.form == PeriodForm::single || period.form == PeriodForm::since;
}

// Whether the inner period lies within the outer one, so that it runs beside it.
bool contains(const ScannedPeriod& outer, const ScannedPeriod& inner) {
  if (has_no_end(outer) || inner.from.date.latest() < outer.from.date.earliest()) return false;
  if (outer.form == PeriodForm::open) return true;
  if (inner.form == PeriodForm::range) {
    return inner.to->date.earliest() <= outer.to->date.latest();
  }
  return inner.form != PeriodForm::open &&
         inner.from.date.last_month() < outer.to->date.first_month();
}

// Length of 挂职: before the head of an item.
std::size_t secondment_label(View text, std::size_t at) {
  for (const View word : {View(U"挂职锻炼"), View(U"挂职")}) {
    const std::size_t end = at + word.size();
    const bool label = text.substr(std::min(at, text.size())).starts_with(word) &&
                       end < text.size() && is_any(text[end], U": ");
    if (label && scan_period(text, skip(text, end, U": "))) return skip(text, end, U": ") - at;
  }
  return 0;
}

// 其间：… or 2008.03起挂职…: how a bracket of items begins.
bool begins_items(View inside) {
  inside.remove_prefix(skip(inside, 0, U" \n"));
  inside.remove_prefix(secondment_label(inside, 0));
  if (meanwhile_at(inside, 0) > 0) return inside.size() > meanwhile_at(inside, 0);
  const auto period = scan_period(inside, 0);
  if (!period) return false;
  const std::size_t text = skip(inside, period->end, separators);
  if (text >= inside.size()) return false;
  return period->form != PeriodForm::single ||
         (begins_event(inside.substr(text)) && yields_post(inside.substr(text, longest_event)));
}

// Whether a closed bracket holds items that run beside the period.
bool holds_items(View inside) {
  if (begins_items(inside) || is_undated_event(inside)) return true;
  for (std::size_t at = 1; at < inside.size(); ++at) {
    if (!is_digit(inside[at]) || is_digit(inside[at - 1])) continue;
    const auto period = scan_period(inside, at);
    if (period && period->form == PeriodForm::range) {
      return skip(inside, period->end, separators) < inside.size();
    }
  }
  return false;
}

class ItemSplitter {
 public:
  ItemSplitter(const Flow& flow, const ScannedPeriod& period)
      : flow_(flow), text_(flow.text.folded), period_(period), closing_(matching_brackets(text_)) {}

  StatementParts split() {
    std::size_t at = 0;
    while (at < text_.size()) at = step(at);
    keep(text_.size());
    return std::move(parts_);
  }

 private:
  // Looks at one character, or at the item that begins there; returns where to go on.
  std::size_t step(std::size_t at) {
    if (text_[at] == U'(') return take_bracket(at);
    const std::size_t lead = at > 0 ? meanwhile_at(text_, at) : 0;
    if (lead > 0 &&
        (scan_period(text_, at + lead) || yields_post(text_.substr(at + lead, longest_event))))
      return take_list(at, at, text_.size());
    if (const auto inner = at > 0 ? inner_period(text_, at, 0) : std::nullopt) {
      return take_inner(at, *inner);
    }
    if (at > 0 && is_any(text_[at - 1], U",;。") && has_own_words(at)) {
      const std::size_t end = std::min(text_.find_first_of(U",;。(", at), text_.size());
      if (is_undated_event(text_.substr(at, end - at))) {
        keep(at);
        parts_.items.push_back({.period = std::nullopt, .begin = at, .end = trimmed(at, end)});
        kept_ = end;
        return end;
      }
    }
    return at + 1;
  }

  std::size_t take_bracket(std::size_t at) {
    const std::size_t close = closing_[at];
    if (close < text_.size()) {
      const View inside = text_.substr(at + 1, close - at - 1);
      return holds_items(inside) ? take_list(at, at + 1, close) : close + 1;
    }
    if (!parts_.open_bracket) parts_.open_bracket = at;
    return begins_items(text_.substr(at + 1)) ? take_list(at, at + 1, text_.size()) : at + 1;
  }

  // The items of [begin, end); the statement's own words stop at `from`.
  std::size_t take_list(std::size_t from, std::size_t begin, std::size_t end) {
    keep(from);
    read_list(begin, end);
    kept_ = std::min(end + 1, text_.size());
    return kept_;
  }

  // A period within running text: an item if it lies within the period and tells of something.
  std::size_t take_inner(std::size_t at, const ScannedPeriod& inner) {
    if (!contains(period_, inner)) return std::max(inner.end, at + 1);
    const std::size_t begin = skip(text_, inner.end, separators);
    const std::size_t end = item_end(inner.end);
    if (begin >= end || !yields_post(text_.substr(begin, end - begin)))
      return std::max(inner.end, at + 1);
    keep(at);
    add(inner, begin, end);
    kept_ = end;
    return end;
  }

  [[nodiscard]] std::size_t item_end(std::size_t begin) const {
    for (std::size_t at = begin; at < text_.size(); ++at) {
      if (text_[at] == U'(') {
        at = std::min(closing_[at], text_.size() - 1);
        continue;
      }
      if (is_any(text_[at], U"。;)")) return at;
      if (at > begin && inner_period(text_, at, 0)) return at;
    }
    return text_.size();
  }

  void read_list(std::size_t at, std::size_t end) {
    const View text = text_.substr(0, end);
    while (at < end) {
      at = skip(text, at, separators);
      at = skip(text, at + meanwhile_at(text, at), separators);
      const std::size_t label = secondment_label(text, at);
      at += label;
      if (at >= end) break;
      const bool may_be_head = is_digit(text[at]) || is_any(text[at], U"自从于一二");
      const auto period = may_be_head ? scan_period(text, at) : std::nullopt;
      const std::size_t body = period ? skip(text, skip(text, period->end, U"-"), separators) : at;
      const std::size_t stop = list_item_end(text, body, at);
      if (period) {
        add(*period, body, stop);
        parts_.items.back().seconded = label > 0;
      } else {
        add_undated(body, stop);
      }
      at = std::max(stop, at + 1);
    }
  }

  [[nodiscard]] std::size_t list_item_end(View text, std::size_t body, std::size_t begin) const {
    for (std::size_t at = body; at < text.size(); ++at) {
      if (text[at] == U'(') {
        at = std::min(closing_[at], text.size() - 1);
        continue;
      }
      if (is_any(text[at], U";。")) return at;
      if (at > body && (inner_period(text, at, begin) || meanwhile_at(text, at) > 0)) return at;
    }
    return text.size();
  }

  [[nodiscard]] std::size_t trimmed(std::size_t begin, std::size_t end) const {
    while (end > begin && is_any(text_[end - 1], separators)) --end;
    return end;
  }

  void add(const ScannedPeriod& period, std::size_t begin, std::size_t end) {
    parts_.items.push_back(
        {.period = period, .begin = begin, .end = trimmed(begin, std::max(begin, end))});
  }

  // 获硕士学位 after a study belongs to it; other undated words are an item of their own.
  void add_undated(std::size_t begin, std::size_t end) {
    end = trimmed(begin, end);
    if (begin >= end) return;
    if (!parts_.items.empty() && !yields_post(text_.substr(begin, end - begin))) {
      parts_.items.back().end = end;
    } else {
      parts_.items.push_back({.period = std::nullopt, .begin = begin, .end = end});
    }
  }

  void keep(std::size_t until) {
    if (until > kept_) parts_.own.append(flow_.part(kept_, until));
    kept_ = std::max(kept_, until);
  }

  [[nodiscard]] bool has_own_words(std::size_t at) const {
    return parts_.own.size() > 0 || skip(text_, kept_, separators) < at;
  }

  const Flow& flow_;
  View text_;
  const ScannedPeriod& period_;
  std::vector<std::size_t> closing_;
  StatementParts parts_{};
  std::size_t kept_ = 0;  // what lies before is in `own` or in an item
};
}  // namespace

std::size_t skip(View text, std::size_t at, View set) {
  while (at < text.size() && is_any(text[at], set)) ++at;
  return at;
}

std::optional<InnerPeriod> next_period(const Flow& flow, std::size_t begin,
                                       const ScannedPeriod* current) {
  const View text = flow.text.folded;
  if (begin >= text.size()) return std::nullopt;
  const std::vector<std::size_t> closing = matching_brackets(text);
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (current != nullptr && text[at] == U'(') {
      if (closing[at] < text.size()) {
        at = closing[at];
      } else if (begins_items(text.substr(at + 1))) {
        return std::nullopt;
      }
      continue;
    }
    if (const std::size_t lead = current != nullptr ? meanwhile_at(text, at) : 0; lead > 0) {
      const auto inner = scan_period(text, at + lead);
      at = (inner ? inner->end : at + lead) - 1;
      continue;
    }
    const auto found = inner_period(text, at, current == nullptr ? 0 : begin);
    if (!found) continue;
    const bool own = current == nullptr || !contains(*current, *found) ||
                     (has_no_end(*found) && has_no_end(*current));
    if (own) return InnerPeriod{*found, at};
    at = std::max(found->end, at + 1) - 1;
  }
  return std::nullopt;
}

StatementParts split_items(const Flow& flow, const ScannedPeriod& period) {
  return ItemSplitter(flow, period).split();
}
}  // namespace bole
