#include "engine/match/ranking.hpp"

#include <algorithm>
#include <numeric>

namespace bole {
namespace {
// Somebody who does not fail: their place in the pool, the worst verdict so far and its first gate.
struct Standing {
  std::uint32_t at = 0;
  Verdict verdict = Verdict::holds;
  std::uint16_t gate = NotHolding::not_asked;
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

// Those who do not fail, in the order of the pool. A row that fails is not asked further gates:
// they could not change its verdict.
std::vector<Standing> judge_gates(const GateSet& gates, const Columns& columns,
                                  const VacantPost& post, Day as_of, std::span<const Row> pool) {
  std::vector<Standing> standings;
  if (gates.size() == 0) {
    for (std::uint32_t at = 0; at < pool.size(); ++at) standings.push_back({.at = at});
    return standings;
  }
  const auto worsen = [](Standing& standing, std::size_t gate, Verdict verdict) {
    if (verdict == Verdict::holds) return;
    if (verdict > standing.verdict || (verdict == standing.verdict && gate < standing.gate)) {
      standing.verdict = verdict;
      standing.gate = static_cast<std::uint16_t>(gate);
    }
  };
  const std::vector<std::size_t> order = order_of_asking(gates, columns, post, as_of, pool);
  // Most of the pool ends with the first.
  const auto passing = gates.passing(order.front(), columns, post, as_of, pool);
  std::vector<Row> rows;  // theirs
  rows.reserve(passing.size());
  standings.reserve(passing.size());
  for (const auto& [at, verdict] : passing) {
    rows.push_back(pool[at]);
    standings.push_back({.at = at});
    worsen(standings.back(), order.front(), verdict);
  }
  std::vector<GateOutcome> outcomes(rows.size());
  for (const std::size_t gate : std::span(order).subspan(1)) {
    gates.judge(gate, columns, post, as_of, rows, std::span(outcomes).first(rows.size()), nullptr);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[kept] = rows[i];
      standings[kept] = standings[i];
      worsen(standings[kept], gate, outcomes[i].verdict);
      kept += outcomes[i].verdict != Verdict::fails ? 1 : 0;
    }
    rows.resize(kept);
    standings.resize(kept);
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
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ranked[i].total.at_least += spec.weight * values[i].at_least;
      ranked[i].total.at_most += spec.weight * values[i].at_most;
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
  for (Ranked& person : ranked) {
    const AnnualAppraisals& years = columns.brief[person.row.value].annual;
    if (years.tells(first, last)) {
      person.preferred = years.times(code, first, last) >= prefer.at_least;
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
  const auto standings =
      judge_gates(input.gates, input.columns, input.post, input.as_of, input.pool);
  // Valued together, whoever needs approval behind those who hold.
  std::vector<Row> rows;
  std::vector<Row> approval;
  for (const Standing& standing : standings) {
    const Row row = input.pool[standing.at];
    if (standing.verdict == Verdict::holds) rows.push_back(row);
    if (standing.verdict == Verdict::needs_approval) approval.push_back(row);
    if (standing.verdict == Verdict::unverified) result.unverified.push_back({row, standing.gate});
  }
  result.counts = {static_cast<std::uint32_t>(rows.size()),
                   static_cast<std::uint32_t>(approval.size()),
                   static_cast<std::uint32_t>(result.unverified.size()),
                   static_cast<std::uint32_t>(input.pool.size() - standings.size())};
  rows.insert(rows.end(), approval.begin(), approval.end());
  const std::vector<Ranked> people = valued(input, rows);
  const auto first_approval = people.begin() + static_cast<std::ptrdiff_t>(result.counts.holds);
  std::for_each(people.begin(), first_approval, [&](const Ranked& person) {
    const auto band = band_of(input.requirement, person.total);
    (band ? result.bands[*band] : result.band_unverified).push_back(person);
  });
  result.needs_approval.assign(first_approval, people.end());
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
  for (const Standing& standing : judge_gates(gates, columns, post, as_of, pool)) {
    counts.together += standing.verdict == Verdict::holds;
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
  const auto index = [&](std::int32_t end) {
    std::size_t band = 0;
    while (band + 1 < requirement.bands.size() && end < requirement.bands[band].from * 10000) {
      ++band;
    }
    return band;
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
