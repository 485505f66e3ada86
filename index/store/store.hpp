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
// store_damaged, store_behind_witness, disk_full, io_error, not_a_store.
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
};

// The position of the store. Sequence numbers are contiguous within an epoch; `chain` is the hash
// over every change up to here, so two stores at the same Head hold the same history.
struct Head {
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  Digest chain{};
  friend bool operator==(const Head&, const Head&) = default;
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
  // does not move. Refused (kind conflict, code version_conflict) when an expected version is not
  // current; refused with the rule's own error when accept() (accept.hpp) refuses a record.
  virtual Result<Head> commit(const std::vector<Put>& puts, const Authorship& authorship) = 0;

  // Removes the body, sealed part and salt of one version (or, with version 0, of all versions) and
  // records that with the decision's reason. not_found when there is none.
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
  // Visits current versions in id order over one consistent snapshot until `visit` returns false.
  virtual void for_each(Collection collection,
                        const std::function<bool(const Record&)>& visit) const = 0;

  [[nodiscard]] virtual Head head() const = 0;
  // Up to `max` changes after `after`. Refused with code diverged when `after` is not on this
  // store's chain.
  [[nodiscard]] virtual Result<std::vector<Change>> changes(const Head& after,
                                                            std::size_t max) const = 0;
  // Recomputes the hash chain and the digest of every body still held; the first fault found, in
  // Chinese, or nothing.
  [[nodiscard]] virtual std::optional<std::string> verify() const = 0;
};

[[nodiscard]] std::unique_ptr<Store> make_memory_store();

enum class OpenMode { create, existing };  // create: the directory must not hold a store yet
[[nodiscard]] std::unique_ptr<Store> open_rocks_store(const std::string& directory, OpenMode mode);

}  // namespace bole
