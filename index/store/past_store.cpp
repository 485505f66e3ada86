#include "index/store/past_store.hpp"

#include <algorithm>

#include "index/store/stored_row.hpp"

namespace bole {
namespace {
constexpr std::size_t batch = 1000;

Error read_only() {
  return {Refusal::conflict, "past_store", "这是库过去某一时刻的状态，只能读，不能写", ""};
}

[[noreturn]] void of_the_present() {
  throw std::logic_error("a past store has no lookups: they are of the present");
}
}  // namespace

PastStore::PastStore(const Store& present)
    : present_(present), at_(present.head()), seen_(present.head()) {}

Result<Done> PastStore::each_change(const Head& after, std::uint64_t up_to,
                                    const std::function<void(const Change&)>& visit) const {
  Head reached = after;
  do {
    const auto changes = present_.changes(reached, batch);
    if (!changes) return changes.error();
    for (const Change& change : *changes) {
      if (change.head.sequence > up_to) break;
      reached = change.head;
      visit(change);
    }
    if (changes->empty()) break;
  } while (reached.sequence < up_to);
  return Done{};
}

Result<PastStore::SinceByKey> PastStore::changed(const Head& after, const Head& up_to) const {
  SinceByKey since;
  const auto read = each_change(after, up_to.sequence, [&](const Change& change) {
    Since& record = since[record_key(change.collection, change.id)];
    if (change.erasure) {
      record.erased = true;
    } else if (record.next == 0) {
      record.next = change.version;
    }
  });
  if (!read) return read.error();
  return since;
}

// Which versions an erasure of all of them took follows from those that had come before it.
bool PastStore::erased_then(const std::string& key, std::uint32_t version) const {
  if (!erasures_) {
    erasures_.emplace();
    const auto with_key = [&](const auto& visit) {
      const auto read = each_change({}, seen_.sequence, [&](const Change& change) {
        visit(change, record_key(change.collection, change.id));
      });
      if (!read) throw StorageError("store_damaged", read.error().message);
    };
    with_key([&](const Change& change, std::string record) {
      if (change.erasure) (*erasures_)[std::move(record)];
    });
    std::unordered_map<std::string, std::uint32_t> newest;
    with_key([&](const Change& change, const std::string& record) {
      const auto erasures = erasures_->find(record);
      if (erasures == erasures_->end()) return;
      if (!change.erasure) {
        newest[record] = change.version;
      } else {
        const bool all = change.version == 0;
        erasures->second.push_back({change.head.sequence, all ? 1 : change.version,
                                    all ? newest[record] : change.version});
      }
    });
  }
  const auto erasures = erasures_->find(key);
  return erasures != erasures_->end() &&
         std::ranges::any_of(erasures->second, [&](const Erasure& erasure) {
           return erasure.sequence <= at_.sequence && erasure.first <= version &&
                  version <= erasure.last;
         });
}

Result<Done> PastStore::go_to(const Head& head) {
  const std::scoped_lock lock(mutex_);
  shown_.reset();
  lost_.clear();
  if (head.sequence > at_.sequence) {
    since_.clear();
    at_ = seen_ = present_.head();
  }
  // Asks for the changes behind it even where there are none: whether it is on the chain.
  auto earlier = changed(head, at_);
  if (!earlier) return earlier.error();
  for (auto& [key, before] : *earlier) {
    Since& record = since_[key];
    if (before.next != 0) record.next = before.next;
    record.erased |= before.erased;
  }
  at_ = head;
  return Done{};
}

void PastStore::follow() const {
  const Head now = present_.head();
  if (now == seen_) return;
  auto later = changed(seen_, now);
  if (!later) throw StorageError("store_damaged", "库的变更链与先前读到的不符");
  for (auto& [key, after] : *later) {
    Since& record = since_[key];
    if (record.next == 0) record.next = after.next;
    record.erased |= after.erased;
  }
  seen_ = now;
}

// `now` was read before the changes are looked at, so whatever it has is among them.
std::optional<Record> PastStore::as_it_was(Collection collection, std::optional<Record> now) const {
  if (!now) return now;
  const std::scoped_lock lock(mutex_);
  follow();
  const std::string key = record_key(collection, now->id);
  const auto found = since_.find(key);
  if (found == since_.end()) return now;
  const Since& since = found->second;
  if (since.next == 1) return std::nullopt;
  if (since.next > 1) now = present_.find(collection, now->id, since.next - 1);
  if (now && now->erased && since.erased && !erased_then(key, now->version)) {
    lost_.insert({collection, now->id});
  }
  return now;
}

PastStore::Lost PastStore::lost() const {
  const std::scoped_lock lock(mutex_);
  return lost_;
}

Result<Head> PastStore::commit(const std::vector<Put>&, const Authorship&) { return read_only(); }

Result<Head> PastStore::erase(Collection, std::string_view, std::uint32_t, const Authorship&) {
  return read_only();
}

std::optional<Record> PastStore::find(Collection collection, std::string_view id) const {
  return as_it_was(collection, present_.find(collection, id));
}

std::optional<Record> PastStore::find(Collection collection, std::string_view id,
                                      std::uint32_t version) const {
  const auto current = find(collection, id);
  if (!current || version > current->version) return std::nullopt;
  return version == current->version ? current : present_.find(collection, id, version);
}

std::vector<std::optional<Record>> PastStore::find_many(Collection collection,
                                                        const std::vector<std::string>& ids) const {
  auto records = present_.find_many(collection, ids);
  for (auto& record : records) record = as_it_was(collection, std::move(record));
  return records;
}

std::vector<std::string> PastStore::find_by(Collection, std::string_view) const {
  of_the_present();
}

std::vector<std::vector<std::string>> PastStore::find_by_many(
    Collection, const std::vector<std::string>&) const {
  of_the_present();
}

void PastStore::for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                         SealedPart sealed) const {
  const auto shown = [&](std::optional<Record> record) {
    if (!record) return true;
    if (sealed == SealedPart::skip) record->sealed.clear();
    return visit(*record);
  };
  if (collection != Collection::profile || !shown_) {
    present_.for_each(
        collection, [&](const Record& record) { return shown(as_it_was(collection, record)); },
        sealed);
    return;
  }
  std::vector<std::string> ids;
  for (auto id = shown_->begin(); id != shown_->end();) {
    ids.push_back(*id++);
    if (ids.size() < batch && id != shown_->end()) continue;
    for (auto& record : find_many(collection, ids)) {
      if (!shown(std::move(record))) return;
    }
    ids.clear();
  }
}

void PastStore::witness_audit(const AuditHead&) {
  throw std::logic_error("a past store bears witness to nothing new");
}

AuditHead PastStore::audit_head() const { return present_.audit_head(); }

Result<std::vector<Change>> PastStore::changes(const Head& after, std::size_t max) const {
  auto changes = present_.changes(after, max);
  if (!changes) return changes;
  std::erase_if(*changes,
                [&](const Change& change) { return change.head.sequence > at_.sequence; });
  return changes;
}

std::optional<std::string> PastStore::verify() const { return present_.verify(); }
}  // namespace bole
