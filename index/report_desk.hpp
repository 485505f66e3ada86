#pragma once
#include <string>

#include "engine/report/report.hpp"
#include "index/matter_desk.hpp"
#include "index/stamp.hpp"

namespace bole {

// A report on a matter: requirement 职位需求分析报告 (before the lock a draft that names nobody),
// shortlist 建议考察人选名单, opinion 人岗匹配评估意见 of one person, comparison 人岗比选表 of two
// to six, changes 变动情况 (who gains and who loses by the last amendment). `people` are those that
// it is about, none for requirement, shortlist and changes. Codes besides the desk's:
// unknown_report, wrong_number_of_people, not_in_match.
[[nodiscard]] Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue,
                                       const MatterId& matter, const std::string& kind,
                                       const std::vector<ProfileId>& people);
// The amendment as the report and its JSON form tell it; points into the view.
[[nodiscard]] AmendmentPapers papers_of(const AmendmentView& view, const Catalogue& catalogue);
// The same refusals without opening anything: the kind, and how many people it takes.
[[nodiscard]] Result<Done> may_report_on(const std::string& kind,
                                         const std::vector<ProfileId>& people);

// What is kept of a report that was given out (Collection::report): all that it was made from and
// the digest of its bytes, so that they can be made again and compared (verification.hpp).
struct StoredReport {
  std::string id{};  // r-3
  std::string kind{};
  MatterId matter{};
  std::vector<ProfileId> people{};
  std::string match{};  // that it rests on; empty for one of the requirement
  Head head{};
  std::string requirement_hash{};
  JudgedBy by{};
  std::string format{};
  std::string bytes{};  // sha256:…
  friend bool operator==(const StoredReport&, const StoredReport&) = default;
};
[[nodiscard]] Result<StoredReport> stored_report_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const StoredReport& report);

// A report as it is given out, and what is kept of it. Every page has its number.
struct WrittenReport {
  std::string title{};
  std::string bytes{};
  StoredReport stored{};
};
// The report as it would be written now under that number; stores nothing. Besides: unknown_format.
[[nodiscard]] Result<WrittenReport> write_report(const MatterDesk& desk, const Catalogue& catalogue,
                                                 const StoredReport& asked);
// Writes `asked` (kind, matter, people, format) and keeps what it was made from. The same report
// keeps its number: there is no second record while nothing in it has changed.
[[nodiscard]] Result<WrittenReport> give_report(Store& store, const MatterDesk& desk,
                                                const Catalogue& catalogue, StoredReport asked,
                                                const Actor& actor);

}  // namespace bole
