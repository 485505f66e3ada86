#include "engine/match/gates/protected/protected_facts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace bole {
namespace {
using Party = ProtectedFacts::Party;

bool says_any(std::string_view text, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}
bool is_deceased(std::string_view work) {
  static constexpr std::array<std::string_view, 6> words{"去世", "已故", "逝世",
                                                         "死亡", "已逝", "病故"};
  return says_any(work, words);
}
bool is_retired(std::string_view work) {
  static constexpr std::array<std::string_view, 3> words{"退休", "离休", "退职"};
  return says_any(work, words);
}

std::uint8_t age_limit_of(std::string_view category) {
  int age = 0;
  const auto [end, error] =
      std::from_chars(category.data(), category.data() + category.size(), age);
  static constexpr std::array<int, 6> known{50, 55, 60, 63, 65, 66};
  const bool whole = error == std::errc{} && end == category.data() + category.size();
  if (!whole || std::find(known.begin(), known.end(), age) == known.end()) return 0;
  return static_cast<std::uint8_t>(age);
}
}  // namespace

std::string ProtectedFacts::text_of(const std::vector<FamilyMember>& family) {
  std::string text;
  for (const FamilyMember& member : family) {
    const bool there = !is_deceased(member.work);
    if (there) text += member.name;
    text += end_of_part;
    if (there && !is_retired(member.work)) text += member.work;
    text += end_of_part;
  }
  return text;
}

void ProtectedFacts::put(Row row, const Profile& profile) {
  const Sealed& sealed = profile.sealed;
  Cell cell{};
  if (sealed.party_name.starts_with("中共")) {
    cell.party = Party::communist;
    cell.party_since = date_cell(sealed.party_date);
  } else if (!sealed.party_name.empty()) {
    cell.party = Party::other;
  }
  cell.grew_up = places_.put(sealed.grew_up);
  const auto groups = Vocabulary::built_in().ethnic_groups();
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].name == sealed.ethnicity) cell.ethnic_group = static_cast<std::uint8_t>(i + 1);
  }
  cell.age_limit = age_limit_of(sealed.retirement_category);
  cell.family_known = sealed.family ? 1 : 0;
  put(row, cell, sealed.family ? text_of(*sealed.family) : std::string());
}

void ProtectedFacts::remove(Row row) { put(row, {}, {}); }

void ProtectedFacts::put(Row row, const Cell& cell, std::string_view family) {
  while (cells_.size() <= row.value) {
    cells_.push_back({});
    families_.push_back({});
  }
  cells_[row.value] = cell;
  if (families_[row.value] != family) families_.set(row.value, family);
}

}  // namespace bole
