#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/match/ranking.hpp"
#include "engine/match/requirement_changes.hpp"
#include "engine/matter/matter.hpp"
#include "engine/matter/proposal.hpp"
#include "engine/matter/team_view.hpp"
#include "engine/profile/pool.hpp"
#include "engine/profile/profile.hpp"

// What the official reports say, without layout: text, tables and the sources of both. Plain text,
// never escaped; that is done by the format that writes it (index/export).
namespace bole {

// Text with the numbers of its sources, from 1, into Report::sources. Every sentence has one. A
// line feed ends a line.
struct Marked {
  std::string text{};
  std::vector<int> sources{};
};

// A criterion's value beside the value the post asks for, each 0..1000.
struct ValueBar {
  CriterionOutcome value{};
  int required = 0;
};

struct ReportCell {
  Marked text{};
  std::optional<ValueBar> bar{};
};

struct ReportTable {
  std::vector<std::string> heads{};
  std::vector<int> widths{};  // shares of the width, one a column
  std::vector<std::vector<ReportCell>> rows{};
};

// Blank lines for signatures (签署栏), each with its label.
struct SignatureBlock {
  std::vector<std::string> labels{};
};

using ReportBlock = std::variant<Marked, ReportTable, SignatureBlock>;

struct ReportSection {
  std::string title{};  // without its number
  std::vector<ReportBlock> blocks{};
};

struct Report {
  std::string title{};    // 职位需求分析报告
  std::string subject{};  // 样例市金融监督管理局副局长
  std::string status{};   // 草案，尚未锁定; empty when there is nothing to warn of
  std::vector<std::string> page_lines{};  // stand on every page
  std::vector<ReportSection> sections{};
  std::vector<std::string> sources{};
};

// Names behind the ids of a matter. `user` gives the id itself where nobody is known.
struct ReportNames {
  std::string organisation{};
  std::string pool{};
  std::function<std::string(const std::string& user)> user{};
};

// 职位需求分析报告. Names nobody of the pool. While the requirement is not locked it is a draft and
// says so. `proposals` are printed for comparison, with the words of the plan that led to them; the
// team, where the plan names one, as a whole. `amended`: the version that this one amends, for what
// changed in words.
[[nodiscard]] Report make_requirement_report(const Matter& matter, const Requirement& requirement,
                                             const std::vector<Proposal>& proposals,
                                             const ReportNames& names, const TeamView& team = {},
                                             const Requirement* amended = nullptr);

// What the reports of a match are made of. `stored` is the JSON of the match that holds (its stamp
// is printed); store_moved_on: judging now gives another result than that.
struct MatchPapers {
  const MatchInput& input;
  const MatchResult& result;
  const Matter& matter;
  std::string_view stored{};
  bool store_moved_on = false;
  std::function<Profile(Row)> profile_of{};
  ReportNames names{};
};

// Lists longer than this are printed as counts only.
inline constexpr std::size_t longest_list = 500;

// 建议考察人选名单: bands in their printed order, what was chosen and why, and apart from them who
// is to be verified, approved, or does not hold. Orders nobody by total.
[[nodiscard]] Report make_shortlist_report(const MatchPapers& papers);

// 人岗匹配评估意见 of one person: gates, criteria against what the post asks, what is missing,
// career. Tells of nobody else.
[[nodiscard]] Report make_opinion(const MatchPapers& papers, Row row);

// 人岗比选表 of two to six people of the match, each once: gates, criteria and evidence side by
// side, every two contrasted criterion by criterion, and where somebody certainly stands above all
// others (比较优势). In 姓氏笔画 order, whatever the order of `rows`; recommends nobody.
inline constexpr std::size_t fewest_compared = 2;
inline constexpr std::size_t most_compared = 6;
[[nodiscard]] Report make_comparison(const MatchPapers& papers, const std::vector<Row>& rows);

// One difference of two versions of a requirement, in words.
struct ChangeInWords {
  std::string part{};  // 资格条件|评价要素|档次分界|优先情形|稳健性声明
  std::string key{};   // g2, c1
  std::string how{};   // 新增|删去|修改
  struct Member {
    std::string what{};  // 权重
    std::string earlier{};
    std::string later{};
  };
  std::vector<Member> members{};  // only what differs
};
[[nodiscard]] ChangeInWords in_words(const RequirementChange& change, const Requirement& earlier,
                                     const Requirement& later, Day as_of);

// What the amendment of a locked requirement made different for whom: everybody of `people` stands
// elsewhere by the later version than by the earlier.
struct AmendmentPapers {
  const MatchInput& earlier;
  const MatchInput& later;
  const Matter& matter;
  std::string earlier_match{};  // the superseded one; empty: the earlier version was never matched
  const std::vector<RequirementChange>& changes;
  const std::vector<ChangedStanding>& people;
  std::function<Profile(Row)> profile_of{};
  ReportNames names{};
};
// 变动情况: what changed in the requirement, who gains, who loses, and by what. In 姓氏笔画 order.
[[nodiscard]] Report make_change_report(const AmendmentPapers& papers);
[[nodiscard]] std::string_view to_string(Shift shift);
// "符合，档次为匹配，总分参考 655 分"
[[nodiscard]] std::string in_words(const Standing& standing, const Requirement& requirement);
// "资格条件 g2（学历）：原为符合，现为不符合"
[[nodiscard]] std::string in_words(const ShiftCause& cause, const AmendmentPapers& papers);

// A contribution or total of ranking.hpp in points of 1000, exactly: 1064000 -> "+106.4".
enum class Sign { always, negative_only };
[[nodiscard]] std::string points(std::int64_t of_ten_million, Sign sign);

// What a value function says, in words: "0 个月得 0 分，24 个月得 600 分，60 个月以上得 1000
// 分，其间 按比例计".
[[nodiscard]] std::string in_words(const ValueFunction& value, Unit unit);
[[nodiscard]] std::string in_words(const std::vector<RecencyStep>& recency);

}  // namespace bole
