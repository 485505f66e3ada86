#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/store/store.hpp"

namespace bole {

// A store as it stood at an earlier head: every record in the version that was current then, none
// that came later. The versions are those of the store whose past it is; which of them was current
// follows from the changes since, so a head of yesterday costs little and one of long ago one
// reading of the change feed. The store itself may go on meanwhile.
//
// It is read only: commit() and erase() are refused with code past_store, and find_by() throws
// std::logic_error, since lookups are of the present.
class PastStore : public Store {
 public:
  // Stands where `present` stands. Refers to it.
  explicit PastStore(const Store& present);

  // Goes to that head, most quickly from a later to an earlier one, and forgets who is shown and
  // what is lost. Refused with code diverged when the head is not on the store's chain.
  Result<Done> go_to(const Head& head);

  // Of the people, for_each() visits only these; find() knows the others still.
  void show_only(std::set<std::string> people) { shown_ = std::move(people); }

  // Records that were read, and whose body was there then and has been lawfully erased since: they
  // came as erased.
  using Lost = std::set<std::pair<Collection, std::string>>;
  [[nodiscard]] Lost lost() const;

  Result<Head> commit(const std::vector<Put>& puts, const Authorship& authorship) override;
  Result<Head> erase(Collection collection, std::string_view id, std::uint32_t version,
                     const Authorship& authorship) override;
  [[nodiscard]] std::optional<Record> find(Collection collection,
                                           std::string_view id) const override;
  [[nodiscard]] std::optional<Record> find(Collection collection, std::string_view id,
                                           std::uint32_t version) const override;
  [[nodiscard]] std::vector<std::optional<Record>> find_many(
      Collection collection, const std::vector<std::string>& ids) const override;
  [[nodiscard]] std::vector<std::string> find_by(Collection collection,
                                                 std::string_view lookup) const override;
  [[nodiscard]] std::vector<std::vector<std::string>> find_by_many(
      Collection collection, const std::vector<std::string>& lookups) const override;
  using Store::for_each;
  void for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                SealedPart sealed) const override;
  void witness_audit(const AuditHead& head) override;
  [[nodiscard]] AuditHead audit_head() const override;
  [[nodiscard]] Head head() const override { return at_; }
  [[nodiscard]] Result<std::vector<Change>> changes(const Head& after,
                                                    std::size_t max) const override;
  [[nodiscard]] std::optional<std::string> verify() const override;

 private:
  // What has happened to a record after a head.
  struct Since {
    std::uint32_t next = 0;  // the first version that came; 0: none
    bool erased = false;     // one version or all
  };
  using SinceByKey = std::unordered_map<std::string, Since>;
  // At that sequence number the versions from the first to the last were erased.
  struct Erasure {
    std::uint64_t sequence = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  // The changes behind `after`, up to a sequence number.
  Result<Done> each_change(const Head& after, std::uint64_t up_to,
                           const std::function<void(const Change&)>& visit) const;
  [[nodiscard]] Result<SinceByKey> changed(const Head& after, const Head& up_to) const;
  // Under the mutex. Reads the whole feed when it is first asked.
  [[nodiscard]] bool erased_then(const std::string& key, std::uint32_t version) const;
  // Takes in what has come meanwhile. Under the mutex.
  void follow() const;
  // The record as it was then, made from how it stands in the present store.
  [[nodiscard]] std::optional<Record> as_it_was(Collection collection,
                                                std::optional<Record> now) const;

  const Store& present_;
  Head at_{};
  std::optional<std::set<std::string>> shown_{};

  mutable std::mutex mutex_;
  mutable Head seen_{};  // of the present store: `since_` goes from `at_` to here
  mutable SinceByKey since_{};
  mutable std::optional<std::unordered_map<std::string, std::vector<Erasure>>> erasures_{};
  mutable Lost lost_{};
};

}  // namespace bole
