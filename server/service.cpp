#include "server/service.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/core/json_writer.hpp"
#include "engine/core/sha256.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "index/secret_key.hpp"
#include "index/token.hpp"

namespace bole {
namespace fs = std::filesystem;

struct Service::Job {
  ImportTask task{};
  std::string file{};  // on disk, removed when done
  std::string bytes_hash{};
  std::string at{};
  std::string reason{};
  std::atomic<bool> cancelled = false;
};

std::string_view to_string(ImportTask::State state) {
  switch (state) {
    case ImportTask::State::waiting:
      return "waiting";
    case ImportTask::State::running:
      return "running";
    case ImportTask::State::done:
      return "done";
    case ImportTask::State::failed:
      return "failed";
    case ImportTask::State::cancelled:
      return "cancelled";
  }
  return {};
}

Service::Service(const std::string& directory)
    : directory_(directory),
      store_(open_rocks_store(directory, OpenMode::existing)),
      catalogue_(*store_, Vocabulary::built_in()),
      desk_(*store_, catalogue_),
      text_(open_xapian_text_index(directory + "/text", nullptr)),
      searcher_(*store_, catalogue_, *text_, secret_key(directory)) {
  catalogue_.catch_up();
  searcher_.catch_up();
  importing_ = std::jthread([this](const std::stop_token& stop) { run_imports(stop); });
  indexing_ = std::jthread([this](const std::stop_token& stop) { run_indexer(stop); });
}

Service::~Service() {
  for (std::jthread* thread : {&importing_, &indexing_}) thread->request_stop();
  {
    const std::scoped_lock lock(jobs_mutex_);
    for (const auto& [id, job] : jobs_) job->cancelled = true;
  }
  jobs_changed_.notify_all();
  indexer_changed_.notify_all();
}

Result<SearchAnswer> Service::search(const SearchRequest& request, Day today) const {
  const std::shared_lock lock(mutex_);
  return searcher_.search(request, today);
}

std::optional<User> Service::user_of_token(std::string_view token) const {
  const auto id = user_with_token(*store_, token);
  if (!id) return std::nullopt;
  auto user = catalogue_.user(*id);
  return user ? std::optional(std::move(*user)) : std::nullopt;
}

Result<ImportTask> Service::begin_import(std::string file_name, std::string bytes,
                                         const Actor& actor, const std::string& reason,
                                         const std::string& idempotency_key) {
  const std::string hash = hex(sha256(bytes));
  const std::string key = actor.by + '\n' + idempotency_key;
  const std::scoped_lock lock(jobs_mutex_);
  if (!idempotency_key.empty()) {
    if (const auto known = jobs_by_key_.find(key); known != jobs_by_key_.end()) {
      const Job& job = *jobs_.at(known->second);
      if (job.bytes_hash == hash) return job.task;
      return Error{Refusal::conflict, "idempotency_key_reused",
                   "这个 Idempotency-Key 已用于另一份内容", ""};
    }
  }
  auto job = std::make_shared<Job>();
  job->task.id = "t-" + std::to_string(jobs_.size() + 1);
  job->task.by = actor.by;
  job->at = actor.at;
  job->reason = reason;
  job->bytes_hash = hash;
  const std::string folder = directory_ + "/uploads";
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  job->file = folder + '/' + job->task.id + '-' + file_name;
  std::ofstream out(job->file, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw StorageError("disk_full", "写不下上传的文件");
  jobs_[job->task.id] = job;
  if (!idempotency_key.empty()) jobs_by_key_[key] = job->task.id;
  waiting_.push_back(job);
  jobs_changed_.notify_all();
  return job->task;
}

Result<ImportTask> Service::import_task(const std::string& id, const std::string& by) const {
  const std::scoped_lock lock(jobs_mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second->task.by != by) {
    return Error{Refusal::not_found, "import_not_found", "没有编号为“" + id + "”的导入任务", ""};
  }
  return found->second->task;
}

Result<ImportTask> Service::cancel_import(const std::string& id, const std::string& by) {
  const auto task = import_task(id, by);
  if (!task) return task.error();
  const std::scoped_lock lock(jobs_mutex_);
  Job& job = *jobs_.at(id);
  if (job.task.state == ImportTask::State::waiting) job.task.state = ImportTask::State::cancelled;
  if (job.task.state == ImportTask::State::running) job.cancelled = true;
  return job.task;
}

void Service::run_imports(const std::stop_token& stop) {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(jobs_mutex_);
      jobs_changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      job = waiting_.front();
      waiting_.pop_front();
      if (job->task.state == ImportTask::State::waiting) {
        job->task.state = ImportTask::State::running;
      }
    }
    if (job->task.state == ImportTask::State::running) run(*job);
    std::error_code ignored;
    fs::remove(job->file, ignored);
  }
}

void Service::run(Job& job) {
  constexpr std::size_t most_issues = 200;
  ImportOptions options{.path = job.file, .by = job.task.by, .at = job.at, .reason = job.reason};
  std::uint64_t since = 0;
  options.on_record = [&](const ImportedRecord& record, Fate fate) {
    {
      const std::scoped_lock lock(jobs_mutex_);
      ++job.task.records;
      ImportCounts& counts = job.task.counts;
      ++(fate == Fate::added       ? counts.added
         : fate == Fate::changed   ? counts.changed
         : fate == Fate::unchanged ? counts.unchanged
                                   : counts.refused);
      for (const Issue& issue : record.issues) {
        if (job.task.issues.size() == most_issues) break;
        std::string text;
        JsonWriter json(text);
        json.begin_object().field("source", record.source.substr(record.source.rfind('/') + 1));
        json.key("issue");
        write_issue(json, issue);
        json.end_object();
        job.task.issues.push_back(std::move(text));
      }
    }
    if (++since < 500) return;
    since = 0;
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up();
  };
  ImportTask::State end = ImportTask::State::done;
  std::string code;
  std::string message;
  ImportCounts counts;
  try {
    counts = import_records(
        *store_, catalogue_.vocabulary(), options,
        [&](const RecordSink& sink, const std::function<void(const Progress&)>& progress) {
          read_path(
              job.file,
              [&](ImportedRecord&& record) { return !job.cancelled && sink(std::move(record)); },
              progress);
        });
    if (job.cancelled) end = ImportTask::State::cancelled;
  } catch (const StorageError& error) {
    end = ImportTask::State::failed;
    code = error.code;
    message = error.what();
  } catch (const std::exception& error) {
    end = ImportTask::State::failed;
    code = "internal";
    message = "程序内部出错";
    std::fprintf(stderr, "导入 %s：%s\n", job.task.id.c_str(), error.what());
  }
  {
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up();
  }
  {
    const std::scoped_lock lock(jobs_mutex_);
    job.task.state = end;
    job.task.error_code = code;
    job.task.error = message;
    if (end == ImportTask::State::done) job.task.counts = counts;
  }
  wake_indexer();
}

void Service::wake_indexer() {
  {
    const std::scoped_lock lock(indexer_mutex_);
    index_behind_ = true;
  }
  indexer_changed_.notify_all();
}

void Service::run_indexer(const std::stop_token& stop) {
  while (true) {
    {
      std::unique_lock lock(indexer_mutex_);
      indexer_changed_.wait(lock, stop, [this] { return index_behind_; });
      if (stop.stop_requested()) return;
      index_behind_ = false;
    }
    std::string trouble;
    try {
      // Writing into the index needs nobody to wait; only taking in what was written does.
      if (searcher_.can_follow()) {
        const DocId from = searcher_.follow();
        const std::unique_lock lock(mutex_);
        catalogue_.catch_up();
        searcher_.take_in(from);
      } else {
        const std::unique_lock lock(mutex_);
        searcher_.catch_up();
      }
    } catch (const std::exception& error) {
      trouble = error.what();
      std::fprintf(stderr, "全文索引：%s\n", error.what());
    }
    const std::scoped_lock lock(indexer_mutex_);
    index_trouble_ = trouble;
  }
}

std::string Service::not_ready() const {
  const std::scoped_lock lock(indexer_mutex_);
  return index_trouble_.empty() ? std::string() : "全文索引没有更新：" + index_trouble_;
}

Service::Position Service::position() const {
  const std::shared_lock lock(mutex_);
  return {store_->head().sequence, catalogue_.head().sequence, text_->head().sequence,
          catalogue_.columns().size()};
}
}  // namespace bole
