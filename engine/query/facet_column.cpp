#include "engine/query/facet_column.hpp"

#include <algorithm>
#include <numeric>

#include "engine/query/set_reader.hpp"

namespace bole {
namespace {
// People are read in portions that keep the working arrays in the cache.
constexpr std::size_t portion = 1024;

// A value gets a set of its own when one person in so many has it.
constexpr std::size_t one_in = 200;

// What counting costs, in quarters of a nanosecond, measured: a row of the answer, one of its
// values, and a word of 64 rows of one set.
constexpr std::size_t row_cost = 6;
constexpr std::size_t value_cost = 4;
constexpr std::size_t word_cost = 1;

const Attribute* source_of(const Attribute& attribute) {
  if (attribute.through == RecordSet::person) return &attribute;
  return find_attribute(attribute.through, attribute.through_name);
}
}  // namespace

FacetColumn::FacetColumn(const Attribute& attribute, const Columns& columns, AsOf as_of)
    : source_(source_of(attribute)),
      abilities_only_(attribute.through == RecordSet::appointment),
      columns_(columns),
      as_of_(as_of),
      values_(*source_, columns) {
  rebuild();
}

void FacetColumn::rebuild() {
  runs_.assign(columns_.size(), {});
  held_.clear();
  used_ = 0;
  open_ = RowSet(columns_.size());
  unknown_ = RowSet(columns_.size());
  sets_.clear();
  set_of_.clear();
  others_ = RowSet(columns_.size());
  std::vector<std::uint32_t> people(columns_.size());
  std::iota(people.begin(), people.end(), 0U);
  read(people);
  choose_sets();
}

void FacetColumn::refresh(std::span<const std::uint32_t> changed) {
  const std::size_t before = runs_.size();
  const std::size_t after = columns_.size();
  if (after > 2 * before || changed.size() > after / 4 || held_.size() > 2 * used_ + after) {
    return rebuild();
  }
  runs_.resize(after);
  open_.grow(after);
  unknown_.grow(after);
  others_.grow(after);
  for (RowSet& set : sets_) set.grow(after);
  std::vector<std::uint32_t> people(changed.begin(), changed.end());
  for (std::size_t row = before; row < after; ++row) {
    people.push_back(static_cast<std::uint32_t>(row));
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  read(people);
}

void FacetColumn::read(std::span<const std::uint32_t> people) {
  std::vector<std::uint32_t> subjects;
  std::vector<Truth> exists;
  std::vector<Interval> intervals;
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> values;
  const bool of_person = source_->set == RecordSet::person;
  const SetReader* reader = of_person ? nullptr : &set_reader(source_->set);
  for (std::size_t first = 0; first < people.size(); first += portion) {
    const auto some = people.subspan(first, std::min(portion, people.size() - first));
    subjects.clear();
    for (const std::uint32_t person : some) {
      if (of_person) {
        subjects.push_back(person);
        continue;
      }
      const bole::Run run = reader->runs(columns_)[person];
      for (std::uint32_t i = 0; i < run.count; ++i) subjects.push_back(run.begin + i);
    }
    exists.assign(subjects.size(), Truth::yes);
    if (!of_person) reader->limit(columns_, as_of_, subjects, exists);
    if (source_->read != nullptr) {
      intervals.resize(subjects.size());
      source_->read(columns_, as_of_, subjects, intervals);
    } else {
      source_->list(columns_, subjects, words, ends);
    }

    std::size_t at = 0;
    for (const std::uint32_t person : some) {
      const bole::Run run = of_person ? bole::Run{.begin = 0, .count = 1, .known = 1}
                                      : reader->runs(columns_)[person];
      values.clear();
      bool open = run.known == 0;
      const auto take = [&](std::uint32_t value) {
        if (exists[at] == Truth::yes) {
          values.push_back(value);
        } else {
          open = true;
        }
      };
      for (const std::size_t end = at + run.count; at < end; ++at) {
        if (exists[at] == Truth::no) continue;
        if (abilities_only_ && !is_in_office(columns_.appointments[subjects[at]].kind)) continue;
        if (source_->read != nullptr) {
          const std::uint32_t value = values_.of(intervals[at]);
          if (value == FacetValues::open) {
            open = true;
          } else if (value != FacetValues::nothing) {
            take(value);
          }
          continue;
        }
        for (std::size_t word = at == 0 ? 0 : ends[at - 1]; word < ends[at]; ++word) {
          const auto& meant = values_.of_word(words[word]);
          open |= meant.empty();
          for (const std::uint32_t value : meant) take(value);
        }
      }
      put(person, values, open);
    }
  }
}

void FacetColumn::put(std::uint32_t row, std::vector<std::uint32_t>& values, bool open) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (const std::uint32_t value : of(row)) {
    if (has_set(value)) sets_[set_of_[value]].remove(Row{row});
  }
  used_ += values.size() - runs_[row].count;
  open_.remove(Row{row});
  unknown_.remove(Row{row});
  others_.remove(Row{row});

  runs_[row] = {static_cast<std::uint32_t>(held_.size()),
                static_cast<std::uint32_t>(values.size())};
  held_.insert(held_.end(), values.begin(), values.end());
  if (open) open_.add(Row{row});
  if (open && values.empty()) unknown_.add(Row{row});
  for (const std::uint32_t value : values) {
    if (has_set(value)) {
      sets_[set_of_[value]].add(Row{row});
    } else {
      others_.add(Row{row});
    }
  }
}

void FacetColumn::choose_sets() {
  std::vector<std::size_t> people(values_.size());
  for (const std::uint32_t value : held_) ++people[value];
  set_of_.assign(values_.size(), no_set);
  for (std::uint32_t value = 0; value < people.size(); ++value) {
    if (people[value] == 0 || people[value] < runs_.size() / one_in) continue;
    set_of_[value] = static_cast<std::uint32_t>(sets_.size());
    sets_.emplace_back(runs_.size());
  }
  others_ = RowSet(runs_.size());
  for (std::uint32_t row = 0; row < runs_.size(); ++row) {
    for (const std::uint32_t value : of(row)) {
      if (has_set(value)) {
        sets_[set_of_[value]].add(Row{row});
      } else {
        others_.add(Row{row});
      }
    }
  }
}

FacetColumn::Counts FacetColumn::count(const RowSet& rows) const {
  Counts counts;
  counts.of.resize(values_.size());
  counts.unknown = count_common(rows, unknown_);
  const auto add_values = [&](Row row) {
    for (const std::uint32_t value : of(row.value)) ++counts.of[value];
  };
  const std::size_t people = rows.count();
  const std::size_t by_rows =
      people * (row_cost + value_cost * used_ / std::max<std::size_t>(runs_.size(), 1));
  if (by_rows < sets_.size() * rows.words().size() * word_cost) {
    rows.for_each(add_values);
    return counts;
  }
  if (sets_.size() < values_.size()) (rows & others_).for_each(add_values);
  for (std::uint32_t value = 0; value < set_of_.size(); ++value) {
    if (has_set(value)) counts.of[value] = count_common(rows, sets_[set_of_[value]]);
  }
  return counts;
}

RowSet FacetColumn::rows_with(std::span<const std::uint32_t> values) const {
  RowSet rows(runs_.size());
  std::vector<bool> sought(values_.size());
  bool without_set = false;
  for (const std::uint32_t value : values) {
    if (has_set(value)) {
      rows |= sets_[set_of_[value]];
    } else {
      sought[value] = true;
      without_set = true;
    }
  }
  if (!without_set) return rows;
  others_.for_each([&](Row row) {
    for (const std::uint32_t value : of(row.value)) {
      if (sought[value]) rows.add(row);
    }
  });
  return rows;
}
}  // namespace bole
