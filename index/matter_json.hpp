#pragma once
#include <string>

#include "engine/report/report.hpp"
#include "index/matter_desk.hpp"

namespace bole {

// What the steps of a matter answer, as JSON.
[[nodiscard]] std::string to_json(const ProposedRequirement& proposed);
[[nodiscard]] std::string to_json(const PreviewReport& preview);
// The match as stored, and whether it holds still.
[[nodiscard]] std::string to_json(const MatchView& view);
[[nodiscard]] std::string to_json(const AmendmentPapers& papers);
[[nodiscard]] std::string to_json(const std::vector<PersonClosing>& people);
[[nodiscard]] std::string to_json(const MatterSeen& seen);
// The points of one person, as an array.
[[nodiscard]] std::string to_json(const std::vector<ClosingPoint>& points);

}  // namespace bole
