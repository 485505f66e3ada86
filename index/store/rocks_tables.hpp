#pragma once
#include <rocksdb/db.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace bole {

// The tables of a store inside RocksDB (format.md).
enum class Table : std::size_t { meta, current, history, sealed, changes, lookups };
inline constexpr std::size_t table_count = 6;

// The open database. Translates every failure to StorageError.
class RocksTables {
 public:
  // `path` is the database's own directory; it is created when it does not exist.
  explicit RocksTables(const std::string& path);
  ~RocksTables();
  RocksTables(const RocksTables&) = delete;
  RocksTables& operator=(const RocksTables&) = delete;

  [[nodiscard]] rocksdb::DB& db() const { return *db_; }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* at(Table table) const {
    return handles_[static_cast<std::size_t>(table)];
  }

  // False when there is no such key.
  bool get(const rocksdb::ReadOptions& options, Table table, std::string_view key,
           rocksdb::PinnableSlice& value) const;
  // Durable when it returns.
  void write(rocksdb::WriteBatch& batch) const;
  // Makes what was deleted under keys of [begin, end] disappear from the files.
  void scour(Table table, std::string_view begin, std::string_view end) const;
  // Writes what is only in the log to tables; the log can then be dropped.
  void flush() const;

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, table_count> handles_{};
};

// Throws the StorageError that a failed status means; returns on success.
void require(const rocksdb::Status& status);

[[nodiscard]] inline rocksdb::Slice slice(std::string_view text) {
  return {text.data(), text.size()};
}
[[nodiscard]] inline std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

}  // namespace bole
