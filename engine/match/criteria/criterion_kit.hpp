#pragma once
#include <algorithm>
#include <bitset>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/ahead.hpp"
#include "engine/match/criterion.hpp"
#include "engine/match/experience.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/names.hpp"
#include "engine/query/refusals.hpp"

// What several criteria share. Not for use outside engine/match/criteria.
namespace bole::criteria {

[[nodiscard]] inline Error fault(std::string_view where, std::string_view code,
                                 std::string_view message) {
  return {Refusal::invalid, std::string(code), std::string(message), std::string(where)};
}
[[nodiscard]] inline std::optional<Error> needs_points(const CriterionSpec& spec) {
  if (!spec.value.is_table()) return std::nullopt;
  return fault("value", "points_expected", "该要素的评价标准应当是 points");
}
[[nodiscard]] inline std::optional<Error> needs_table(const CriterionSpec& spec) {
  if (spec.value.is_table()) return std::nullopt;
  return fault("value", "table_expected", "该要素的评价标准应当是 table");
}

// What is wrong with a word that is none of the names there are (of `what`): that it asks for what
// is refused, or which name is nearest.
[[nodiscard]] inline Error unknown_word(std::string_view where, std::string_view code,
                                        std::string_view word, std::string_view what,
                                        std::span<const std::string_view> names) {
  if (const RefusedName* refused = refused_name_in(word)) {
    return fault(where, refused->code, quoted(word) + std::string(refused->reason));
  }
  return fault(where, code, quoted(word) + "不是" + std::string(what) + suggestion(word, names));
}
// Nothing where the word is a code of the table.
[[nodiscard]] inline std::optional<Error> unknown_code(std::string_view where, CodeTable table,
                                                       std::string_view word,
                                                       std::string_view what) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  if (!find_code(table, word, vocabulary).name.empty()) return std::nullopt;
  std::vector<std::string_view> names;
  for (const Code& code : codes(table, vocabulary)) names.push_back(code.name);
  return unknown_word(where, "unknown_value", word, what, names);
}
// The same for each name of the value's table.
[[nodiscard]] inline std::optional<Error> needs_table_of(const CriterionSpec& spec, CodeTable table,
                                                         std::string_view what) {
  for (const auto& [name, points] : spec.value.table) {
    if (auto fault = unknown_code("value/table", table, name, what)) return fault;
  }
  return needs_table(spec);
}
[[nodiscard]] inline std::optional<Error> unknown_speciality(std::string_view where,
                                                             std::string_view word) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  if (vocabulary.speciality(word)) return std::nullopt;
  const auto shown = vocabulary.specialities_in(word);
  if (shown.size() == 1) {
    const Speciality& meant = vocabulary.specialities()[shown.front().speciality];
    return fault(
        where, "unknown_speciality",
        quoted(word) + "不是词表中的专长，它所属的专长是“" + meant.name + "”（" + meant.id + "）");
  }
  std::vector<std::string_view> names;
  for (const Code& code : codes(CodeTable::speciality, vocabulary)) {
    names.push_back(code.name);
    names.push_back(code.id);
  }
  return unknown_word(where, "unknown_speciality", word, "词表中的专长", names);
}
// The vocabulary's indexes of specialities that were checked.
template <class Asked, class Name>
[[nodiscard]] std::vector<std::uint16_t> indexes_of(const Columns& columns,
                                                    const std::vector<Asked>& asked, Name name) {
  std::vector<std::uint16_t> indexes;
  for (const Asked& one : asked) {
    if (const auto index = columns.vocabulary().speciality(std::invoke(name, one))) {
      indexes.push_back(*index);
    }
  }
  return indexes;
}

// A value function through points, worked out once for every figure of a large batch.
class Valuing {
 public:
  // Figures are not below 0.
  Valuing(const ValueFunction& value, std::size_t people) : value_(value) {
    constexpr std::size_t few = 256;
    constexpr int most = 4096;
    if (people < few || value.points.back().first >= most) return;
    last_ = static_cast<std::uint32_t>(std::max(0, value.points.back().first));
    for (std::uint32_t x = 0; x <= last_; ++x) {
      by_figure_.push_back(static_cast<std::int16_t>(value.at(x)));
    }
  }
  [[nodiscard]] std::int16_t at(std::int32_t x) const {
    if (by_figure_.empty()) return static_cast<std::int16_t>(value_.at(x));
    return by_figure_[std::min(static_cast<std::uint32_t>(x), last_)];
  }
  [[nodiscard]] CriterionOutcome of(const Range& x) const {
    const std::int16_t least = at(x.at_least);
    return {least, x.exact() ? least : at(x.at_most)};
  }

 private:
  const ValueFunction& value_;
  std::vector<std::int16_t> by_figure_{};  // up to the last point; it is flat beyond
  std::uint32_t last_ = 0;
};

// Reasons of criteria that count something towards what the post asks.
inline constexpr std::array<std::string_view, 3> counting_reasons{"达到职位要求", "未达到职位要求",
                                                                  "资料不全，待核实"};
[[nodiscard]] inline std::uint8_t counting_reason(const CriterionSpec& spec,
                                                  const CriterionOutcome& value) {
  if (value.at_least >= spec.required) return 0;
  return value.at_most < spec.required ? 1 : 2;
}

// Calls one(row, finding) for every row, which reads what `ahead` fetches; `finding` is null while
// ranking.
template <class... Parts, class One>
void judge_each(const Ahead<Parts...>& ahead, std::span<const Row> rows,
                std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings, One one) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ahead.fetch(rows, i);
    CriterionFinding* finding = findings ? &(*findings)[i] : nullptr;
    out[i] = one(rows[i], finding);
    if (finding) finding->value = out[i];
  }
}

// What was counted, and the reason for its value.
inline void tell_counted(CriterionFinding& finding, const CriterionSpec& spec,
                         const CriterionOutcome& value, const Range& x, Unit unit) {
  finding.observed = x;
  finding.counted = x;
  finding.unit = unit;
  finding.reason = counting_reason(spec, value);
}

[[nodiscard]] inline const AppointmentCell& entry_of(const Columns& columns,
                                                     const CareerSpan& span) {
  return columns.appointments[static_cast<std::size_t>(&span - columns.career_spans.data())];
}

// The points of a table whose names are words of the columns.
class WordPoints {
 public:
  WordPoints(const Columns& columns, const ValueFunction& value) {
    for (const auto& [name, points] : value.table) {
      if (const Word word = columns.words.find(name)) points_.emplace_back(word, points);
    }
  }
  // Nothing for a word that is not in the table.
  [[nodiscard]] std::optional<Range> of(Word word) const {
    for (const auto& [name, points] : points_) {
      if (name == word) return Range{points, points};
    }
    return std::nullopt;
  }

 private:
  std::vector<std::pair<Word, int>> points_;
};

// Months of the appointments that `counts` picks, by the whole entries, with grounds where
// `finding` asks for them. `from` as what judge_months' `since` gives.
template <class Counts>
[[gnu::noinline]] Range months_of_entries(const CriterionContext& context, Experience& experience,
                                          Row row, CriterionFinding* finding, Counts counts,
                                          const std::optional<MonthCell>& from) {
  const Columns& columns = context.columns;
  const Run& run = columns.appointment_runs[row.value];
  experience.clear();
  std::optional<std::uint32_t> doubtful;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const CareerSpan& span = columns.career_spans[run.begin + i];
    const Tri counted = counts(row, span);
    if (counted == Tri::no) continue;
    const AppointmentCell& cell = columns.appointments[run.begin + i];
    if (counted == Tri::yes) {
      experience.add(span, cell);
    } else {
      experience.add_doubtful(cell);
    }
    if (!finding || begins_after(cell, context.as_of)) continue;
    finding->evidence.push_back({Evidence::Part::appointment, i});
    const bool vague = counted == Tri::unknown || !cell.from.known() || cell.from.width > 31 ||
                       (!cell.open && (!cell.to.known() || cell.to.width > 31));
    if (vague && !doubtful) doubtful = i;
  }
  if (from) experience.add_since(*from);
  Range x = experience.counted();
  if (!run.known) x.at_most = longest_career_months;
  if (!finding) return x;
  finding->observed = experience.observed();
  if (!run.known) finding->observed.at_most = longest_career_months;
  finding->counted = x;
  finding->unit = Unit::month;
  if (from) finding->evidence.push_back({Evidence::Part::level_since, 0});
  if (finding->evidence.empty()) {
    finding->evidence.push_back({Evidence::Part::no_appointment, 0});
  }
  if (!run.known) {
    finding->missing = Evidence{Evidence::Part::no_appointment, 0};
  } else if (doubtful) {
    finding->missing = Evidence{Evidence::Part::appointment, *doubtful};
  }
  return x;
}

// Judges by months of the appointments that `counts` picks: Tri::yes certainly, Tri::unknown
// perhaps; it is asked with the row and the span, or with what stands for it. `periods` and
// quick(row) are those of Experience::counted_quickly; the whole career is read only where grounds
// are asked, or it is too long.
// `since` may give a stretch that is certain besides (a recorded 任该层次时间); an unknown one adds
// nothing.
template <class... Parts, class Periods, class Quick, class Counts, class Since>
void judge_months(const CriterionContext& context, const Ahead<Parts...>& ahead,
                  std::span<const Row> rows, std::span<CriterionOutcome> out,
                  std::vector<CriterionFinding>* findings, Periods periods, Quick quick,
                  Counts counts, Since since) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  Experience experience(context.as_of, spec.args.recency);
  const Valuing valuing(spec.value, rows.size());
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const std::optional<MonthCell> from = since(row);
    if (!finding) {
      const auto counts_here = [&](const auto& period) { return counts(row, period); };
      const CareerForm form = columns.brief[row.value].form;
      const auto x = experience.counted_quickly(form, periods, row, quick(row), counts_here, from);
      if (x) return valuing.of(*x);
    }
    const Range x = months_of_entries(context, experience, row, finding, counts, from);
    const CriterionOutcome value = valuing.of(x);
    if (finding) finding->reason = counting_reason(spec, value);
    return value;
  });
}

inline constexpr auto no_date = [](Row) { return std::optional<MonthCell>(); };

// The `periods` of judge_months where all entries may count.
struct WholeEntries {
  const Columns& columns;
  [[nodiscard]] std::span<const CareerSpan> plain(Row row) const {
    return Columns::run(columns.career_spans, columns.appointment_runs[row.value]);
  }
  [[nodiscard]] std::span<const CareerSpan> vague(Row row) const { return plain(row); }
  [[nodiscard]] StepMonths months(const CareerSpan& span) const {
    return months_of(entry_of(columns, span));
  }
};

// Judges by months of the whole entries that `counts` picks, asked with the AppointmentCell.
template <class Counts>
void judge_entry_months(const CriterionContext& context, std::span<const Row> rows,
                        std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings,
                        Counts counts) {
  const Columns& columns = context.columns;
  const auto quick = [&](Row) {
    return [&](const CareerSpan& span) { return counts(entry_of(columns, span)); };
  };
  const auto of_span = [&](Row row, const CareerSpan& span) { return quick(row)(span); };
  const Ahead ahead(Cells(columns.brief), Lists(columns.appointment_runs, columns.appointments));
  judge_months(context, ahead, rows, out, findings, WholeEntries{columns}, quick, of_span, no_date);
}

// A list of which the best entry counts; an entry without a date counts.
template <class Cell>
struct BestOf {
  RunView runs;
  const Array<Cell>& cells;
  DateCell Cell::*date;  // from when the entry counts
  Evidence::Part part;
  Evidence::Part none;
};

// Judges by the best of a list, by a declared table. worth(cell) says what the entry is worth at
// least and at most; nothing for one that is worth what others are.
template <class Cell, class Worth>
void judge_best(const CriterionContext& context, std::span<const Row> rows,
                std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings,
                const BestOf<Cell>& best, Worth worth) {
  const ValueFunction& value = context.spec.value;
  const auto otherwise = static_cast<std::int16_t>(value.otherwise);
  const CriterionOutcome no_list{otherwise, static_cast<std::int16_t>(value.best())};
  const Ahead ahead(Lists(best.runs, best.cells));
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const Run& run = best.runs[row.value];
    if (run.count == 0 && !finding) {
      return run.known != 0 ? CriterionOutcome{otherwise, otherwise} : no_list;
    }
    const auto cells = Columns::run(best.cells, run);
    int held = value.otherwise;
    int possible = run.known ? value.otherwise : no_list.at_most;
    std::optional<std::uint32_t> held_index;
    std::optional<std::uint32_t> doubtful;  // may come after the as-of date, or be worth more
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const DateCell& date = cells[i].*best.date;
      if (date.known() && date.first() > context.as_of) continue;
      const std::optional<Range> points = worth(cells[i]);
      if (!points) continue;
      possible = std::max(possible, points->at_most);
      const bool in_doubt = date.known() && date.last() > context.as_of;
      if (in_doubt || !points->exact()) doubtful = i;
      if (in_doubt || (points->at_least == 0 && !points->exact())) continue;
      if (held_index && points->at_least <= held) continue;
      held = std::max(held, points->at_least);
      held_index = i;
    }
    const CriterionOutcome outcome{static_cast<std::int16_t>(held),
                                   static_cast<std::int16_t>(possible)};
    if (finding) {
      const bool open = held != possible;
      finding->observed = {held_index ? 1 : 0, held_index || open ? 1 : 0};
      finding->counted = finding->observed;
      finding->unit = Unit::count;
      finding->reason = open ? 2 : held_index ? 0 : 1;
      if (held_index) {
        finding->evidence.push_back({best.part, *held_index});
      } else {
        finding->evidence.push_back({best.none, 0});
      }
      if (run.known == 0) {
        finding->missing = Evidence{best.none, 0};
      } else if (open && doubtful) {
        finding->missing = Evidence{best.part, *doubtful};
      }
    }
    return outcome;
  });
}

}  // namespace bole::criteria
