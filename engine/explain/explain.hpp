#pragma once
#include <string>
#include <vector>

#include "engine/match/ranking.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// A Chinese sentence and the parts of the record it rests on (依据): pointers such as
// "/appointments/a5", or "库内无记录：/sanctions" where the record has none.
struct Sentence {
  std::string text{};
  std::vector<std::string> sources{};
};

// "任现层次时间 2021.03，至截止日期 60 个月，要求满 36 个月：符合". Numbers always with unit; what is
// unverified says what has to be verified; what fails for time says when it passes; notices follow.
[[nodiscard]] Sentence gate_sentence(const GateSpec& spec, const GateFinding& finding,
                                     const Profile& profile, Day as_of);

// What was seen, counted and given against the value the post asks for, with the criterion's weight.
[[nodiscard]] Sentence criterion_sentence(const CriterionSpec& spec,
                                          const CriterionFinding& finding, const Profile& profile);

// One sentence for each gate that does not hold: why not, and when.
[[nodiscard]] std::vector<Sentence> why_not(const MatchInput& input, const PersonFindings& findings,
                                            const Profile& profile);

// The record's part in words: "2018.03— 样例市财政局副局长、党组成员", "2024年度考核 优秀".
[[nodiscard]] std::string in_words(const Evidence& evidence, const Profile& profile);

// Name of a gate for lists: the statutory rule's short name, or the own filter's text.
[[nodiscard]] std::string gate_name(const GateSpec& spec);

}  // namespace bole
