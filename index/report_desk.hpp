#pragma once
#include <string>

#include "engine/report/report.hpp"
#include "index/matter_desk.hpp"

namespace bole {

// A report on a matter: requirement 职位需求分析报告 (before the lock a draft that names nobody),
// shortlist 建议考察人选名单, opinion 人岗匹配评估意见 of `profile`. Codes besides the desk's:
// unknown_report, profile_not_given, not_in_match.
[[nodiscard]] Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue,
                                       const MatterId& matter, const std::string& kind,
                                       const ProfileId& profile);

}  // namespace bole
