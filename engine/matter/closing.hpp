#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/explain/explain.hpp"
#include "engine/matter/matter.hpp"

namespace bole {

// 办结前须具备: what has to be there for a person before a matter is closed as 进入考察. Blocks
// nothing else: nobody is found, judged or banded by it.
enum class ClosingState : std::uint8_t {
  answered,  // 已具备
  missing,   // 尚缺: nothing on record, or without result, authority, document or date
  expired,   // 已过期
  unclear,   // 需人工认定: a person answers in writing
  negative,  // 有不利结论: only another official conclusion changes that
};
[[nodiscard]] std::string_view to_string(ClosingState state);
[[nodiscard]] std::string_view chinese(ClosingState state);

struct ClosingPoint {
  // Stable, by which it is answered: the kind of conclusion (纪检监察意见), "ARC-01/birth" of a
  // fact that has to be verified, "SAN-09/expired_human_judgement" of a notice.
  std::string about{};
  std::string title{};               // Chinese, for lists
  std::vector<std::string> rules{};  // 4BI-02, RPT-01
  ClosingState state = ClosingState::missing;
  Sentence sentence{};
  std::vector<Evidence> evidence{};
  std::string facts{};  // digest of what an answer is about
  std::optional<WrittenAnswer> answer{};

  [[nodiscard]] bool open() const { return state != ClosingState::answered && !answer; }
};

// What the official conclusions on a record answer, by the rules in force at the as-of date
// (engine/match/rules/closing.tsv) and the words of the vocabulary (clearance_results): 凡提四必,
// 个人有关事项查核结果, 三龄两历一身份; of 政治审查 and 经济责任审计 only where there is one. Of
// several of a kind the newest counts, of equally new ones the worst; a conclusion is good up to
// and on the last day of its valid_until. Conclusions dated after the as-of date count, since many
// are asked for only then. A fact is verified where the provenance of it, or of what holds it, says
// by which document, when and by whom.
[[nodiscard]] std::vector<ClosingPoint> clearance_points(const Profile& profile,
                                                         const VacantPost& post, Day as_of);

// The notices of a match on a person that have to be answered in writing: all but those that say
// that a gate does not apply or that an exception was approved. One for each gate that has one.
[[nodiscard]] std::vector<ClosingPoint> notice_points(const GateSet& gates,
                                                      const std::vector<GateFinding>& findings,
                                                      const Profile& profile, Day as_of);

// Both, with what was answered: the newest answer of that person to the same point on the same
// facts.
[[nodiscard]] std::vector<ClosingPoint> closing_points(const MatchInput& input,
                                                       const Matter& matter, Row row,
                                                       const Profile& profile);

// "某甲 2026-03-05 书面答复：…". `name` is the user's.
[[nodiscard]] std::string in_words(const WrittenAnswer& answer, const std::string& name);

}  // namespace bole
