#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "index/store/bytes.hpp"
#include "index/store/change_entry.hpp"
#include "index/store/judge_put.hpp"
#include "index/store/random.hpp"
#include "index/store/store.hpp"

namespace bole {
namespace {
struct Version {
  std::string body{};
  std::string sealed{};
  Salt body_salt{};
  Salt sealed_salt{};
  bool erased = false;
};

struct Item {
  std::vector<Version> versions{};  // [0] is version 1
  std::vector<std::string> lookups{};
};

using Key = std::pair<Collection, std::string>;

Salt random_salt() {
  Salt salt{};
  fill_random(salt);
  return salt;
}

Record record_of(const std::string& id, const Item& item, std::size_t version) {
  const Version& held = item.versions[version - 1];
  return {id, static_cast<std::uint32_t>(version), held.body, held.sealed, held.erased};
}

// For tests, and for whatever needs no disk.
class MemoryStore : public Store {
 public:
  Result<Head> commit(const std::vector<Put>& puts, const Authorship& authorship) override {
    const std::unique_lock lock(mutex_);
    std::map<Key, Item> staged;
    std::vector<Change> changes;
    Head head = head_;
    for (const Put& put : puts) {
      const Key key{put.collection, put.id};
      const auto [entry, is_new] = staged.try_emplace(key);
      Item& item = entry->second;
      if (const auto held = items_.find(key); is_new && held != items_.end()) item = held->second;
      CurrentVersion current{.number = static_cast<std::uint32_t>(item.versions.size())};
      if (!item.versions.empty()) {
        const Version& last = item.versions.back();
        current.erased = last.erased;
        current.body = last.body;
        current.sealed = last.sealed;
      }
      const auto fate = judge_put(put, current, authorship);
      if (!fate) return fate.error();
      if (*fate == PutFate::unchanged) continue;
      item.versions.push_back({put.body, put.sealed, random_salt(), random_salt()});
      item.lookups = put.lookups;
      const Version& version = item.versions.back();
      Change change{.head = head,
                    .collection = put.collection,
                    .id = put.id,
                    .version = static_cast<std::uint32_t>(item.versions.size()),
                    .body = content_digest(version.body_salt, version.body),
                    .authorship = authorship};
      if (!put.sealed.empty()) change.sealed = content_digest(version.sealed_salt, version.sealed);
      append(changes, std::move(change), head);
    }
    for (auto& [key, item] : staged) {
      if (!item.versions.empty()) replace(key, std::move(item));
    }
    finish(std::move(changes), head);
    return head_;
  }

  Result<Head> erase(Collection collection, std::string_view id, std::uint32_t version,
                     const Authorship& authorship) override {
    const std::unique_lock lock(mutex_);
    const Key key{collection, std::string(id)};
    const auto found = items_.find(key);
    if (found == items_.end() || version > found->second.versions.size()) {
      return Error{Refusal::not_found, "not_found", "库中没有 " + key.second + " 的这一版",
                   key.second};
    }
    Item item = found->second;
    bool removed = false;
    for (std::size_t i = 0; i < item.versions.size(); ++i) {
      if (version != 0 && version != i + 1) continue;
      removed |= !item.versions[i].erased;
      item.versions[i] = Version{.erased = true};
    }
    if (!removed) return head_;
    if (item.versions.back().erased) item.lookups.clear();
    replace(key, std::move(item));
    std::vector<Change> changes;
    Head head = head_;
    append(changes,
           {.head = head,
            .collection = collection,
            .id = key.second,
            .version = version,
            .erasure = true,
            .authorship = authorship},
           head);
    finish(std::move(changes), head);
    return head_;
  }

  std::optional<Record> find(Collection collection, std::string_view id) const override {
    const std::shared_lock lock(mutex_);
    const auto found = items_.find({collection, std::string(id)});
    if (found == items_.end()) return std::nullopt;
    return record_of(found->first.second, found->second, found->second.versions.size());
  }

  std::optional<Record> find(Collection collection, std::string_view id,
                             std::uint32_t version) const override {
    const std::shared_lock lock(mutex_);
    const auto found = items_.find({collection, std::string(id)});
    if (found == items_.end() || version == 0 || version > found->second.versions.size()) {
      return std::nullopt;
    }
    return record_of(found->first.second, found->second, version);
  }

  std::vector<std::optional<Record>> find_many(Collection collection,
                                               const std::vector<std::string>& ids) const override {
    std::vector<std::optional<Record>> records;
    records.reserve(ids.size());
    for (const std::string& id : ids) records.push_back(find(collection, id));
    return records;
  }

  std::vector<std::string> find_by(Collection collection, std::string_view lookup) const override {
    const std::shared_lock lock(mutex_);
    const auto found = lookups_.find({collection, std::string(lookup)});
    if (found == lookups_.end()) return {};
    return {found->second.begin(), found->second.end()};
  }

  std::vector<std::vector<std::string>> find_by_many(
      Collection collection, const std::vector<std::string>& lookups) const override {
    std::vector<std::vector<std::string>> found;
    found.reserve(lookups.size());
    for (const std::string& lookup : lookups) found.push_back(find_by(collection, lookup));
    return found;
  }

  using Store::for_each;
  void for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                SealedPart sealed) const override {
    std::vector<Record> snapshot;
    {
      const std::shared_lock lock(mutex_);
      for (auto entry = items_.lower_bound({collection, ""});
           entry != items_.end() && entry->first.first == collection; ++entry) {
        snapshot.push_back(
            record_of(entry->first.second, entry->second, entry->second.versions.size()));
      }
    }
    for (Record& record : snapshot) {
      if (sealed == SealedPart::skip) record.sealed.clear();
      if (!visit(record)) return;
    }
  }

  void witness_audit(const AuditHead& head) override {
    const std::unique_lock lock(mutex_);
    if (head.entries > audit_to_hold_.entries) audit_to_hold_ = head;
  }
  AuditHead audit_head() const override {
    const std::shared_lock lock(mutex_);
    return audit_held_;
  }

  Head head() const override {
    const std::shared_lock lock(mutex_);
    return head_;
  }

  Result<std::vector<Change>> changes(const Head& after, std::size_t max) const override {
    const std::shared_lock lock(mutex_);
    const bool known = after.sequence == 0 || (after.sequence <= changes_.size() &&
                                               changes_[after.sequence - 1].head == after);
    if (!known) {
      return Error{Refusal::conflict, "diverged", "给出的位置不在本库的变更链上", ""};
    }
    const std::size_t begin = after.sequence;
    const std::size_t end = begin + std::min(max, changes_.size() - begin);
    return std::vector<Change>(changes_.begin() + static_cast<std::ptrdiff_t>(begin),
                               changes_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  std::optional<std::string> verify() const override {
    const std::shared_lock lock(mutex_);
    Digest chain{};
    for (const Change& change : changes_) {
      chain = next_chain(chain, encode_change(change));
      if (chain != change.head.chain) {
        return "变更链在序号 " + std::to_string(change.head.sequence) + " 处断开";
      }
      if (change.erasure) continue;
      const auto item = items_.find({change.collection, change.id});
      if (item == items_.end() || item->second.versions.size() < change.version) {
        return change.id + " 缺少第 " + std::to_string(change.version) + " 版";
      }
      const Version& held = item->second.versions[change.version - 1];
      if (held.erased) continue;
      const bool sealed_good =
          held.sealed.empty() || content_digest(held.sealed_salt, held.sealed) == change.sealed;
      if (content_digest(held.body_salt, held.body) != change.body || !sealed_good) {
        return change.id + " 第 " + std::to_string(change.version) + " 版的内容与变更记录不符";
      }
    }
    return std::nullopt;
  }

 private:
  static void append(std::vector<Change>& changes, Change change, Head& head) {
    ++change.head.sequence;
    change.head.chain = next_chain(head.chain, encode_change(change));
    head = change.head;
    changes.push_back(std::move(change));
  }

  void replace(const Key& key, Item item) {
    Item& held = items_[key];
    for (const std::string& lookup : held.lookups) {
      const auto entry = lookups_.find({key.first, lookup});
      if (entry == lookups_.end()) continue;  // named twice by the same record
      entry->second.erase(key.second);
      if (entry->second.empty()) lookups_.erase(entry);
    }
    for (const std::string& lookup : item.lookups) {
      lookups_[{key.first, lookup}].insert(key.second);
    }
    held = std::move(item);
  }

  void finish(std::vector<Change> changes, const Head& head) {
    if (!changes.empty()) audit_held_ = audit_to_hold_;
    std::move(changes.begin(), changes.end(), std::back_inserter(changes_));
    head_ = head;
  }

  mutable std::shared_mutex mutex_;
  std::map<Key, Item> items_;
  std::map<Key, std::set<std::string>> lookups_;
  std::vector<Change> changes_;
  Head head_ = first_head();
  AuditHead audit_to_hold_{};
  AuditHead audit_held_{};
};
}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }
}  // namespace bole
