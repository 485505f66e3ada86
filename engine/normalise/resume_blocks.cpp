#include "engine/normalise/resume_blocks.hpp"

#include <algorithm>
#include <array>

namespace bole {
namespace {
using View = std::u32string_view;

constexpr std::size_t hanging_indent = 4;  // columns; the form itself hangs at 18
constexpr std::size_t wrap_slack = 6;      // a wrapped line is at most this much short of full
constexpr std::size_t shortest_full = 30;  // columns
constexpr std::size_t shortest_wrapped = 48;
constexpr std::size_t longest_open_head = 24;
constexpr std::size_t longest_heading = 12;
constexpr std::size_t longest_head = 64;  // characters that a head is looked for in

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

char32_t character(View text, std::size_t at) { return at < text.size() ? text[at] : U'\0'; }

std::size_t skip(View text, std::size_t at, View set) {
  while (at < text.size() && is_any(text[at], set)) ++at;
  return at;
}

struct Line {
  std::size_t begin = 0;  // first and one past the last character that is no blank
  std::size_t end = 0;
  std::size_t indent = 0;  // columns
  std::size_t width = 0;   // columns, with the indent
  bool after_blank = false;
};

std::size_t columns(char32_t raw) { return raw < 0x2e80 ? 1 : 2; }

std::vector<Line> lines_of(const Characters& characters) {
  std::vector<Line> lines;
  const View folded = characters.folded;
  bool after_blank = false;
  for (std::size_t start = 0; start <= folded.size();) {
    const std::size_t stop = std::min(folded.find(U'\n', start), folded.size());
    Line line{.begin = start, .end = stop, .after_blank = after_blank};
    while (line.begin < stop && folded[line.begin] == U' ') {
      line.indent += columns(characters.raw[line.begin]);
      ++line.begin;
    }
    while (line.end > line.begin && folded[line.end - 1] == U' ') --line.end;
    if (line.begin == line.end) {
      after_blank = true;
    } else {
      line.width = line.indent;
      for (std::size_t i = line.begin; i < line.end; ++i) line.width += columns(characters.raw[i]);
      lines.push_back(line);
      after_blank = false;
    }
    start = stop + 1;
  }
  return lines;
}

// Old files write '~' for a line break, others for the dash between two dates. It is a dash where
// it stands between two dates that are no heads of their own, or after the date that begins a line.
void settle_tildes(std::u32string& folded) {
  if (folded.find(U'~') == std::u32string::npos) return;
  bool line_start = true;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = folded[at];
    if (c == U'~') {
      folded[at++] = U'\n';
      line_start = true;
      continue;
    }
    const bool starts_number = is_digit(c) && (at == 0 || !is_digit(folded[at - 1]));
    if (!starts_number) {
      line_start = c == U'\n' || c == U'(' || (line_start && c == U' ');
      ++at;
      continue;
    }
    const auto period = scan_period(folded, at);
    if (!period) {
      ++at;
      line_start = false;
      continue;
    }
    const std::size_t from_end = period->from.end;
    const std::size_t tilde = folded.find(U'~', from_end);
    std::size_t next = period->end;
    bool is_dash = tilde < period->end;
    if (is_dash && period->form == PeriodForm::range) {
      const std::size_t after = skip(folded, period->end, U" ");
      is_dash = !is_any(character(folded, after), U"-至") || character(folded, from_end) != U'~';
      const View between = View(folded).substr(from_end, tilde - from_end);
      is_dash = is_dash && between.find(U'-') == View::npos;
    } else if (is_dash) {
      const bool until_now = folded[period->end - 1] != U'~';
      const View between = View(folded).substr(from_end, tilde - from_end);
      // 副局长 2020.05~ 某局局长: the last period of a text in one line.
      const bool free = at > 0 && is_any(folded[at - 1], U" ,;。、)") &&
                        period->from.date.month != 0 &&
                        is_han(character(folded, skip(folded, tilde + 1, U" ,:")));
      is_dash = until_now || ((line_start || free) && between.find(U'-') == View::npos);
    }
    if (is_dash) {
      std::replace(folded.begin() + static_cast<std::ptrdiff_t>(from_end),
                   folded.begin() + static_cast<std::ptrdiff_t>(period->end), U'~', U'-');
    } else if (tilde < period->end) {
      next = tilde;
    }
    at = std::max(next, at + 1);
    line_start = false;
  }
}

// Bullets and numbers before a head: ●, 1., （一）, 二、.
std::size_t skip_bullet(View text) {
  std::size_t at = skip(text, 0, U"●■◆★▪*※▲►❖◇□✦·•- ①②③④⑤⑥⑦⑧⑨⑩");
  const std::size_t bracket = character(text, at) == U'(' ? at + 1 : at;
  std::size_t number = bracket;
  while (number < bracket + 2 && is_digit(character(text, number))) ++number;
  if (number == bracket) number = skip(text, bracket, U"一二三四五六七八九十");
  if (number == bracket || number - bracket > 3) return at;
  const char32_t mark = character(text, number);
  if (!is_any(mark, bracket > at ? U")" : U"、.)")) return at;
  const std::size_t after = skip(text, number + 1, U" ");
  return scan_date(text, after) ? after : at;
}

constexpr std::array titles_of_list{
    View(U"主要工作经历"), View(U"个人工作简历"),   View(U"主要学习工作经历"),
    View(U"学习工作经历"), View(U"学习和工作经历"), View(U"工作学习经历"),
    View(U"个人简历"),     View(U"工作简历"),       View(U"主要简历"),
    View(U"主要经历"),     View(U"工作经历"),       View(U"任职经历"),
    View(U"个人经历"),     View(U"简历"),           View(U"履历"),
    View(U"经历")};

std::size_t skip_title_of_list(View text) {
  for (const View title : titles_of_list) {
    if (!text.starts_with(title)) continue;
    const std::size_t after = skip(text, title.size(), U" ");
    if (character(text, after) == U':') return skip(text, after + 1, U" ");
  }
  return 0;
}

// 1995.07参加工作, 2003年任副局长: a single date begins a statement when a word of the kind
// follows.
bool single_date_begins(View text, const ScannedPeriod& period) {
  const char32_t next = character(text, period.end);
  if (is_any(next, U"-/.)、")) return false;
  const bool month = period.from.date.month != 0 || period.from.in_words;
  if (next == U'\0' || is_any(next, U" ,:")) return true;
  if (month) return !is_any(next, U"的份");
  return is_any(next, U"在任到调被毕考参加入获荣担兼从经转改升提当挂起");
}

// Something like 95.07--97.03 or 20105.07--: figures with a dash that are no readable head.
bool looks_like_head(View text) {
  std::size_t at = 0;
  std::size_t digits = 0;
  while (at < text.size() && at < longest_head &&
         (is_digit(text[at]) || is_any(text[at], U".年月/ "))) {
    digits += is_digit(text[at]) ? 1 : 0;
    ++at;
  }
  if (digits < 3 || !is_digit(text.front())) return false;
  return is_any(character(text, at), U"-至") ||
         (digits >= 5 && is_any(character(text, at), U"-至"));
}

// Whether a text breaks off where it cannot end: at 、, at 兼, at 任 unless that closes 主任.
bool ends_open(View text) {
  if (!is_any(text.back(), U"、,;:(和与及兼任在于自从的·")) return false;
  return text.back() != U'任' || !ends_with_title(text);
}

// 二、工作经历, 奖惩情况: the title of a part of the text.
bool is_heading(View text) {
  const std::size_t number = skip(text, 0, U"(一二三四五六七八九十123456789)");
  if (number > 0) text.remove_prefix(skip(text, number, U"、. "));
  while (!text.empty() && is_any(text.back(), U":")) text.remove_suffix(1);
  if (text.size() < 2 || text.size() > longest_heading) return false;
  static constexpr std::array endings{View(U"简历"),     View(U"履历"),     View(U"经历"),
                                      View(U"奖惩情况"), View(U"奖励情况"), View(U"获奖情况"),
                                      View(U"家庭情况"), View(U"家庭成员"), View(U"社会兼职"),
                                      View(U"基本情况"), View(U"教育背景"), View(U"主要业绩")};
  return std::any_of(endings.begin(), endings.end(),
                     [&](View ending) { return text.ends_with(ending); });
}

constexpr std::array note_words{
    View(U"荣获"),     View(U"曾获"),     View(U"曾荣获"), View(U"获得"),   View(U"被评"),
    View(U"奖惩"),     View(U"奖励"),     View(U"家庭"),   View(U"备注"),   View(U"注:"),
    View(U"说明"),     View(U"联系"),     View(U"电话"),   View(U"以上"),   View(U"填表"),
    View(U"考核"),     View(U"年度考核"), View(U"近三年"), View(U"先后获"), View(U"多次"),
    View(U"社会兼职"), View(U"社会职务"), View(U"兼职:"),  View(U"特此"),   View(U"证明人"),
    View(U"附:"),      View(U"曾被"),     View(U"本人")};

class Splitter {
 public:
  explicit Splitter(const Characters& characters)
      : characters_(characters), lines_(lines_of(characters)) {
    std::size_t spaced = 0;
    for (const Line& line : lines_) {
      widest_ = std::max(widest_, line.width);
      spaced += line.after_blank ? 1 : 0;
    }
    // Where every line is followed by a blank one, a blank line says nothing.
    if (spaced > 2 && spaced * 2 > lines_.size()) {
      for (Line& line : lines_) line.after_blank = false;
    }
  }

  std::vector<Block> blocks() {
    match_brackets();
    for (std::size_t i = 0; i < lines_.size(); ++i) place(i);
    return std::move(blocks_);
  }

 private:
  [[nodiscard]] View text_of(const Line& line) const {
    return View(characters_.folded).substr(line.begin, line.end - line.begin);
  }

  void match_brackets() {
    closing_.assign(characters_.folded.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < characters_.folded.size(); ++i) {
      if (characters_.folded[i] == U'(') open.push_back(i);
      if (characters_.folded[i] == U')' && !open.empty()) {
        closing_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  void place(std::size_t index) {
    const Line& line = lines_[index];
    const View text = text_of(line);
    const bool inside = open_until_ > line.begin;
    if (splits_head(text) || goes_on_with_dash(text) || (!inside && splits_number(text))) {
      join(line);
      return;
    }
    if (!inside && is_heading(text)) {
      start(Block::Kind::loose, line);
      return;
    }
    if (splits_bracketed_head(index)) {
      start(Block::Kind::dated, line);
      return;
    }
    if (const auto head = head_of(text.substr(0, longest_head))) {
      if (!(inside && is_item_line(*head, text)) && !continues_clause(line, *head)) {
        start(Block::Kind::dated, line);
        return;
      }
    } else if (!inside && looks_like_head(text)) {
      start(Block::Kind::unreadable, line);
      return;
    }
    if (blocks_.empty()) {
      start(Block::Kind::loose, line);
      return;
    }
    const bool waits =
        blocks_.back().kind == Block::Kind::dated && is_head_only(blocks_.back().flow);
    if (inside || waits || (!line.after_blank && ends_open(text_of(*last_line_)))) {
      join(line);
      return;
    }
    place_headless(line, text);
  }

  // Whether the text ends "… 1978.08 -", so that a date may follow.
  static bool ends_with_open_head(View text) {
    if (text.empty() || text.back() != U'-') return false;
    const std::size_t window = text.size() - std::min(text.size(), longest_open_head);
    for (std::size_t at = text.size() - 1; at > window; --at) {
      if (!is_digit(text[at]) || is_digit(text[at - 1])) continue;
      const auto period = scan_period(text, at);
      if (period && period->form == PeriodForm::open && period->end == text.size()) return true;
    }
    return false;
  }

  // … 2008.09 | --2011.06 在…学习: a range that a wrap cut before its dash.
  [[nodiscard]] bool goes_on_with_dash(View text) const {
    if (blocks_.empty() || blocks_.back().kind != Block::Kind::dated ||
        !is_any(text.front(), U"-至到")) {
      return false;
    }
    const std::size_t to = skip(text, 0, U"-至到 ");
    if (!is_digit(character(text, to)) && character(text, to) != U'今') return false;
    View so_far = blocks_.back().flow.text.folded;
    while (!so_far.empty() && is_any(so_far.back(), U"- ")) so_far.remove_suffix(1);
    const std::size_t window = so_far.size() - std::min(so_far.size(), longest_open_head);
    for (std::size_t at = so_far.size(); at-- > window;) {
      if (!is_digit(so_far[at]) || (at > 0 && is_digit(so_far[at - 1]))) continue;
      const auto date = scan_date(so_far, at);
      if (date && date->end == so_far.size()) return true;
    }
    return false;
  }

  // The head itself is wrapped: 2001.07--2006. | 05, 2001.07-- | 2006.05.
  [[nodiscard]] bool splits_head(View text) const {
    if (blocks_.empty() || blocks_.back().kind != Block::Kind::dated || !is_digit(text.front())) {
      return false;
    }
    const View so_far = blocks_.back().flow.text.folded;
    if (ends_with_open_head(so_far)) {
      const auto single = scan_period(text, 0);
      return single && single->form == PeriodForm::single;
    }
    if (so_far.size() > longest_head / 2 || skip(so_far, 0, U"0123456789.-年月 ") < so_far.size()) {
      return false;
    }
    const auto next = head_of(text.substr(0, longest_head));
    if (next && next->period.form != PeriodForm::single) return false;
    std::u32string whole(so_far);
    whole += text.substr(0, longest_head);
    const auto before = head_of(so_far);
    const auto after = head_of(whole);
    return before && after && after->period.to &&
           (!before->period.to || after->period.to->date != before->period.to->date);
  }

  // 20 | 08.09--2011.06: a wrap inside the figures of a date in running text.
  [[nodiscard]] bool splits_number(View text) const {
    if (blocks_.empty() || blocks_.back().kind != Block::Kind::dated || !is_digit(text.front()) ||
        !is_digit(last_character())) {
      return false;
    }
    const View so_far = blocks_.back().flow.text.folded;
    std::size_t begin = so_far.size();
    while (begin > 0 && is_digit(so_far[begin - 1])) --begin;
    if (so_far.size() - begin > 3 || head_of(text.substr(0, longest_head))) return false;
    std::u32string whole(so_far.substr(begin));
    whole += text.substr(0, longest_open_head);
    const auto date = scan_date(whole, 0);
    return date && date->date.month != 0;
  }

  // (2001.07-- | 2006.05)某局科员: a head in brackets that a wrap has cut.
  [[nodiscard]] bool splits_bracketed_head(std::size_t index) const {
    const Line& line = lines_[index];
    if (characters_.folded[line.begin] != U'(' || index + 1 == lines_.size()) return false;
    const Line& next = lines_[index + 1];
    const std::size_t close = closing_[line.begin];
    if (close < next.begin || close >= next.end || close - next.begin > longest_open_head ||
        line.end - line.begin > longest_open_head) {
      return false;
    }
    std::u32string whole(text_of(line));
    whole += text_of(next).substr(0, longest_head);
    const auto head = head_of(whole);
    return head && head->begin == 0 && head->period.form != PeriodForm::single;
  }

  void place_headless(const Line& line, View text) {
    const Block::Kind current = blocks_.back().kind;
    if (text.front() == U'(' && (current == Block::Kind::dated || current == Block::Kind::tail)) {
      join(line);
      return;
    }
    const bool hangs = line.indent >= hanging_indent && line.indent > first_indent_;
    if (current == Block::Kind::dated && hangs && (!line.after_blank || !is_tail_text(text))) {
      join(line);
      return;
    }
    if (meanwhile_at(text, 0) > 0 && current == Block::Kind::dated) {
      join(line);
      return;
    }
    const bool complete = ends_statement();
    const bool note = complete && (is_tail_text(text) || starts_note(text) ||
                                   (current == Block::Kind::dated && line.indent == 0 &&
                                    !is_wrapped(*last_line_) && says_nothing(text)));
    if (line.after_blank || note) {
      start(current == Block::Kind::loose && !is_tail_text(text) ? Block::Kind::loose
                                                                 : Block::Kind::tail,
            line);
      return;
    }
    if (current == Block::Kind::tail && !is_full(*last_line_)) {
      start(Block::Kind::tail, line);
      return;
    }
    if (current == Block::Kind::loose && !is_full(*last_line_)) {
      start(Block::Kind::loose, line);
      return;
    }
    join(line);
  }

  static bool starts_note(View text) {
    return std::any_of(note_words.begin(), note_words.end(),
                       [&](View word) { return text.starts_with(word); });
  }

  static bool is_tail_text(View text) {
    while (!text.empty() && is_any(text.back(), U"。;,.)")) {
      if (text.back() == U')') {
        const std::size_t open = text.rfind(U'(');
        if (open == View::npos) break;
        text = text.substr(0, open);
      } else {
        text.remove_suffix(1);
      }
    }
    return is_membership(text);
  }

  // The line before ends where a statement may end.
  [[nodiscard]] bool ends_statement() const {
    const View text = text_of(*last_line_);
    if (is_any(text.back(), U"。;)")) return true;
    return ends_with_title(text) || text.ends_with(U"学习") || text.ends_with(U"工作") ||
           text.ends_with(U"专业") || text.ends_with(U"毕业") || text.ends_with(U"培训");
  }

  [[nodiscard]] bool is_full(const Line& line) const {
    return line.width >= shortest_full && line.width + wrap_slack >= widest_;
  }

  // A short line may be the fullest of a short text and yet have ended by itself.
  [[nodiscard]] bool is_wrapped(const Line& line) const {
    return is_full(line) && line.width >= shortest_wrapped;
  }

  [[nodiscard]] char32_t last_character() const { return characters_.folded[last_line_->end - 1]; }

  // A head inside a bracket that is open from a line before: an item of the bracket, or a period
  // that shows the bracket to have lost its end.
  [[nodiscard]] bool is_item_line(const BlockHead& head, View text) const {
    if (is_any(last_character(), U":;,、(间中在于。")) return true;
    if (head.period.form == PeriodForm::single) return true;
    if (period_to_ && head.period.from.date >= *period_to_) return false;
    return text.substr(head.period.end, 2) != U"  ";
  }

  // 于 | 2008年3月任: a single date that a clause of the line before leads to.
  [[nodiscard]] bool continues_clause(const Line& line, const BlockHead& head) const {
    if (blocks_.empty() || line.after_blank) return false;
    if (is_any(last_character(), U"于自从在至到")) return true;
    return head.period.form == PeriodForm::single && line.indent >= hanging_indent &&
           line.indent > first_indent_ && last_character() != U'。';
  }

  Flow flow_of(const Line& line) const {
    Flow flow;
    for (std::size_t i = line.begin; i < line.end; ++i) {
      flow.text.raw.push_back(characters_.raw[i]);
      flow.text.folded.push_back(characters_.folded[i]);
      flow.at.push_back(static_cast<std::uint32_t>(i));
    }
    return flow;
  }

  void start(Block::Kind kind, const Line& line) {
    blocks_.push_back({.kind = kind, .flow = {}, .lines = {}});
    if (kind == Block::Kind::dated && !seen_head_) {
      seen_head_ = true;
      first_indent_ = line.indent;
    }
    open_until_ = 0;
    period_to_.reset();
    last_line_ = nullptr;
    join(line);
    if (kind != Block::Kind::dated) return;
    const auto head = head_of(blocks_.back().flow.text.folded);
    if (head && head->period.to) period_to_ = head->period.to->date;
  }

  void join(const Line& line) {
    Block& block = blocks_.back();
    if (last_line_ != nullptr && ends_own_line(line)) {
      Flow mark;
      mark.text = {U"\n", U"\n"};
      mark.at.push_back(static_cast<std::uint32_t>(last_line_->end));
      block.flow.append(mark);
    }
    block.flow.append(flow_of(line));
    block.lines.push_back(
        {static_cast<std::uint32_t>(line.begin), static_cast<std::uint32_t>(line.end)});
    last_line_ = &line;
    for (std::size_t i = line.begin; i < line.end; ++i) {
      if (characters_.folded[i] == U'(' && closing_[i] > 0) {
        open_until_ = std::max(open_until_, closing_[i]);
      }
    }
  }

  // Whether the line before was ended by its writer, not by a wrap.
  [[nodiscard]] bool ends_own_line(const Line& next) const {
    if (is_full(*last_line_) || open_until_ > next.begin || is_head_only(blocks_.back().flow)) {
      return false;
    }
    const char32_t before = last_character();
    const char32_t after = characters_.folded[next.begin];
    return (is_han(before) || before == U')') && (is_han(after) || after == U'(') &&
           !is_any(after, U"年月日至到");
  }

  static bool is_head_only(const Flow& flow) {
    if (flow.size() > longest_head) return false;
    const auto head = head_of(flow.text.folded);
    return head && head->text >= flow.size();
  }

  const Characters& characters_;
  std::vector<Line> lines_;
  std::vector<std::size_t> closing_{};  // of each '(' its ')', 0 without one
  std::vector<Block> blocks_{};
  const Line* last_line_ = nullptr;
  std::size_t widest_ = 0;
  std::size_t first_indent_ = 0;
  std::size_t open_until_ = 0;
  std::optional<PartialDate> period_to_{};
  bool seen_head_ = false;
};
}  // namespace

Flow Flow::part(std::size_t begin, std::size_t end) const {
  return {.text = text.part(begin, end),
          .at = {at.begin() + static_cast<std::ptrdiff_t>(begin),
                 at.begin() + static_cast<std::ptrdiff_t>(end)}};
}

void Flow::append(const Flow& other) {
  text.append(other.text);
  at.insert(at.end(), other.at.begin(), other.at.end());
}

std::size_t meanwhile_at(View folded, std::size_t at) {
  for (const View word :
       {View(U"在此期间"), View(U"这期间"), View(U"其间"), View(U"期间"), View(U"其中")}) {
    if (folded.substr(std::min(at, folded.size())).starts_with(word)) {
      return skip(folded, at + word.size(), U" :,") - at;
    }
  }
  return 0;
}

std::optional<BlockHead> head_of(View folded) {
  std::size_t begin = skip_title_of_list(folded);
  begin += skip_bullet(folded.substr(begin));
  const bool bracket = character(folded, begin) == U'(';
  const std::size_t at = bracket ? skip(folded, begin + 1, U" ") : begin;
  const auto period = scan_period(folded, at);
  if (!period) return std::nullopt;
  std::size_t text = period->end;
  if (bracket) {
    text = skip(folded, text, U" ");
    if (character(folded, text) != U')' || period->form == PeriodForm::single) return std::nullopt;
    ++text;
    if (text >= folded.size()) return std::nullopt;
  } else if (period->form == PeriodForm::single && !single_date_begins(folded, *period)) {
    return std::nullopt;
  }
  return BlockHead{.period = *period, .begin = begin, .text = skip(folded, text, U" :,、;。\n-")};
}

std::vector<Block> split_into_blocks(const Characters& given) {
  Characters characters = given;
  settle_tildes(characters.folded);
  return Splitter(characters).blocks();
}
}  // namespace bole
