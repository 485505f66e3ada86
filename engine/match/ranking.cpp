#include "engine/match/ranking.hpp"

#include <algorithm>

namespace bole {
namespace {
constexpr std::uint16_t no_gate = 0xFFFF;

struct Standing {
  Verdict verdict = Verdict::holds;
  std::uint16_t gate = no_gate;
};

// Worst verdict of each row. A row that fails is not asked further gates: later gates could not
// change its verdict, and which other gates fail it is found out when somebody asks.
std::vector<Standing> judge_gates(const GateSet& gates, const Columns& columns,
                                  const VacantPost& post, Day as_of, std::span<const Row> pool) {
  std::vector<Standing> standings(pool.size());
  std::vector<Row> rows(pool.begin(), pool.end());
  std::vector<std::uint32_t> at(pool.size());
  for (std::uint32_t i = 0; i < at.size(); ++i) at[i] = i;
  std::vector<GateOutcome> outcomes(pool.size());
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    gates.judge(gate, columns, post, as_of, rows, std::span(outcomes).first(rows.size()), nullptr);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Verdict verdict = outcomes[i].verdict;
      Standing& standing = standings[at[i]];
      if (verdict > standing.verdict) standing = {verdict, static_cast<std::uint16_t>(gate)};
      if (verdict == Verdict::fails) continue;
      rows[kept] = rows[i];
      at[kept] = at[i];
      ++kept;
    }
    rows.resize(kept);
    at.resize(kept);
  }
  return standings;
}

std::vector<Ranked> valued(const MatchInput& input, const std::vector<Row>& rows) {
  std::vector<Ranked> ranked(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) ranked[i].row = rows[i];
  std::vector<CriterionOutcome> values(rows.size());
  for (const CriterionSpec& spec : input.requirement.criteria) {
    const Criterion* criterion = find_criterion(spec.criterion);
    criterion->judge({input.columns, spec, input.as_of}, rows, values, nullptr);
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
  const int last = civil(input.as_of).year - 1;
  for (Ranked& person : ranked) {
    int times = 0;
    for (const AppraisalCell& cell :
         Columns::run(columns.appraisals, columns.appraisal_runs[person.row.value])) {
      times += grade != 0 && cell.grade == grade && cell.kind == annual && cell.year <= last &&
               cell.year > last - prefer.years;
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
      std::string_view key{};
      Person person{};
    };
    std::vector<Keyed> keyed;
    keyed.reserve(people.size());
    for (Person& person : people) keyed.push_back({columns_.stroke_key(person.row), person});
    std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
      if (before(a.person, b.person)) return true;
      if (before(b.person, a.person)) return false;
      if (a.key != b.key) return a.key < b.key;
      return columns_.id(a.person.row) < columns_.id(b.person.row);
    });
    for (std::size_t i = 0; i < people.size(); ++i) people[i] = keyed[i].person;
  }

  template <class Person>
  void sort(std::vector<Person>& people) const {
    sort(people, [](const Person&, const Person&) { return false; });
  }

 private:
  const Columns& columns_;
};
}  // namespace

MatchResult match(const MatchInput& input) {
  MatchResult result{};
  result.pool_size = input.pool.size();
  result.bands.resize(input.requirement.bands.size());
  const auto standings =
      judge_gates(input.gates, input.columns, input.post, input.as_of, input.pool);
  std::vector<Row> holding;
  std::vector<Row> approval;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const Row row = input.pool[i];
    switch (standings[i].verdict) {
      case Verdict::holds:
        holding.push_back(row);
        break;
      case Verdict::needs_approval:
        approval.push_back(row);
        break;
      case Verdict::unverified:
        result.unverified.push_back({row, standings[i].gate});
        break;
      case Verdict::fails:
        result.failing.push_back({row, standings[i].gate});
        break;
    }
  }
  result.counts = {static_cast<std::uint32_t>(holding.size()),
                   static_cast<std::uint32_t>(approval.size()),
                   static_cast<std::uint32_t>(result.unverified.size()),
                   static_cast<std::uint32_t>(result.failing.size())};
  for (const Ranked& person : valued(input, holding)) {
    const auto band = band_of(input.requirement, person.total);
    (band ? result.bands[*band] : result.band_unverified).push_back(person);
  }
  result.needs_approval = valued(input, approval);
  return result;
}

void arrange(const Columns& columns, MatchResult& result) {
  const StrokeOrder order(columns);
  for (auto& band : result.bands) {
    order.sort(band, [](const Ranked& a, const Ranked& b) { return a.preferred && !b.preferred; });
  }
  order.sort(result.band_unverified,
             [](const Ranked& a, const Ranked& b) { return a.total.at_most > b.total.at_most; });
  order.sort(result.needs_approval);
  order.sort(result.unverified);
  order.sort(result.failing);
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
        ->judge({input.columns, spec, input.as_of}, {&row, 1}, {&value, 1}, &findings);
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
  if (least != index(total.at_most)) return std::nullopt;
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
