#pragma once
#include <xapian.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "index/text/posting_cache.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// Slots of values in the database of a text index.
inline constexpr Xapian::valueno id_slot = 0;
inline constexpr Xapian::valueno texts_slot = 1;

[[nodiscard]] StorageError index_damaged(const std::string& what);
// What Xapian threw while writing, as ours. A full disk is not a damaged index.
[[nodiscard]] StorageError write_error(const Xapian::Error& error);

// Readers of the database that one index has in use: handles, which belong to one thread at a time
// and are dear to open, and decoded posting lists of the latest commit.
class XapianReaders : public std::enable_shared_from_this<XapianReaders> {
 public:
  // What is in use from now on; an empty path: nothing.
  void publish(const std::string& path, Xapian::rev revision);

  [[nodiscard]] std::unique_ptr<Postings> snapshot(TextIndex::Hold hold);

  [[nodiscard]] bool damaged() const { return damaged_; }
  void set_damaged(bool damaged) { damaged_ = damaged; }

  // Held by a writer from the first change to the end of the commit.
  [[nodiscard]] std::unique_lock<std::shared_mutex> begin_commit() {
    return std::unique_lock(commits_);
  }

  struct Handle {
    Xapian::Database database{};
    std::string path{};
  };
  void give_back(std::unique_ptr<Handle> handle);

 private:
  [[nodiscard]] std::unique_ptr<Postings> try_snapshot(TextIndex::Hold hold);

  std::shared_mutex commits_;
  std::atomic<bool> damaged_ = false;
  std::mutex mutex_;
  std::string path_;
  Xapian::rev revision_ = 0;
  std::shared_ptr<PostingCache> cache_;
  std::vector<std::unique_ptr<Handle>> idle_;
};

}  // namespace bole
