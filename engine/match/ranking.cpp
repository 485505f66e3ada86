#include "engine/match/ranking.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace bole {
namespace {
// The worst verdict of somebody, and the first gate that gives it.
class Worst {
 public:
  Worst() = default;  // everything holds
  Worst(Verdict verdict, std::size_t gate)
      : code_(verdict == Verdict::holds
                  ? std::uint16_t{0}
                  : static_cast<std::uint16_t>((static_cast<unsigned>(verdict) << verdict_shift) |
                                               (last_gate - static_cast<unsigned>(gate)))) {}
  [[nodiscard]] Verdict verdict() const { return static_cast<Verdict>(code_ >> verdict_shift); }
  // Of what does not hold.
  [[nodiscard]] std::uint16_t gate() const {
    return static_cast<std::uint16_t>(last_gate - (code_ & last_gate));
  }
  [[nodiscard]] Worst or_worse(Worst other) const { return code_ < other.code_ ? other : *this; }

 private:
  static constexpr unsigned verdict_shift = 14;
  static constexpr unsigned last_gate = (1U << verdict_shift) - 1;
  std::uint16_t code_ = 0;  // the larger, the worse
};

// Those who do not fail, in the order of the pool.
struct Standings {
  std::vector<Row> rows{};
  std::vector<Worst> worst{};  // of each

  // Takes only those whom the gate does not fail.
  void take(std::size_t gate, std::span<const GateOutcome> outcomes) {
    const std::array<Worst, 4> by_verdict{Worst(), Worst(Verdict::needs_approval, gate),
                                          Worst(Verdict::unverified, gate), Worst()};
    Row* const row = rows.data();
    Worst* const bad = worst.data();
    const std::size_t count = outcomes.size();
    // Without branches, because who fails cannot be foreseen.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Verdict verdict = outcomes[i].verdict;
      row[kept] = row[i];
      bad[kept] = bad[i].or_worse(by_verdict[static_cast<std::size_t>(verdict)]);
      kept += verdict != Verdict::fails ? 1 : 0;
    }
    rows.resize(kept);
    worst.resize(kept);
  }
};

// Nanoseconds a person, roughly; only their ratio matters.
std::size_t price(Cost cost) {
  switch (cost) {
    case Cost::cell:
      return 4;
    case Cost::list:
      return 8;
    case Cost::career:
      break;
  }
  return 40;
}

// Gates by what they cost for each person whom they rule out, as far as a sample of the pool tells.
std::vector<std::size_t> order_of_asking(const GateSet& gates, const Columns& columns,
                                         const VacantPost& post, Day as_of,
                                         std::span<const Row> pool) {
  constexpr std::size_t sample_size = 200;
  std::vector<Row> sample;
  const std::size_t step = std::max<std::size_t>(1, pool.size() / sample_size);
  for (std::size_t i = 0; i < pool.size(); i += step) sample.push_back(pool[i]);
  std::vector<GateOutcome> outcomes(sample.size());
  std::vector<std::size_t>
      refused;  // of the sample, doubled and one more, so that it is never zero
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    gates.judge(gate, columns, post, as_of, sample, outcomes, nullptr);
    const auto fails = std::count_if(outcomes.begin(), outcomes.end(), [](const GateOutcome& one) {
      return one.verdict == Verdict::fails;
    });
    refused.push_back(2 * static_cast<std::size_t>(fails) + 1);
  }
  std::vector<std::size_t> order(gates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return price(gates.cost(a)) * refused[b] < price(gates.cost(b)) * refused[a];
  });
  return order;
}

// A row that fails is not asked further gates: they could not change its verdict.
Standings judge_gates(const GateSet& gates, const Columns& columns, const VacantPost& post,
                      Day as_of, std::span<const Row> pool) {
  Standings standings;
  if (gates.size() == 0) {
    standings.rows.assign(pool.begin(), pool.end());
    standings.worst.resize(pool.size());
    return standings;
  }
  const std::vector<std::size_t> order = order_of_asking(gates, columns, post, as_of, pool);
  // Most of the pool ends with the first.
  const auto passing = gates.passing(order.front(), columns, post, as_of, pool);
  standings.rows.reserve(passing.size());
  standings.worst.reserve(passing.size());
  for (const auto& [at, verdict] : passing) {
    standings.rows.push_back(pool[at]);
    standings.worst.emplace_back(verdict, order.front());
  }
  std::vector<GateOutcome> outcomes(passing.size());
  for (const std::size_t gate : std::span(order).subspan(1)) {
    const auto out = std::span(outcomes).first(standings.rows.size());
    gates.judge(gate, columns, post, as_of, standings.rows, out, nullptr);
    standings.take(gate, out);
  }
  return standings;
}

// Those of the pool who stand in no other list.
void find_failing(const MatchInput& input, MatchResult& result) {
  std::vector<bool> listed(input.columns.size());
  const auto take = [&](const auto& people) {
    for (const auto& person : people) listed[person.row.value] = true;
  };
  std::ranges::for_each(result.bands, take);
  take(result.band_unverified);
  take(result.needs_approval);
  take(result.unverified);
  result.failing.clear();
  result.failing.reserve(result.counts.fails);
  for (const Row row : input.pool) {
    if (!listed[row.value]) result.failing.push_back({row});
  }
}

// Tells of each who fails the first gate, in the requirement's order, that they fail.
void find_first_failed(const MatchInput& input, std::vector<NotHolding>& failing) {
  std::vector<Row> rows;  // of those not found yet
  std::vector<std::uint32_t> at(failing.size());
  rows.reserve(failing.size());
  for (const NotHolding& person : failing) rows.push_back(person.row);
  std::iota(at.begin(), at.end(), 0U);
  std::vector<GateOutcome> outcomes(rows.size());
  for (std::size_t number = 0; number < input.gates.size(); ++number) {
    input.gates.judge(number, input.columns, input.post, input.as_of, rows,
                      std::span(outcomes).first(rows.size()), nullptr);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool fails = outcomes[i].verdict == Verdict::fails;
      if (fails) failing[at[i]].gate = static_cast<std::uint16_t>(number);
      rows[kept] = rows[i];
      at[kept] = at[i];
      kept += fails ? 0 : 1;
    }
    rows.resize(kept);
    at.resize(kept);
  }
}

std::vector<Ranked> valued(const MatchInput& input, const std::vector<Row>& rows) {
  std::vector<Ranked> ranked(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) ranked[i].row = rows[i];
  std::vector<CriterionOutcome> values(rows.size());
  for (const CriterionSpec& spec : input.requirement.criteria) {
    const Criterion* criterion = find_criterion(spec.criterion);
    criterion->judge({input.columns, spec, input.as_of, input.post.holders}, rows, values, nullptr);
    const int weight = spec.weight;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ranked[i].total.at_least += weight * values[i].at_least;
      ranked[i].total.at_most += weight * values[i].at_most;
    }
  }
  if (!input.requirement.prefer) return ranked;
  const Prefer& prefer = *input.requirement.prefer;
  const Columns& columns = input.columns;
  const Word annual = columns.words.find("年度");
  const Word grade = columns.words.find(prefer.appraisal);
  const AnnualGrade code = annual_grade(prefer.appraisal);
  const int last = civil(input.as_of).year - 1;
  const int first = last - prefer.years + 1;
  const YearsAsked asked(first, last);
  for (Ranked& person : ranked) {
    const auto grades = code == AnnualGrade::in_cells
                            ? std::nullopt
                            : asked.of(columns.brief[person.row.value].annual);
    if (grades) {
      person.preferred = asked.times(*grades, code) >= prefer.at_least;
      continue;
    }
    int times = 0;
    const auto cells = Columns::run(columns.appraisals, columns.appraisal_runs[person.row.value]);
    for (int year = first; year <= last; ++year) {
      times += std::any_of(cells.begin(), cells.end(), [&](const AppraisalCell& cell) {
        return grade != 0 && cell.grade == grade && cell.kind == annual && cell.year == year;
      });
    }
    person.preferred = times >= prefer.at_least;
  }
  return ranked;
}

// 姓氏笔画 order; namesakes by id, so that the order is total.
class StrokeOrder {
 public:
  explicit StrokeOrder(const Columns& columns) : columns_(columns) {}

  template <class Person, class Before>
  void sort(std::vector<Person>& people, Before before) const {
    struct Keyed {
      std::uint64_t prefix = 0;  // the key's first eight bytes, so that most pairs need no more
      std::string_view key{};
      Person person{};
    };
    std::vector<Keyed> keyed;
    keyed.reserve(people.size());
    for (Person& person : people) {
      const std::string_view key = columns_.stroke_key(row_of(person));
      keyed.push_back({prefix_of(key), key, person});
    }
    std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
      if (before(a.person, b.person)) return true;
      if (before(b.person, a.person)) return false;
      if (a.prefix != b.prefix) return a.prefix < b.prefix;
      if (a.key != b.key) return a.key < b.key;
      return columns_.id_text(row_of(a.person)) < columns_.id_text(row_of(b.person));
    });
    for (std::size_t i = 0; i < people.size(); ++i) people[i] = keyed[i].person;
  }

  template <class Person>
  void sort(std::vector<Person>& people) const {
    sort(people, [](const Person&, const Person&) { return false; });
  }

 private:
  static Row row_of(Row row) { return row; }
  template <class Person>
  static Row row_of(const Person& person) {
    return person.row;
  }
  static std::uint64_t prefix_of(std::string_view key) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      prefix = prefix << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    }
    return prefix;
  }

  const Columns& columns_;
};
}  // namespace

MatchResult match(const MatchInput& input) {
  MatchResult result{};
  result.pool_size = input.pool.size();
  result.bands.resize(input.requirement.bands.size());
  const auto [standing, worst] =
      judge_gates(input.gates, input.columns, input.post, input.as_of, input.pool);
  result.counts.fails = static_cast<std::uint32_t>(input.pool.size() - standing.size());
  // Valued together, who holds and who needs approval.
  std::vector<Row> rows;
  std::vector<Verdict> verdicts;
  rows.reserve(standing.size());
  verdicts.reserve(standing.size());
  for (std::size_t i = 0; i < standing.size(); ++i) {
    const Verdict verdict = worst[i].verdict();
    if (verdict == Verdict::unverified) {
      result.unverified.push_back({standing[i], worst[i].gate()});
      continue;
    }
    rows.push_back(standing[i]);
    verdicts.push_back(verdict);
  }
  const std::vector<Ranked> people = valued(input, rows);
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (verdicts[i] == Verdict::needs_approval) {
      result.needs_approval.push_back(people[i]);
    } else if (const auto band = band_of(input.requirement, people[i].total)) {
      result.bands[*band].push_back(people[i]);
    } else {
      result.band_unverified.push_back(people[i]);
    }
  }
  result.counts.unverified = static_cast<std::uint32_t>(result.unverified.size());
  result.counts.needs_approval = static_cast<std::uint32_t>(result.needs_approval.size());
  result.counts.holds = static_cast<std::uint32_t>(people.size()) - result.counts.needs_approval;
  return result;
}

void arrange(const MatchInput& input, MatchResult& result) {
  find_failing(input, result);
  find_first_failed(input, result.failing);
  const StrokeOrder order(input.columns);
  for (auto& band : result.bands) {
    order.sort(band, [](const Ranked& a, const Ranked& b) { return a.preferred && !b.preferred; });
  }
  order.sort(result.band_unverified,
             [](const Ranked& a, const Ranked& b) { return a.total.at_most > b.total.at_most; });
  order.sort(result.needs_approval);
  order.sort(result.unverified);
  order.sort(result.failing);
}

void sort_by_strokes(const Columns& columns, std::vector<Row>& rows) {
  StrokeOrder(columns).sort(rows);
}

GateCounts count_gates(const GateSet& gates, const Columns& columns, const VacantPost& post,
                       Day as_of, std::span<const Row> pool) {
  GateCounts counts{};
  std::vector<GateOutcome> outcomes(pool.size());
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    gates.judge(gate, columns, post, as_of, pool, outcomes, nullptr);
    std::uint32_t alone = 0;
    for (const GateOutcome& outcome : outcomes) alone += outcome.verdict == Verdict::holds;
    counts.alone.push_back(alone);
  }
  for (const Worst worst : judge_gates(gates, columns, post, as_of, pool).worst) {
    counts.together += worst.verdict() == Verdict::holds;
  }
  return counts;
}

PersonFindings find_out(const MatchInput& input, Row row) {
  PersonFindings found{};
  found.gates = judge_person(input.gates, input.columns, input.post, input.as_of, row);
  for (const GateFinding& gate : found.gates) {
    found.verdict = std::max(found.verdict, gate.outcome.verdict);
  }
  for (const CriterionSpec& spec : input.requirement.criteria) {
    std::vector<CriterionFinding> findings(1);
    CriterionOutcome value{};
    find_criterion(spec.criterion)
        ->judge({input.columns, spec, input.as_of, input.post.holders}, {&row, 1}, {&value, 1},
                &findings);
    found.total.at_least += spec.weight * value.at_least;
    found.total.at_most += spec.weight * value.at_most;
    found.criteria.push_back(std::move(findings.front()));
  }
  return found;
}

std::optional<std::size_t> band_of(const Requirement& requirement, const Range& total) {
  // Without branches, because bands cannot be foreseen; they descend, so those above come first.
  const auto index = [&](std::int32_t end) {
    std::size_t above = 0;
    for (std::size_t band = 0; band + 1 < requirement.bands.size(); ++band) {
      above += end < requirement.bands[band].from * 10000 ? 1 : 0;
    }
    return above;
  };
  const std::size_t least = index(total.at_least);
  if (!total.exact() && least != index(total.at_most)) return std::nullopt;
  return least;
}

Range contribution(const CriterionSpec& spec, const CriterionOutcome& value) {
  return {spec.weight * (value.at_least - spec.required),
          spec.weight * (value.at_most - spec.required)};
}

int printed_total(std::int32_t total) { return (total + 5000) / 10000; }

std::optional<Evidence> verify_first(const Requirement& requirement,
                                     const PersonFindings& findings) {
  std::optional<Evidence> first;
  int widest = 0;
  for (std::size_t i = 0; i < findings.criteria.size(); ++i) {
    const CriterionFinding& criterion = findings.criteria[i];
    const int width =
        requirement.criteria[i].weight * (criterion.value.at_most - criterion.value.at_least);
    if (width > widest && criterion.missing) {
      widest = width;
      first = criterion.missing;
    }
  }
  return first;
}
}  // namespace bole
