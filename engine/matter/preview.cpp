#include "engine/matter/preview.hpp"

#include <algorithm>
#include <functional>

namespace bole {
ShownCount shown(std::size_t count, std::size_t pool_size) {
  if (count < 5) return {ShownCount::Kind::few, 0};
  if (pool_size - count < 5) return {ShownCount::Kind::all_but_few, 0};
  return {ShownCount::Kind::rounded, static_cast<std::uint32_t>(count / 5 * 5)};
}

std::string chinese(const ShownCount& count) {
  switch (count.kind) {
    case ShownCount::Kind::few:
      return "少于5";
    case ShownCount::Kind::all_but_few:
      return "不符合的少于5";
    case ShownCount::Kind::rounded:
      break;
  }
  return std::to_string(count.rounded);
}

ShownCount shown_pool(std::size_t pool_size) {
  if (pool_size < 5) return {ShownCount::Kind::few, 0};
  return {ShownCount::Kind::rounded, static_cast<std::uint32_t>(pool_size / 5 * 5)};
}

ShownCount complement_of(const ShownCount& count, std::size_t pool_size) {
  if (count.kind == ShownCount::Kind::few) return {ShownCount::Kind::all_but_few, 0};
  if (count.kind == ShownCount::Kind::all_but_few) return {ShownCount::Kind::few, 0};
  return shown(pool_size - std::min<std::size_t>(count.rounded, pool_size), pool_size);
}

std::uint32_t reckoned(const ShownCount& count, std::size_t pool_size) {
  if (count.kind == ShownCount::Kind::few) return 0;
  if (count.kind == ShownCount::Kind::all_but_few) return static_cast<std::uint32_t>(pool_size);
  return count.rounded;
}

namespace {
using Holds = std::vector<std::uint8_t>;  // one byte a person

class Judge {
 public:
  Judge(const Columns& columns, const VacantPost& post, Day as_of, std::span<const Row> pool)
      : columns_(columns), post_(post), as_of_(as_of), pool_(pool) {}

  [[nodiscard]] Holds judge(const GateSet& gates, std::size_t gate) const {
    std::vector<GateOutcome> outcomes(pool_.size());
    gates.judge(gate, columns_, post_, as_of_, pool_, outcomes, nullptr);
    Holds holds(pool_.size());
    for (std::size_t i = 0; i < pool_.size(); ++i) holds[i] = outcomes[i].verdict == Verdict::holds;
    return holds;
  }

 private:
  const Columns& columns_;
  const VacantPost& post_;
  Day as_of_;
  std::span<const Row> pool_;
};

PeopleSet set_of(const Holds& holds) {
  PeopleSet set{std::vector<std::uint64_t>((holds.size() + 63) / 64), 0};
  for (std::size_t i = 0; i < holds.size(); ++i) {
    set.words[i / 64] |= std::uint64_t{holds[i]} << (i % 64);
    set.count += holds[i];
  }
  return set;
}

// Who holds all gates but `left_out`, and, where given, what stands in its place.
PeopleSet together(const std::vector<Holds>& holds, std::size_t people, std::size_t left_out,
                   const Holds* instead = nullptr) {
  Holds all(people, 1);
  for (std::size_t gate = 0; gate <= holds.size(); ++gate) {
    const Holds* one = gate == holds.size() ? instead : gate == left_out ? nullptr : &holds[gate];
    if (!one) continue;
    for (std::size_t i = 0; i < people; ++i) all[i] &= (*one)[i];
  }
  return set_of(all);
}

bool names_single_value(const Condition& condition) {
  const bool equal =
      (condition.kind == ConditionKind::compare && condition.comparison == Comparison::equal) ||
      (condition.kind == ConditionKind::one_of && condition.values.size() == 1) ||
      condition.kind == ConditionKind::contains;
  if (equal && condition.attribute) {
    const std::string_view name = condition.attribute->ascii;
    if (name == "major" || name == "title" || name == "professional_title" ||
        (name == "name" && condition.set == RecordSet::professional_title)) {
      return true;
    }
  }
  return std::any_of(condition.parts.begin(), condition.parts.end(), names_single_value);
}

// Every filter that differs from this one by one unit of one threshold.
void vary(const Condition& condition, const std::function<void(Condition)>& with) {
  if (condition.attribute && (condition.attribute->type == ValueType::span ||
                              condition.attribute->type == ValueType::integer)) {
    const int unit =
        condition.attribute->type == ValueType::span && condition.attribute->unit == "年" ? 12 : 1;
    for (std::size_t value = 0; value < condition.values.size(); ++value) {
      for (const int step : {-unit, unit}) {
        Condition varied = condition;
        varied.values[value].number += step;
        if (varied.values[value].number >= 0) with(std::move(varied));
      }
    }
  }
  for (std::size_t part = 0; part < condition.parts.size(); ++part) {
    vary(condition.parts[part], [&](Condition inner) {
      Condition varied = condition;
      varied.parts[part] = std::move(inner);
      with(std::move(varied));
    });
  }
}
}  // namespace

PreviewSets preview_sets(const GateSet& gates, const Columns& columns, const VacantPost& post,
                         Day as_of, std::span<const Row> pool) {
  const Judge judge(columns, post, as_of, pool);
  PreviewSets sets;
  sets.pool_size = pool.size();
  std::vector<Holds> holds;
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    holds.push_back(judge.judge(gates, gate));
    sets.alone.push_back(set_of(holds.back()));
  }
  sets.together = together(holds, pool.size(), gates.size());
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    sets.others.push_back(together(holds, pool.size(), gate));
    const Filter* filter = gates.own_filter(gate);
    if (!filter) continue;
    vary(filter->root, [&](Condition varied) {
      const Filter changed{std::move(varied)};
      const Holds held = judge.judge(gates.with_filter(gate, changed), gate);
      sets.varied.push_back({gate, to_string(changed), together(holds, pool.size(), gate, &held)});
    });
  }
  return sets;
}

std::vector<PeopleSet> lacking_sets(const std::vector<CriterionSpec>& criteria,
                                    const Columns& columns, Day as_of, std::span<const Row> pool) {
  std::vector<PeopleSet> sets;
  std::vector<CriterionOutcome> values(pool.size());
  for (const CriterionSpec& spec : criteria) {
    find_criterion(spec.criterion)->judge({columns, spec, as_of}, pool, values, nullptr);
    Holds open(pool.size());
    for (std::size_t i = 0; i < pool.size(); ++i) open[i] = values[i].at_least != values[i].at_most;
    sets.push_back(set_of(open));
  }
  return sets;
}

std::vector<DataGap> data_gaps(const std::vector<CriterionSpec>& criteria, const Columns& columns,
                               Day as_of, std::span<const Row> pool) {
  std::vector<DataGap> gaps;
  for (const PeopleSet& set : lacking_sets(criteria, columns, as_of, pool)) {
    gaps.push_back(
        {criteria[gaps.size()].key, static_cast<int>(set.count), static_cast<int>(pool.size())});
  }
  return gaps;
}

std::string lacking_in_words(const ShownCount& lacking, const ShownCount& pool) {
  switch (lacking.kind) {
    case ShownCount::Kind::few:
      return "少于5 人";
    case ShownCount::Kind::all_but_few:
      return "几乎全部（不缺的少于5 人）";
    case ShownCount::Kind::rounded:
      break;
  }
  return "约 " + std::to_string(std::uint64_t{lacking.rounded} * 100 / pool.rounded) + "%（" +
         std::to_string(lacking.rounded) + " 人）";
}

bool lacks_much(const ShownCount& lacking, const ShownCount& pool) {
  if (lacking.kind != ShownCount::Kind::rounded) {
    return lacking.kind == ShownCount::Kind::all_but_few;
  }
  return lacks_much(lacking.rounded, pool.rounded);
}

PreviewSizes sizes_of(const PreviewSets& sets) {
  PreviewSizes sizes;
  for (const PeopleSet& set : sets.alone) sizes.alone.push_back(set.count);
  for (const PeopleSet& set : sets.others) sizes.others.push_back(set.count);
  sizes.together = sets.together.count;
  for (const PreviewSets::Varied& varied : sets.varied) sizes.varied.push_back(varied.kept.count);
  return sizes;
}

std::vector<Alarm> tailoring_alarms(const GateSet& gates, const PreviewSets& sets,
                                    const PreviewSizes& sizes) {
  std::vector<Alarm> alarms;
  const std::int64_t all = sizes.together;
  if (all < 3) {
    alarms.push_back(
        {"fewer_than_three", {}, "同时符合全部资格条件的为 " + std::to_string(all) + " 人", {}});
  }
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    const std::int64_t others = sizes.others[gate];
    if (others > 0 && (others - all) * 10 > others * 9) {
      alarms.push_back({"gate_removes_most",
                        gates.spec(gate).key,
                        "符合其余条件的 " + std::to_string(others) + " 人中，该条件只留下 " +
                            std::to_string(all) + " 人",
                        {}});
    }
    const Filter* filter = gates.own_filter(gate);
    if (!filter) continue;
    if (names_single_value(filter->root)) {
      alarms.push_back({"single_value",
                        gates.spec(gate).key,
                        "该条件限定单一专业、职务或资格：" + to_string(*filter),
                        {}});
    }
    std::int64_t widest = 0;
    std::string how;
    for (std::size_t i = 0; i < sets.varied.size(); ++i) {
      if (sets.varied[i].gate != gate) continue;
      const std::int64_t count = sizes.varied[i];
      const std::int64_t moved = count > all ? count - all : all - count;
      if (moved * 2 <= all || moved <= widest) continue;
      widest = moved;
      how = "改为 " + sets.varied[i].filter + " 时，符合全部条件的由 " + std::to_string(all) +
            " 人变为 " + std::to_string(count) + " 人";
    }
    if (widest > 0) alarms.push_back({"knife_edge", gates.spec(gate).key, how, {}});
  }
  return alarms;
}

std::string_view alarm_sentence(std::string_view code) {
  if (code == "fewer_than_three") return "同时符合全部资格条件的不足三人";
  if (code == "gate_removes_most") return "有一项资格条件排除了符合其余条件者的九成以上";
  if (code == "single_value") return "有资格条件限定为单一专业、职务或资格";
  if (code == "knife_edge") return "有资格条件的门槛变动一个单位，符合人数即变化过半";
  return {};
}
}  // namespace bole
