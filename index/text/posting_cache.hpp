#pragma once
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/core/text_hash.hpp"
#include "engine/search/postings.hpp"

namespace bole {

// Posting lists of one state of an index, decoded, shared by its readers. What was not asked for
// longest goes first when there are more bytes than allowed.
class PostingCache {
 public:
  explicit PostingCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Null when it is not there.
  [[nodiscard]] SharedPostings find(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->second;
  }

  void put(std::string_view key, SharedPostings list) {
    const std::scoped_lock lock(mutex_);
    if (by_key_.contains(key)) return;
    bytes_ += cost(key, *list);
    by_use_.emplace_front(key, std::move(list));
    by_key_.emplace(key, by_use_.begin());
    while (bytes_ > most_bytes_ && by_use_.size() > 1) {
      const auto& [oldest, unused] = by_use_.back();
      bytes_ -= cost(oldest, *unused);
      by_key_.erase(by_key_.find(oldest));
      by_use_.pop_back();
    }
  }

 private:
  using Entry = std::pair<std::string, SharedPostings>;
  static std::size_t cost(std::string_view key, const PostingList& list) {
    return list.bytes() + 2 * key.size() + 200;
  }

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::list<Entry> by_use_;
  std::unordered_map<std::string, std::list<Entry>::iterator, TextHash, std::equal_to<>> by_key_;
};

}  // namespace bole
