#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/report/report.hpp"

namespace bole::testing {

// A small matter with one person in each part of a match, for reports: 晏示例 in a band, 樊可查
// with a missing appraisal that decides the band, 左待批 who skips a level, 宋缺层 whose level is
// not known, 毕未满 who lacks time, 柳在期 under a sanction, 贝免责 whose sanction was exempted.
// Everyone carries sealed facts that stand nowhere else: their texts are in `sealed_words`.
struct SampleMatch {
  SampleMatch();
  SampleMatch(const SampleMatch&) = delete;
  SampleMatch& operator=(const SampleMatch&) = delete;

  [[nodiscard]] MatchPapers papers() const;
  [[nodiscard]] Row row(const std::string& name) const;

  Matter matter{};
  Requirement requirement{};
  std::vector<Profile> profiles{};
  Columns columns;
  GateSet gates{};
  std::vector<Row> pool{};
  std::unique_ptr<MatchInput> input{};
  MatchResult result{};
  std::string stored{};
  ReportNames names{};
  std::vector<std::string> sealed_words{};
};

}  // namespace bole::testing
