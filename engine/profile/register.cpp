#include "engine/profile/register.hpp"

#include <algorithm>

namespace bole {
namespace {
template <class Visit>
void each_name(const Organisation& organisation, Visit visit) {
  visit(organisation.name);
  for (const std::string& name : organisation.short_names) visit(name);
  for (const FormerName& former : organisation.former) visit(former.name);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first -
                                  a.begin());
}
}  // namespace

std::vector<Register::Place>& Register::carriers_of(const std::string& name) {
  const auto [entry, fresh] = names_.try_emplace(name, static_cast<Place>(carriers_.size()));
  if (fresh) {
    carriers_.emplace_back();
    ordered_names_.emplace(name, entry->second);
  }
  return carriers_[entry->second];
}

void Register::put(Organisation organisation) {
  const auto [entry, fresh] =
      organisation_places_.try_emplace(organisation.id, static_cast<Place>(organisations_.size()));
  const Place place = entry->second;
  if (fresh) {
    organisations_.emplace_back();
  } else {
    each_name(organisations_[place],
              [&](const std::string& name) { std::erase(carriers_of(name), place); });
  }
  each_name(organisation, [&](const std::string& name) {
    if (name.empty()) return;
    std::vector<Place>& carriers = carriers_of(name);
    if (std::find(carriers.begin(), carriers.end(), place) == carriers.end()) {
      carriers.push_back(place);
    }
  });
  organisations_[place] = std::move(organisation);
}

void Register::put(Post post) {
  const auto [entry, fresh] = post_places_.try_emplace(post.id, static_cast<Place>(posts_.size()));
  const Place place = entry->second;
  if (fresh) {
    posts_.emplace_back();
  } else {
    std::erase(posts_of_[posts_[place].organisation], place);
  }
  posts_of_[post.organisation].push_back(place);
  posts_[place] = std::move(post);
}

const Organisation* Register::find(const OrganisationId& id) const {
  const auto found = organisation_places_.find(id);
  return found == organisation_places_.end() ? nullptr : &organisations_[found->second];
}

const Post* Register::find(const PostId& id) const {
  const auto found = post_places_.find(id);
  return found == post_places_.end() ? nullptr : &posts_[found->second];
}

const Organisation* Register::by_name(std::string_view name) const {
  const auto found = names_.find(name);
  if (found == names_.end() || carriers_[found->second].size() != 1) return nullptr;
  return &organisations_[carriers_[found->second].front()];
}

// Among the names not after the text, the last one either begins the text or shows how much of the
// text is still worth looking for. A name that nobody carries any more is passed over.
const Organisation* Register::by_prefix(std::string_view text) const {
  auto next = ordered_names_.upper_bound(text);
  while (!text.empty() && next != ordered_names_.begin()) {
    const auto& [name, place] = *--next;
    const std::size_t common = common_prefix(name, text);
    const std::vector<Place>& carriers = carriers_[place];
    if (common == name.size() && !carriers.empty()) {
      return carriers.size() == 1 ? &organisations_[carriers.front()] : nullptr;
    }
    if (common == name.size()) continue;
    text = text.substr(0, common);
    next = ordered_names_.upper_bound(text);
  }
  return nullptr;
}

const Post* Register::post_of(const OrganisationId& organisation, std::string_view title) const {
  const auto found = posts_of_.find(organisation);
  if (found == posts_of_.end()) return nullptr;
  for (const Place place : found->second) {
    if (posts_[place].title == title) return &posts_[place];
  }
  return nullptr;
}

namespace {
template <class Item>
std::vector<const Item*> in_order(const std::vector<Item>& items) {
  std::vector<const Item*> ordered;
  for (const Item& item : items) ordered.push_back(&item);
  std::sort(ordered.begin(), ordered.end(),
            [](const Item* a, const Item* b) { return a->id < b->id; });
  return ordered;
}
}  // namespace

std::vector<const Organisation*> Register::organisations() const {
  return in_order(organisations_);
}
std::vector<const Post*> Register::posts() const { return in_order(posts_); }
}  // namespace bole
