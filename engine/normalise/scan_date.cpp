#include "engine/normalise/scan_date.hpp"

#include <algorithm>
#include <array>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/resume.hpp"

namespace bole {
namespace {
constexpr int first_year = 1850;
constexpr int last_year = 2149;

char32_t character(std::u32string_view text, std::size_t at) {
  return at < text.size() ? text[at] : U'\0';
}

std::size_t skip_blanks(std::u32string_view text, std::size_t at) {
  while (character(text, at) == U' ') ++at;
  return at;
}

std::size_t digits_at(std::u32string_view text, std::size_t at) {
  std::size_t count = 0;
  while (count < 9 && is_digit(character(text, at + count))) ++count;
  return count;
}

int number(std::u32string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value * 10 + static_cast<int>(text[at + i] - U'0');
  return value;
}

bool is_any(char32_t c, std::u32string_view set) {
  return c != U'\0' && set.find(c) != std::u32string_view::npos;
}

bool starts_with(std::u32string_view text, std::size_t at, std::u32string_view word) {
  return text.substr(std::min(at, text.size())).starts_with(word);
}

// 〇一二三四五六七八九 as a digit, or -1.
int han_digit(char32_t c) {
  constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  if (c == U'零') return 0;
  const std::size_t at = digits.find(c);
  return c == U'\0' || at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// A whole number up to 39 in words (十二, 二十一): its value and length, or {0, 0}.
std::pair<int, std::size_t> han_number(std::u32string_view text, std::size_t at) {
  int value = 0;
  std::size_t length = 0;
  if (const int digit = han_digit(character(text, at)); digit > 0) {
    value = digit;
    length = 1;
  }
  if (character(text, at + length) == U'十' && value <= 3) {
    value = (length == 0 ? 1 : value) * 10;
    ++length;
    if (const int digit = han_digit(character(text, at + length)); digit > 0) {
      value += digit;
      ++length;
    }
  }
  return {value, length};
}

// Whether a word such as 春 or 底 ends here, and is not the start of another (春城, 初中, 中央).
bool ends_date_word(char32_t next) {
  return !is_han(next) || is_any(next, U"至到起以后前在任参入考调被经毕开");
}

// 春 夏 秋 冬 初 中 底 末, 年初 年底 …, 上半年 下半年, after a year. Length, or 0.
std::size_t season_at(std::u32string_view text, std::size_t at) {
  for (const std::u32string_view word : {U"上半年", U"下半年"}) {
    if (starts_with(text, at, word)) return word.size();
  }
  std::size_t end = at;
  if (character(text, end) == U'年') ++end;
  if (!is_any(character(text, end), U"春夏秋冬初中底末")) return 0;
  const bool season = is_any(text[end], U"春夏秋冬");
  ++end;
  if (season && is_any(character(text, end), U"季天")) return end + 1 - at;
  return ends_date_word(character(text, end)) ? end - at : 0;
}

// 初, 中旬, 底 … after a month. Length, or 0.
std::size_t part_of_month_at(std::u32string_view text, std::size_t at) {
  for (const std::u32string_view word : {U"上旬", U"中旬", U"下旬"}) {
    if (starts_with(text, at, word)) return word.size();
  }
  const bool word = is_any(character(text, at), U"初中底末");
  return word && ends_date_word(character(text, at + 1)) ? 1 : 0;
}

void set_month(ScannedDate& scanned, int month) {
  if (month < 1 || month > 12) {
    scanned.impossible = true;
  } else {
    scanned.date.month = static_cast<std::uint8_t>(month);
  }
}

void set_day(ScannedDate& scanned, int day) {
  if (scanned.date.month == 0) return;
  if (day < 1 || day > days_in_month(scanned.date.year, scanned.date.month)) {
    scanned.impossible = true;
  } else {
    scanned.date.day = static_cast<std::uint8_t>(day);
  }
}

// What follows 年: 7月1日, 七月, 春, 上半年, or nothing. Nullopt for 2008年度 and the like.
std::optional<ScannedDate> after_year_word(std::u32string_view text, ScannedDate scanned) {
  std::size_t at = scanned.end;
  if (is_any(character(text, at), U"度第级届来")) return std::nullopt;
  if (const std::size_t season = season_at(text, at); season > 0) {
    scanned.in_words = true;
    scanned.end = at + season;
    return scanned;
  }
  at = skip_blanks(text, at);
  int month = 0;
  std::size_t length = digits_at(text, at);
  if (length == 1 || length == 2) {
    month = number(text, at, length);
  } else if (length == 0) {
    std::tie(month, length) = han_number(text, at);
    if (character(text, at) == U'元' || character(text, at) == U'正')
      std::tie(month, length) = std::pair(1, 1);
    if (character(text, at + length) != U'月') length = 0;
  } else {
    length = 0;
  }
  if (length == 0) return scanned;
  const std::size_t after = skip_blanks(text, at + length);
  const bool month_word = character(text, after) == U'月';
  if (!month_word && is_han(character(text, at + length)) &&
      !is_any(character(text, at + length), U"至到起")) {
    return scanned;  // 1995年3个月
  }
  set_month(scanned, month);
  scanned.end = month_word ? after + 1 : at + length;
  if (!month_word) return scanned;
  if (character(text, scanned.end) == U'份') ++scanned.end;
  const std::size_t day_at = skip_blanks(text, scanned.end);
  std::size_t day_length = digits_at(text, day_at);
  int day = day_length <= 2 ? number(text, day_at, day_length) : 0;
  if (day_length == 0) std::tie(day, day_length) = han_number(text, day_at);
  if (day_length >= 1 && day_length <= 3 && is_any(character(text, day_at + day_length), U"日号")) {
    set_day(scanned, day);
    scanned.end = day_at + day_length + 1;
  } else if (const std::size_t part = part_of_month_at(text, scanned.end); part > 0) {
    scanned.in_words = true;
    scanned.end += part;
  }
  return scanned;
}

// What follows the year and a mark: .7, .07.01, -7-1, /7/1.
ScannedDate after_mark(std::u32string_view text, ScannedDate scanned) {
  const char32_t mark = text[scanned.end];
  const std::size_t at = mark == U'.' ? skip_blanks(text, scanned.end + 1) : scanned.end + 1;
  const std::size_t length = digits_at(text, at);
  if (length == 0 || length > 2 || (mark == U'。' && length != 2)) return scanned;
  const int month = number(text, at, length);
  const bool exists = month >= 1 && month <= 12;
  if (mark == U'-' && !exists) return scanned;  // 1995-97 is two years
  set_month(scanned, month);
  scanned.end = at + length;
  if (character(text, scanned.end) == U'月') {
    ++scanned.end;
    return scanned;
  }
  const std::size_t day_at = scanned.end + 1;
  const std::size_t day_length = digits_at(text, day_at);
  if (!exists || character(text, scanned.end) != mark || day_length == 0 || day_length > 2) {
    return scanned;
  }
  set_day(scanned, number(text, day_at, day_length));
  scanned.end = day_at + day_length;
  if (character(text, scanned.end) == U'日') ++scanned.end;
  return scanned;
}

std::optional<ScannedDate> scan_han_date(std::u32string_view text, std::size_t at) {
  int year = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = han_digit(character(text, at + i));
    if (digit < 0) return std::nullopt;
    year = year * 10 + digit;
  }
  if (character(text, at + 4) != U'年' || year < first_year || year > last_year)
    return std::nullopt;
  ScannedDate scanned{.date = {.year = static_cast<std::int16_t>(year)}, .end = at + 5};
  return after_year_word(text, scanned);
}
}  // namespace

std::optional<ScannedDate> scan_date(std::u32string_view text, std::size_t at) {
  const std::size_t length = digits_at(text, at);
  if (length == 0) return scan_han_date(text, at);
  if (length != 4 && length != 6 && length != 8) return std::nullopt;
  const int year = number(text, at, 4);
  if (year < first_year || year > last_year) return std::nullopt;
  ScannedDate scanned{.date = {.year = static_cast<std::int16_t>(year)}, .end = at + length};
  if (length > 4) {
    set_month(scanned, number(text, at + 4, 2));
    if (length == 8) set_day(scanned, number(text, at + 6, 2));
    return scanned;
  }
  const std::size_t word = skip_blanks(text, scanned.end);
  if (character(text, word) == U'年') {
    scanned.end = word + 1;
    return after_year_word(text, scanned);
  }
  if (is_any(character(text, scanned.end), U"级届")) return std::nullopt;
  if (is_any(character(text, scanned.end), U".·。/-")) return after_mark(text, scanned);
  if (const std::size_t season = season_at(text, scanned.end); season > 0) {
    scanned.in_words = true;
    scanned.end += season;
  }
  return scanned;
}

std::optional<ReadDate> read_date(std::string_view text) {
  const Characters characters = to_characters(text);
  const std::u32string& folded = characters.folded;
  const auto scanned = scan_date(folded, skip_blanks(folded, 0));
  if (!scanned || scanned->impossible || skip_blanks(folded, scanned->end) != folded.size()) {
    return std::nullopt;
  }
  return ReadDate{.date = scanned->date, .in_words = scanned->in_words};
}

namespace {
// The run of dashes, 至 and 到 (with blanks between) after `at`; its end, or `at` when there is
// none. 一 stands for a dash only between two figures.
std::size_t skip_dash(std::u32string_view text, std::size_t at) {
  std::size_t end = at;
  std::size_t next = skip_blanks(text, at);
  while (is_any(character(text, next), U"-~至到")) {
    end = next + 1;
    next = skip_blanks(text, end);
  }
  if (end != at) return end;
  std::size_t after = next;
  while (character(text, after) == U'一') ++after;
  return after > next && is_digit(character(text, skip_blanks(text, after))) ? after : at;
}

// 今, 现在, 目前 after a dash. Length, or 0.
std::size_t present_at(std::u32string_view text, std::size_t at, char32_t dash) {
  for (const std::u32string_view word : {U"现在", U"目前", U"Present", U"present", U"now"}) {
    if (starts_with(text, at, word)) return word.size();
  }
  if (character(text, at) == U'今') {
    const char32_t next = character(text, at + 1);
    const bool after_word = is_any(dash, U"至到");
    return after_word || !is_han(next) || is_any(next, U"在任担就于") ? 1 : 0;
  }
  if (character(text, at) == U'现') return is_han(character(text, at + 1)) ? 0 : 1;
  return 0;
}

// The end of a period that leaves out the year of its start: 至6月, -06.
std::optional<ScannedDate> scan_month_of(const ScannedDate& from, std::u32string_view text,
                                         std::size_t at) {
  const bool same_year = starts_with(text, at, U"同年");
  if (same_year) at += 2;
  const std::size_t length = digits_at(text, at);
  if (from.date.month == 0 || length == 0 || length > 2) return std::nullopt;
  const int month = number(text, at, length);
  const bool word = character(text, at + length) == U'月';
  if (month < from.date.month || month > 12 || (!word && length != 2)) return std::nullopt;
  if (!word && is_any(character(text, at + length), U".年/-")) return std::nullopt;
  ScannedDate to{.date = {.year = from.date.year}, .end = at + length + (word ? 1U : 0U)};
  set_month(to, month);
  return to;
}
}  // namespace

std::optional<ScannedPeriod> scan_period(std::u32string_view text, std::size_t at) {
  if (is_any(character(text, at), U"自从于")) at = skip_blanks(text, at + 1);
  const auto from = scan_date(text, at);
  if (!from) return std::nullopt;
  ScannedPeriod period{.from = *from, .end = from->end};
  const std::size_t word = skip_blanks(text, from->end);
  for (const auto& [written, form] : {std::pair(std::u32string_view(U"起"), PeriodForm::since),
                                      std::pair(std::u32string_view(U"以后"), PeriodForm::since),
                                      std::pair(std::u32string_view(U"之后"), PeriodForm::since),
                                      std::pair(std::u32string_view(U"以来"), PeriodForm::open),
                                      std::pair(std::u32string_view(U"迄今"), PeriodForm::open)}) {
    if (!starts_with(text, word, written)) continue;
    period.form = form;
    period.end = word + written.size();
    const std::size_t until_now = skip_dash(text, period.end);
    if (until_now == period.end) return period;
    if (const auto now = present_at(text, skip_blanks(text, until_now), text[until_now - 1])) {
      period.form = PeriodForm::open;
      period.end = skip_blanks(text, until_now) + now;
    }
    return period;
  }
  const std::size_t dash = skip_dash(text, from->end);
  if (dash == from->end) return period;
  const std::size_t next = skip_blanks(text, dash);
  if (const std::size_t now = present_at(text, next, text[dash - 1]); now > 0) {
    period.form = PeriodForm::open;
    period.end = next + now;
    return period;
  }
  auto to = scan_date(text, next);
  if (!to) to = scan_month_of(*from, text, next);
  if (to) {
    period.form = PeriodForm::range;
    period.to = to;
    period.end = to->end;
    if (character(text, period.end) == U'止') ++period.end;
    return period;
  }
  if (starts_with(text, next, U"退休") || starts_with(text, next, U"离休")) {
    // 2017.01至退休：某局某职 ends then; 2017.01--退休 alone is what the person does since.
    std::size_t after = next + 2;
    while (is_any(character(text, after), U" :,")) ++after;
    if (is_han(character(text, after))) {
      period.end = next + 2;
      return period;
    }
  }
  // 至 and 到 are words (2003年到县委工作); a dash before an unreadable end is not an open period.
  if (is_any(text[dash - 1], U"至到") || is_digit(character(text, next))) return period;
  period.form = PeriodForm::open;
  period.end = dash;
  return period;
}
}  // namespace bole
