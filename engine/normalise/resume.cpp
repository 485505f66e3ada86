#include "engine/normalise/resume.hpp"

#include <algorithm>
#include <array>

#include "engine/normalise/resume_blocks.hpp"
#include "engine/normalise/resume_items.hpp"
#include "engine/normalise/statement.hpp"

namespace bole {
namespace {
using View = std::u32string_view;
using Kind = StatementReading::Kind;

constexpr std::size_t longest_found = 60;

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

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
        read_dated(block);
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
  void read_dated(const Block& block) {
    const Flow& flow = block.flow;
    const auto head = head_of(flow.text.folded);
    // What the next line brought may have unmade the head.
    if (!head) {
      read_loose(block);
      return;
    }
    if (head->begin > 0) {
      const View before = View(flow.text.folded).substr(0, head->begin);
      if (before.find(U'历') != View::npos) add_unparsed(flow, 0, head->begin);
    }
    read_periods(flow, head->begin, head->period, head->text);
  }

  // The head of `period` begins at `head_begin`, its statement at `begin`; other periods may follow
  // inside the flow.
  void read_periods(const Flow& flow, std::size_t head_begin, ScannedPeriod period,
                    std::size_t begin) {
    for (std::uint32_t head = flow.at[head_begin];;) {
      const auto next = next_period(flow, begin, &period);
      read_period(flow.part(begin, next ? next->at : flow.size()), period, head);
      if (!next) return;
      head = flow.at[next->at];
      period = next->period;
      begin = skip(flow.text.folded, period.end, separators);
    }
  }

  // `head` is where the head stands in the text as given.
  void read_period(const Flow& flow, const ScannedPeriod& period, std::uint32_t head) {
    const std::size_t end = trimmed_end(flow);
    const std::size_t index = entries_.size();
    entries_.push_back({});
    set_dates(entries_[index].appointment, period);
    entries_[index].since = period.form == PeriodForm::since;
    const StatementParts parts = split_items(flow.part(0, end), period);
    if (parts.open_bracket) {
      report({.code = "unbalanced_bracket",
              .severity = Severity::info,
              .found = short_text(flow, *parts.open_bracket, end),
              .expected = "成对的括号",
              .message = "括号只有前一半，按到本段末尾处理。"});
    }
    const std::vector<TextRange> clauses = secondment_clauses(parts.own.text);
    finish(index, without(parts.own, clauses), flow, 0, end);
    for (const Item& item : parts.items) read_item(flow, item, index);
    for (const TextRange clause : clauses) {
      read_item(parts.own, {.period = {}, .begin = clause.begin, .end = clause.end}, index);
    }
    const View own = parts.own.text.folded;
    const bool event = entries_[index].kind == Kind::none || entries_[index].kind == Kind::idle ||
                       (entries_[index].kind == Kind::study &&
                        (own.find(U"毕业") != View::npos || own.starts_with(U"参加工作")));
    if (period.form == PeriodForm::single && event && entries_.size() == index + 1) {
      entries_.pop_back();
      add_unparsed(Span{head, end > 0 ? flow.at[end - 1] + 1 : head});
    }
  }

  static Flow without(const Flow& flow, const std::vector<TextRange>& clauses) {
    if (clauses.empty()) return flow;
    Flow rest;
    std::size_t begin = 0;
    for (const TextRange clause : clauses) {
      rest.append(flow.part(begin, clause.begin));
      begin = clause.end;
    }
    rest.append(flow.part(begin, flow.size()));
    return rest;
  }

  static std::size_t trimmed_end(const Flow& flow) {
    std::size_t end = flow.size();
    while (end > 0 && is_any(flow.text.folded[end - 1], U" \n")) --end;
    return end;
  }

  void read_item(const Flow& flow, const Item& item, std::size_t parent) {
    if (item.begin >= item.end) return;
    const Flow own = flow.part(item.begin, item.end);
    const StatementReading reading = read_statement(own.text, {});
    if (!item.period && reading.kind == Kind::none) {
      add_unparsed(flow, item.begin, item.end);
      return;
    }
    // 2008.06起分管防汛工作: a duty of the post, not a post.
    if (reading.kind == Kind::none && !reading.duties.empty()) {
      auto& duties = entries_[parent].appointment.duties;
      duties.insert(duties.end(), reading.duties.begin(), reading.duties.end());
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
    if (item.seconded && entries_[index].kind == Kind::post) {
      entries_[index].kind = Kind::secondment;
      entries_[index].appointment.kind = word_of(Kind::secondment);
    }
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

  static std::size_t trimmed(View text, std::size_t begin, std::size_t end) {
    while (end > begin && is_any(text[end - 1], separators)) --end;
    return end;
  }

  void read_tail(const Block& block) {
    const View text = block.flow.text.folded;
    if (next_period(block.flow, 0, nullptr)) {
      read_loose(block);
      return;
    }
    std::vector<Span> rest;
    bool read_any = false;
    const std::size_t label = label_of_memberships(text);
    if (label > 0) add_unparsed(block.flow, 0, label);
    std::size_t begin = label;
    while (begin < text.size()) {
      const std::size_t stop = std::min(text.find_first_of(U";。\n", begin), text.size());
      const std::size_t first = skip(text, begin, separators);
      const std::size_t last = trimmed(text, first, std::max(first, stop));
      if (first < last) {
        const bool read = read_membership(block.flow, first, last, label > 0);
        if (!read) rest.push_back({block.flow.at[first], block.flow.at[last - 1] + 1});
        read_any |= read;
      }
      begin = stop + 1;
    }
    if (read_any || label > 0) {
      for (const Span span : rest) add_unparsed(span);
    } else {
      for (const Span line : block.lines) add_unparsed(line);
      report_unparsed(block);
    }
  }

  // 社会兼职: what stands behind it is held beside the office, whatever it is.
  static std::size_t label_of_memberships(View text) {
    for (const View word : {View(U"社会兼职:"), View(U"社会职务:"), View(U"兼职:")}) {
      if (text.starts_with(word)) return word.size();
    }
    return 0;
  }

  bool read_membership(const Flow& flow, std::size_t begin, std::size_t end, bool labelled) {
    const Flow own = flow.part(begin, end);
    const StatementReading reading = read_statement(own.text, {});
    if (reading.posts.empty()) return false;
    const bool beside = labelled || own.text.folded.starts_with(U"兼");
    const bool member = std::all_of(
        reading.posts.begin(), reading.posts.end(),
        [](const HeldPost& post) { return is_member_title(to_characters(post.title).folded); });
    if (!beside && !member) return false;
    entries_.push_back({});
    finish(entries_.size() - 1, own, flow, begin, end);
    entries_.back().kind = Kind::membership;
    entries_.back().appointment.kind = word_of(Kind::membership);
    return true;
  }

  // Whether one bracket holds all of the text: (1994.09--1998.07 …).
  static bool is_bracketed(View text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      depth += text[i] == U'(' ? 1 : text[i] == U')' ? -1 : 0;
      if (depth == 0) return i > 0 && i + 1 == text.size();
    }
    return false;
  }

  // Prose: what is dated is read, the rest listed.
  void read_loose(const Block& block) {
    const View text = block.flow.text.folded;
    if (const auto first = next_period(block.flow, 0, nullptr)) {
      const std::size_t begin = skip(text, first->period.end, separators);
      const std::size_t end = trimmed_end(block.flow);
      // A line in brackets before any period is one of its own.
      if (first->at == 1 && begin + 1 < end && is_bracketed(text.substr(0, end))) {
        read_periods(block.flow.part(0, end - 1), first->at, first->period, begin);
        return;
      }
      if (begin < text.size()) {
        add_unparsed(block.flow, 0, first->at);
        read_periods(block.flow, first->at, first->period, begin);
        return;
      }
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
