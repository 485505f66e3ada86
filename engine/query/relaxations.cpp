#include "engine/query/relaxations.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace bole {
namespace {
// Which conditions a person does not fulfil, one bit a condition. To find the person, exactly these
// have to be left out; so the smallest relaxations are the smallest of these sets.
using Unfulfilled = std::uint32_t;
static_assert(max_relaxed_conditions <= 32);

std::vector<NamedCondition> few(std::span<const NamedCondition> conditions) {
  std::vector<NamedCondition> all(conditions.begin(), conditions.end());
  if (all.size() <= max_relaxed_conditions) return all;
  NamedCondition rest = all[max_relaxed_conditions - 1];
  for (std::size_t i = max_relaxed_conditions; i < all.size(); ++i) rest.rows &= all[i].rows;
  rest.name = "其余" + std::to_string(all.size() - max_relaxed_conditions + 1) + "项条件";
  all.resize(max_relaxed_conditions - 1);
  all.push_back(std::move(rest));
  return all;
}

struct Group {
  Unfulfilled conditions = 0;
  std::uint64_t people = 0;
};

// People by what they do not fulfil.
std::vector<Group> grouped(const RowSet& base, std::span<const NamedCondition> conditions) {
  std::unordered_map<Unfulfilled, std::uint64_t> people;
  base.for_each([&](Row row) {
    Unfulfilled without = 0;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (!conditions[i].rows.contains(row)) without |= Unfulfilled{1} << i;
    }
    ++people[without];
  });
  std::vector<Group> groups;
  groups.reserve(people.size());
  for (const auto& [without, count] : people) groups.push_back({without, count});
  return groups;
}

// The group whose first condition comes first, then its second.
bool stands_before(Unfulfilled a, Unfulfilled b) {
  const Unfulfilled different = a ^ b;
  return (a & different & (~different + 1)) != 0;
}
}  // namespace

std::vector<Filter> and_parts(const Filter& filter) {
  std::vector<Filter> parts;
  if (filter.root.kind != ConditionKind::all_of) {
    parts.push_back(filter);
  } else {
    for (const Condition& part : filter.root.parts) parts.push_back({part});
  }
  return parts;
}

EmptyAnswer explain_empty(const RowSet& base, std::span<const NamedCondition> conditions) {
  EmptyAnswer answer;
  RowSet left = base;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    left &= conditions[i].rows;
    const std::uint64_t running = left.count();
    answer.counts.push_back({conditions[i].name, count_common(base, conditions[i].rows), running});
    if (running == 0 && !answer.emptied_by) answer.emptied_by = i;
  }
  if (!left.empty() || base.empty()) return answer;

  const std::vector<NamedCondition> named = few(conditions);
  std::vector<Group> groups = grouped(base, named);
  std::ranges::sort(groups, [](const Group& a, const Group& b) {
    const int size_of_a = std::popcount(a.conditions);
    const int size_of_b = std::popcount(b.conditions);
    if (size_of_a != size_of_b) return size_of_a < size_of_b;
    if (a.people != b.people) return a.people > b.people;
    return stands_before(a.conditions, b.conditions);
  });
  // A group holds no smaller one and so its people are all whom leaving it out brings.
  std::vector<Unfulfilled> smallest;
  for (const Group& group : groups) {
    if (smallest.size() == max_relaxations) break;
    const auto inside = [&](Unfulfilled smaller) { return (smaller & ~group.conditions) == 0; };
    if (std::ranges::any_of(smallest, inside)) continue;
    smallest.push_back(group.conditions);
    Relaxation& relaxation = answer.relaxations.emplace_back();
    relaxation.count = group.people;
    for (std::size_t i = 0; i < named.size(); ++i) {
      if ((group.conditions >> i & 1U) != 0) relaxation.without.push_back(named[i].name);
    }
  }
  return answer;
}

std::string to_text(const Relaxation& relaxation) {
  std::string text = "去掉 ";
  for (std::size_t i = 0; i < relaxation.without.size(); ++i) {
    text += (i == 0 ? "" : "、") + relaxation.without[i];
  }
  return text + "：" + std::to_string(relaxation.count) + " 人";
}
}  // namespace bole
