#pragma once
#include <optional>
#include <string_view>

#include "engine/profile/profile.hpp"
#include "engine/profile/register.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// What the register knows of a post as a 简历 writes it.
struct FoundPost {
  const Organisation* organisation = nullptr;  // null: not in the register at that time
  std::string_view title{};  // of the post in that organisation; points into the given title
  bool inside = false;       // in a part of the organisation that the register does not have
};

struct Period {
  std::optional<PartialDate> from{};
  std::optional<PartialDate> to{};
};

// By the organisation's full, short or former name, or by name and title together: 青禾县 + 县长 is
// 青禾县人民政府, 青禾县委 + 组织部部长 is the 部长 of 青禾县委组织部. Otherwise by the longest
// name that the text begins with (样例市财政局预算科 lies inside 样例市财政局), unless the record
// has an id. An organisation, or a former name, whose time certainly does not meet the period is
// not taken.
[[nodiscard]] FoundPost find_post(const Register& reg, const Vocabulary& vocabulary,
                                  const OrganisationRef& organisation, std::string_view title,
                                  const Period& period);

}  // namespace bole
