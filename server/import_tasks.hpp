#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "index/importer.hpp"
#include "index/matter_desk.hpp"
#include "index/store/store.hpp"

namespace bole {

// An import that runs behind the answers. Its counters are those of the records done.
struct ImportTask {
  enum class State { waiting, running, done, failed, cancelled };
  std::string id{};
  std::string by{};
  std::string at{};
  std::string reason{};
  std::string file{};    // its name
  std::string sha256{};  // of what was uploaded
  std::string key{};     // hash of user and Idempotency-Key; empty: none was given
  State state = State::waiting;
  std::uint64_t records = 0;
  ImportCounts counts{};
  std::vector<std::string> issues{};  // JSON, of the first 200
  std::string error_code{};
  std::string error{};
};
[[nodiscard]] std::string_view to_string(ImportTask::State state);
// As its user sees it.
[[nodiscard]] std::string to_json(const ImportTask& task);

// Uploads that wait for their import, one after the other in a thread of their own. A task and its
// upload are durable before begin() returns: what has not ended when the program ends is run again
// by the next, which changes nothing that was done. All members may be called from any thread.
class ImportTasks {
 public:
  // `follow` is called whenever the store has moved, and `take_in` instead with people whom an
  // import has just stored. Takes up what an earlier run left.
  ImportTasks(const std::string& directory, Store& store, const Vocabulary& vocabulary,
              std::function<void()> follow, std::function<void(const StoredPeople&)> take_in);
  ~ImportTasks();  // stops after the batch that is being written
  ImportTasks(const ImportTasks&) = delete;
  ImportTasks& operator=(const ImportTasks&) = delete;

  // The same key of the same user gives the same task. Codes: bad_idempotency_key,
  // idempotency_key_reused (with other bytes), imports_full. Throws StorageError.
  Result<ImportTask> begin(const std::string& file_name, std::string_view bytes, const Actor& actor,
                           const std::string& reason, const std::string& idempotency_key);
  // import_not_found, also for a task of another user.
  [[nodiscard]] Result<ImportTask> find(const std::string& id, const std::string& by) const;
  [[nodiscard]] std::vector<ImportTask> all(const std::string& by) const;  // newest first
  Result<ImportTask> cancel(const std::string& id, const std::string& by);

 private:
  struct Job;
  void take_up();
  void run_all(const std::stop_token& stop);
  void run(Job& job, const std::stop_token& stop);
  void commit(const ImportTask& task);
  [[nodiscard]] std::string folder(const std::string& id) const;
  [[nodiscard]] std::shared_ptr<Job> job(const std::string& id, const std::string& by) const;

  const std::string uploads_;
  Store& store_;
  const Vocabulary& vocabulary_;
  const std::function<void()> follow_;
  const std::function<void(const StoredPeople&)> take_in_;
  std::mutex beginning_;  // one begin() at a time; taken before mutex_
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::uint64_t last_number_ = 0;
  std::jthread thread_;
};

}  // namespace bole
