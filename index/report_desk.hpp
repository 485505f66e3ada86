#pragma once
#include <string>

#include "engine/report/report.hpp"
#include "index/matter_desk.hpp"

namespace bole {

// A report on a matter: requirement 职位需求分析报告 (before the lock a draft that names nobody),
// shortlist 建议考察人选名单, opinion 人岗匹配评估意见 of one person, comparison 人岗比选表 of two
// to six. `people` are those that it is about, none for the first two. Codes besides the desk's:
// unknown_report, wrong_number_of_people, not_in_match.
[[nodiscard]] Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue,
                                       const MatterId& matter, const std::string& kind,
                                       const std::vector<ProfileId>& people);
// The same refusals without opening anything: the kind, and how many people it takes.
[[nodiscard]] Result<Done> may_report_on(const std::string& kind,
                                         const std::vector<ProfileId>& people);

}  // namespace bole
