#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/profile/profile.hpp"

namespace bole {

// One form as its file has it: text by element, before anything is understood. What .lrmx and
// .lrm are read into and what normalise() starts from.
struct RawRecord {
  // Elements of all_form_elements() that are not empty, without blanks at their ends except
  // JianLi, whose text stays as it is.
  std::vector<std::pair<std::string, std::string>> fields{};
  std::optional<std::vector<FamilyMember>> family{};  // as written; empty: the list is missing
  std::vector<std::pair<std::string, std::string>> unknown{};  // elements the form does not know
  std::string photo{};                                         // "sha256:…" of the picture

  [[nodiscard]] std::string_view text(std::string_view element) const {
    for (const auto& [name, value] : fields) {
      if (name == element) return value;
    }
    return {};
  }
};

}  // namespace bole
