#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/explain.hpp"
#include "engine/matter/closing.hpp"
#include "engine/report/report.hpp"

// What the reports share. Not for use outside engine/report.
namespace bole::reports {

inline constexpr std::string_view not_a_decision = "辅助分析，不作为决定依据";
inline constexpr std::string_view not_a_vote =
    "本名单供分析研判和动议参考，不替代民主推荐、考察、讨论决定";

// Numbers the sources of a report in the order in which they are first named.
class Sources {
 public:
  int document(const std::string& text);
  // A part of somebody's record, with the file it came from.
  int record(const Evidence& evidence, const Profile& profile);
  // Several parts of a record as one source, by their places alone.
  int record(const std::vector<Evidence>& evidence, const Profile& profile);
  // The record as a whole.
  int record(const Profile& profile);

  [[nodiscard]] Marked gate(const GateSpec& spec, const GateFinding& finding,
                            const Profile& profile, Day as_of);
  // Without its title, and with the answer a person gave, where there is one.
  [[nodiscard]] Marked closing(const ClosingPoint& point, const Profile& profile,
                               const ReportNames& names);
  // The sources of what the gates of the group say.
  [[nodiscard]] std::vector<int> gates(const MatchInput& input, const GateGroup& group,
                                       const PersonFindings& found, const Profile& profile);
  [[nodiscard]] Marked criterion(const CriterionSpec& spec, const CriterionFinding& finding,
                                 const Profile& profile);
  [[nodiscard]] std::vector<int> marks(const std::vector<Evidence>& evidence,
                                       const Profile& profile);

  [[nodiscard]] std::vector<std::string> take() { return std::move(sources_); }

 private:
  std::vector<std::string> sources_;
  std::map<std::string, int, std::less<>> numbers_;
};

[[nodiscard]] inline ReportCell cell(std::string text) { return {{std::move(text), {}}, {}}; }
[[nodiscard]] inline ReportCell cell(std::string text, int source) {
  return {{std::move(text), {source}}, {}};
}
[[nodiscard]] inline ReportCell cell(Marked text) { return {std::move(text), {}}; }
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);
[[nodiscard]] std::string number(std::int64_t value);

[[nodiscard]] std::string subject(const Matter& matter, const ReportNames& names);
// Time of a signature as printed: "2026-03-01 08:00（UTC）".
[[nodiscard]] std::string moment(const std::string& at);

// "工作方案第 1 版（m-7，sha256:…）" and the like: how this report cites the matter's own papers.
[[nodiscard]] std::string plan_source(const Matter& matter);
[[nodiscard]] std::string requirement_source(const Requirement& requirement);
[[nodiscard]] std::string match_source(const Matter& matter);

// Total or contribution with both its ends.
[[nodiscard]] std::string points(const Range& range, Sign sign);
// "595", "801 至 831": a total for print.
[[nodiscard]] std::string total_in_words(const Range& total);
// The band of a total of somebody who holds all gates, or 档次待核实.
[[nodiscard]] std::string band_in_words(const Requirement& requirement, const Range& total);
// Whether there is nothing to say of a gate but that it holds, or does not apply.
[[nodiscard]] bool holds_plainly(const GateOutcome& outcome);
// "高度匹配为 800 分以上，匹配为 600 分以上"
[[nodiscard]] std::string bands_in_words(const Requirement& requirement);
// The declared preference inside a band, or that there is none.
[[nodiscard]] std::string prefer_in_words(const Requirement& requirement);
[[nodiscard]] std::string robustness_in_words(const Requirement& requirement);
// 修改 of a locked requirement: which version, why, by whom.
[[nodiscard]] ReportTable amendments_in_words(const Matter& matter, const ReportNames& names,
                                              Sources& sources);
// The differences of two versions as a table.
[[nodiscard]] ReportTable changes_in_words(const std::vector<RequirementChange>& changes,
                                           const Requirement& earlier, const Requirement& later,
                                           Day as_of, Sources& sources);

// What the required values come to, weight by weight.
[[nodiscard]] std::int64_t required_total(const Requirement& requirement);

// Post, basis, pool, as-of date.
[[nodiscard]] ReportTable particulars(const Matter& matter, const ReportNames& names,
                                      Sources& sources);
// Match, requirement, store, program, rules and vocabulary of the stored match.
[[nodiscard]] ReportSection stamp(const MatchPapers& papers, Sources& sources);
// What no condition reads, but those of the law that the requirement has.
[[nodiscard]] std::string sealed_notice(const Requirement& requirement);

}  // namespace bole::reports
