#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"
#include "engine/match/rules.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// A Chinese sentence and what it rests on (依据): pointers into the record such as
// "/appointments/a5", or "库内无记录：/sanctions" where the record has none, and last the text of
// the law or document, where there is one. Never without a source.
struct Sentence {
  std::string text{};
  std::vector<std::string> sources{};
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

// "任现层次时间 2021.03，至截止日期 2026-03-01 可确认已满 59 个月，要求满 36 个月：符合。" Numbers
// always with unit; what is unverified says what has to be verified; what fails for time says when
// it passes; notices follow. Of a sanction only kind, document and date are told.
[[nodiscard]] Sentence gate_sentence(const GateSpec& spec, const GateFinding& finding,
                                     const Profile& profile, Day as_of);

// What was seen, counted and given against the value the post asks for, with the criterion's
// weight.
[[nodiscard]] Sentence criterion_sentence(const CriterionSpec& spec,
                                          const CriterionFinding& finding, const Profile& profile);

// Gates that say one and the same of a person, as where one fact is missing for several.
struct GateGroup {
  std::vector<std::size_t> gates{};  // in the order of the set
  Sentence sentence{};               // begins with their names
};
// The gates with that verdict; without one, all that do not hold. In the order of the first of each
// group.
[[nodiscard]] std::vector<GateGroup> gate_groups(const GateSet& gates,
                                                 const std::vector<GateFinding>& findings,
                                                 const Profile& profile, Day as_of,
                                                 std::optional<Verdict> verdict);

// One sentence for each group of gates that do not hold: why not, and when.
[[nodiscard]] std::vector<Sentence> why_not(const MatchInput& input, const PersonFindings& findings,
                                            const Profile& profile);

// How the person stands to the post: that the plan names them in its team, and
// "现职务层次与该职位相同， 属平级任用，晋升的任职资格条件不适用" for whom it would be no
// promotion; else empty.
[[nodiscard]] std::string standing_note(const MatchInput& input, Row row);

// The record's part in words: "2018.03— 样例市财政局副局长、党组成员", "2024年度考核 优秀".
[[nodiscard]] std::string in_words(const Evidence& evidence, const Profile& profile);

// The posts of a period, each organisation named once: "样例市财政局副局长、党组成员（挂职）"; the
// words of the 简历 where no post was read.
[[nodiscard]] std::string posts_in_words(const Appointment& appointment, const Profile& profile);
// "2018.03—2021.05", "2018.03—", "2018.03" where it begins and ends then; empty where neither end
// is known.
[[nodiscard]] std::string period_in_words(const std::optional<PartialDate>& from,
                                          const std::optional<PartialDate>& to);

// What has to be looked up when that part of the record is in doubt or wanting: "2024年度考核等次",
// "“2018.03— 样例县副县长”的起止时间、职务层次和地点性质".
[[nodiscard]] std::string to_verify(const Evidence& evidence, const Profile& profile);

// A source as Sentence lists it: the pointer, "库内无记录：" and the pointer, or "工作方案：" and
// that of one of the holders.
[[nodiscard]] std::string source_of(const Evidence& evidence, const Profile& profile);

// Name of a gate for lists: the statutory rule's short name, or the own filter's text.
[[nodiscard]] std::string gate_name(const GateSpec& spec);

// "《公务员法》第四十五条". A text that was not checked against the official one is marked so.
[[nodiscard]] std::string citation(const Rule& rule);
// What a gate rests on at the as-of date: its rule's citation, or the stated basis of an own gate.
[[nodiscard]] std::string basis_of(const GateSpec& spec, Day as_of);

// The criterion with its arguments: "专长年限（金融监管、银行信贷）".
[[nodiscard]] std::string criterion_name(const CriterionSpec& spec);

// "48 个月", "24 至 36 个月", "24 个月以上（上限不明）", "3 个" of what breadth counts.
[[nodiscard]] std::string amount(const Range& range, Unit unit, const CriterionSpec& spec);

// A weight or a share of 10 000 as per cent: 3000 -> "30%", 1250 -> "12.5%".
[[nodiscard]] std::string percent(int of_ten_thousand);

}  // namespace bole
