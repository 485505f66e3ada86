#include <algorithm>
#include <bit>
#include <deque>
#include <optional>
#include <utility>

#include "engine/columns/ahead.hpp"
#include "engine/columns/speciality_reader.hpp"
#include "engine/query/filter.hpp"
#include "engine/query/set_reader.hpp"
#include "engine/query/value_matcher.hpp"

namespace bole {
namespace {
// People are taken in portions that keep the working arrays in the cache.
constexpr std::size_t portion = 1024;
// A condition on more months is asked of the entries.
constexpr std::int32_t longest_told = 1200;

Tri tri(Truth truth) {
  return truth == Truth::yes ? Tri::yes : truth == Truth::no ? Tri::no : Tri::unknown;
}

// A person attribute that stands for one of a set, written out: 专长 = X is
// 任职 { 类型 IN (任职, 挂职) AND 专长 = X }. Study and outside offices show no speciality.
Condition through_its_set(const Condition& condition) {
  const Attribute& attribute = *condition.attribute;
  Condition inner = condition;
  inner.attribute = find_attribute(attribute.through, attribute.through_name);
  Condition exists{.kind = ConditionKind::exists, .set = attribute.through};
  if (attribute.through != RecordSet::appointment) {
    exists.parts.push_back(std::move(inner));
    return exists;
  }
  Condition in_post{.kind = ConditionKind::one_of,
                    .attribute = find_attribute(RecordSet::appointment, "kind")};
  in_post.values = {{.text = "任职"}, {.text = "挂职"}};
  Condition both{.kind = ConditionKind::all_of};
  both.parts.push_back(std::move(inner));
  both.parts.push_back(std::move(in_post));
  exists.parts.push_back(std::move(both));
  return exists;
}

bool is_speciality(const Attribute* attribute) {
  return attribute != nullptr && attribute->domain == Domain::specialities;
}
// Whether a condition on a row of 任职 asks for specialities by itself or as a part of an AND.
bool asks_for_speciality(const Condition& condition) {
  if (condition.kind == ConditionKind::all_of) {
    return std::ranges::any_of(condition.parts, asks_for_speciality);
  }
  return is_speciality(condition.attribute);
}
bool walks_rows(const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::all_of:
    case ConditionKind::any_of:
    case ConditionKind::negation:
      return std::ranges::any_of(condition.parts,
                                 [](const Condition& part) { return walks_rows(part); });
    case ConditionKind::exists:
    case ConditionKind::count:
    case ConditionKind::months:
      return condition.set != RecordSet::appointment || !asks_for_speciality(condition.parts[0]);
    default:
      break;
  }
  const Attribute& attribute = *condition.attribute;
  return attribute.through != RecordSet::person &&
         !is_speciality(find_attribute(attribute.through, attribute.through_name));
}

// A condition made ready for one set of columns, with the working arrays it needs.
struct Step {
  const Condition* condition = nullptr;
  std::vector<Step> parts{};
  std::vector<Interval> wanted{};         // of an attribute read as an interval, and of aggregates
  std::optional<ValueMatcher> matcher{};  // of an attribute read by its words
  Truth without_list = Truth::unknown;
  // Of a set whose rows fit only with one of some specialities: those that have one.
  std::optional<SpecialityReader> reader{};
  bool asks_what_is_listed = false;  // the condition by which such a reader lists, if it is certain

  std::vector<std::uint16_t> counts{};  // rows to look at, of each person
  std::vector<std::uint32_t> subjects{};
  std::vector<std::uint32_t> places{};
  std::vector<Truth> truths{};
  std::vector<Interval> intervals{};
};

// Counts and united months of the rows of one person: at least those of the rows that surely fit,
// at most those of the rows that may.
Interval count_rows(std::span<const Truth> truths) {
  Interval count = Interval::exactly(0);
  for (const Truth truth : truths) {
    count.at_least += truth == Truth::yes ? 1 : 0;
    count.at_most += truth != Truth::no ? 1 : 0;
  }
  return count;
}

std::int32_t united_length(std::vector<Months>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Months& a, const Months& b) { return a.from < b.from; });
  std::int32_t length = 0;
  std::int32_t reached = PeriodSpan::beginning;
  for (const Months& span : spans) {
    const std::int32_t from = std::max(span.from, reached);
    if (span.to <= from) continue;
    length += span.to - from;
    reached = span.to;
  }
  return length;
}

class Evaluation {
 public:
  // `people`: how many will be asked, about.
  Evaluation(const Filter& filter, const Columns& columns, Day as_of, std::size_t people)
      : columns_(columns),
        people_(people),
        as_of_{as_of, month_index(as_of)},
        root_(prepare(filter.root)),
        by_periods_(by_periods(root_)) {}

  void run(std::span<const Row> rows, std::span<Tri> out) {
    if (root_.reader) {
      std::ranges::fill(out, Tri::no);
      for (const Answer& one : run_listed(rows)) out[one.place] = one.answer;
      return;
    }
    std::vector<std::uint32_t> people(std::min(portion, rows.size()));
    std::vector<Truth> truths(people.size());
    for (std::size_t begin = 0; begin < rows.size(); begin += portion) {
      const std::size_t count = std::min(portion, rows.size() - begin);
      for (std::size_t i = 0; i < count; ++i) people[i] = rows[begin + i].value;
      judge(root_, Subjects(people).first(count), std::span(truths).first(count));
      for (std::size_t i = 0; i < count; ++i) out[begin + i] = tri(truths[i]);
    }
  }

  std::vector<Answer> run_few(std::span<const Row> rows) {
    if (root_.reader) return run_listed(rows);
    std::vector<Tri> answers(rows.size());
    run(rows, answers);
    std::vector<Answer> few;
    for (std::uint32_t i = 0; i < answers.size(); ++i) {
      if (answers[i] != Tri::no) few.push_back({i, answers[i]});
    }
    return few;
  }

  Grounded run_with_grounds(std::uint32_t person) {
    Grounded grounded;
    grounded.answer = tri(explain(root_, person, grounded.citations));
    std::vector<Citation> once;
    for (const Citation& citation : grounded.citations) {
      if (std::find(once.begin(), once.end(), citation) == once.end()) once.push_back(citation);
    }
    grounded.citations = std::move(once);
    return grounded;
  }

 private:
  std::vector<Answer> run_listed(std::span<const Row> rows) {
    if (const SpecialityList* only = root_.reader->only()) {
      SpecialityList listed = *only;
      return run_listed(rows, listed);
    }
    return run_listed(rows, *root_.reader);
  }

  // Looks closer only at those who have what the filter asks of.
  template <class Listed>
  std::vector<Answer> run_listed(std::span<const Row> rows, Listed& listed) {
    const Array<Run>& runs = set_reader(root_.condition->set).runs(columns_);
    const Truth missing = without_list(root_);
    const Truth none = without_rows(root_);
    // Then nobody is looked at who has neither such rows nor a record without the list.
    const bool few_asked = none == Truth::no && ascend(rows);
    std::vector<Answer> few;
    const auto add = [&few](std::size_t place, Truth truth) {
      if (truth != Truth::no) few.push_back({static_cast<std::uint32_t>(place), tri(truth)});
    };
    std::vector<std::uint32_t> people;  // of whom entries have to be read
    std::vector<std::size_t> kept;      // their answers
    std::uint32_t unlisted = 0;         // the next row whose record has no list
    for (std::size_t i = 0; i < rows.size();) {
      const std::uint32_t row = rows[i].value;
      const auto periods = listed.of(row);
      if (periods.empty()) {
        add(i, runs[row].known != 0 ? none : missing);
      } else if (const auto truth = of_periods(periods)) {
        add(i, *truth);
      } else {
        people.push_back(row);
        kept.push_back(few.size());
        few.push_back({static_cast<std::uint32_t>(i), Tri::unknown});
      }
      if (!few_asked) {
        ++i;
        continue;
      }
      if (unlisted <= row) {
        unlisted = missing == Truth::no ? no_row : next_without_appointments(row + 1);
      }
      i = first_from(rows, i, std::min(listed.next(), unlisted));
    }
    std::vector<Truth> truths(people.size());
    for (std::size_t begin = 0; begin < people.size(); begin += portion) {
      const std::size_t count = std::min(portion, people.size() - begin);
      judge(root_, Subjects(people).subspan(begin, count), std::span(truths).subspan(begin, count));
    }
    for (std::size_t i = 0; i < kept.size(); ++i) few[kept[i]].answer = tri(truths[i]);
    if (!kept.empty()) std::erase_if(few, [](const Answer& one) { return one.answer == Tri::no; });
    return few;
  }

  // The first row, from the given one on, that has no list of appointments.
  [[nodiscard]] std::uint32_t next_without_appointments(std::uint32_t row) const {
    const auto words = std::span(columns_.no_appointments);
    for (std::size_t at = row / 64; at < words.size(); ++at) {
      std::uint64_t word = words[at];
      if (at == row / 64) word &= ~std::uint64_t{0} << (row % 64);
      if (word == 0) continue;
      return static_cast<std::uint32_t>(at * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }
    return no_row;
  }

  // The place of the first of ascending rows, behind the given place, that is not before the row.
  static std::size_t first_from(std::span<const Row> rows, std::size_t place, std::uint32_t row) {
    const std::size_t furthest = place + (row - rows[place].value);  // where no row is left out
    if (furthest < rows.size() && rows[furthest].value == row) return furthest;
    const auto behind = rows.subspan(place + 1, std::min(furthest, rows.size()) - place - 1);
    const auto found = std::ranges::lower_bound(behind, row, {}, &Row::value);
    return place + 1 + static_cast<std::size_t>(found - behind.begin());
  }

  // Whether each row is before the next. In blocks and without branches, so that the compiler
  // compares several at a time: the difference of two that do not ascend has its highest bit set.
  static bool ascend(std::span<const Row> rows) {
    constexpr std::size_t block = 64;
    const auto step = [&](std::size_t i) { return rows[i + 1].value - rows[i].value - 1; };
    std::uint32_t steps = 0;
    std::size_t at = 0;
    for (; at + block < rows.size(); at += block) {
      for (std::size_t i = 0; i < block; ++i) steps |= step(at + i);
    }
    for (; at + 1 < rows.size(); ++at) steps |= step(at);
    return steps >> 31U == 0;
  }

  // Whether one of the periods fits, by what the lists say of them; nothing where an entry has to
  // be read.
  [[nodiscard]] std::optional<Truth> of_periods(std::span<const SpecialityPeriod> periods) const {
    if (!by_periods_) return std::nullopt;
    Truth best = Truth::no;
    for (const SpecialityPeriod& period : periods) {
      if (period.exact == 0 || period.from >= as_of_.month) return std::nullopt;
      const int months = std::min<int>(period.to, as_of_.month) - period.from;
      const Truth by_kind = by_periods_->kinds[static_cast<std::size_t>(period.kind)];
      best = std::max(best, std::min(by_kind, by_periods_->of_months(months)));
    }
    return best;
  }

  // What an AND of conditions on kind and 时长 says of a period whose dates are exact.
  struct ByPeriods {
    std::vector<Truth> kinds{};
    std::vector<Truth> months{};  // by their number; the last for any more
    [[nodiscard]] Truth of_months(int number) const {
      return months[std::min(static_cast<std::size_t>(std::max(0, number)), months.size() - 1)];
    }
  };

  // Where the filter asks for nothing else than such conditions besides what is listed.
  [[nodiscard]] std::optional<ByPeriods> by_periods(Step& root) const {
    if (!root.reader || root.condition->kind != ConditionKind::exists) return std::nullopt;
    std::vector<Step*> by_kind;
    std::vector<Step*> by_months;
    const auto take = [&](auto& self, Step& step) -> bool {
      if (step.condition->kind == ConditionKind::all_of) {
        return std::ranges::all_of(step.parts, [&](Step& part) { return self(self, part); });
      }
      if (step.asks_what_is_listed) return true;
      if (!step.condition->attribute || !step.parts.empty()) return false;
      if (step.matcher && step.condition->attribute->domain == Domain::appointment_kinds) {
        by_kind.push_back(&step);
        return true;
      }
      if (!step.condition->attribute->is_duration) return false;
      by_months.push_back(&step);
      return true;
    };
    if (!take(take, root.parts[0])) return std::nullopt;
    ByPeriods all;
    for (std::uint32_t kind = 0; kind < size_of(Domain::appointment_kinds, columns_); ++kind) {
      Truth truth = Truth::yes;
      for (Step* step : by_kind) truth = std::min(truth, step->matcher->of(kind));
      all.kinds.push_back(truth);
    }
    // Beyond what is asked for one more month changes nothing.
    std::int32_t most = 0;
    for (const Step* step : by_months) {
      for (const Interval wanted : step->wanted) most = std::max(most, wanted.at_most);
    }
    if (most > longest_told) return std::nullopt;
    for (std::int32_t number = 0; number <= most + 1; ++number) {
      Truth truth = Truth::yes;
      for (const Step* step : by_months) {
        truth = std::min(truth, says(*step, Interval::exactly(number)));
      }
      all.months.push_back(truth);
    }
    return all;
  }

  Step prepare(const Condition& condition) {
    if (condition.attribute && condition.attribute->through != RecordSet::person) {
      rewritten_.push_back(through_its_set(condition));
      Step step = prepare(rewritten_.back());
      if (condition.kind == ConditionKind::known) step.without_list = Truth::no;
      return step;
    }
    Step step{.condition = &condition};
    for (const Condition& part : condition.parts) step.parts.push_back(prepare(part));
    if (condition.attribute && condition.attribute->match)
      step.matcher.emplace(condition, columns_);
    for (const FilterValue& value : condition.values) step.wanted.push_back(interval_of(value));
    if (condition.set != RecordSet::appointment || step.parts.empty()) return step;
    if (const auto asked = asked_of(step.parts[0])) step.reader.emplace(columns_, *asked, people_);
    return step;
  }

  // The specialities that a condition on a row of 任职 asks for by itself or as a part of an AND.
  std::optional<std::vector<std::uint16_t>> asked_of(Step& step) {
    if (step.condition->kind == ConditionKind::all_of) {
      for (Step& part : step.parts) {
        if (auto asked = asked_of(part)) return asked;
      }
    }
    if (!is_speciality(step.condition->attribute)) return std::nullopt;
    std::vector<std::uint16_t> asked;
    step.asks_what_is_listed = true;
    const std::size_t count = columns_.vocabulary().specialities().size();
    for (std::size_t speciality = 0; speciality < count; ++speciality) {
      const auto index = static_cast<std::uint16_t>(speciality);
      const Truth truth = step.matcher->of(index);
      if (truth != Truth::no) asked.push_back(index);
      if (truth == Truth::unknown) step.asks_what_is_listed = false;
    }
    return asked;
  }

  void judge(Step& step, Subjects subjects, std::span<Truth> out) {
    switch (step.condition->kind) {
      case ConditionKind::all_of:
        return judge_joined(step, subjects, out, Truth::no);
      case ConditionKind::any_of:
        return judge_joined(step, subjects, out, Truth::yes);
      case ConditionKind::negation:
        judge(step.parts[0], subjects, out);
        for (Truth& truth : out) truth = negated(truth);
        return;
      case ConditionKind::exists:
      case ConditionKind::count:
      case ConditionKind::months:
        return judge_rows(step, subjects, out);
      default:
        return judge_attribute(step, subjects, out);
    }
  }

  // AND and OR. Each further part looks only at those whom `settled` has not settled yet.
  void judge_joined(Step& step, Subjects subjects, std::span<Truth> out, Truth settled) {
    judge(step.parts[0], subjects, out);
    for (std::size_t part = 1; part < step.parts.size(); ++part) {
      step.subjects.clear();
      step.places.clear();
      for (std::size_t i = 0; i < subjects.size(); ++i) {
        if (out[i] == settled) continue;
        step.subjects.push_back(subjects[i]);
        step.places.push_back(static_cast<std::uint32_t>(i));
      }
      if (step.subjects.empty()) return;
      step.truths.resize(step.subjects.size());
      judge(step.parts[part], step.subjects, step.truths);
      for (std::size_t i = 0; i < step.places.size(); ++i) {
        Truth& truth = out[step.places[i]];
        truth = settled == Truth::no ? std::min(truth, step.truths[i])
                                     : std::max(truth, step.truths[i]);
      }
    }
  }

  // The rows of each person that may fit.
  void collect_rows(Step& step, Subjects people) {
    const Array<Run>& runs = set_reader(step.condition->set).runs(columns_);
    step.counts.resize(people.size());
    step.subjects.clear();
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Run& run = runs[people[i]];
      for (std::uint32_t row = 0; row < run.count; ++row) step.subjects.push_back(run.begin + row);
      step.counts[i] = run.count;
    }
  }
  void collect_listed_rows(Step& step, Subjects people) {
    step.counts.resize(people.size());
    step.subjects.clear();
    for (std::size_t i = 0; i < people.size(); ++i) {
      const auto periods = step.reader->of(people[i]);
      for (const SpecialityPeriod& period : periods) {
        fetch_memory(&columns_.career_spans[period.cell]);
        step.subjects.push_back(period.cell);
      }
      step.counts[i] = static_cast<std::uint16_t>(periods.size());
    }
  }

  void judge_rows(Step& step, Subjects people, std::span<Truth> out) {
    if (step.reader) {
      collect_listed_rows(step, people);
    } else {
      collect_rows(step, people);
    }
    listed_ = step.reader.has_value();
    judge_collected(step, people, out);
    listed_ = false;
  }

  void judge_collected(Step& step, Subjects people, std::span<Truth> out) {
    const SetReader& reader = set_reader(step.condition->set);
    const Array<Run>& runs = reader.runs(columns_);
    step.truths.resize(step.subjects.size());
    if (!step.subjects.empty()) {
      judge(step.parts[0], step.subjects, step.truths);
      reader.limit(columns_, as_of_, step.subjects, step.truths);
    }

    const bool exists = step.condition->kind == ConditionKind::exists;
    const Truth missing = without_list(step);
    const Truth none = without_rows(step);
    std::size_t at = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const std::size_t count = step.counts[i];
      out[i] = runs[people[i]].known == 0 ? missing : none;
      if (count == 0) continue;
      const std::span truths = std::span<const Truth>(step.truths).subspan(at, count);
      const Subjects rows = Subjects(step.subjects).subspan(at, count);
      at += count;
      out[i] = exists ? *std::ranges::max_element(truths) : figure_of(step, rows, truths);
    }
  }

  // What is true of a person without the list, and of one with no rows in it to look at.
  static Truth without_list(const Step& step) {
    if (step.condition->kind == ConditionKind::exists) return step.without_list;
    return compare({0, Interval::highest}, step.condition->comparison, step.wanted[0]);
  }
  static Truth without_rows(const Step& step) {
    if (step.condition->kind == ConditionKind::exists) return Truth::no;
    return compare(Interval::exactly(0), step.condition->comparison, step.wanted[0]);
  }

  // What the number or the months of one person's rows say.
  Truth figure_of(const Step& step, Subjects rows, std::span<const Truth> truths) {
    const Condition& condition = *step.condition;
    const Interval found =
        condition.kind == ConditionKind::count ? count_rows(truths) : unite(step, rows, truths);
    return compare(found, condition.comparison, step.wanted[0]);
  }

  Interval unite(const Step& step, Subjects rows, std::span<const Truth> truths) {
    const SetReader& reader = set_reader(step.condition->set);
    sure_.clear();
    possible_.clear();
    bool endless = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (truths[i] == Truth::no) continue;
      const PeriodSpan span = reader.span(columns_, rows[i], as_of_);
      if (truths[i] == Truth::yes) sure_.push_back(span.shortest);
      possible_.push_back(span.longest);
      endless |= span.longest.from == PeriodSpan::beginning;
    }
    return {united_length(sure_), endless ? Interval::highest : united_length(possible_)};
  }

  void judge_attribute(Step& step, Subjects subjects, std::span<Truth> out) {
    if (listed_ && step.asks_what_is_listed) {
      std::ranges::fill(out, Truth::yes);
      return;
    }
    const Condition& condition = *step.condition;
    if (step.matcher) return condition.attribute->match(columns_, subjects, *step.matcher, out);
    step.intervals.resize(subjects.size());
    condition.attribute->read(columns_, as_of_, subjects, step.intervals);
    for (std::size_t i = 0; i < subjects.size(); ++i) out[i] = says(step, step.intervals[i]);
  }

  static Truth says(const Step& step, Interval found) {
    switch (step.condition->kind) {
      case ConditionKind::known:
        return found.is_none() || found.is_unknown() ? Truth::no : Truth::yes;
      case ConditionKind::between:
        return compare(found, Comparison::equal, {step.wanted[0].at_least, step.wanted[1].at_most});
      case ConditionKind::one_of: {
        Truth any = Truth::no;
        for (const Interval wanted : step.wanted) {
          any = std::max(any, compare(found, Comparison::equal, wanted));
        }
        return any;
      }
      default:
        return compare(found, step.condition->comparison, step.wanted[0]);
    }
  }

  // The truth for one subject, and what makes it so.
  Truth explain(Step& step, std::uint32_t subject, std::vector<Citation>& grounds) {
    switch (step.condition->kind) {
      case ConditionKind::all_of:
        return explain_joined(step, subject, grounds, Truth::no);
      case ConditionKind::any_of:
        return explain_joined(step, subject, grounds, Truth::yes);
      case ConditionKind::negation:
        return negated(explain(step.parts[0], subject, grounds));
      case ConditionKind::exists:
      case ConditionKind::count:
      case ConditionKind::months:
        return explain_rows(step, subject, grounds);
      default:
        break;
    }
    grounds.push_back({.kind = Citation::Kind::attribute,
                       .set = step.condition->attribute->set,
                       .attribute = step.condition->attribute});
    Truth truth = Truth::unknown;
    judge_attribute(step, {&subject, 1}, {&truth, 1});
    return truth;
  }

  // The grounds of an AND or OR are those of the parts that agree with it.
  Truth explain_joined(Step& step, std::uint32_t subject, std::vector<Citation>& grounds,
                       Truth settled) {
    std::vector<std::pair<Truth, std::vector<Citation>>> parts;
    Truth joined = negated(settled);
    for (Step& part : step.parts) {
      std::vector<Citation> cited;
      const Truth truth = explain(part, subject, cited);
      joined = settled == Truth::no ? std::min(joined, truth) : std::max(joined, truth);
      parts.emplace_back(truth, std::move(cited));
    }
    for (const auto& [truth, cited] : parts) {
      if (truth == joined) grounds.insert(grounds.end(), cited.begin(), cited.end());
    }
    return joined;
  }

  Truth explain_rows(Step& step, std::uint32_t person, std::vector<Citation>& grounds) {
    const RecordSet set = step.condition->set;
    const SetReader& reader = set_reader(set);
    const Run run = reader.runs(columns_)[person];
    Truth answer = Truth::unknown;
    collect_rows(step, {&person, 1});  // all, as citations count in the whole list
    judge_collected(step, {&person, 1}, {&answer, 1});
    if (run.known == 0) {
      grounds.push_back({.kind = Citation::Kind::list_missing, .set = set});
      return answer;
    }
    // The rows that fit make a yes, and the figure of an aggregate; those that may fit leave it
    // open.
    const bool aggregate = step.condition->kind != ConditionKind::exists;
    const std::vector<Truth> truths = step.truths;
    const std::size_t before = grounds.size();
    for (std::uint16_t i = 0; i < truths.size(); ++i) {
      if (truths[i] == Truth::yes && (answer == Truth::yes || aggregate)) {
        grounds.push_back({.kind = Citation::Kind::row, .set = set, .index = i});
      } else if (truths[i] == Truth::unknown && answer == Truth::unknown) {
        cite_open_row(step, {.kind = Citation::Kind::row, .set = set, .index = i}, run, grounds);
      }
    }
    if (grounds.size() == before) grounds.push_back({.kind = Citation::Kind::none, .set = set});
    return answer;
  }

  // Which attributes of the row would have to be known; the row itself where only its date, and so
  // whether it exists yet, is in doubt.
  void cite_open_row(Step& step, Citation row, Run run, std::vector<Citation>& grounds) {
    std::vector<Citation> open;
    if (explain(step.parts[0], run.begin + row.index, open) != Truth::unknown) {
      grounds.push_back(row);
      return;
    }
    for (Citation& citation : open) {
      citation.index = row.index;
      grounds.push_back(citation);
    }
  }

  const Columns& columns_;
  std::size_t people_;
  AsOf as_of_;
  std::deque<Condition> rewritten_;  // conditions that steps point to
  Step root_;
  std::optional<ByPeriods> by_periods_;
  bool listed_ = false;  // the rows being judged are those of a reader
  std::vector<Months> sure_;
  std::vector<Months> possible_;
};
}  // namespace

void evaluate(const Filter& filter, const Columns& columns, std::span<const Row> rows, Day as_of,
              std::span<Tri> out) {
  Evaluation(filter, columns, as_of, rows.size()).run(rows, out);
}

std::vector<Answer> evaluate_few(const Filter& filter, const Columns& columns,
                                 std::span<const Row> rows, Day as_of) {
  return Evaluation(filter, columns, as_of, rows.size()).run_few(rows);
}

bool walks_rows(const Filter& filter) { return walks_rows(filter.root); }

std::vector<Grounded> evaluate_with_evidence(const Filter& filter, const Columns& columns,
                                             std::span<const Row> rows, Day as_of) {
  Evaluation evaluation(filter, columns, as_of, rows.size());
  std::vector<Grounded> answers;
  for (const Row row : rows) answers.push_back(evaluation.run_with_grounds(row.value));
  return answers;
}
}  // namespace bole
