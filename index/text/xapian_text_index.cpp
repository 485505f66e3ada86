#include <sys/statvfs.h>
#include <xapian.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <thread>

#include "engine/core/sha256.hpp"
#include "index/bounded_queue.hpp"
#include "index/store/durable_file.hpp"
#include "index/text/text_files.hpp"
#include "index/text/text_index.hpp"
#include "index/text/xapian_postings.hpp"

// The database of a generation: one document a person, with the terms of SearchDocument and their
// shares as wdf, Q<id>, value 0 = id, value 1 = texts (not the document's data, which Xapian would
// compress one by one). Metadata: head, analyser.
//
// A commit is one Xapian transaction that carries the head, followed by a sync of the directory,
// because Xapian renames its version file without making the name durable. A writer that met an
// error is thrown away, pending changes and all, and opened anew at the last commit.
namespace bole {
namespace {
namespace fs = std::filesystem;

// Of Xapian's 245 bytes. Other terms are much shorter (document.cpp).
constexpr std::size_t longest_term = 240;

std::string id_term(std::string_view id) {
  std::string term = "Q" + std::string(id);
  if (term.size() <= longest_term) return term;
  return "Q" + hex(sha256(id));
}

std::string head_text(const Head& head) {
  return std::to_string(head.epoch) + ' ' + std::to_string(head.sequence) + ' ' + hex(head.chain);
}
std::optional<Head> head_from(const std::string& text) {
  Head head;
  const char* end = text.data() + text.size();
  auto at = std::from_chars(text.data(), end, head.epoch);
  if (at.ec != std::errc() || at.ptr == end) return std::nullopt;
  at = std::from_chars(at.ptr + 1, end, head.sequence);
  if (at.ec != std::errc() || end - at.ptr != 65) return std::nullopt;
  for (std::size_t i = 0; i < head.chain.size(); ++i) {
    const char* byte = at.ptr + 1 + 2 * i;
    if (std::from_chars(byte, byte + 2, head.chain[i], 16).ptr != byte + 2) return std::nullopt;
  }
  return head;
}

Xapian::Document xapian_document(const SearchDocument& document) {
  Xapian::Document made;
  for (const auto& [term, share] : document.terms) made.add_term(term, share);
  made.add_boolean_term(id_term(document.id));
  made.add_value(id_slot, document.id);
  made.add_value(texts_slot, document.texts);
  return made;
}

// Xapian 1.4.22 may end the program when the disk fills while it commits: it is not begun without
// room for what these changes can need.
void require_room(const std::string& path, const std::vector<IndexChange>& changes) {
  constexpr std::uint64_t least = 16 << 20;
  constexpr std::uint64_t times = 16;  // terms, lists and copied blocks, in texts
  std::uint64_t needed = least;
  for (const IndexChange& change : changes) {
    if (change.document) needed += times * change.document->texts.size();
  }
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) != 0) throw_file_error(path, errno);
  if (std::uint64_t{disk.f_bavail} * disk.f_frsize < needed) throw_file_error(path, ENOSPC);
}

void remove_directory(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) throw_file_error(path, error.value());
}

// Two halves on two threads: Xapian inverts in one thread, which is most of the work.
class Segments {
 public:
  explicit Segments(const std::string& target) {
    for (int half = 0; half < 2; ++half) {
      paths_.push_back(target + ".part" + std::to_string(half));
      remove_directory(paths_.back());
    }
  }
  ~Segments() {
    std::error_code ignored;  // leftovers are removed at the next opening
    for (const std::string& path : paths_) fs::remove_all(path, ignored);
  }
  Segments(const Segments&) = delete;
  Segments& operator=(const Segments&) = delete;

  void fill(const std::function<void(const TextIndex::Sink&)>& produce) {
    using Chunk = std::vector<SearchDocument>;
    BoundedQueue<Chunk> queue(8);
    std::exception_ptr failure;
    std::mutex failing;
    const auto write = [&](const std::string& path) {
      try {
        write_segment(path, queue);
      } catch (...) {
        const std::scoped_lock lock(failing);
        if (!failure) failure = std::current_exception();
        queue.close();
      }
    };
    struct Stopped {};
    {
      std::vector<std::jthread> writers;
      for (const std::string& path : paths_) writers.emplace_back([&] { write(path); });
      try {
        produce([&](Chunk chunk) {
          if (!queue.push(std::move(chunk))) throw Stopped{};
        });
      } catch (const Stopped&) {
        // A writer failed, and says why below.
      } catch (...) {
        queue.close();
        throw;
      }
      queue.close();
    }
    if (failure) std::rethrow_exception(failure);
  }

  void compact_into(const std::string& target) const {
    Xapian::Database all;
    for (const std::string& path : paths_) all.add_database(Xapian::Database(path));
    all.compact(target);
  }

 private:
  static void write_segment(const std::string& path,
                            BoundedQueue<std::vector<SearchDocument>>& queue) {
    constexpr std::size_t flush_every = 1000;
    // Not DB_DANGEROUS, which is no quicker and cannot end well when the disk is full.
    Xapian::WritableDatabase segment(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    std::size_t since = 0;
    while (auto chunk = queue.pop()) {
      for (const SearchDocument& document : *chunk) {
        segment.add_document(xapian_document(document));
      }
      since += chunk->size();
      if (since < flush_every) continue;
      segment.commit();
      since = 0;
    }
    segment.commit();
  }

  std::vector<std::string> paths_;
};

struct Built : RebuiltIndex {
  Built(std::uint64_t number, std::string directory)
      : generation(number), path(std::move(directory)) {}
  ~Built() override {
    std::error_code ignored;
    if (!adopted) fs::remove_all(path, ignored);
  }
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  std::uint64_t generation;
  std::string path;
  bool adopted = false;
};

class XapianTextIndex : public TextIndex {
 public:
  XapianTextIndex(const std::string& directory, std::string* fault) : files_(directory) {
    std::string found = files_.read_manifest();
    if (found.empty() && files_.generation() != 0) found = open_existing();
    if (fault != nullptr) *fault = found;
  }
  ~XapianTextIndex() override { close(); }
  XapianTextIndex(const XapianTextIndex&) = delete;
  XapianTextIndex& operator=(const XapianTextIndex&) = delete;

  Head head() const override {
    const std::scoped_lock lock(mutex_);
    return readers_->damaged() ? Head{} : head_;
  }
  std::string analyser() const override {
    const std::scoped_lock lock(mutex_);
    return open_ && !readers_->damaged() ? analyser_version() : std::string();
  }

  void apply(const std::vector<IndexChange>& changes, const Head& head) override {
    if (readers_->damaged()) throw index_damaged("读取时发现损坏");
    if (!open_) rebuild([](const Sink&) {}, Head{});
    if (writable_ == nullptr) reopen_writer();
    require_room(files_.path_of(files_.generation()), changes);
    {
      const auto commit = readers_->begin_commit();
      try {
        write(changes, head);
        sync_directory(files_.path_of(files_.generation()));
      } catch (const Xapian::Error& error) {
        give_up_writer();
        const StorageError fault = write_error(error);
        if (fault.code == "index_damaged") readers_->set_damaged(true);
        throw fault;
      } catch (const StorageError&) {
        give_up_writer();
        throw;
      }
      publish(head);
    }
    if (!changed_) files_.mark_good();
    changed_ = true;
  }

  std::unique_ptr<RebuiltIndex> build(const std::function<void(const Sink&)>& produce,
                                      const Head& head) override {
    files_.remove_leftovers();
    const std::uint64_t next = files_.generation() + 1;
    auto built = std::make_unique<Built>(next, files_.path_of(next));
    try {
      Segments segments(built->path);
      segments.fill(produce);
      segments.compact_into(built->path);
      Xapian::WritableDatabase made(built->path, Xapian::DB_OPEN);
      made.begin_transaction(true);
      made.set_metadata("analyser", analyser_version());
      made.set_metadata("head", head_text(head));
      made.commit_transaction();
    } catch (const Xapian::Error& error) {
      throw write_error(error);
    }
    sync_files(built->path);
    return built;
  }

  void adopt(std::unique_ptr<RebuiltIndex> rebuilt) override {
    auto& built = dynamic_cast<Built&>(*rebuilt);
    const std::uint64_t old = files_.generation();
    writable_.reset();
    if (!open_) files_.begin_use();
    files_.write_manifest(built.generation);
    built.adopted = true;
    {
      const std::scoped_lock lock(mutex_);
      open_ = true;
    }
    readers_->set_damaged(false);
    reopen_writer();
    if (old != built.generation) remove_directory(files_.path_of(old));
  }

  void distrust() override { readers_->set_damaged(true); }

  std::unique_ptr<Postings> snapshot(Hold hold) const override { return readers_->snapshot(hold); }

 private:
  // What was wrong, in Chinese; empty when the index is open.
  std::string open_existing() {
    if (!files_.begin_use()) return "连续两次使用时程序意外中断";
    std::string fault;
    try {
      auto writable = open_writer();
      const auto head = head_from(writable->get_metadata("head"));
      if (!head) {
        fault = "没有记录所处的库版本";
      } else if (writable->get_metadata("analyser") != analyser_version()) {
        fault = "由另一版本的词表或程序建立";
      } else {
        probe(*writable);
        files_.remove_leftovers();
        writable_ = std::move(writable);
        open_ = true;
        publish(*head);
        return {};
      }
    } catch (const Xapian::DatabaseLockError& error) {
      files_.end_use();
      throw StorageError("store_locked", "全文索引正被另一个程序使用：" + error.get_msg());
    } catch (const Xapian::Error& error) {
      fault = error.get_description();
    }
    files_.end_use();
    return fault;
  }

  std::unique_ptr<Xapian::WritableDatabase> open_writer() const {
    return std::make_unique<Xapian::WritableDatabase>(files_.path_of(files_.generation()),
                                                      Xapian::DB_OPEN);
  }

  // Touches every table once: a table that is cut or deleted answers here and not in a search.
  static void probe(const Xapian::Database& database) {
    if (database.get_doccount() == 0) return;
    for (const Xapian::docid id : {*database.postlist_begin(""), database.get_lastdocid()}) {
      const Xapian::Document document = database.get_document(id);
      if (document.get_value(id_slot).empty()) {
        throw Xapian::DatabaseCorruptError("a document has no id");
      }
      if (document.termlist_begin() == document.termlist_end()) {
        throw Xapian::DatabaseCorruptError("a document has no terms");
      }
    }
  }

  void write(const std::vector<IndexChange>& changes, const Head& head) {
    writable_->begin_transaction(true);
    for (const IndexChange& change : changes) {
      const std::string term = id_term(change.id);
      if (change.document) {
        writable_->replace_document(term, xapian_document(*change.document));
      } else {
        writable_->delete_document(term);
      }
    }
    writable_->set_metadata("head", head_text(head));
    writable_->commit_transaction();
  }

  // Opens the last committed state.
  void reopen_writer() {
    try {
      writable_ = open_writer();
      const auto head = head_from(writable_->get_metadata("head"));
      if (!head) throw Xapian::DatabaseCorruptError("no head");
      publish(*head);
    } catch (const Xapian::Error& error) {
      writable_.reset();
      readers_->set_damaged(true);
      throw index_damaged(error.get_description());
    }
  }

  // A writer that is destroyed with changes outside a transaction commits them.
  void give_up_writer() noexcept {
    try {
      writable_->cancel_transaction();
    } catch (const Xapian::Error&) {
      // It was not in a transaction any more.
    }
    writable_.reset();
  }

  void publish(const Head& head) {
    readers_->publish(files_.path_of(files_.generation()), writable_->get_revision());
    const std::scoped_lock lock(mutex_);
    head_ = head;
  }

  void close() noexcept {
    if (!open_) return;
    writable_.reset();
    readers_->publish({}, 0);
    try {
      if (readers_->damaged()) {
        files_.condemn();
        return;
      }
      if (changed_) files_.write_manifest(files_.generation());
    } catch (const StorageError&) {
      // The manifest that is there still holds: sizes only grow.
    }
    files_.end_use();
  }

  TextFiles files_;
  std::unique_ptr<Xapian::WritableDatabase> writable_;  // null: to be opened at the next change
  bool changed_ = false;
  const std::shared_ptr<XapianReaders> readers_ = std::make_shared<XapianReaders>();
  mutable std::mutex mutex_;
  bool open_ = false;
  Head head_{};
};
}  // namespace

std::unique_ptr<TextIndex> open_xapian_text_index(const std::string& directory,
                                                  std::string* fault) {
  make_directory(directory);
  return std::make_unique<XapianTextIndex>(directory, fault);
}
}  // namespace bole
