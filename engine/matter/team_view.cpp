#include "engine/matter/team_view.hpp"

#include <algorithm>
#include <map>

namespace bole {
TeamView team_view(const Matter& matter, const Columns& columns) {
  const Vocabulary& vocabulary = columns.vocabulary();
  std::map<std::uint16_t, std::vector<std::string>> tasks;
  for (const Task& task : matter.plan.tasks) {
    for (const SpecialityHit& hit : vocabulary.specialities_in(task.text)) {
      tasks[hit.speciality].push_back(task.key);
    }
  }
  std::vector<std::uint16_t> asked;
  for (const auto& [speciality, keys] : tasks) asked.push_back(speciality);
  const Team team(columns, matter.post.holders, asked, matter.as_of);
  OfficeMonths office(columns, asked, matter.as_of);
  TeamView view{};
  view.members = team.members().size();
  for (const Team::Member& member : team.members()) view.in_store += member.row ? 1 : 0;
  for (std::size_t n = 0; n < asked.size(); ++n) {
    TeamView::Asked one{
        .speciality = asked[n], .tasks = tasks[asked[n]], .covered = team.covered(n)};
    for (std::size_t i = 0; i < team.members().size(); ++i) {
      const Team::Member& member = team.members()[i];
      if (covers(member.months[n]) != Tri::yes) continue;
      one.by.push_back({i, member.months[n], office.entries(*member.row, n)});
    }
    view.specialities.push_back(std::move(one));
  }
  return view;
}

std::vector<std::string> gaps_of(const TeamView& team) {
  std::vector<std::string> gaps;
  if (team.members == 0) return gaps;
  for (const TeamView::Asked& one : team.specialities) {
    if (one.covered != Tri::no) continue;
    gaps.push_back(Vocabulary::built_in().specialities()[one.speciality].id);
  }
  return gaps;
}

std::string_view covered_in_words(Tri covered) {
  switch (covered) {
    case Tri::yes:
      return "有人具备";
    case Tri::no:
      return "无人具备";
    case Tri::unknown:
      break;
  }
  return "待核实";
}

std::string covering_in_words() {
  return "具备专长，指至截止日期在该专长的岗位任职或者挂职满 " + std::to_string(covering_months) +
         " 个月；培训和本人自述不计";
}

std::optional<Error> fault_in_team(const Matter& matter, const Requirement& requirement) {
  if (!matter.post.holders.empty()) return std::nullopt;
  for (std::size_t i = 0; i < requirement.criteria.size(); ++i) {
    if (requirement.criteria[i].criterion != "team_gap") continue;
    return Error{Refusal::invalid, "team_not_stated",
                 "评价要素“" + requirement.criteria[i].key +
                     "”比照现任班子，但工作方案没有写明现任班子成员（post.holders）",
                 "/criteria/" + std::to_string(i) + "/criterion"};
  }
  return std::nullopt;
}
}  // namespace bole
