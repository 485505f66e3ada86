#include "server/import_tasks.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/core/sha256.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "index/store/durable_file.hpp"

namespace bole {
namespace fs = std::filesystem;

namespace {
constexpr std::size_t most_issues = 200;
constexpr std::size_t most_waiting = 16;
constexpr std::string_view prefix = "t-";
constexpr ImportTask::State all_states[] = {ImportTask::State::waiting, ImportTask::State::running,
                                            ImportTask::State::done, ImportTask::State::failed,
                                            ImportTask::State::cancelled};

struct Counter {
  const char* name;
  std::uint64_t ImportCounts::*value;
};
constexpr Counter counters[] = {{"added", &ImportCounts::added},
                                {"changed", &ImportCounts::changed},
                                {"unchanged", &ImportCounts::unchanged},
                                {"refused", &ImportCounts::refused},
                                {"with_issues", &ImportCounts::with_issues},
                                {"organisations", &ImportCounts::organisations},
                                {"posts", &ImportCounts::posts},
                                {"register_unchanged", &ImportCounts::register_unchanged},
                                {"rederived", &ImportCounts::rederived}};

void write_task(JsonWriter& json, const ImportTask& task) {
  json.field("id", task.id).field("at", task.at).field("file", task.file);
  json.field_if("reason", task.reason).field("state", to_string(task.state));
  json.field("records", static_cast<std::int64_t>(task.records));
  for (const Counter& counter : counters) {
    json.field(counter.name, static_cast<std::int64_t>(task.counts.*counter.value));
  }
  json.key("issues").begin_array();
  for (const std::string& issue : task.issues) json.raw(issue);
  json.end_array();
  if (!task.error_code.empty()) {
    json.key("error").begin_object().field("code", task.error_code).field("detail", task.error);
    json.end_object();
  }
}

std::string stored_form(const ImportTask& task) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().field("schema", 1).field("by", task.by).field("sha256", task.sha256);
  json.field_if("key", task.key);
  write_task(json, task);
  json.end_object();
  return body;
}

ImportTask read_task(const std::string& body) {
  JsonReader reader(body);
  const auto number = [&](const char* name) {
    return static_cast<std::uint64_t>(reader.integer(name, 0, INT64_MAX));
  };
  ImportTask task;
  reader.integer("schema", 1, 1);
  task.by = reader.text("by");
  task.sha256 = reader.text("sha256");
  task.key = reader.text_or("key");
  task.id = reader.text("id");
  task.at = reader.text("at");
  task.file = reader.text("file");
  task.reason = reader.text_or("reason");
  const std::string state = reader.text("state");
  for (const ImportTask::State one : all_states) {
    if (to_string(one) == state) task.state = one;
  }
  task.records = number("records");
  for (const Counter& counter : counters) task.counts.*counter.value = number(counter.name);
  for (JsonReader& issue : reader.objects("issues")) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().field("source", issue.text("source"));
    json.key("issue").raw(issue.raw("issue")).end_object();
    task.issues.push_back(std::move(text));
  }
  if (auto error = reader.object("error")) {
    task.error_code = error->text("code");
    task.error = error->text("detail");
  }
  if (reader.error()) throw StorageError("store_damaged", "导入任务 " + task.id + " 无法读取");
  return task;
}

std::string hash_of_key(const std::string& by, const std::string& key) {
  return hex(sha256(by + '\n' + key));
}

bool is_key(const std::string& text) {
  return text.size() <= 200 &&
         std::ranges::all_of(text, [](char c) { return c >= 0x21 && c <= 0x7E; });
}
}  // namespace

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

std::string to_json(const ImportTask& task) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_task(json, task);
  json.end_object();
  return body;
}

struct ImportTasks::Job {
  ImportTask task{};
  std::atomic<bool> cancelled = false;
};

ImportTasks::ImportTasks(const std::string& directory, Store& store, const Vocabulary& vocabulary,
                         std::function<void()> follow,
                         std::function<void(const StoredPeople&)> take_in)
    : uploads_(directory + "/uploads"),
      store_(store),
      vocabulary_(vocabulary),
      follow_(std::move(follow)),
      take_in_(std::move(take_in)) {
  take_up();
  thread_ = std::jthread([this](const std::stop_token& stop) { run_all(stop); });
}

ImportTasks::~ImportTasks() {
  thread_.request_stop();
  changed_.notify_all();
}

std::string ImportTasks::folder(const std::string& id) const { return uploads_ + '/' + id; }

void ImportTasks::take_up() {
  std::vector<std::shared_ptr<Job>> unfinished;
  store_.for_each(Collection::import, [&](const Record& record) {
    if (!record.id.starts_with(prefix) || record.erased) return true;
    auto job = std::make_shared<Job>();
    job->task = read_task(record.body);
    std::uint64_t number = 0;
    std::from_chars(record.id.data() + prefix.size(), record.id.data() + record.id.size(), number);
    last_number_ = std::max(last_number_, number);
    if (job->task.state == ImportTask::State::waiting) unfinished.push_back(job);
    jobs_.emplace(record.id, std::move(job));
    return true;
  });
  std::error_code ignored;
  for (const auto& upload : fs::directory_iterator(uploads_, ignored)) {
    const auto owner = jobs_.find(upload.path().filename().string());
    if (owner == jobs_.end() || owner->second->task.state != ImportTask::State::waiting) {
      fs::remove_all(upload.path(), ignored);  // ended, or never acknowledged
    }
  }
  std::ranges::sort(unfinished, {}, [](const auto& job) { return job->task.at; });
  for (const auto& job : unfinished) {
    std::error_code error;
    if (fs::exists(folder(job->task.id) + '/' + job->task.file, error)) {
      waiting_.push_back(job);
      continue;
    }
    job->task.state = ImportTask::State::failed;
    job->task.error_code = "upload_lost";
    job->task.error = "上传的文件已不在，请重新上传";
  }
}

void ImportTasks::commit(const ImportTask& task) {
  std::vector<std::string> lookups;
  if (!task.key.empty()) lookups.push_back(task.key);
  const auto head = store_.commit({{.collection = Collection::import,
                                    .id = task.id,
                                    .body = stored_form(task),
                                    .sealed = {},
                                    .lookups = lookups,
                                    .expected = {}}},
                                  {task.by, task.at, task.reason, "imports"});
  if (!head) throw StorageError("io_error", head.error().message);
}

Result<ImportTask> ImportTasks::begin(const std::string& file_name, std::string_view bytes,
                                      const Actor& actor, const std::string& reason,
                                      const std::string& idempotency_key) {
  if (!is_key(idempotency_key)) {
    return Error{Refusal::usage, "bad_idempotency_key",
                 "Idempotency-Key 应为至多 200 个可见的 ASCII 字符", ""};
  }
  const std::string hash = hex(sha256(bytes));
  const std::scoped_lock beginning(beginning_);
  std::string key;
  if (!idempotency_key.empty()) {
    key = hash_of_key(actor.by, idempotency_key);
    for (const std::string& id : store_.find_by(Collection::import, key)) {
      auto known = find(id, actor.by);
      if (!known || known->sha256 == hash) return known;
      return Error{Refusal::conflict, "idempotency_key_reused",
                   "这个 Idempotency-Key 已用于另一份内容", ""};
    }
  }
  auto job = std::make_shared<Job>();
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= most_waiting) {
      return Error{Refusal::conflict, "imports_full", "等待的导入任务过多，请稍后再试", ""};
    }
    job->task.id = std::string(prefix) + std::to_string(++last_number_);
  }
  job->task.by = actor.by;
  job->task.at = actor.at;
  job->task.reason = reason;
  job->task.file = file_name;
  job->task.sha256 = hash;
  job->task.key = std::move(key);
  make_directory(uploads_);
  make_directory(folder(job->task.id));
  replace_file(folder(job->task.id) + '/' + file_name, bytes);
  commit(job->task);
  follow_();
  ImportTask begun = job->task;
  const std::scoped_lock lock(mutex_);
  jobs_[begun.id] = job;
  waiting_.push_back(std::move(job));
  changed_.notify_all();
  return begun;
}

std::shared_ptr<ImportTasks::Job> ImportTasks::job(const std::string& id,
                                                   const std::string& by) const {
  const auto found = jobs_.find(id);
  return found == jobs_.end() || found->second->task.by != by ? nullptr : found->second;
}

namespace {
Error not_found(const std::string& id) {
  return {Refusal::not_found, "import_not_found", "没有编号为“" + id + "”的导入任务", ""};
}
}  // namespace

Result<ImportTask> ImportTasks::find(const std::string& id, const std::string& by) const {
  const std::scoped_lock lock(mutex_);
  const auto found = job(id, by);
  if (!found) return not_found(id);
  return found->task;
}

std::vector<ImportTask> ImportTasks::all(const std::string& by) const {
  std::vector<ImportTask> tasks;
  const std::scoped_lock lock(mutex_);
  for (const auto& [id, job] : jobs_) {
    if (job->task.by == by) tasks.push_back(job->task);
  }
  std::ranges::sort(tasks, [](const ImportTask& a, const ImportTask& b) {
    return a.id.size() != b.id.size() ? a.id.size() > b.id.size() : a.id > b.id;
  });
  return tasks;
}

Result<ImportTask> ImportTasks::cancel(const std::string& id, const std::string& by) {
  const std::scoped_lock lock(mutex_);
  const auto found = job(id, by);
  if (!found) return not_found(id);
  if (found->task.state == ImportTask::State::waiting ||
      found->task.state == ImportTask::State::running) {
    found->cancelled = true;
  }
  return found->task;
}

void ImportTasks::run_all(const std::stop_token& stop) {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      job = waiting_.front();
      waiting_.pop_front();
      job->task.state = ImportTask::State::running;
    }
    run(*job, stop);
  }
}

void ImportTasks::run(Job& job, const std::stop_token& stop) {
  // Others read the task, and only this thread writes it.
  const std::string file = folder(job.task.id) + '/' + job.task.file;
  ImportOptions options{
      .path = file, .by = job.task.by, .at = job.task.at, .reason = job.task.reason};
  options.on_record = [&](const ImportedRecord& record, Fate fate) {
    {
      const std::scoped_lock lock(mutex_);
      ++job.task.records;
      if (record.profile || !record.register_line) {
        ImportCounts& counts = job.task.counts;
        ++(fate == Fate::added       ? counts.added
           : fate == Fate::changed   ? counts.changed
           : fate == Fate::unchanged ? counts.unchanged
                                     : counts.refused);
      }
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
  };
  options.on_stored = take_in_;
  ImportTask ended = job.task;
  ended.state = ImportTask::State::done;
  try {
    ended.counts = import_records(
        store_, vocabulary_, options,
        [&](const RecordSink& sink, const std::function<void(const Progress&)>& progress) {
          read_path(
              file,
              [&](ImportedRecord&& record) {
                return !job.cancelled && !stop.stop_requested() && sink(std::move(record));
              },
              progress);
        });
    if (job.cancelled) ended.state = ImportTask::State::cancelled;
  } catch (const StorageError& error) {
    ended.error_code = error.code;
    ended.error = error.what();
  } catch (const std::exception& error) {
    ended.error_code = "internal";
    ended.error = "程序内部出错";
    std::fprintf(stderr, "导入 %s：%s\n", job.task.id.c_str(), error.what());
  }
  follow_();
  // Not ended: the next start takes it up again.
  if (stop.stop_requested() && !job.cancelled) return;
  if (!ended.error_code.empty()) ended.state = ImportTask::State::failed;
  {
    const std::scoped_lock lock(mutex_);
    ended.records = job.task.records;
    ended.issues = job.task.issues;
    if (ended.state == ImportTask::State::failed) ended.counts = job.task.counts;
  }
  bool kept = true;
  try {
    commit(ended);
    follow_();
  } catch (const StorageError& error) {
    // The next start runs the task again, and finds done what was.
    kept = false;
    std::fprintf(stderr, "导入 %s：%s\n", ended.id.c_str(), error.what());
  }
  std::error_code ignored;
  if (kept) fs::remove_all(folder(ended.id), ignored);
  const std::scoped_lock lock(mutex_);
  job.task = std::move(ended);
}
}  // namespace bole
