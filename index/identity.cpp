#include "index/identity.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>

#include "engine/normalise/issue_codes.hpp"
#include "index/profile_record.hpp"

namespace bole {
namespace {
bool same_month(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) {
  return a && b && a->year == b->year && a->month == b->month;
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

std::string numbered(std::uint64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "p-%06llu", static_cast<unsigned long long>(number));
  return text;
}

bool usable_id(std::string_view id) {
  return id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}
}  // namespace

std::optional<Issue> fault_of_id(std::string_view id) {
  if (usable_id(id)) return std::nullopt;
  return make_issue("bad_id", {.field = "/id", .found = id, .expected = "字母、数字和 - _ ."},
                    "人员编号应为不超过 64 个的字母、数字和 - _ .，此条不能导入");
}

void Identity::load(const std::vector<const Put*>& batch) {
  loaded_.clear();
  found_.clear();
  std::vector<std::string> ids;
  std::vector<std::string> lookups;
  for (const Put* put : batch) {
    if (usable_id(put->id) && !put->id.empty()) ids.push_back(put->id);
    lookups.insert(lookups.end(), put->lookups.begin(), put->lookups.end());
  }
  auto keep = [this](const std::vector<std::string>& wanted) {
    auto records = store_.find_many(Collection::profile, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      loaded_.insert_or_assign(wanted[i], std::move(records[i]));
    }
  };
  keep(ids);
  auto found = store_.find_by_many(Collection::profile, lookups);
  std::vector<std::string> others;
  for (std::size_t i = 0; i < lookups.size(); ++i) {
    for (const std::string& id : found[i]) {
      if (!loaded_.contains(id)) others.push_back(id);
    }
    if (!found[i].empty()) found_.insert_or_assign(std::move(lookups[i]), std::move(found[i]));
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  keep(others);
}

std::optional<Record> Identity::record(const std::string& id) {
  const auto found = loaded_.find(id);
  if (found != loaded_.end()) return found->second;
  return store_.find(Collection::profile, id);
}

std::optional<Identity::Met> Identity::met(const std::string& id) const {
  const auto found = met_.find(std::hash<std::string>{}(id));
  if (found == met_.end()) return std::nullopt;
  return found->second;
}

void Identity::meet(const Profile& profile, const std::vector<std::string>& lookups,
                    std::uint64_t said) {
  met_.insert_or_assign(std::hash<std::string>{}(profile.id.text), Met{said, told_by(profile)});
  waiting_.insert_or_assign(profile.id.text, facts_about(profile));
  for (const std::string& lookup : lookups) waiting_by_[lookup].push_back(profile.id.text);
}

void Identity::meet_again(const Profile& profile) {
  const Told now = told_by(profile);
  Told& told = met_[std::hash<std::string>{}(profile.id.text)].told;
  told.by_forms |= now.by_forms;
  told.by_ledgers |= now.by_ledgers;
}

void Identity::stored() {
  waiting_.clear();
  waiting_by_.clear();
}

Identity::Facts Identity::facts_about(const Profile& profile) {
  return {profile.name, profile.birth, profile.work_start, valid_id_number(profile)};
}

std::optional<Identity::Facts> Identity::facts(const std::string& id) {
  if (const auto found = waiting_.find(id); found != waiting_.end()) return found->second;
  const auto stored = record(id);
  if (!stored) return std::nullopt;
  if (stored->erased) return Facts{};
  return facts_about(*profile_of(*stored));
}

std::vector<std::string> Identity::candidates(const std::string& lookup) const {
  std::vector<std::string> ids;
  if (lookup.empty()) return ids;
  if (const auto found = found_.find(lookup); found != found_.end()) ids = found->second;
  if (const auto found = waiting_by_.find(lookup); found != waiting_by_.end()) {
    for (const std::string& id : found->second) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

Identity::Match Identity::match(const Profile& profile, const SameAgain& same_again,
                                const OtherSheet& other_sheet) {
  const std::string& given = profile.id.text;
  if (auto fault = fault_of_id(given)) return {.refused = std::move(fault)};
  const std::string number = valid_id_number(profile);
  if (!given.empty()) {
    if (const auto known = facts(given)) {
      const bool name_differs = differ(known->name, profile.name);
      const bool birth_differs =
          known->birth && profile.birth && !same_month(known->birth, profile.birth);
      const bool number_differs = differ(known->id_number, number);
      const bool number_agrees = !number.empty() && known->id_number == number;
      if (!number_agrees && name_differs && (birth_differs || number_differs)) {
        return {.refused = make_issue("id_taken", {.field = "/id"},
                                      "编号 " + given +
                                          " 在库中是另一个人（姓名、出生年月或公民身份号码不同），"
                                          "此条未导入；请去掉编号或改用别的编号")};
      }
      return {.id = given};
    }
  }
  for (const std::string& id : candidates(id_number_lookup(number))) {
    const auto known = facts(id);
    if (!known || known->id_number != number) continue;
    Match same{.id = id};
    if (!given.empty()) {
      same.issues.push_back(
          make_issue("matched_by_id_number", {.field = "/id"},
                     "按公民身份号码认定与库中 " + id + " 为同一人，未采用编号 " + given));
    }
    return same;
  }
  if (given.empty() && number.empty() && profile.name.empty()) {
    return {.refused = make_issue("no_identity", {.field = "/name"},
                                  "没有编号、公民身份号码，也没有姓名，无法认定是谁，此条未导入")};
  }
  return by_name(profile, number, same_again, other_sheet);
}

Identity::Match Identity::by_name(const Profile& profile, const std::string& id_number,
                                  const SameAgain& same_again, const OtherSheet& other_sheet) {
  std::vector<std::string> namesakes;  // of the same birth month, or like this one of none
  std::vector<std::string> alike;      // and of the same start of work
  for (const std::string& id : candidates(name_birth_lookup(profile))) {
    const auto known = facts(id);
    if (!known) continue;
    const bool same_birth =
        profile.birth ? same_month(known->birth, profile.birth) : !known->birth.has_value();
    if (known->name != profile.name || !same_birth || differ(known->id_number, id_number)) continue;
    namesakes.push_back(id);
    if (same_month(known->work_start, profile.work_start)) alike.push_back(id);
  }
  // Who brings an id of their own is somebody whom the source tells apart.
  if (profile.id.empty()) {
    for (const std::string& id : namesakes) {
      if (same_again(id)) return {.id = id};
    }
    if (alike.size() == 1 && (!met(alike.front()) || other_sheet(alike.front()))) {
      return {.id = alike.front(),
              .issues = {make_issue("matched_by_name", {.field = "/name"},
                                    "按姓名、出生年月和参加工作时间认定与库中 " + alike.front() +
                                        " 为同一人，请核对")}};
    }
  }
  Match fresh;
  if (!namesakes.empty()) {
    fresh.issues.push_back(
        make_issue("possible_duplicate", {.field = "/name"},
                   "库中 " + namesakes.front() +
                       " 与此人姓名、出生年月相同，已作为另一人录入，请核对是否重复"));
  }
  return fresh;
}

// The store numbers from 1 on, so the first free number is found by doubling and halving; where
// other sources used numbers of this form, the taken ones are stepped over.
std::string Identity::new_id() {
  const auto taken = [this](std::uint64_t number) {
    const std::string id = numbered(number);
    return waiting_.contains(id) || store_.find(Collection::profile, id).has_value();
  };
  if (next_number_ == 0) {
    std::uint64_t above = 1;
    while (taken(above)) above *= 2;
    std::uint64_t below = above / 2;
    while (above - below > 1) {
      const std::uint64_t middle = below + (above - below) / 2;
      (taken(middle) ? below : above) = middle;
    }
    next_number_ = above;
  }
  while (taken(next_number_)) ++next_number_;
  return numbered(next_number_++);
}
}  // namespace bole
