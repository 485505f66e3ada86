#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "index/catalogue.hpp"
#include "index/importer.hpp"
#include "index/matter_desk.hpp"
#include "index/search_desk.hpp"
#include "index/store/store.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// An import that runs behind the answers. Its counters are those of the records done.
struct ImportTask {
  enum class State { waiting, running, done, failed, cancelled };
  std::string id{};
  std::string by{};
  State state = State::waiting;
  ImportCounts counts{};
  std::uint64_t records = 0;
  std::vector<std::string> issues{};  // JSON, of the first records that have some
  std::string error_code{};
  std::string error{};
};
[[nodiscard]] std::string_view to_string(ImportTask::State state);

// What the handlers share: the store and what is derived from it, under one lock. Readers run
// together; a writer has the catalogue to itself for as long as one step takes. Imports run in a
// thread of their own and let readers in between batches.
class Service {
 public:
  // Opens the store and brings everything up to it. Throws StorageError.
  explicit Service(const std::string& directory);
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
  auto at_desk(Work&& work) {
    const std::unique_lock lock(mutex_);
    return work(desk_);
  }

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] MatterDesk& desk() { return desk_; }           // within write() or at_desk()
  [[nodiscard]] Catalogue& catalogue() { return catalogue_; }  // within read() or write()
  [[nodiscard]] Result<SearchAnswer> search(const SearchRequest& request, Day today) const;

  // Who the token belongs to; empty when nobody.
  [[nodiscard]] std::optional<User> user_of_token(std::string_view token) const;

  // Takes the bytes of a file to import. The same key of the same user gives the same task; with
  // other bytes it is refused (idempotency_key_reused).
  Result<ImportTask> begin_import(std::string file_name, std::string bytes, const Actor& actor,
                                  const std::string& reason, const std::string& idempotency_key);
  [[nodiscard]] Result<ImportTask> import_task(const std::string& id, const std::string& by) const;
  Result<ImportTask> cancel_import(const std::string& id, const std::string& by);

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
  struct Job;
  void run_imports(const std::stop_token& stop);
  void run(Job& job);
  void run_indexer(const std::stop_token& stop);
  void wake_indexer();

  const std::string directory_;
  std::unique_ptr<Store> store_;
  Catalogue catalogue_;
  MatterDesk desk_;
  std::unique_ptr<TextIndex> text_;
  SearchDesk searcher_;
  mutable std::shared_mutex mutex_;

  mutable std::mutex jobs_mutex_;
  std::condition_variable_any jobs_changed_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  std::map<std::string, std::string> jobs_by_key_;
  std::deque<std::shared_ptr<Job>> waiting_;

  mutable std::mutex indexer_mutex_;
  std::condition_variable_any indexer_changed_;
  bool index_behind_ = false;
  std::string index_trouble_;

  std::jthread importing_;
  std::jthread indexing_;
};

}  // namespace bole
