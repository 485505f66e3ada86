#pragma once
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>

#include "index/audit/audit_log.hpp"
#include "index/catalogue.hpp"
#include "index/matter_desk.hpp"
#include "index/search_desk.hpp"
#include "index/store/store.hpp"
#include "index/text/text_index.hpp"
#include "server/fair_shared_mutex.hpp"
#include "server/import_tasks.hpp"

namespace bole {

// What the handlers share: the store and what is derived from it, under one lock. Readers run
// together; a writer has the catalogue to itself for as long as one step takes. Imports and the
// text index have threads of their own, which let readers in between batches.
class Service {
 public:
  // Opens the store and brings everything up to it. A sample of the text index is held against the
  // store whenever nothing has changed for `check_every`. Throws StorageError.
  explicit Service(const std::string& directory,
                   std::chrono::milliseconds check_every = std::chrono::minutes(10));
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  template <class Work>
  auto read(Work&& work) const {
    const std::shared_lock lock(mutex_);
    return work(catalogue_);
  }
  // After `work` the catalogue is at the store's head.
  template <class Work>
  auto write(Work&& work) {
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up();
    auto result = work();
    catalogue_.catch_up();
    wake_indexer();
    return result;
  }
  // A read that the desk of matters answers.
  template <class Work>
  auto at_desk(Work&& work) const {
    const std::shared_lock lock(mutex_);
    return work(desk_);
  }

  [[nodiscard]] Store& store() { return *store_; }
  // Completes the entry, appends it and tells the store. Throws StorageError audit_unavailable.
  void record(AuditEntry entry);
  [[nodiscard]] AuditLog& audit() { return *audit_; }
  [[nodiscard]] ImportTasks& imports() { return imports_; }
  [[nodiscard]] MatterDesk& desk() { return desk_; }  // within write()
  // Within read(), at_desk() or write().
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] Result<SearchAnswer> search(const SearchRequest& request, Day today) const;

  // Who the token belongs to; empty when nobody.
  [[nodiscard]] std::optional<User> user_of_token(std::string_view token) const;

  // Why the service is not ready, in Chinese; empty when it is.
  [[nodiscard]] std::string not_ready() const;
  struct Position {
    std::uint64_t store = 0;
    std::uint64_t columns = 0;
    std::uint64_t text = 0;
    std::uint64_t people = 0;
  };
  [[nodiscard]] Position position() const;

 private:
  void run_indexer(const std::stop_token& stop);
  void wake_indexer() const;
  void follow_text();
  void check_text();
  void follow();  // takes in what the store has
  void take_in(const StoredPeople& people);

  std::unique_ptr<Store> store_;
  std::unique_ptr<AuditLog> audit_;
  Catalogue catalogue_;
  MatterDesk desk_;
  std::unique_ptr<TextIndex> text_;
  SearchDesk searcher_;
  mutable FairSharedMutex mutex_;

  mutable std::mutex indexer_mutex_;
  mutable std::condition_variable_any indexer_changed_;
  mutable bool index_behind_ = false;
  std::string index_trouble_;
  const std::chrono::milliseconds check_every_;
  std::uint32_t checks_ = 0;

  // Who was asked for since the store last moved, by the hash of the token.
  mutable std::mutex known_mutex_;
  mutable std::uint64_t known_at_ = 0;
  mutable std::map<Digest, User> known_;

  // Keeps the columns when the threads below have ended.
  struct AtEnd {
    Service& service;
    ~AtEnd();
  };
  AtEnd at_end_{*this};
  ImportTasks imports_;
  std::jthread indexing_;
};

}  // namespace bole
