#include "engine/match/robustness.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace bole {
namespace {
constexpr std::int32_t weight_sum = 10000;
constexpr std::size_t most_criteria = 100;  // each weighs at least 100 of 10 000

// People with their values, a row of figures each.
class People {
 public:
  People(const MatchInput& input, const MatchResult& result)
      : columns_(input.columns), criteria_(input.requirement.criteria) {
    for (const auto& band : result.bands) take(band);
    take(result.band_unverified);
    const auto before = [&](std::size_t a, std::size_t b) {
      if (totals_[a].at_least != totals_[b].at_least) {
        return totals_[a].at_least > totals_[b].at_least;
      }
      return columns_.id_text(rows_[a]) < columns_.id_text(rows_[b]);
    };
    std::vector<std::size_t> order(rows_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, before);
    rows_ = in_order(rows_, order);
    totals_ = in_order(totals_, order);
    values_.resize(rows_.size() * criteria_.size());
    std::vector<CriterionOutcome> column(rows_.size());
    for (std::size_t c = 0; c < criteria_.size(); ++c) {
      find_criterion(criteria_[c].criterion)
          ->judge({columns_, criteria_[c], input.as_of, input.post.holders}, rows_, column,
                  nullptr);
      for (std::size_t i = 0; i < column.size(); ++i) values_[i * criteria_.size() + c] = column[i];
    }
  }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] Row row(std::size_t i) const { return rows_[i]; }
  [[nodiscard]] const Range& total(std::size_t i) const { return totals_[i]; }
  [[nodiscard]] std::span<const CriterionOutcome> values(std::size_t i) const {
    return std::span(values_).subspan(i * criteria_.size(), criteria_.size());
  }

 private:
  void take(const std::vector<Ranked>& people) {
    for (const Ranked& person : people) {
      rows_.push_back(person.row);
      totals_.push_back(person.total);
    }
  }
  template <class T>
  static std::vector<T> in_order(const std::vector<T>& all, const std::vector<std::size_t>& order) {
    std::vector<T> ordered;
    ordered.reserve(all.size());
    for (const std::size_t i : order) ordered.push_back(all[i]);
    return ordered;
  }

  const Columns& columns_;
  const std::vector<CriterionSpec>& criteria_;
  std::vector<Row> rows_{};
  std::vector<Range> totals_{};
  std::vector<CriterionOutcome> values_{};
};

bool dominates(std::span<const CriterionOutcome> a, std::span<const CriterionOutcome> b) {
  bool better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].at_least < b[i].at_most) return false;
    better |= a[i].at_least > b[i].at_most;
  }
  return better;
}

// The rank of a figure among falling ones.
std::int32_t rank_in(const std::vector<std::int32_t>& falling, std::int32_t figure) {
  const auto at = std::ranges::lower_bound(falling, figure, std::greater<>());
  return static_cast<std::int32_t>(at - falling.begin()) + 1;
}

// Who stands behind another by what their total is at least cannot be certain to beat them, so each
// is held only to those behind.
void bound_ranks(const People& people, const WeightBox& box, RobustnessPanel& panel) {
  std::vector<std::int32_t> most;  // of those who are no members
  for (std::size_t i = panel.members.size(); i < people.size(); ++i) {
    most.push_back(box.total(people.values(i)).at_most);
  }
  std::ranges::sort(most);
  for (PanelMember& member : panel.members) member.bounds = {1, panel.people};
  for (std::size_t i = 0; i < panel.members.size(); ++i) {
    for (std::size_t j = i + 1; j < panel.members.size(); ++j) {
      if (!box.certainly_beats(people.values(i), people.values(j))) continue;
      --panel.members[i].bounds.worst;
      ++panel.members[j].bounds.best;
      panel.members[j].dominated_by += dominates(people.values(i), people.values(j)) ? 1 : 0;
    }
    const auto beaten = std::ranges::lower_bound(most, box.total(people.values(i)).at_least);
    panel.members[i].bounds.worst -= static_cast<std::int32_t>(beaten - most.begin());
  }
}

void mute(const People& people, std::span<const CriterionSpec> criteria, RobustnessPanel& panel) {
  std::vector<std::int32_t> left(people.size());
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    const auto without = [&](std::size_t i) {
      return people.total(i).at_least - criteria[c].weight * people.values(i)[c].at_least;
    };
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = without(i);
    std::ranges::sort(left, std::greater<>());
    for (std::size_t i = 0; i < panel.members.size(); ++i) {
      panel.members[i].muted_rank.push_back(rank_in(left, without(i)));
    }
  }
}

// Whether each of the first certainly beats each of the others.
bool is_settled(const People& people, std::size_t first, const WeightBox& box) {
  for (std::size_t i = 0; i < first; ++i) {
    for (std::size_t j = first; j < people.size(); ++j) {
      if (!box.certainly_beats(people.values(i), people.values(j))) return false;
    }
  }
  return true;
}

std::optional<int> unchanged_up_to(const People& people, std::size_t first,
                                   std::span<const CriterionSpec> criteria) {
  const auto settled = [&](int permille) {
    return is_settled(people, first, WeightBox(criteria, permille));
  };
  if (!settled(0)) return std::nullopt;
  // A wider box holds the narrower one, so that what is not settled stays so.
  int yes = 0;
  int no = 1001;
  while (no - yes > 1) {
    const int middle = (yes + no) / 2;
    (settled(middle) ? yes : no) = middle;
  }
  return yes;
}

bool may_enter(const People& people, std::size_t outsider, std::size_t members, int k,
               const WeightBox& box) {
  int above = 0;
  for (std::size_t i = 0; i < members && above < k; ++i) {
    above += box.certainly_beats(people.values(i), people.values(outsider)) ? 1 : 0;
  }
  return above < k;
}
}  // namespace

WeightBox::WeightBox(std::span<const CriterionSpec> criteria, int epsilon_permille)
    : rest_(weight_sum) {
  for (const CriterionSpec& spec : criteria) {
    const std::int32_t tolerance = spec.weight * epsilon_permille / 1000;
    least_.push_back(spec.weight - tolerance);
    spare_.push_back(2 * tolerance);
    rest_ -= least_.back();
  }
}

std::int64_t WeightBox::least_sum(std::span<const std::int32_t> figures) const {
  std::array<std::uint8_t, most_criteria> order{};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    sum += std::int64_t{least_[i]} * figures[i];
    std::size_t at = i;
    for (; at > 0 && figures[order[at - 1]] > figures[i]; --at) order[at] = order[at - 1];
    order[at] = static_cast<std::uint8_t>(i);
  }
  // What is left over goes to the smallest figures first.
  std::int32_t rest = rest_;
  for (std::size_t i = 0; i < figures.size() && rest > 0; ++i) {
    const std::int32_t spent = std::min(rest, spare_[order[i]]);
    sum += std::int64_t{spent} * figures[order[i]];
    rest -= spent;
  }
  return sum;
}

std::int64_t WeightBox::least_lead(std::span<const CriterionOutcome> a,
                                   std::span<const CriterionOutcome> b) const {
  std::array<std::int32_t, most_criteria> leads{};
  for (std::size_t i = 0; i < a.size(); ++i) leads[i] = a[i].at_least - b[i].at_most;
  return least_sum(std::span(leads).first(a.size()));
}

Range WeightBox::total(std::span<const CriterionOutcome> values) const {
  std::array<std::int32_t, most_criteria> figures{};
  for (std::size_t i = 0; i < values.size(); ++i) figures[i] = values[i].at_least;
  const auto least = least_sum(std::span(figures).first(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) figures[i] = -values[i].at_most;
  const auto most = -least_sum(std::span(figures).first(values.size()));
  return {static_cast<std::int32_t>(least), static_cast<std::int32_t>(most)};
}

RobustnessPanel robustness_panel(const MatchInput& input, const MatchResult& result) {
  const Requirement& requirement = input.requirement;
  const People people(input, result);
  RobustnessPanel panel{.people = static_cast<std::int32_t>(people.size()),
                        .epsilon_permille = requirement.robustness.epsilon_permille,
                        .k = requirement.robustness.k};
  std::vector<std::int32_t> totals;
  for (std::size_t i = 0; i < people.size(); ++i) totals.push_back(people.total(i).at_least);
  const std::size_t members = std::min(people.size(), RobustnessPanel::most_members);
  for (std::size_t i = 0; i < members; ++i) {
    panel.members.push_back({.row = people.row(i),
                             .total = people.total(i),
                             .rank = rank_in(totals, people.total(i).at_least)});
  }
  const WeightBox box(requirement.criteria, panel.epsilon_permille);
  bound_ranks(people, box, panel);
  mute(people, requirement.criteria, panel);

  std::size_t first = 0;
  while (first < people.size() &&
         (first < static_cast<std::size_t>(panel.k) || totals[first] == totals[first - 1])) {
    ++first;
  }
  panel.first = static_cast<std::int32_t>(first);
  if (first <= members) {
    panel.unchanged_up_to_permille = unchanged_up_to(people, first, requirement.criteria);
  }
  for (std::size_t i = members; i < people.size(); ++i) {
    panel.possible_outside += may_enter(people, i, members, panel.k, box) ? 1 : 0;
  }
  return panel;
}

std::vector<PanelMember> first_as_listed(const RobustnessPanel& panel, const MatchResult& result) {
  const auto first =
      std::span(panel.members).first(std::min(panel.members.size(), std::size_t(panel.first)));
  std::vector<PanelMember> listed;
  const auto take = [&](const std::vector<Ranked>& people) {
    for (const Ranked& person : people) {
      const auto member = std::ranges::find(first, person.row, &PanelMember::row);
      if (member != first.end()) listed.push_back(*member);
    }
  };
  std::ranges::for_each(result.bands, take);
  take(result.band_unverified);
  return listed;
}

}  // namespace bole
