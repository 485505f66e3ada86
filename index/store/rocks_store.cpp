#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>

#include "index/store/bytes.hpp"
#include "index/store/change_entry.hpp"
#include "index/store/durable_file.hpp"
#include "index/store/judge_put.hpp"
#include "index/store/random.hpp"
#include "index/store/rocks_tables.hpp"
#include "index/store/store.hpp"
#include "index/store/stored_row.hpp"
#include "index/store/witness.hpp"

namespace bole {
namespace {
namespace fs = std::filesystem;

constexpr int format_version = 1;
constexpr std::string_view format_title = "bole-store ";
constexpr std::string_view head_key = "head";
constexpr std::string_view secret_key = "lookup_secret";
constexpr std::string_view audit_key = "audit";

std::string format_text() {
  return std::string(format_title) + std::to_string(format_version) + "\n";
}

// Says what stands in the way of opening the directory as it is asked for.
void check_directory(const std::string& directory, OpenMode mode) {
  const auto format = read_small_file(directory + "/FORMAT");
  if (mode == OpenMode::create) {
    if (format) throw StorageError("store_exists", directory + " 已经是一个库，不能重新建立");
    static const std::unordered_set<std::string> own{"db", "HEAD", "HEAD.new", "FORMAT.new",
                                                     "LOCK"};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory, error)) {
      if (own.contains(entry.path().filename().string())) continue;
      throw StorageError("directory_not_empty",
                         directory + " 里已有别的文件，建库需要空目录或尚不存在的目录");
    }
    return;
  }
  if (!format) {
    throw StorageError("not_a_store", directory + " 不是伯乐的库；可用 bole init 建立一个");
  }
  int version = 0;
  if (format->starts_with(format_title)) {
    std::from_chars(format->data() + format_title.size(), format->data() + format->size(), version);
  }
  if (version <= 0) {
    throw StorageError("store_damaged", directory + "/FORMAT 的内容无法识别，库可能已损坏");
  }
  if (version > format_version) {
    throw StorageError("store_newer",
                       "库的格式是第 " + std::to_string(version) + " 版，本程序最高认识第 " +
                           std::to_string(format_version) + " 版；请用更新的程序打开");
  }
}

std::string encode_head(const Head& head) {
  std::string bytes;
  put_u64(bytes, head.epoch);
  put_u64(bytes, head.sequence);
  bytes += as_text(head.chain);
  return bytes;
}

std::optional<Head> decode_head(std::string_view bytes) {
  ByteReader reader(bytes);
  Head head;
  head.epoch = reader.u64();
  head.sequence = reader.u64();
  head.chain = as_bytes<Digest>(reader.take(head.chain.size()));
  if (!reader.good()) return std::nullopt;
  return head;
}

std::string encode_audit_head(const AuditHead& head) {
  std::string bytes;
  put_u64(bytes, head.entries);
  bytes += as_text(head.chain);
  return bytes;
}

std::optional<AuditHead> decode_audit_head(std::string_view bytes) {
  ByteReader reader(bytes);
  AuditHead head;
  head.entries = reader.u64();
  head.chain = as_bytes<Digest>(reader.take(head.chain.size()));
  if (!reader.good()) return std::nullopt;
  return head;
}

[[noreturn]] void throw_damaged(const std::string& what) {
  throw StorageError("store_damaged", "库文件已损坏：" + what);
}

StoredRow must_decode_row(std::string_view bytes) {
  auto row = decode_row(bytes);
  if (!row) throw_damaged("有一条记录无法识别");
  return *std::move(row);
}

// A value of the changes table: the entry and the chain hash after it.
Change must_decode_change(std::string_view value) {
  constexpr std::size_t chain_size = sizeof(Digest);
  if (value.size() > chain_size) {
    if (auto change = decode_change(value.substr(0, value.size() - chain_size))) {
      change->head.chain = as_bytes<Digest>(value.substr(value.size() - chain_size));
      return *std::move(change);
    }
  }
  throw_damaged("有一条变更记录无法识别");
}

// A lookup that a put brings, or that leaves with the version before.
struct LookupStep {
  std::string key{};
  bool added = false;
};

// A state of the database that does not move while it is read.
class Snapshot {
 public:
  explicit Snapshot(const RocksTables& tables)
      : tables_(tables), snapshot_(tables.db().GetSnapshot()) {
    options.snapshot = snapshot_;
  }
  ~Snapshot() { tables_.db().ReleaseSnapshot(snapshot_); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  rocksdb::ReadOptions options{};

 private:
  const RocksTables& tables_;
  const rocksdb::Snapshot* snapshot_;
};

class RocksStore : public Store {
 public:
  RocksStore(const std::string& directory, OpenMode mode)
      : directory_(prepared(directory, mode)), lock_(directory_), tables_(directory_ + "/db") {
    // Looked at again now that nobody else can change it.
    check_directory(directory_, mode);
    if (mode == OpenMode::create) create();
    load();
    refusal_ = compare_with_witness();
  }

  // What the log holds is put into tables, so that the next opening need not read it. That is only
  // for speed: the log is durable, and a failure here loses nothing.
  ~RocksStore() override {
    try {
      tables_.flush();
    } catch (const StorageError&) {
    }
  }

  Result<Head> commit(const std::vector<Put>& puts, const Authorship& authorship) override;
  Result<Head> erase(Collection collection, std::string_view id, std::uint32_t version,
                     const Authorship& authorship) override;
  std::optional<Record> find(Collection collection, std::string_view id) const override;
  std::optional<Record> find(Collection collection, std::string_view id,
                             std::uint32_t version) const override;
  std::vector<std::optional<Record>> find_many(Collection collection,
                                               const std::vector<std::string>& ids) const override;
  std::vector<std::string> find_by(Collection collection, std::string_view lookup) const override;
  std::vector<std::vector<std::string>> find_by_many(
      Collection collection, const std::vector<std::string>& lookups) const override;
  using Store::for_each;
  void for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                SealedPart sealed) const override;
  void witness_audit(const AuditHead& head) override {
    const std::scoped_lock lock(head_mutex_);
    if (head.entries > audit_to_hold_.entries) audit_to_hold_ = head;
  }
  AuditHead audit_head() const override {
    const std::scoped_lock lock(head_mutex_);
    return audit_held_;
  }
  Head head() const override {
    const std::scoped_lock lock(head_mutex_);
    return head_;
  }
  Result<std::vector<Change>> changes(const Head& after, std::size_t max) const override;
  std::optional<std::string> verify() const override;

 private:
  static std::string prepared(const std::string& directory, OpenMode mode) {
    if (mode == OpenMode::create) make_directory(directory);
    check_directory(directory, mode);
    return directory;
  }

  // FORMAT comes last: a directory without it is no store yet.
  void create() {
    rocksdb::WriteBatch batch;
    Salt secret{};
    fill_random(secret);
    require(batch.Put(tables_.at(Table::meta), slice(secret_key), slice(as_text(secret))));
    require(batch.Put(tables_.at(Table::meta), slice(head_key), encode_head(first_head())));
    tables_.write(batch);
    tables_.flush();  // so that the loss of a log is the loss of commits, not of the store
    replace_file(directory_ + "/HEAD", witness_text(first_head()));
    replace_file(directory_ + "/FORMAT", format_text());
  }

  void load() {
    rocksdb::PinnableSlice value;
    if (!tables_.get({}, Table::meta, secret_key, value)) throw_damaged("缺少库的基本信息");
    secret_ = as_bytes<Salt>(view(value));
    head_ = stored_head({});
    if (tables_.get({}, Table::meta, audit_key, value)) {
      const auto audit = decode_audit_head(view(value));
      if (!audit) throw_damaged("库所记的审计位置无法识别");
      audit_held_ = audit_to_hold_ = *audit;
    }
  }

  Head stored_head(const rocksdb::ReadOptions& options) const {
    rocksdb::PinnableSlice value;
    if (!tables_.get(options, Table::meta, head_key, value)) throw_damaged("缺少库的当前位置");
    const auto head = decode_head(view(value));
    if (!head) throw_damaged("库的当前位置无法识别");
    return *head;
  }

  std::optional<Digest> chain_at(std::uint64_t sequence) const {
    if (sequence == 0) return Digest{};
    rocksdb::PinnableSlice value;
    if (!tables_.get({}, Table::changes, sequence_key(sequence), value)) return std::nullopt;
    return must_decode_change(view(value)).head.chain;
  }

  // Empty when the store holds everything that was ever acknowledged; else why it takes no commit.
  std::string compare_with_witness() const {
    const auto text = read_small_file(directory_ + "/HEAD");
    const auto witness = text ? read_witness(*text) : std::nullopt;
    const std::string advice = "；为防止在残缺的库上继续写，只能读、不能写，请从备份恢复";
    if (!witness) return "见证文件 HEAD 缺失或无法识别，不能确认库是完整的" + advice;
    if (witness->sequence > head_.sequence) {
      return "库只到序号 " + std::to_string(head_.sequence) + "，而见证文件记载已确认到序号 " +
             std::to_string(witness->sequence) + "，最新的日志可能已丢失或损坏" + advice;
    }
    if (witness->epoch > head_.epoch || chain_at(witness->sequence) != witness->chain) {
      return "库在序号 " + std::to_string(witness->sequence) + " 处与见证文件不是同一历史" + advice;
    }
    return "";
  }

  void refuse_if_behind() const {
    if (!refusal_.empty()) throw StorageError("store_behind_witness", refusal_);
  }

  // Writes the batch with its head, then the witness. After a failure the database decides what
  // the head is.
  void write(rocksdb::WriteBatch& batch, const Head& head) {
    require(batch.Put(tables_.at(Table::meta), slice(head_key), encode_head(head)));
    AuditHead audit;
    {
      const std::scoped_lock lock(head_mutex_);
      audit = audit_to_hold_;
    }
    if (audit.entries > 0) {
      require(batch.Put(tables_.at(Table::meta), slice(audit_key), encode_audit_head(audit)));
    }
    tables_.write(batch);
    {
      const std::scoped_lock lock(head_mutex_);
      head_ = head;
      audit_held_ = audit;
    }
    replace_file(directory_ + "/HEAD", witness_text(head));
  }

  // The body goes from where it lies into the batch.
  void put_row(rocksdb::WriteBatch& batch, const std::string& key, const StoredRow& row) const {
    const std::string head = encode_row_head(row);
    const rocksdb::Slice key_part(key);
    const std::array<rocksdb::Slice, 2> parts{head, slice(row.body)};
    require(batch.Put(tables_.at(Table::current), {&key_part, 1},
                      {parts.data(), static_cast<int>(parts.size())}));
  }

  // In the order of keys (rocks_tables.cpp says why); what happens to one key stays in its order.
  void put_lookups(rocksdb::WriteBatch& batch, std::vector<LookupStep> steps) const {
    std::ranges::stable_sort(steps, {}, &LookupStep::key);
    for (const LookupStep& step : steps) {
      require(step.added ? batch.Put(tables_.at(Table::lookups), step.key, "")
                         : batch.Delete(tables_.at(Table::lookups), step.key));
    }
  }

  void append_change(rocksdb::WriteBatch& batch, Change& change, Head& head) const {
    change.head.epoch = head.epoch;
    change.head.sequence = head.sequence + 1;
    std::string value = encode_change(change);
    change.head.chain = next_chain(head.chain, value);
    value += as_text(change.head.chain);
    require(batch.Put(tables_.at(Table::changes), sequence_key(change.head.sequence), value));
    head = change.head;
  }

  // The sealed part of a row that has one; empty when an erasure took it since.
  bool get_sealed(const rocksdb::ReadOptions& options, std::string_view key, Salt& salt,
                  std::string& sealed) const {
    rocksdb::PinnableSlice value;
    if (!tables_.get(options, Table::sealed, key, value)) return false;
    ByteReader reader(view(value));
    salt = as_bytes<Salt>(reader.take(sizeof(Salt)));
    if (!reader.good()) throw_damaged("有一份封存信息无法识别");
    sealed = reader.rest();
    return true;
  }

  Record to_record(const rocksdb::ReadOptions& options, Collection collection, std::string id,
                   const StoredRow& row) const {
    Record record{.id = std::move(id), .version = row.version, .erased = row.erased};
    record.body = row.body;
    if (row.has_sealed) {
      Salt salt{};
      if (!get_sealed(options, version_key(collection, record.id, row.version), salt,
                      record.sealed)) {
        throw_damaged(record.id + " 的封存信息缺失");
      }
    }
    return record;
  }

  std::vector<std::string> ids_under(rocksdb::Iterator& entries, std::string_view prefix) const {
    std::vector<std::string> ids;
    for (entries.Seek(slice(prefix)); entries.Valid(); entries.Next()) {
      const std::string_view key = view(entries.key());
      if (!key.starts_with(prefix)) break;
      ids.emplace_back(key.substr(prefix.size()));
    }
    require(entries.status());
    return ids;
  }

  std::optional<std::string> verify_change(const rocksdb::ReadOptions& options,
                                           const Change& change) const;

  std::string directory_;
  DirectoryLock lock_;
  RocksTables tables_;
  Salt secret_{};
  std::string refusal_;
  std::mutex writer_mutex_;
  mutable std::mutex head_mutex_;
  Head head_{};
  AuditHead audit_to_hold_{};
  AuditHead audit_held_{};
};

// The puts of one commit on their way to one batch. Rows that the batch touches are kept here, so
// that a later put of the same record sees them.
struct PendingRow {
  StoredRow row{};  // version 0: no such record; the body lies in a put or in a value that was read
  std::string_view sealed{};
  std::string sealed_read{};  // what `sealed` refers to before the first put
};

Result<Head> RocksStore::commit(const std::vector<Put>& puts, const Authorship& authorship) {
  const std::scoped_lock writer(writer_mutex_);
  refuse_if_behind();
  std::vector<std::string> keys;
  keys.reserve(puts.size());
  for (const Put& put : puts) keys.push_back(record_key(put.collection, put.id));
  std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  if (!keys.empty()) {
    tables_.db().MultiGet({}, tables_.at(Table::current), keys.size(), slices.data(), values.data(),
                          statuses.data());
  }
  std::vector<Salt> salts(2 * puts.size());
  if (!salts.empty()) {
    fill_random({salts.front().data(), salts.size() * sizeof(Salt)});
  }

  // Grown at once: a batch of megabytes that grows by doubling is copied as often.
  std::size_t size = 4096;
  for (const Put& put : puts) size += put.body.size() + put.sealed.size() + 1024;
  rocksdb::WriteBatch batch(size);
  std::unordered_map<std::string_view, PendingRow> pending;
  pending.reserve(puts.size());
  std::vector<LookupStep> lookups;
  Head head = head_;
  for (std::size_t i = 0; i < puts.size(); ++i) {
    const Put& put = puts[i];
    const auto [entry, first_time] = pending.try_emplace(keys[i]);
    PendingRow& held = entry->second;
    if (first_time && !statuses[i].IsNotFound()) {
      require(statuses[i]);
      held.row = must_decode_row(view(values[i]));
      Salt salt{};
      if (held.row.has_sealed) {
        get_sealed({}, version_key(put.collection, put.id, held.row.version), salt,
                   held.sealed_read);
        held.sealed = held.sealed_read;
      }
    }
    const auto fate = judge_put(put,
                                {.number = held.row.version,
                                 .erased = held.row.erased,
                                 .body = held.row.body,
                                 .sealed = held.sealed},
                                authorship);
    if (!fate) return fate.error();
    if (*fate == PutFate::unchanged) continue;

    if (held.row.version != 0) {
      for (const LookupDigest& lookup : held.row.lookups) {
        lookups.push_back({lookup_prefix(put.collection, lookup) + put.id, false});
      }
      held.row.lookups.clear();
      require(batch.Put(tables_.at(Table::history),
                        version_key(put.collection, put.id, held.row.version),
                        encode_row(held.row)));
    }
    held.sealed = put.sealed;
    held.row = {.version = held.row.version + 1,
                .has_sealed = !put.sealed.empty(),
                .salt = salts[2 * i],
                .body = put.body};
    for (const std::string& lookup : put.lookups) {
      held.row.lookups.push_back(lookup_digest(secret_, put.collection, lookup));
      lookups.push_back({lookup_prefix(put.collection, held.row.lookups.back()) + put.id, true});
    }
    put_row(batch, keys[i], held.row);
    Change change{.collection = put.collection,
                  .id = put.id,
                  .version = held.row.version,
                  .body = content_digest(held.row.salt, put.body),
                  .authorship = authorship};
    if (held.row.has_sealed) {
      const Salt& salt = salts[2 * i + 1];
      change.sealed = content_digest(salt, put.sealed);
      require(batch.Put(tables_.at(Table::sealed),
                        version_key(put.collection, put.id, held.row.version),
                        std::string(as_text(salt)) + put.sealed));
    }
    append_change(batch, change, head);
  }
  put_lookups(batch, std::move(lookups));
  if (!(head == head_)) write(batch, head);
  return head;
}

Result<Head> RocksStore::erase(Collection collection, std::string_view id, std::uint32_t version,
                               const Authorship& authorship) {
  const std::scoped_lock writer(writer_mutex_);
  refuse_if_behind();
  rocksdb::PinnableSlice value;
  const std::string key = record_key(collection, id);
  StoredRow current;
  if (tables_.get({}, Table::current, key, value)) current = must_decode_row(view(value));
  if (current.version == 0 || version > current.version) {
    return Error{Refusal::not_found, "not_found", "库中没有 " + std::string(id) + " 的这一版",
                 std::string(id)};
  }

  rocksdb::WriteBatch batch;
  bool removed = false;
  const std::uint32_t first = version == 0 ? 1 : version;
  const std::uint32_t last = version == 0 ? current.version : version;
  for (std::uint32_t number = first; number <= last; ++number) {
    const std::string at = version_key(collection, id, number);
    const StoredRow empty{.version = number, .erased = true};
    StoredRow row = current;
    rocksdb::PinnableSlice older;
    if (number != current.version) {
      if (!tables_.get({}, Table::history, at, older)) {
        throw_damaged(std::string(id) + " 缺少第 " + std::to_string(number) + " 版");
      }
      row = must_decode_row(view(older));
    }
    if (row.erased) continue;
    removed = true;
    if (row.has_sealed) require(batch.Delete(tables_.at(Table::sealed), at));
    for (const LookupDigest& lookup : row.lookups) {
      require(batch.Delete(tables_.at(Table::lookups),
                           lookup_prefix(collection, lookup) + std::string(id)));
    }
    const bool is_current = number == current.version;
    require(batch.Put(tables_.at(is_current ? Table::current : Table::history),
                      is_current ? key : at, encode_row(empty)));
  }
  Head head = head_;
  if (!removed) return head;
  Change change{.collection = collection,
                .id = std::string(id),
                .version = version,
                .erasure = true,
                .authorship = authorship};
  append_change(batch, change, head);
  write(batch, head);

  // Deleting only hides the bytes; the log and the files that hold them have to go as well.
  tables_.flush();
  tables_.scour(Table::current, key, key);
  tables_.scour(Table::history, version_key(collection, id, first),
                version_key(collection, id, last));
  tables_.scour(Table::sealed, version_key(collection, id, first),
                version_key(collection, id, last));
  return head;
}

std::optional<Record> RocksStore::find(Collection collection, std::string_view id) const {
  const Snapshot snapshot(tables_);
  rocksdb::PinnableSlice value;
  if (!tables_.get(snapshot.options, Table::current, record_key(collection, id), value)) {
    return std::nullopt;
  }
  return to_record(snapshot.options, collection, std::string(id), must_decode_row(view(value)));
}

std::optional<Record> RocksStore::find(Collection collection, std::string_view id,
                                       std::uint32_t version) const {
  const Snapshot snapshot(tables_);
  rocksdb::PinnableSlice value;
  if (!tables_.get(snapshot.options, Table::current, record_key(collection, id), value)) {
    return std::nullopt;
  }
  StoredRow row = must_decode_row(view(value));
  rocksdb::PinnableSlice older;
  if (row.version != version) {
    if (!tables_.get(snapshot.options, Table::history, version_key(collection, id, version),
                     older)) {
      return std::nullopt;
    }
    row = must_decode_row(view(older));
  }
  return to_record(snapshot.options, collection, std::string(id), row);
}

std::vector<std::optional<Record>> RocksStore::find_many(
    Collection collection, const std::vector<std::string>& ids) const {
  std::vector<std::optional<Record>> records(ids.size());
  if (ids.empty()) return records;
  const Snapshot snapshot(tables_);
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const std::string& id : ids) keys.push_back(record_key(collection, id));
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  tables_.db().MultiGet(snapshot.options, tables_.at(Table::current), keys.size(), slices.data(),
                        values.data(), statuses.data());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    require(statuses[i]);
    records[i] = to_record(snapshot.options, collection, ids[i], must_decode_row(view(values[i])));
  }
  return records;
}

std::vector<std::string> RocksStore::find_by(Collection collection, std::string_view lookup) const {
  return std::move(find_by_many(collection, {std::string(lookup)}).front());
}

std::vector<std::vector<std::string>> RocksStore::find_by_many(
    Collection collection, const std::vector<std::string>& lookups) const {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  const std::unique_ptr<rocksdb::Iterator> entries{
      tables_.db().NewIterator(options, tables_.at(Table::lookups))};
  std::vector<std::vector<std::string>> found;
  found.reserve(lookups.size());
  for (const std::string& lookup : lookups) {
    found.push_back(
        ids_under(*entries, lookup_prefix(collection, lookup_digest(secret_, collection, lookup))));
  }
  return found;
}

void RocksStore::for_each(Collection collection, const std::function<bool(const Record&)>& visit,
                          SealedPart sealed) const {
  const Snapshot snapshot(tables_);
  rocksdb::ReadOptions options = snapshot.options;
  options.fill_cache = false;
  options.readahead_size = 2U << 20U;
  const std::unique_ptr<rocksdb::Iterator> rows{
      tables_.db().NewIterator(options, tables_.at(Table::current))};
  // Both tables are in the order of ids, so the sealed parts are met on the way.
  const std::unique_ptr<rocksdb::Iterator> seals{
      tables_.db().NewIterator(options, tables_.at(Table::sealed))};
  const std::string first = record_key(collection, "");
  if (sealed == SealedPart::read) seals->Seek(slice(first));
  Record record;
  for (rows->Seek(slice(first)); rows->Valid(); rows->Next()) {
    const std::string_view key = view(rows->key());
    if (!key.starts_with(first)) break;
    const StoredRow row = must_decode_row(view(rows->value()));
    record.id = key.substr(first.size());
    record.version = row.version;
    record.erased = row.erased;
    record.body = row.body;
    record.sealed.clear();
    if (row.has_sealed && sealed == SealedPart::read) {
      const std::string at = version_key(collection, record.id, row.version);
      // Older versions lie between; many of them are worth a jump.
      for (int steps = 0; seals->Valid() && view(seals->key()) < at; ++steps) {
        if (steps < 8) {
          seals->Next();
        } else {
          seals->Seek(slice(at));
        }
      }
      if (!seals->Valid() || view(seals->key()) != at || seals->value().size() < sizeof(Salt)) {
        require(seals->status());
        throw_damaged(record.id + " 的封存信息缺失");
      }
      record.sealed = view(seals->value()).substr(sizeof(Salt));
    }
    if (!visit(record)) return;
  }
  require(rows->status());
}

Result<std::vector<Change>> RocksStore::changes(const Head& after, std::size_t max) const {
  const Snapshot snapshot(tables_);
  const std::unique_ptr<rocksdb::Iterator> entries{
      tables_.db().NewIterator(snapshot.options, tables_.at(Table::changes))};
  std::vector<Change> found;
  entries->Seek(sequence_key(after.sequence == 0 ? 1 : after.sequence));
  if (after.sequence != 0) {
    const bool known = entries->Valid() && must_decode_change(view(entries->value())).head == after;
    require(entries->status());
    if (!known) {
      return Error{Refusal::conflict, "diverged", "给出的位置不在本库的变更链上", ""};
    }
    entries->Next();
  }
  for (; entries->Valid() && found.size() < max; entries->Next()) {
    found.push_back(must_decode_change(view(entries->value())));
  }
  require(entries->status());
  return found;
}

std::optional<std::string> RocksStore::verify_change(const rocksdb::ReadOptions& options,
                                                     const Change& change) const {
  const std::string at = version_key(change.collection, change.id, change.version);
  const std::string place = change.id + " 第 " + std::to_string(change.version) + " 版";
  rocksdb::PinnableSlice value;
  StoredRow row;
  if (tables_.get(options, Table::current, record_key(change.collection, change.id), value)) {
    row = must_decode_row(view(value));
  }
  if (row.version != change.version) {
    value.Reset();
    if (!tables_.get(options, Table::history, at, value)) return place + "缺失";
    row = must_decode_row(view(value));
  }
  if (row.version != change.version) return place + "的版本号不符";
  if (row.erased) return std::nullopt;
  if (content_digest(row.salt, row.body) != change.body) return place + "的内容与变更记录不符";
  if (row.has_sealed != (change.sealed != Digest{})) return place + "的封存信息与变更记录不符";
  Salt salt{};
  std::string sealed;
  if (row.has_sealed &&
      (!get_sealed(options, at, salt, sealed) || content_digest(salt, sealed) != change.sealed)) {
    return place + "的封存信息与变更记录不符";
  }
  return std::nullopt;
}

std::optional<std::string> RocksStore::verify() const {
  if (!refusal_.empty()) return refusal_;
  const Snapshot snapshot(tables_);
  rocksdb::ReadOptions options = snapshot.options;
  options.fill_cache = false;
  Head reached = first_head();
  std::uint64_t puts = 0;
  std::unordered_set<std::string> erased;  // record_key for all versions, version_key for one
  std::unique_ptr<rocksdb::Iterator> entries{
      tables_.db().NewIterator(options, tables_.at(Table::changes))};
  for (entries->SeekToFirst(); entries->Valid(); entries->Next()) {
    const std::string_view value = view(entries->value());
    const Change change = must_decode_change(value);
    const Digest chain = next_chain(reached.chain, value.substr(0, value.size() - sizeof(Digest)));
    if (change.head.sequence != reached.sequence + 1 || change.head.epoch < reached.epoch ||
        view(entries->key()) != sequence_key(change.head.sequence) || chain != change.head.chain) {
      return "变更链在序号 " + std::to_string(reached.sequence + 1) + " 处断开";
    }
    reached = change.head;
    if (change.erasure) {
      erased.insert(change.version == 0
                        ? record_key(change.collection, change.id)
                        : version_key(change.collection, change.id, change.version));
      continue;
    }
    ++puts;
    if (auto fault = verify_change(options, change)) return fault;
  }
  require(entries->status());
  if (!(reached == stored_head(snapshot.options))) {
    return "变更链止于序号 " + std::to_string(reached.sequence) + "，与库记载的当前位置不符";
  }

  // Every version came by a change, and none is empty without a decision.
  std::uint64_t versions = 0;
  for (const Table table : {Table::current, Table::history}) {
    entries.reset(tables_.db().NewIterator(options, tables_.at(table)));
    for (entries->SeekToFirst(); entries->Valid(); entries->Next()) {
      ++versions;
      const StoredRow row = must_decode_row(view(entries->value()));
      if (!row.erased) continue;
      std::string key = entries->key().ToString();
      if (table == Table::history) key.resize(key.size() - 5);
      const std::string id = key.substr(1);
      const auto collection = static_cast<Collection>(key[0]);
      if (!erased.contains(key) && !erased.contains(version_key(collection, id, row.version))) {
        return id + " 第 " + std::to_string(row.version) + " 版被清空，但没有相应的决定";
      }
    }
    require(entries->status());
  }
  if (versions != puts) {
    return "库中有 " + std::to_string(versions) + " 个版本，而变更记录只有 " +
           std::to_string(puts) + " 个";
  }
  return std::nullopt;
}
}  // namespace

std::unique_ptr<Store> open_rocks_store(const std::string& directory, OpenMode mode) {
  return std::make_unique<RocksStore>(directory, mode);
}
}  // namespace bole
