#pragma once
#include <string>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"
#include "engine/profile/profile_json.hpp"

namespace bole {

// A person's record as lines to read at a terminal, each ended.
[[nodiscard]] std::string profile_page(const Profile& profile, Sealing sealing);

// Issues the same way: one line ("警告 [code] /field：message", not ended), or a counted list.
[[nodiscard]] std::string issue_line(const Issue& issue);
[[nodiscard]] std::string issue_lines(const Issues& issues);

}  // namespace bole
