#include "index/report_desk.hpp"

#include <algorithm>

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
                                 names_of(*matter, catalogue));
}
}  // namespace

Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue, const MatterId& matter,
                         const std::string& kind, const ProfileId& profile) {
  if (kind == "requirement") return requirement_report(desk, catalogue, matter);
  if (kind != "shortlist" && kind != "opinion") {
    return Error{Refusal::usage, "unknown_report",
                 "报告种类应为 requirement、shortlist 或 opinion，实为“" + kind + "”", ""};
  }
  if (kind == "opinion" && profile.empty()) {
    return Error{Refusal::usage, "profile_not_given", "没有说明写谁的评估意见", ""};
  }
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
  const auto row = catalogue.columns().find(profile);
  const auto& pool = (*view)->pool;
  if (!row || !std::binary_search(pool.begin(), pool.end(), *row)) {
    return Error{
        Refusal::not_found, "not_in_match", "“" + profile.text + "”不在该事项的人才库中", {}};
  }
  return make_opinion(papers, *row);
}
}  // namespace bole
