#include "tools/generate/resume_text.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace bole {
namespace {

// A text that knows how many Unicode characters it has.
class Page {
 public:
  void add(std::string_view words) {
    for (const char c : words) characters_ += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    text_ += words;
  }
  [[nodiscard]] std::uint32_t position() const { return characters_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_{};
  std::uint32_t characters_ = 0;
};

std::string two_digits(int value) {
  const std::string digits = std::to_string(value);
  return digits.size() < 2 ? "0" + digits : digits;
}

std::string written(PartialDate date, MonthForm form) {
  const std::string year = std::to_string(date.year);
  if (date.month == 0) return form == MonthForm::chinese ? year + "年" : year;
  switch (form) {
    case MonthForm::padded:
      return year + "." + two_digits(date.month);
    case MonthForm::short_month:
      return year + "." + std::to_string(date.month);
    case MonthForm::undotted:
      return year + two_digits(date.month);
    case MonthForm::chinese:
      return year + "年" + std::to_string(date.month) + "月";
    case MonthForm::slashed:
      return year + "/" + two_digits(date.month);
  }
  return year;
}

class Writer {
 public:
  Writer(Profile& profile, const ResumeStyle& style) : profile_(profile), style_(style) {}

  void period(const Career& career, std::size_t first, std::size_t end) {
    const CareerStep& step = career.steps[first];
    head(step.appointment);
    column_ = 0;
    const std::size_t parent = begin(step);
    say(step.statement);
    if (end > first + 1) {
      if (style_.brackets == BracketPlace::own_line) {
        page_.add(style_.line_end);
        column_ = 0;
      }
      brackets(career, first + 1, end, parent);
    }
    finish(parent);
    page_.add(style_.line_end);
  }

  void memberships(const Career& career) {
    if (career.memberships.empty()) return;
    page_.add(style_.line_end);
    for (const HeldPost& membership : career.memberships) {
      CareerStep step;
      step.appointment.kind = "任外职";
      step.appointment.posts = {membership};
      const std::size_t index = begin(step);
      page_.add(statement_of(step.appointment.posts));
      finish(index);
      page_.add(style_.line_end);
    }
  }

  void close() {
    profile_.resume.text = page_.take();
    while (profile_.resume.text.ends_with(style_.line_end)) {
      profile_.resume.text.resize(profile_.resume.text.size() - style_.line_end.size());
    }
  }

 private:
  std::vector<Appointment>& appointments() { return *profile_.appointments; }

  std::size_t begin(const CareerStep& step) {
    Appointment appointment = step.appointment;
    appointment.key = "a" + std::to_string(appointments().size() + 1);
    appointment.text_span = Span{page_.position(), page_.position()};
    appointments().push_back(std::move(appointment));
    return appointments().size() - 1;
  }
  void finish(std::size_t index) { appointments()[index].text_span->end = page_.position(); }

  void head(const Appointment& appointment) {
    if (appointment.from) page_.add(written(*appointment.from, style_.months));
    page_.add(style_.dash);
    if (appointment.to) {
      page_.add(written(*appointment.to, style_.months));
    } else if (style_.still.empty() && style_.months == MonthForm::padded) {
      page_.add("       ");
    } else {
      page_.add(style_.still);
    }
    page_.add(style_.gap);
  }

  void break_if_full() {
    if (style_.width == 0 || column_ < style_.width) return;
    page_.add(style_.line_end);
    page_.add(style_.hanging);
    column_ = 0;
  }

  // A line is broken anywhere, also inside a word, as the form's editor does, but not inside a
  // number.
  void say(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      break_if_full();
      std::size_t next = at + 1;
      if (is_ascii(words[at])) {
        while (next < words.size() && is_ascii(words[next])) ++next;
        column_ += static_cast<int>(next - at);
      } else {
        while (next < words.size() && (static_cast<unsigned char>(words[next]) & 0xC0U) == 0x80U) {
          ++next;
        }
        ++column_;
      }
      page_.add(words.substr(at, next - at));
      at = next;
    }
  }
  static bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

  void brackets(const Career& career, std::size_t first, std::size_t end, std::size_t parent) {
    say("（");
    say(style_.opening);
    for (std::size_t i = first; i < end; ++i) {
      const CareerStep& item = career.steps[i];
      if (i > first) say("；");
      say(written(*item.appointment.from, style_.months));
      say(style_.dash);
      if (item.appointment.to) say(written(*item.appointment.to, style_.months));
      // The statement's span begins with its own first character, not with a line break.
      break_if_full();
      const std::size_t index = begin(item);
      appointments()[index].concurrent_with = appointments()[parent].key;
      say(item.statement);
      finish(index);
    }
    say("）");
  }

  Profile& profile_;
  const ResumeStyle& style_;
  Page page_{};
  int column_ = 0;
};
}  // namespace

void write_resume(Profile& profile, const Career& career, const ResumeStyle& style) {
  profile.appointments.emplace();
  profile.appointments->reserve(career.steps.size() + career.memberships.size());
  Writer writer(profile, style);
  for (std::size_t i = 0; i < career.steps.size();) {
    std::size_t end = i + 1;
    while (end < career.steps.size() && career.steps[end].in_brackets) ++end;
    writer.period(career, i, end);
    i = end;
  }
  writer.memberships(career);
  writer.close();
}

ResumeStyle make_resume_style(Random& random) {
  static constexpr std::array<std::string_view, 10> dashes{"--", "--", "—", "——", "－－",
                                                           "－", "–",  "~", "～", "至"};
  static constexpr std::array<std::string_view, 5> gaps{"  ", "  ", " ", "　", "\t"};
  static constexpr std::array<std::string_view, 4> hangings{"                  ", "    ", "　　",
                                                            ""};
  static constexpr std::array<std::string_view, 4> openings{"其间：", "期间：", "其间:", ""};
  static constexpr std::array<std::string_view, 3> stills{"", "至今", "现在"};
  static constexpr std::array<int, 3> widths{0, 24, 26};
  ResumeStyle style;
  if (random.chance(300)) return style;
  style.dash = random.pick(dashes);
  style.gap = random.pick(gaps);
  style.months = static_cast<MonthForm>(random.weighted(std::array<int, 5>{60, 12, 10, 10, 8}));
  // An open end before 至今 would read 至至今.
  style.still = random.pick(std::span<const std::string_view>(stills));
  if (style.dash == "至") style.still = "今";
  style.width = random.pick(std::span<const int>(widths));
  style.hanging = random.pick(hangings);
  style.opening = random.pick(openings);
  style.brackets = random.chance(300) ? BracketPlace::own_line : BracketPlace::in_line;
  style.line_end = random.chance(250) ? "\r\n" : "\n";
  return style;
}

}  // namespace bole
