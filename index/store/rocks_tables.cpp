#include "index/store/rocks_tables.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <cstdarg>
#include <vector>

#include "index/store/store.hpp"

namespace bole {
namespace {
constexpr std::array<const char*, table_count> names{"default", "current", "history",
                                                     "sealed",  "changes", "lookups"};
constexpr std::size_t mebibyte = 1U << 20U;
constexpr std::size_t lookup_prefix_size = 17;

// The database's own log is a file beside the tables, and writing to it again after the disk was
// full trips an assertion that ends the program. What matters comes back as a status.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, std::va_list) override {}
};

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.paranoid_checks = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.track_and_verify_wals_in_manifest = true;
  options.max_background_jobs = 2;
  options.max_total_wal_size = 256 * mebibyte;
  options.bytes_per_sync = mebibyte;
  options.info_log = std::make_shared<NoLog>();
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

rocksdb::ColumnFamilyOptions table_options(Table table,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions options;
  // A file of the first level is written again soon; only what stays is worth compressing. Digests
  // cannot be compressed.
  options.compression =
      table == Table::lookups ? rocksdb::kNoCompression : rocksdb::kLZ4Compression;
  options.compression_per_level = {rocksdb::kNoCompression, options.compression};
  options.level_compaction_dynamic_level_bytes = true;
  const bool has_bodies = table == Table::current || table == Table::history;
  options.write_buffer_size = (has_bodies ? 64 : 16) * mebibyte;
  options.max_write_buffer_number = 3;
  rocksdb::BlockBasedTableOptions blocks;
  blocks.block_cache = cache;
  blocks.block_size = 16 * 1024;
  blocks.format_version = 5;
  if (table != Table::changes) blocks.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  if (table == Table::lookups) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(lookup_prefix_size));
    options.memtable_prefix_bloom_size_ratio = 0.1;
    // A commit puts its lookups in order of keys: each is sought from the one before.
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
    blocks.whole_key_filtering = false;
  }
  if (table == Table::current) {
    // Most of what is asked for before a commit is not there.
    options.memtable_prefix_bloom_size_ratio = 0.001;
    options.memtable_whole_key_filtering = true;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(blocks));
  return options;
}
}  // namespace

void require(const rocksdb::Status& status) {
  if (status.ok()) return;
  if (status.IsNoSpace() || status.subcode() == rocksdb::Status::kNoSpace) {
    throw StorageError("disk_full",
                       "磁盘空间不足，未能保存；此前已确认保存的内容不受影响，腾出空间后可重做");
  }
  if (status.IsCorruption()) {
    throw StorageError("store_damaged", "库文件已损坏：" + status.ToString());
  }
  throw StorageError("io_error", "读写库文件出错：" + status.ToString());
}

RocksTables::RocksTables(const std::string& path) {
  const auto cache = rocksdb::NewLRUCache(64 * mebibyte);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (std::size_t i = 0; i < table_count; ++i) {
    descriptors.emplace_back(names[i], table_options(static_cast<Table>(i), cache));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  require(rocksdb::DB::Open(database_options(), path, descriptors, &handles, &db));
  db_.reset(db);
  std::copy(handles.begin(), handles.end(), handles_.begin());
}

RocksTables::~RocksTables() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
}

bool RocksTables::get(const rocksdb::ReadOptions& options, Table table, std::string_view key,
                      rocksdb::PinnableSlice& value) const {
  const rocksdb::Status status = db_->Get(options, at(table), slice(key), &value);
  if (status.IsNotFound()) return false;
  require(status);
  return true;
}

void RocksTables::write(rocksdb::WriteBatch& batch) const {
  rocksdb::WriteOptions options;
  options.sync = true;
  require(db_->Write(options, &batch));
}

void RocksTables::scour(Table table, std::string_view begin, std::string_view end) const {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  const rocksdb::Slice first = slice(begin);
  const rocksdb::Slice last = slice(end);
  require(db_->CompactRange(options, at(table), &first, &last));
}

void RocksTables::flush() const {
  require(db_->Flush({}, std::vector(handles_.begin(), handles_.end())));
}
}  // namespace bole
