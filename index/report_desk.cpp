#include "index/report_desk.hpp"

#include <algorithm>
#include <array>

namespace bole {
namespace {
ReportNames names_of(const Matter& matter, const Catalogue& catalogue) {
  ReportNames names{};
  const Organisation* organisation = matter.post.organisation_record
                                         ? &*matter.post.organisation_record
                                         : catalogue.reg().find(matter.post.organisation);
  names.organisation = organisation ? organisation->name : matter.post.organisation.text;
  const auto pool = catalogue.pool(matter.pool);
  names.pool = pool ? pool->name : matter.pool.text;
  names.user = [&catalogue](const std::string& id) {
    const auto user = catalogue.user(id);
    return user ? user->name : id;
  };
  return names;
}

Result<Report> requirement_report(const MatterDesk& desk, const Catalogue& catalogue,
                                  const MatterId& id) {
  const auto matter = desk.find(id);
  if (!matter) return matter.error();
  const auto requirement = desk.requirement(*matter);
  if (!requirement) return requirement.error();
  const auto proposed = desk.propose(id);
  if (!proposed) return proposed.error();
  return make_requirement_report(*matter, *requirement, proposed->proposals,
                                 names_of(*matter, catalogue),
                                 team_view(*matter, catalogue.columns()));
}
}  // namespace

Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue, const MatterId& matter,
                         const std::string& kind, const std::vector<ProfileId>& people) {
  if (const auto possible = may_report_on(kind, people); !possible) return possible.error();
  if (kind == "requirement") return requirement_report(desk, catalogue, matter);
  const auto view = desk.view(matter);
  if (!view) return view.error();
  const MatchPapers papers{
      .input = *(*view)->input,
      .result = (*view)->result,
      .matter = (*view)->matter,
      .stored = (*view)->stored,
      .store_moved_on = (*view)->store_moved_on,
      .profile_of =
          [&catalogue](Row row) {
            return catalogue.profile(catalogue.columns().id(row)).value_or(Profile{});
          },
      .names = names_of((*view)->matter, catalogue)};
  if (kind == "shortlist") return make_shortlist_report(papers);
  std::vector<Row> rows;
  for (const ProfileId& person : people) {
    const auto row = catalogue.columns().find(person);
    const auto& pool = (*view)->pool;
    if (!row || !std::binary_search(pool.begin(), pool.end(), *row)) {
      return Error{
          Refusal::not_found, "not_in_match", "“" + person.text + "”不在该事项的人才库中", {}};
    }
    rows.push_back(*row);
  }
  return kind == "opinion" ? make_opinion(papers, rows.front()) : make_comparison(papers, rows);
}

Result<Done> may_report_on(const std::string& kind, const std::vector<ProfileId>& people) {
  struct Kind {
    std::string_view name;
    std::size_t fewest;
    std::size_t most;
    std::string_view takes;
  };
  constexpr std::array kinds{
      Kind{"requirement", 0, 0, "职位需求分析报告不写某一个人"},
      Kind{"shortlist", 0, 0, "建议考察人选名单写全部人选，不另指定人"},
      Kind{"opinion", 1, 1, "人岗匹配评估意见写一人"},
      Kind{"comparison", fewest_compared, most_compared, "人岗比选表写 2 至 6 人"}};
  const auto known = std::ranges::find(kinds, kind, &Kind::name);
  if (known == kinds.end()) {
    return Error{Refusal::usage, "unknown_report",
                 "报告种类应为 requirement、shortlist、opinion 或 comparison，实为“" + kind + "”",
                 ""};
  }
  for (auto one = people.begin(); one != people.end(); ++one) {
    if (std::find(people.begin(), one, *one) == one) continue;
    return Error{Refusal::usage, "person_twice", "“" + one->text + "”写了两次", ""};
  }
  if (people.size() < known->fewest || people.size() > known->most) {
    return Error{Refusal::usage, "wrong_number_of_people",
                 std::string(known->takes) + "，此处给出 " + std::to_string(people.size()) + " 人",
                 ""};
  }
  return Done{};
}
}  // namespace bole
