#include "engine/match/closest_change.hpp"

#include <algorithm>
#include <array>

namespace bole {
namespace {
// Divides upwards; both are positive.
std::int32_t divided_up(std::int32_t amount, std::int32_t by) { return (amount + by - 1) / by; }

// The least x above `from` that is worth that much; the value function reaches it.
std::int32_t least_worth(const ValueFunction& value, std::int32_t from, int wanted) {
  std::int32_t low = from;
  std::int32_t high = std::max(from, static_cast<std::int32_t>(value.points.back().first));
  while (low < high) {
    const std::int32_t middle = low + (high - low) / 2;
    if (value.at(middle) >= wanted) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// Of the entries of a table that are worth that much, the least worth; of equals the first.
std::string least_entry(const ValueFunction& value, int wanted) {
  const std::pair<std::string, int>* least = nullptr;
  for (const auto& entry : value.table) {
    if (entry.second >= wanted && (!least || entry.second < least->second)) least = &entry;
  }
  return least ? least->first : std::string();
}

// What one criterion has to be worth for the next band, the others as they are certain.
struct Asked {
  std::size_t person = 0;
  std::size_t band = 0;
  int value = 0;
};

class Search {
 public:
  Search(const MatchInput& input, std::span<const Row> rows)
      : input_(input), rows_(rows), found_(rows.size()) {
    for (const CriterionSpec& spec : input.requirement.criteria) {
      std::vector<CriterionOutcome> values(rows.size());
      judge(spec, rows, values, input.as_of, nullptr);
      values_.push_back(std::move(values));
    }
  }

  std::vector<std::vector<ClosestChange>> find() {
    for (std::size_t i = 0; i < values_.size(); ++i) look_at(i);
    return std::move(found_);
  }

 private:
  void judge(const CriterionSpec& spec, std::span<const Row> rows,
             std::span<CriterionOutcome> values, Day as_of,
             std::vector<CriterionFinding>* findings) const {
    find_criterion(spec.criterion)
        ->judge({input_.columns, spec, as_of, input_.post.holders}, rows, values, findings);
  }

  void look_at(std::size_t criterion) {
    const CriterionSpec& spec = input_.requirement.criteria[criterion];
    std::vector<Asked> open;
    for (std::size_t person = 0; person < rows_.size(); ++person) {
      const auto asked = asked_of(criterion, person);
      if (!asked || asked->value > spec.value.best()) continue;
      if (values_[criterion][person].at_most >= asked->value) {
        found_[person].push_back({.criterion = criterion,
                                  .band = asked->band,
                                  .kind = ClosestChange::Kind::evidence_missing,
                                  .missing = finding(spec, person).missing});
      } else {
        open.push_back(*asked);
      }
    }
    if (open.empty()) return;
    const Growth growth = find_criterion(spec.criterion)->growth;
    if (growth == Growth::with_time_or_development || growth == Growth::with_time) {
      wait_for(criterion, open);
    }
    if (growth == Growth::with_time_or_development || growth == Growth::by_development) {
      for (const Asked& asked : open) develop(criterion, asked);
    }
  }

  [[nodiscard]] std::optional<Asked> asked_of(std::size_t criterion, std::size_t person) const {
    const Requirement& requirement = input_.requirement;
    std::int32_t total = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      total += requirement.criteria[i].weight * values_[i][person].at_least;
    }
    const std::size_t now = *band_of(requirement, {total, total});
    if (now == 0) return std::nullopt;
    const std::int32_t short_of = requirement.bands[now - 1].from * 10000 - total;
    return Asked{person, now - 1,
                 values_[criterion][person].at_least +
                     divided_up(short_of, requirement.criteria[criterion].weight)};
  }

  // Takes out of `open` whom time alone brings there, everything open going on.
  void wait_for(std::size_t criterion, std::vector<Asked>& open) {
    const CriterionSpec& spec = input_.requirement.criteria[criterion];
    for (int months = 1; months <= accrual_horizon_months && !open.empty(); ++months) {
      const Day day = add_months(input_.as_of, months);
      std::vector<Row> rows;
      for (const Asked& asked : open) rows.push_back(rows_[asked.person]);
      std::vector<CriterionOutcome> later(rows.size());
      judge(spec, rows, later, day, nullptr);
      std::vector<Asked> still;
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (later[i].at_least < open[i].value) {
          still.push_back(open[i]);
          continue;
        }
        found_[open[i].person].push_back({.criterion = criterion,
                                          .band = open[i].band,
                                          .kind = ClosestChange::Kind::accrues,
                                          .need = more(spec, open[i]),
                                          .date = day});
      }
      open = std::move(still);
    }
  }

  void develop(std::size_t criterion, const Asked& asked) {
    const CriterionSpec& spec = input_.requirement.criteria[criterion];
    ClosestChange change{
        .criterion = criterion, .band = asked.band, .kind = ClosestChange::Kind::developable};
    if (spec.value.is_table()) {
      change.entry = least_entry(spec.value, asked.value);
    } else {
      change.need = more(spec, asked);
    }
    found_[asked.person].push_back(std::move(change));
  }

  [[nodiscard]] std::int32_t more(const CriterionSpec& spec, const Asked& asked) const {
    const std::int32_t counted = finding(spec, asked.person).counted.at_least;
    return least_worth(spec.value, counted, asked.value) - counted;
  }

  [[nodiscard]] CriterionFinding finding(const CriterionSpec& spec, std::size_t person) const {
    std::vector<CriterionFinding> findings(1);
    CriterionOutcome value{};
    judge(spec, rows_.subspan(person, 1), {&value, 1}, input_.as_of, &findings);
    return std::move(findings.front());
  }

  const MatchInput& input_;
  std::span<const Row> rows_;
  std::vector<std::vector<CriterionOutcome>> values_{};  // by criterion, then by person
  std::vector<std::vector<ClosestChange>> found_;
};
}  // namespace

std::string_view to_string(ClosestChange::Kind kind) {
  static constexpr std::array<std::string_view, 3> names{"evidence_missing", "accrues",
                                                         "developable"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::vector<ClosestChange>> closest_changes(const MatchInput& input,
                                                        std::span<const Row> rows) {
  return Search(input, rows).find();
}
}  // namespace bole
