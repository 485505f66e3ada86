#include "engine/normalise/resume.hpp"

#include <algorithm>
#include <array>

#include "engine/normalise/resume_blocks.hpp"
#include "engine/normalise/statement.hpp"

namespace bole {
namespace {
using View = std::u32string_view;
using Kind = StatementReading::Kind;

constexpr std::size_t longest_found = 60;
constexpr View separators = U" \n,、;。:";

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

std::size_t skip(View text, std::size_t at, View set) {
  while (at < text.size() && is_any(text[at], set)) ++at;
  return at;
}

std::string word_of(Kind kind) {
  switch (kind) {
    case Kind::post:
      return "任职";
    case Kind::study:
      return "学习";
    case Kind::secondment:
      return "挂职";
    case Kind::membership:
      return "任外职";
    case Kind::none:
    case Kind::loan:
    case Kind::idle:
      break;
  }
  return "其他";
}

// Words that a dated clause inside a statement begins with when it tells of a post of its own.
bool begins_event(View text) {
  static constexpr std::array words{
      View(U"起"),     View(U"任"),       View(U"兼"),   View(U"担任"),   View(U"挂"),
      View(U"调"),     View(U"升"),       View(U"提"),   View(U"转"),     View(U"改任"),
      View(U"在"),     View(U"到"),       View(U"当选"), View(U"被任命"), View(U"聘"),
      View(U"受聘"),   View(U"晋升"),     View(U"分配"), View(U"借调"),   View(U"选调"),
      View(U"考入"),   View(U"考取"),     View(U"进入"), View(U"赴"),     View(U"援"),
      View(U"后任"),   View(U"历任"),     View(U"出任"), View(U"选派"),   View(U"下派"),
      View(U"毕业后"), View(U"参加工作"), View(U"至"),   View(U"入伍"),   View(U"被选"),
      View(U"被聘"),   View(U"经"),       View(U"抽调"), View(U"先后"),   View(U"派")};
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.starts_with(word); });
}

// One dated or undated part of a block: its head if it has one, its statement.
struct Part {
  std::optional<ScannedPeriod> period{};
  std::size_t begin = 0;  // in the flow, without blanks and separators around
  std::size_t end = 0;
};

class ResumeParser {
 public:
  explicit ResumeParser(std::string_view text) : characters_(to_characters(text)) {}

  ParsedResume parse() {
    for (const Block& block : split_into_blocks(characters_)) read_block(block);
    keep_last_open();
    place_beside();
    check_sequence();
    number();
    std::sort(result_.unparsed.begin(), result_.unparsed.end());
    return std::move(result_);
  }

 private:
  static constexpr std::size_t no_parent = static_cast<std::size_t>(-1);

  struct Entry {
    Appointment appointment{};
    std::size_t parent = no_parent;  // index of the entry whose statement holds this one
    Kind kind = Kind::none;
    bool since = false;  // 自…起
  };

  void read_block(const Block& block) {
    switch (block.kind) {
      case Block::Kind::dated:
        read_dated(block.flow);
        break;
      case Block::Kind::unreadable:
        for (const Span line : block.lines) add_unparsed(line);
        report({.code = "unreadable_date",
                .severity = Severity::warning,
                .found = text_at(block.lines.front()),
                .expected = "年月起止，如 2001.07--2006.05",
                .message = "这一行的起止时间无法识别，整行保留待人工核对。"});
        break;
      case Block::Kind::tail:
        read_tail(block);
        break;
      case Block::Kind::loose:
        read_loose(block);
        break;
    }
  }

  // A block that begins with a head: one period, or several on one line.
  void read_dated(const Flow& flow) {
    const auto head = head_of(flow.text.folded);
    if (head->begin > 0) {
      const View before = View(flow.text.folded).substr(0, head->begin);
      if (std::any_of(before.begin(), before.end(), is_han)) add_unparsed(flow, 0, head->begin);
    }
    read_periods(flow, head->period, head->text);
  }

  // The statement of `period` begins at `begin`; another period may begin inside the flow.
  void read_periods(const Flow& flow, ScannedPeriod period, std::size_t begin) {
    for (;;) {
      const auto next = next_period(flow, period, begin);
      const std::size_t end = next ? next->at : flow.size();
      read_period(flow.part(begin, end), period);
      if (!next) return;
      period = next->period;
      begin = skip(flow.text.folded, period.end, separators);
    }
  }

  struct NextPeriod {
    ScannedPeriod period{};
    std::size_t at = 0;
  };

  // The next head outside brackets that is no part of the statement of `current`.
  std::optional<NextPeriod> next_period(const Flow& flow, const ScannedPeriod& current,
                                        std::size_t begin) const {
    const View text = flow.text.folded;
    for (std::size_t at = begin; at < text.size(); ++at) {
      if (text[at] == U'(') {
        at = bracket_end(flow, at);
        continue;
      }
      if (meanwhile_at(text, at) > 0) {
        const auto inner = scan_period(text, at + meanwhile_at(text, at));
        if (inner) at = inner->end;
        continue;
      }
      const auto found = inner_period(text, at, begin);
      if (!found) continue;
      const bool single = found->form == PeriodForm::single || found->form == PeriodForm::since;
      const bool prose = current.form == PeriodForm::single || current.form == PeriodForm::since;
      if ((single && prose) || !contains(current, *found)) return NextPeriod{*found, at};
      at = found->end - 1;
    }
    return std::nullopt;
  }

  // A head inside running text: a range anywhere, a single date where a clause begins with it and
  // tells of a post.
  static std::optional<ScannedPeriod> inner_period(View text, std::size_t at, std::size_t begin) {
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
        return std::nullopt;
      case PeriodForm::since:
        return clause_start ? period : std::nullopt;
      case PeriodForm::single:
        break;
    }
    if (!clause_start || (period->from.date.month == 0 && !period->from.in_words)) {
      return std::nullopt;
    }
    if (!begins_event(text.substr(skip(text, period->end, U" ,")))) return std::nullopt;
    return period;
  }

  // Whether the inner period lies within the outer one, so that it runs beside it.
  static bool contains(const ScannedPeriod& outer, const ScannedPeriod& inner) {
    if (outer.form == PeriodForm::single || outer.form == PeriodForm::since) return false;
    if (inner.from.date.latest() < outer.from.date.earliest()) return false;
    if (outer.form == PeriodForm::open) return true;
    const Day end = outer.to->date.latest();
    if (inner.form == PeriodForm::range) return inner.to->date.earliest() <= end;
    return inner.form != PeriodForm::open &&
           inner.from.date.last_month() < outer.to->date.first_month();
  }

  // Index of the ')' that closes the '(' at `at`; the end of the flow when none does and items
  // stand inside; `at` itself for a bracket that is only a slip.
  static std::size_t bracket_end(const Flow& flow, std::size_t at) {
    const std::size_t end = closing(flow.text.folded, at);
    if (end < flow.size()) return end;
    return is_item_text(View(flow.text.folded).substr(at + 1)) ? flow.size() - 1 : at;
  }

  static std::size_t closing(View text, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
      if (text[i] == U'(') ++depth;
      if (text[i] == U')' && --depth == 0) return i;
    }
    return text.size();
  }

  // Whether a bracket holds items that run beside the period: 其间：…, 2008.03起挂职…
  static bool is_item_text(View inside) {
    inside.remove_prefix(skip(inside, 0, U" \n"));
    if (meanwhile_at(inside, 0) > 0) return inside.size() > meanwhile_at(inside, 0);
    if (const auto period = scan_period(inside, 0)) {
      const std::size_t text = skip(inside, period->end, separators);
      if (text >= inside.size()) return false;
      if (period->form != PeriodForm::single) return true;
      return begins_event(inside.substr(text)) && yields_post(inside.substr(text));
    }
    for (std::size_t at = 1; at < inside.size(); ++at) {
      if (!is_digit(inside[at]) || is_digit(inside[at - 1])) continue;
      const auto period = scan_period(inside, at);
      if (period && period->form == PeriodForm::range) {
        return skip(inside, period->end, separators) < inside.size();
      }
    }
    return is_undated_event(inside);
  }

  static TextPiece piece_of(View folded) {
    return {std::u32string(folded), std::u32string(folded)};
  }

  static bool yields_post(View text) {
    const StatementReading reading = read_statement(piece_of(text), {});
    return reading.kind == Kind::study || !reading.posts.empty();
  }

  // 挂职某县副县长, 兼任某协会理事: a post beside the one that the line is about.
  static bool is_undated_event(View text) {
    static constexpr std::array words{View(U"挂职"), View(U"挂任"),   View(U"借调"),
                                      View(U"抽调"), View(U"援藏任"), View(U"援疆任"),
                                      View(U"下派"), View(U"选派")};
    if (text.size() > 80) return false;
    if (std::none_of(words.begin(), words.end(),
                     [&](View word) { return text.starts_with(word); })) {
      return false;
    }
    return !read_statement(piece_of(text), {}).posts.empty();
  }

  void read_period(const Flow& flow, const ScannedPeriod& period) {
    const std::size_t end = trimmed_end(flow);
    const std::size_t index = entries_.size();
    entries_.push_back({});
    set_dates(entries_[index].appointment, period);
    entries_[index].since = period.form == PeriodForm::since;
    std::vector<Part> items;
    Flow own = without_items(flow.part(0, end), period, items);
    finish(index, own, flow, 0, end);
    for (const Part& item : items) read_item(flow, item, index);
    const bool event =
        entries_[index].kind == Kind::none ||
        (entries_[index].kind == Kind::study && own.text.folded.find(U"毕业") != View::npos);
    if (period.form == PeriodForm::single && event && entries_.size() == index + 1) {
      entries_.pop_back();
      add_unparsed_with_head(flow, end, period);
    }
  }

  static std::size_t trimmed_end(const Flow& flow) {
    std::size_t end = flow.size();
    while (end > 0 && is_any(flow.text.folded[end - 1], U" \n")) --end;
    return end;
  }

  // The statement without what runs beside the period; that goes to `items`.
  Flow without_items(const Flow& flow, const ScannedPeriod& period, std::vector<Part>& items) {
    const View text = flow.text.folded;
    Flow own;
    std::size_t kept = 0;
    const auto keep = [&](std::size_t until) {
      if (until > kept) own.append(flow.part(kept, until));
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == U'(') {
        const std::size_t close = closing(text, at);
        const bool items_inside = is_item_text(text.substr(at + 1, close - at - 1));
        if (close == text.size()) {
          report({.code = "unbalanced_bracket",
                  .severity = Severity::warning,
                  .found = short_text(flow, at, text.size()),
                  .expected = "成对的括号",
                  .message = "括号只有前一半，按到本段末尾处理。"});
          if (!items_inside) continue;
        }
        if (items_inside) {
          keep(at);
          split_items(flow, at + 1, close, items);
          kept = std::min(close + 1, text.size());
        }
        at = close;
        continue;
      }
      std::size_t event = at;
      const std::size_t lead = meanwhile_at(text, at);
      if (lead > 0 && at > 0) event = at + lead;
      const bool meanwhile = event > at && scan_period(text, event).has_value();
      if (meanwhile) {
        keep(at);
        split_items(flow, at, text.size(), items);
        return own;
      }
      const auto inner = at > 0 || !items.empty() ? inner_period(text, at, 0) : std::nullopt;
      if (inner && inner_fits(period, *inner)) {
        const std::size_t next = item_end(flow, inner->end);
        const std::size_t begin = skip(text, inner->end, separators);
        if (begin < next && yields_post(text.substr(begin, next - begin))) {
          keep(at);
          add_item(flow, *inner, begin, next, items);
          kept = next;
          at = next - 1;
          continue;
        }
        at = inner->end - 1;
        continue;
      }
      if (at > 0 && is_any(text[at - 1], U",;。") && !own_is_empty(own, flow, kept, at)) {
        const std::size_t next = std::min(text.find_first_of(U",;。(", at), text.size());
        if (is_undated_event(text.substr(at, next - at))) {
          keep(at);
          items.push_back({.period = std::nullopt, .begin = at, .end = next});
          kept = next;
          at = next - 1;
        }
      }
    }
    keep(text.size());
    return own;
  }

  static bool own_is_empty(const Flow& own, const Flow& flow, std::size_t kept, std::size_t at) {
    return own.size() == 0 && skip(flow.text.folded, kept, separators) >= at;
  }

  static bool inner_fits(const ScannedPeriod& outer, const ScannedPeriod& inner) {
    return outer.form == PeriodForm::range || outer.form == PeriodForm::open
               ? contains(outer, inner)
               : false;
  }

  // Where the text of an inner period ends: at the next date that begins one, or at a full stop.
  std::size_t item_end(const Flow& flow, std::size_t begin) const {
    const View text = flow.text.folded;
    for (std::size_t at = begin; at < text.size(); ++at) {
      if (text[at] == U'(') {
        at = std::min(closing(text, at), text.size() - 1);
        continue;
      }
      if (text[at] == U'。' || text[at] == U';' || text[at] == U')') return at;
      if (at > begin && inner_period(text, at, 0)) return at;
    }
    return text.size();
  }

  // The items of 其间：…；…, with dates or without.
  void split_items(const Flow& flow, std::size_t begin, std::size_t end, std::vector<Part>& items) {
    const View text = View(flow.text.folded).substr(0, end);
    const std::size_t opening = skip(text, begin, separators);
    std::size_t at = opening + meanwhile_at(text, opening);
    while (at < end) {
      at = skip(text, at, separators);
      at = skip(text, at + meanwhile_at(text, at), separators);
      if (at >= end) break;
      const auto period = is_digit(text[at]) || is_any(text[at], U"自从于一二")
                              ? scan_period(text, at)
                              : std::nullopt;
      const std::size_t body = period ? skip(text, period->end, U" \n,、:;。") : at;
      std::size_t stop = body;
      for (; stop < end; ++stop) {
        if (text[stop] == U'(') {
          stop = std::min(closing(text, stop), end - 1);
          continue;
        }
        if (is_any(text[stop], U";。")) break;
        if (stop > body && (inner_period(text, stop, begin) || meanwhile_at(text, stop) > 0)) break;
      }
      if (period) {
        add_item(flow, *period, body, stop, items);
      } else {
        add_undated(flow, body, stop, items);
      }
      at = std::max(stop, at + 1);
    }
  }

  static std::size_t trimmed(const Flow& flow, std::size_t begin, std::size_t end) {
    while (end > begin && is_any(flow.text.folded[end - 1], separators)) --end;
    return end;
  }

  static void add_item(const Flow& flow, const ScannedPeriod& period, std::size_t begin,
                       std::size_t end, std::vector<Part>& items) {
    items.push_back({.period = period, .begin = begin, .end = trimmed(flow, begin, end)});
  }

  // 获硕士学位 after a study belongs to it; other undated words are an item of their own.
  static void add_undated(const Flow& flow, std::size_t begin, std::size_t end,
                          std::vector<Part>& items) {
    end = trimmed(flow, begin, end);
    if (begin >= end) return;
    const View text = View(flow.text.folded).substr(begin, end - begin);
    if (!items.empty() && !yields_post(text)) {
      items.back().end = end;
    } else {
      items.push_back({.period = std::nullopt, .begin = begin, .end = end});
    }
  }

  void read_item(const Flow& flow, const Part& item, std::size_t parent) {
    if (item.begin >= item.end) return;
    const Flow own = flow.part(item.begin, item.end);
    const StatementReading reading = read_statement(own.text, {});
    if (!item.period && reading.kind == Kind::none) {
      add_unparsed(flow, item.begin, item.end);
      return;
    }
    const std::size_t index = entries_.size();
    entries_.push_back({});
    entries_[index].parent = parent;
    if (item.period) {
      set_dates(entries_[index].appointment, *item.period);
      const Appointment& outer = entries_[parent].appointment;
      if (item.period->form == PeriodForm::since && outer.open)
        entries_[index].appointment.open = true;
    }
    finish(index, own, flow, item.begin, item.end);
  }

  // Reads the statement `own` into the entry; its span is [begin, end) of the flow.
  void finish(std::size_t index, const Flow& own, const Flow& flow, std::size_t begin,
              std::size_t end) {
    Entry& entry = entries_[index];
    StatementReading reading = read_statement(
        own.text, entry.parent == no_parent ? last_organisation_ : parent_organisation_);
    if (entry.parent == no_parent) {
      last_organisation_ = reading.kind == Kind::post ? reading.organisation : TextPiece{};
      parent_organisation_ = reading.organisation;
    }
    entry.kind = reading.kind;
    Appointment& appointment = entry.appointment;
    // 学生会副主席 while studying is no appointment.
    const bool of_student = entry.kind == Kind::post && entry.parent != no_parent &&
                            entries_[entry.parent].kind == Kind::study;
    appointment.kind = word_of(of_student ? Kind::none : reading.kind);
    appointment.posts = std::move(reading.posts);
    appointment.duties = std::move(reading.duties);
    if (reading.level != Level::unknown) {
      appointment.level = {.value = reading.level, .source = LevelSource::written};
    }
    if (begin < end) {
      appointment.text_span = Span{flow.at[begin], flow.at[end - 1] + 1};
    }
  }

  void set_dates(Appointment& appointment, const ScannedPeriod& period) {
    appointment.from = period.from.date;
    if (period.to) appointment.to = period.to->date;
    appointment.open = period.form == PeriodForm::open;
    report_date(period.from);
    if (period.to) report_date(*period.to);
    if (period.to && period.to->date.latest() < period.from.date.earliest()) {
      report({.code = "end_before_start",
              .severity = Severity::warning,
              .found = to_string(period.from.date) + "--" + to_string(period.to->date),
              .expected = "结束时间不早于开始时间",
              .message = "这一段经历的结束时间早于开始时间，请核对。"});
    }
  }

  void report_date(const ScannedDate& date) {
    if (date.in_words) {
      report({.code = "date_in_words",
              .severity = Severity::info,
              .found = to_string(date.date),
              .expected = "年月数字",
              .message = "时间用文字写成，只采用其中的数字部分。"});
    }
    if (date.impossible) {
      report({.code = "impossible_date",
              .severity = Severity::warning,
              .found = to_string(date.date),
              .expected = "存在的月份和日期",
              .message = "月份或日期不存在，只采用其前面的部分。"});
    }
  }

  void read_tail(const Block& block) {
    const View text = block.flow.text.folded;
    if (holds_period(text)) {
      read_loose(block);
      return;
    }
    std::vector<Span> rest;
    bool read_any = false;
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t stop = std::min(text.find_first_of(U";。\n", begin), text.size());
      const std::size_t first = skip(text, begin, separators);
      const std::size_t last = trimmed(block.flow, first, std::max(first, stop));
      if (first < last) {
        const bool read = read_membership(block.flow, first, last);
        if (!read) rest.push_back({block.flow.at[first], block.flow.at[last - 1] + 1});
        read_any |= read;
      }
      begin = stop + 1;
    }
    if (read_any) {
      for (const Span span : rest) add_unparsed(span);
    } else {
      for (const Span line : block.lines) add_unparsed(line);
      report_unparsed(block);
    }
  }

  bool read_membership(const Flow& flow, std::size_t begin, std::size_t end) {
    const Flow own = flow.part(begin, end);
    const StatementReading reading = read_statement(own.text, {});
    const bool beside = own.text.folded.starts_with(U"兼") && !reading.posts.empty();
    if (reading.kind != Kind::membership && !beside) {
      return false;
    }
    entries_.push_back({});
    finish(entries_.size() - 1, own, flow, begin, end);
    entries_.back().kind = Kind::membership;
    entries_.back().appointment.kind = word_of(Kind::membership);
    return true;
  }

  static bool holds_period(View text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto period = inner_period(text, at, 0);
      if (period && skip(text, period->end, separators) < text.size()) return true;
    }
    return false;
  }

  // Prose: what is dated is read, the rest listed.
  void read_loose(const Block& block) {
    const View text = block.flow.text.folded;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto period = inner_period(text, at, 0);
      if (!period) continue;
      const std::size_t begin = skip(text, period->end, separators);
      if (begin >= text.size()) break;
      if (skip(text, 0, separators) < at) add_unparsed(block.flow, 0, at);
      read_periods(block.flow, *period, begin);
      return;
    }
    for (const Span line : block.lines) add_unparsed(line);
    report_unparsed(block);
  }

  void report_unparsed(const Block& block) {
    report({.code = "resume_unparsed",
            .severity = Severity::info,
            .found = text_at(block.lines.front()),
            .expected = "任职、学习等经历",
            .message = "这一行不是任职或学习经历，原样保留。"});
  }

  void add_unparsed(Span span) {
    if (span.begin < span.end) result_.unparsed.push_back(span);
  }

  void add_unparsed(const Flow& flow, std::size_t begin, std::size_t end) {
    begin = skip(flow.text.folded, begin, U" \n");
    while (end > begin && is_any(flow.text.folded[end - 1], U" \n")) --end;
    if (begin < end) add_unparsed(Span{flow.at[begin], flow.at[end - 1] + 1});
  }

  // A dated event that is no period (1995.07 入党): the date goes with it.
  void add_unparsed_with_head(const Flow& flow, std::size_t end, const ScannedPeriod& period) {
    if (end == 0) return;
    std::uint32_t begin = flow.at[0];
    const std::u32string& text = characters_.folded;
    std::uint32_t at = begin;
    // Back over blanks and separators to the date, then over the date itself.
    while (at > 0 && is_any(text[at - 1], separators)) --at;
    while (at > 0 &&
           is_any(text[at - 1],
                  U"0123456789.年月日份-/ 自从于起春夏秋冬初中底末〇一二三四五六七八九十"))
      --at;
    while (at < begin && text[at] == U' ') ++at;
    static_cast<void>(period);
    add_unparsed(Span{at, flow.at[end - 1] + 1});
  }

  // 自2010.06起, with no later period in the text, is what the person does now.
  void keep_last_open() {
    Entry* last = nullptr;
    for (Entry& entry : entries_) {
      const Appointment& a = entry.appointment;
      if (entry.parent != no_parent || !a.from) continue;
      if (last == nullptr || last->appointment.from->earliest() <= a.from->earliest())
        last = &entry;
    }
    if (last != nullptr && last->since) last->appointment.open = true;
    for (const Entry& entry : entries_) {
      const Appointment& a = entry.appointment;
      if (a.from && !a.to && !a.open) {
        report({.code = "end_missing",
                .severity = Severity::info,
                .found = to_string(*a.from),
                .expected = "结束年月或至今",
                .message = "这一段经历没有写明结束时间，留空待核。"});
      }
    }
  }

  // A study or secondment with a head of its own inside the period before it runs beside that.
  void place_beside() {
    constexpr std::size_t neighbours = 8;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      const Appointment& inner = entry.appointment;
      const bool may_run_beside = entry.kind == Kind::study || entry.kind == Kind::secondment ||
                                  entry.kind == Kind::membership || entry.kind == Kind::loan;
      if (!may_run_beside || entry.parent != no_parent || !inner.from) continue;
      for (std::size_t back = 1; back <= std::min(i, neighbours); ++back) {
        const Entry& outer = entries_[i - back];
        if (outer.parent != no_parent || outer.kind != Kind::post || !outer.appointment.from)
          continue;
        if (runs_within(inner, outer.appointment)) {
          entry.parent = i - back;
          break;
        }
      }
    }
  }

  static bool runs_within(const Appointment& inner, const Appointment& outer) {
    if (inner.from->first_month() < outer.from->first_month()) return false;
    if (outer.open) return true;
    return outer.to && inner.from->last_month() < outer.to->first_month();
  }

  // Gaps and overlaps of the periods that should follow one another.
  void check_sequence() {
    std::vector<const Appointment*> line;
    for (const Entry& entry : entries_) {
      const Appointment& a = entry.appointment;
      if (entry.parent == no_parent && entry.kind != Kind::membership && a.from) {
        line.push_back(&a);
      }
    }
    std::stable_sort(line.begin(), line.end(), [](const Appointment* a, const Appointment* b) {
      return a->from->earliest() < b->from->earliest();
    });
    const Appointment* last = nullptr;
    for (const Appointment* next : line) {
      if (last != nullptr) check_neighbours(*last, *next);
      if (!next->to && !next->open) {
        last = nullptr;  // where it ends is not known, so no gap is
        continue;
      }
      const bool longer =
          last == nullptr || next->open || (!last->open && last->to->latest() < next->to->latest());
      if (longer) last = next;
    }
  }

  void check_neighbours(const Appointment& last, const Appointment& next) {
    const std::string found =
        (last.open ? std::string("至今") : to_string(*last.to)) + " / " + to_string(*next.from);
    if (last.open || next.from->last_month() < last.to->first_month()) {
      report({.code = "resume_overlap",
              .severity = Severity::warning,
              .found = found,
              .expected = "前后两段首尾相接",
              .message = "前后两段经历的时间重叠，请核对。"});
    } else if (next.from->first_month() - last.to->last_month() > 1) {
      report({.code = "resume_gap",
              .severity = Severity::warning,
              .found = found,
              .expected = "前后两段首尾相接",
              .message = "前后两段经历之间空缺一个月以上，请核对。"});
    }
  }

  void number() {
    std::vector<std::size_t> order(entries_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return begin_of(entries_[a]) < begin_of(entries_[b]);
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
      entries_[order[i]].appointment.key = "a" + std::to_string(i + 1);
    }
    for (const std::size_t i : order) {
      Entry& entry = entries_[i];
      if (entry.parent != no_parent) {
        entry.appointment.concurrent_with = entries_[entry.parent].appointment.key;
      }
    }
    for (const std::size_t i : order)
      result_.appointments.push_back(std::move(entries_[i].appointment));
  }

  static std::uint32_t begin_of(const Entry& entry) {
    return entry.appointment.text_span ? entry.appointment.text_span->begin : 0;
  }

  [[nodiscard]] std::string text_at(Span span) const {
    const std::size_t length = std::min<std::size_t>(span.end - span.begin, longest_found);
    return to_utf8(View(characters_.raw).substr(span.begin, length));
  }

  static std::string short_text(const Flow& flow, std::size_t begin, std::size_t end) {
    const std::size_t length = std::min(end - begin, longest_found);
    return to_utf8(View(flow.text.raw).substr(begin, length));
  }

  void report(Issue issue) {
    issue.field = "/resume";
    result_.issues.push_back(std::move(issue));
  }

  Characters characters_;
  std::vector<Entry> entries_{};
  TextPiece last_organisation_{};    // of the period before, where it was a post
  TextPiece parent_organisation_{};  // of the period whose items are read
  ParsedResume result_{};
};
}  // namespace

ParsedResume parse_resume(std::string_view text) { return ResumeParser(text).parse(); }
}  // namespace bole
