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

GatePreview preview(const GateCounts& counts, std::size_t pool_size) {
  GatePreview made{};
  made.pool = pool_size < 5 ? ShownCount{ShownCount::Kind::few, 0}
                            : ShownCount{ShownCount::Kind::rounded,
                                         static_cast<std::uint32_t>(pool_size / 5 * 5)};
  for (const std::uint32_t alone : counts.alone) made.alone.push_back(shown(alone, pool_size));
  made.together = shown(counts.together, pool_size);
  return made;
}

namespace {
// Which of the pool hold each gate: one byte a person and gate.
class Holding {
 public:
  Holding(const GateSet& gates, const Columns& columns, const VacantPost& post, Day as_of,
          std::span<const Row> pool)
      : gates_(gates), columns_(columns), post_(post), as_of_(as_of), pool_(pool) {
    for (std::size_t gate = 0; gate < gates.size(); ++gate) holds_.push_back(judge(gates, gate));
  }

  [[nodiscard]] std::vector<std::uint8_t> judge(const GateSet& gates, std::size_t gate) const {
    std::vector<GateOutcome> outcomes(pool_.size());
    gates.judge(gate, columns_, post_, as_of_, pool_, outcomes, nullptr);
    std::vector<std::uint8_t> holds(pool_.size());
    for (std::size_t i = 0; i < pool_.size(); ++i) holds[i] = outcomes[i].verdict == Verdict::holds;
    return holds;
  }

  // How many hold all gates but `left_out`, and, where given, what stands in its place.
  [[nodiscard]] int together(std::size_t left_out,
                             const std::vector<std::uint8_t>* instead = nullptr) const {
    int count = 0;
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      bool all = !instead || (*instead)[i];
      for (std::size_t gate = 0; all && gate < holds_.size(); ++gate) {
        all = gate == left_out || holds_[gate][i];
      }
      count += all;
    }
    return count;
  }

 private:
  const GateSet& gates_;
  const Columns& columns_;
  const VacantPost& post_;
  Day as_of_;
  std::span<const Row> pool_;
  std::vector<std::vector<std::uint8_t>> holds_;
};

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

std::vector<Alarm> tailoring_alarms(const GateSet& gates, const Columns& columns,
                                    const VacantPost& post, Day as_of, std::span<const Row> pool) {
  std::vector<Alarm> alarms;
  const Holding holding(gates, columns, post, as_of, pool);
  const std::size_t none = gates.size();
  const int together = holding.together(none);
  if (together < 3) {
    alarms.push_back({"fewer_than_three",
                      {},
                      "同时符合全部资格条件的为 " + std::to_string(together) + " 人",
                      {}});
  }
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    const int others = holding.together(gate);
    if (others > 0 && (others - together) * 10 > others * 9) {
      alarms.push_back({"gate_removes_most",
                        gates.spec(gate).key,
                        "符合其余条件的 " + std::to_string(others) + " 人中，该条件只留下 " +
                            std::to_string(together) + " 人",
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
    int widest = 0;
    std::string how;
    vary(filter->root, [&](Condition varied) {
      const Filter changed{std::move(varied)};
      const auto holds = holding.judge(gates.with_filter(gate, changed), gate);
      const int count = holding.together(gate, &holds);
      const int moved = count > together ? count - together : together - count;
      if (moved * 2 <= together || moved <= widest) return;
      widest = moved;
      how = "改为 " + to_string(changed) + " 时，符合全部条件的由 " + std::to_string(together) +
            " 人变为 " + std::to_string(count) + " 人";
    });
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
