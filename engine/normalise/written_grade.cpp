#include "engine/normalise/written_grade.hpp"

#include "engine/normalise/characters.hpp"
#include "engine/normalise/scan_date.hpp"

namespace bole {
namespace {
using View = std::u32string_view;

// 起经批准晋升为: at most so much stands between a date and its 职级.
constexpr std::size_t longest_between = 8;
constexpr View clause_ends = U"(),;、。\n";

std::size_t clause_begin(View text, std::size_t at) {
  const std::size_t end = at == 0 ? View::npos : text.find_last_of(clause_ends, at - 1);
  return end == View::npos ? 0 : end + 1;
}

// 2021.06晋升 | 四级调研员
std::optional<PartialDate> date_before(View text, std::size_t at) {
  for (std::size_t begin = clause_begin(text, at); begin < at; ++begin) {
    if (!is_digit(text[begin]) || (begin > 0 && is_digit(text[begin - 1]))) continue;
    const auto period = scan_period(text, begin);
    if (!period || period->end > at) continue;
    if (at - period->end > longest_between) return std::nullopt;
    return period->from.date;
  }
  return std::nullopt;
}

// 四级调研员 | （2021.06任）
std::optional<PartialDate> date_behind(View text, std::size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  if (at >= text.size() || text[at] != U'(') return std::nullopt;
  const auto period = scan_period(text, at + 1);
  if (!period) return std::nullopt;
  const std::size_t close = text.find(U')', period->end);
  if (close == View::npos || close - period->end > 2) return std::nullopt;
  return period->from.date;
}

// Reads what the text says of one 职级 into `reading`; false where it does not name it.
bool read_grade(View text, Grade grade, WrittenGrade& reading) {
  const std::u32string name = to_characters(to_string(grade)).folded;
  bool named = false;
  for (std::size_t at = text.find(name); at != View::npos; at = text.find(name, at + 1)) {
    const std::size_t begin = clause_begin(text, at);
    if (text.substr(begin, at - begin).find(U'免') != View::npos) continue;
    named = true;
    auto date = date_behind(text, at + name.size());
    if (!date) date = date_before(text, at);
    if (date && (!reading.since || date->earliest() < reading.since->earliest()))
      reading.since = date;
  }
  if (named) reading.grade = grade;
  return named;
}
}  // namespace

WrittenGrade written_grade(View folded, Grade wanted) {
  WrittenGrade reading;
  if (wanted != Grade::unknown) {
    read_grade(folded, wanted, reading);
    return reading;
  }
  for (int ordinal = static_cast<int>(Grade::inspector_1); ordinal > 0; --ordinal) {
    if (read_grade(folded, static_cast<Grade>(ordinal), reading)) return reading;
  }
  return reading;
}

}  // namespace bole
