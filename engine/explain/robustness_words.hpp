#pragma once
#include <string>
#include <vector>

#include "engine/match/robustness.hpp"

namespace bole {

// What the panel shows, in sentences: who was looked at and under which tolerance, up to which
// tolerance the first k are the same people, and whether somebody else may come to them.
[[nodiscard]] std::vector<std::string> panel_in_words(const RobustnessPanel& panel);

// "第 2 名，保守界第 1 至 4 名；不计“专长年限（金融监管）”时第 6 名": a member's rank, its bounds,
// and the criteria without which it would be another.
[[nodiscard]] std::string rank_in_words(const PanelMember& member, const Requirement& requirement);

}  // namespace bole
