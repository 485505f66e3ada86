#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/requirement.hpp"

namespace bole {

// Where two stored forms of a match (match_json.hpp) first part, told to somebody who has to find
// out why: "晏示例（p-1）的评价要素“专长年限（金融监管）”：得分原为 866，重算为 900". People come
// first, in the order of the lists, with where they stand and then with gates, criteria and the
// rest; then the order inside a list, the counts, and how far the order depends on the weights.
struct MatchDifference {
  std::string sentence{};             // empty: the texts are the same bytes
  std::vector<std::string> people{};  // ids of whom it names
};

// `requirement` is that of the match. `name_of` gives a person's name, or nothing.
[[nodiscard]] MatchDifference first_difference(
    std::string_view stored, std::string_view again, const Requirement& requirement,
    const std::function<std::string(const std::string& profile)>& name_of);

}  // namespace bole
