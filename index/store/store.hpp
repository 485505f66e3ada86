#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/core/sha256.hpp"

namespace bole {

// The disk, the lock or the files are not usable. Thrown, not returned: nothing below main() or a
// request handler can do anything about it. `code` is stable: store_locked, store_newer,
// store_damaged, store_behind_witness, disk_full, io_error, not_a_store, store_exists,
// directory_not_empty.
struct StorageError : std::runtime_error {
  StorageError(std::string error_code, const std::string& message)
      : std::runtime_error(message), code(std::move(error_code)) {}
  std::string code;
};

// What is kept. Each is a set of records by id, every record a chain of versions.
enum class Collection : std::uint8_t {
  profile = 1,
  organisation = 2,
  post = 3,
  pool = 4,
  membership = 5,  // id: "<pool>/<profile>"
  matter = 6,
  requirement = 7,  // id: "<matter>/<version>"
  match = 8,
  user = 9,
  import = 10,
  preview = 11,  // id: "<matter>/<n>"
  saved_search = 12,
  token = 13,  // id: user; what is kept of a token is its hash
  report = 14,
};

// The position of the store. Sequence numbers are contiguous within an epoch; `chain` is the hash
// over every change up to here, so two stores at the same Head hold the same history.
struct Head {
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  Digest chain{};
  friend bool operator==(const Head&, const Head&) = default;
};

// Where the audit log stands (index/audit/audit_log.hpp): so many entries, chained to this digest.
struct AuditHead {
  std::uint64_t entries = 0;
  Digest chain{};
  friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

struct Authorship {
  std::string by{};  // user id
  std::string at{};  // UTC, "2026-03-01T08:00:00Z"
  std::string reason{};
  std::string source{};  // import id, file, command
};

struct Put {
  Collection collection{};
  std::string id{};
  std::string body{};
  std::string sealed{};                     // kept apart from body; empty: none
  std::vector<std::string> lookups{};       // replaces the record's earlier ones; see find_by
  std::optional<std::uint32_t> expected{};  // version that must be current; 0: must not exist
};

struct Record {
  std::string id{};
  std::uint32_t version = 0;  // from 1
  std::string body{};         // empty and erased == true after a lawful erasure
  std::string sealed{};
  bool erased = false;
};

enum class SealedPart : std::uint8_t { read, skip };

// One line of the change feed. Bodies enter it only as SHA-256(salt ‖ body): removing a body and
// its salt leaves the chain verifiable.
struct Change {
  Head head{};  // the position after this change
  Collection collection{};
  std::string id{};
  std::uint32_t version = 0;
  bool erasure = false;
  Digest body{};
  Digest sealed{};
  Authorship authorship{};
};

// Where the truth is kept. One process at a time has a store open for writing. All members may be
// called from several threads; reads see committed state only. All members throw StorageError
// when the medium fails.
class Store {
 public:
  virtual ~Store() = default;

  // Stores all puts or none, each as a new version with one change line, durable when it returns.
  // A put whose body and sealed part equal the current version is left out; when all are, the head
  // does not move. The puts of one commit may name a record more than once: each sees the one
  // before. Refused (kind conflict, code version_conflict) when an expected version is not current;
  // refused with the rule's own error when accept() (accept.hpp) refuses a record; bad_id when an
  // id is not 1 to 200 bytes without control characters. After a StorageError nothing is known to
  // be lost and the commit may be repeated: it is there whole or not at all.
  virtual Result<Head> commit(const std::vector<Put>& puts, const Authorship& authorship) = 0;

  // Removes the body, sealed part and salt of one version (or, with version 0, of all versions),
  // and the lookups if the current one is among them, and records that with the decision's reason.
  // The versions stay as empty places. Kind and code not_found when there is none; the head does
  // not move when there is nothing left to remove.
  virtual Result<Head> erase(Collection collection, std::string_view id, std::uint32_t version,
                             const Authorship& authorship) = 0;

  [[nodiscard]] virtual std::optional<Record> find(Collection collection,
                                                   std::string_view id) const = 0;
  [[nodiscard]] virtual std::optional<Record> find(Collection collection, std::string_view id,
                                                   std::uint32_t version) const = 0;
  [[nodiscard]] virtual std::vector<std::optional<Record>> find_many(
      Collection collection, const std::vector<std::string>& ids) const = 0;
  // Ids of the records whose current version named this lookup, in id order.
  [[nodiscard]] virtual std::vector<std::string> find_by(Collection collection,
                                                         std::string_view lookup) const = 0;
  // find_by for many lookups, in the order asked.
  [[nodiscard]] virtual std::vector<std::vector<std::string>> find_by_many(
      Collection collection, const std::vector<std::string>& lookups) const = 0;
  // Visits current versions in id order over one consistent snapshot until `visit` returns false.
  // With SealedPart::skip the records come without their sealed part.
  virtual void for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                        SealedPart sealed) const = 0;
  void for_each(Collection collection, const std::function<bool(const Record&)>& visit) const {
    for_each(collection, visit, SealedPart::read);
  }

  // Goes into the batch of every later commit, so that the store bears witness to the audit log.
  // Heads may come in any order: the furthest counts.
  virtual void witness_audit(const AuditHead& head) = 0;
  // What the last commit that had one holds; no entries when none had.
  [[nodiscard]] virtual AuditHead audit_head() const = 0;

  [[nodiscard]] virtual Head head() const = 0;
  // Up to `max` changes after `after`; a Head of sequence 0 stands before the first. Refused with
  // code diverged when `after` is not on this store's chain.
  [[nodiscard]] virtual Result<std::vector<Change>> changes(const Head& after,
                                                            std::size_t max) const = 0;
  // Recomputes the hash chain and the digest of every body still held; the first fault found, in
  // Chinese, or nothing.
  [[nodiscard]] virtual std::optional<std::string> verify() const = 0;
};

[[nodiscard]] std::unique_ptr<Store> make_memory_store();

// create: the directory must be empty or not exist; one that an interrupted creation left is
// completed. A store that is behind its witness opens and can be read, but every commit throws
// store_behind_witness. Layout and versions: format.md.
enum class OpenMode { create, existing };
[[nodiscard]] std::unique_ptr<Store> open_rocks_store(const std::string& directory, OpenMode mode);

}  // namespace bole
