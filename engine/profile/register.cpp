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

void Register::put(Organisation organisation) {
  if (const auto old = organisations_.find(organisation.id); old != organisations_.end()) {
    each_name(old->second, [&](const std::string& name) {
      const auto entry = names_.find(name);
      if (entry == names_.end()) return;
      std::erase(entry->second, organisation.id);
      if (entry->second.empty()) names_.erase(entry);
    });
  }
  each_name(organisation, [&](const std::string& name) {
    if (name.empty()) return;
    std::vector<OrganisationId>& carriers = names_[name];
    if (std::find(carriers.begin(), carriers.end(), organisation.id) == carriers.end()) {
      carriers.push_back(organisation.id);
    }
  });
  OrganisationId id = organisation.id;
  organisations_.insert_or_assign(std::move(id), std::move(organisation));
}

void Register::put(Post post) {
  if (const auto old = posts_.find(post.id); old != posts_.end()) {
    std::erase(posts_of_[old->second.organisation], post.id);
  }
  posts_of_[post.organisation].push_back(post.id);
  PostId id = post.id;
  posts_.insert_or_assign(std::move(id), std::move(post));
}

const Organisation* Register::find(const OrganisationId& id) const {
  const auto found = organisations_.find(id);
  return found == organisations_.end() ? nullptr : &found->second;
}

const Post* Register::find(const PostId& id) const {
  const auto found = posts_.find(id);
  return found == posts_.end() ? nullptr : &found->second;
}

const Organisation* Register::by_name(std::string_view name) const {
  const auto found = names_.find(name);
  if (found == names_.end() || found->second.size() != 1) return nullptr;
  return find(found->second.front());
}

// Among the names not after the text, the last one either begins the text or shows how much of the
// text is still worth looking for.
const Organisation* Register::by_prefix(std::string_view text) const {
  while (!text.empty()) {
    auto next = names_.upper_bound(text);
    if (next == names_.begin()) return nullptr;
    const auto& [name, carriers] = *--next;
    const std::size_t common = common_prefix(name, text);
    if (common == name.size()) return carriers.size() == 1 ? find(carriers.front()) : nullptr;
    text = text.substr(0, common);
  }
  return nullptr;
}

const Post* Register::post_of(const OrganisationId& organisation, std::string_view title) const {
  const auto found = posts_of_.find(organisation);
  if (found == posts_of_.end()) return nullptr;
  for (const PostId& id : found->second) {
    const Post* post = find(id);
    if (post->title == title) return post;
  }
  return nullptr;
}
}  // namespace bole
