#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "engine/core/sha256.hpp"
#include "index/bounded_queue.hpp"
#include "index/store/durable_file.hpp"
#include "index/text/text_index.hpp"

// The index on disk, a directory beside the store's database:
//   MANIFEST   "bole-text 1", the generation in use, and the sizes its files had at least
//   OPENING    how often an opening began that did not end well; two in a row mean a rebuild
//   g<N>/      a Xapian database. Metadata: head, analyser. One document a person: the terms of
//              SearchDocument with their shares as wdf, Q<id>, value 0 = id, data = texts
// A commit is one Xapian transaction that carries the head, followed by a sync of the directory,
// because Xapian renames its version file without making the name durable.
namespace bole {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t longest_term = 240;
constexpr Xapian::valueno id_slot = 0;

std::string id_term(std::string_view id) {
  std::string term = "Q" + std::string(id);
  if (term.size() <= longest_term) return term;
  return "Q" + hex(sha256(id));
}

void sync_directory(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) throw_file_error(path, errno);
  const int failed = ::fsync(file) != 0 ? errno : 0;
  ::close(file);
  if (failed != 0) throw_file_error(path, failed);
}

[[noreturn]] void damaged(const std::string& what) {
  throw StorageError("index_damaged", "全文索引已损坏，需要重建：" + what);
}

// Xapian's errors as ours. A full disk is not a damaged index.
template <class Call>
auto guarded(Call&& call) {
  try {
    return call();
  } catch (const Xapian::DatabaseModifiedError& error) {
    throw IndexChanged(error.get_msg());
  } catch (const Xapian::DatabaseLockError& error) {
    throw StorageError("store_locked", "全文索引正被另一个程序使用：" + error.get_msg());
  } catch (const Xapian::Error& error) {
    const char* cause = error.get_error_string();
    const std::string text = error.get_description();
    if (cause != nullptr && text.find("No space left") != std::string::npos) {
      throw StorageError("disk_full", "磁盘已满，全文索引没有写入");
    }
    damaged(text);
  }
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
  for (const auto& [term, share] : document.terms) {
    if (term.size() <= longest_term) made.add_term(term, share);
  }
  made.add_boolean_term(id_term(document.id));
  made.add_value(id_slot, document.id);
  made.set_data(document.texts);
  return made;
}

class Cursor : public PostingCursor {
 public:
  Cursor(const Xapian::Database& database, const std::string& term)
      : at_(database.postlist_begin(term)), end_(database.postlist_end(term)) {}
  bool at_end() const override { return at_ == end_; }
  DocId document() const override { return {*at_}; }
  int share() const override { return static_cast<int>(at_.get_wdf()); }
  void next() override {
    guarded([&] { ++at_; });
  }
  void skip_to(DocId document) override {
    guarded([&] {
      if (at_ != end_ && *at_ < document.value) at_.skip_to(document.value);
    });
  }

 private:
  Xapian::PostingIterator at_;
  Xapian::PostingIterator end_;
};

class XapianPostings : public Postings {
 public:
  explicit XapianPostings(Xapian::Database database) : database_(std::move(database)) {}
  std::uint32_t documents() const override {
    return guarded([&] { return database_.get_doccount(); });
  }
  DocId last_document() const override {
    return guarded([&] { return DocId{database_.get_lastdocid()}; });
  }
  std::uint32_t frequency(std::string_view term) const override {
    return guarded([&] { return database_.get_termfreq(std::string(term)); });
  }
  std::unique_ptr<PostingCursor> open(std::string_view term) const override {
    return guarded([&] { return std::make_unique<Cursor>(database_, std::string(term)); });
  }
  void for_each_term(std::string_view prefix,
                     const std::function<void(const std::string&)>& visit) const override {
    guarded([&] {
      const std::string begin(prefix);
      for (auto at = database_.allterms_begin(begin); at != database_.allterms_end(begin); ++at) {
        visit(*at);
      }
    });
  }
  std::string texts(DocId document) const override {
    return guarded([&] { return database_.get_document(document.value).get_data(); });
  }
  std::string id(DocId document) const override {
    return guarded([&] { return database_.get_document(document.value).get_value(id_slot); });
  }
  void for_each_id(DocId from,
                   const std::function<void(DocId, const std::string&)>& visit) const override {
    guarded([&] {
      auto at = database_.valuestream_begin(id_slot);
      const auto end = database_.valuestream_end(id_slot);
      if (at != end && from.value > 1) at.skip_to(from.value);
      for (; at != end; ++at) visit({at.get_docid()}, *at);
    });
  }

 private:
  Xapian::Database database_;
};

struct Manifest {
  std::uint64_t generation = 0;
  std::map<std::string, std::uint64_t> sizes{};  // by file name
};

std::string to_text(const Manifest& manifest) {
  std::string text = "bole-text 1\ngeneration " + std::to_string(manifest.generation) + '\n';
  for (const auto& [file, size] : manifest.sizes) text += file + ' ' + std::to_string(size) + '\n';
  return text;
}
std::optional<Manifest> manifest_from(const std::string& text) {
  Manifest manifest;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (number == 0) {
      if (line != "bole-text 1") return std::nullopt;
      continue;
    }
    const std::size_t space = line.find(' ');
    std::uint64_t value = 0;
    if (space == std::string::npos ||
        std::from_chars(line.data() + space + 1, line.data() + line.size(), value).ptr !=
            line.data() + line.size()) {
      return std::nullopt;
    }
    if (number == 1) {
      manifest.generation = value;
    } else {
      manifest.sizes[line.substr(0, space)] = value;
    }
  }
  return number >= 2 ? std::optional(manifest) : std::nullopt;
}

std::map<std::string, std::uint64_t> sizes_of(const std::string& directory) {
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() == ".glass" && entry.path().filename() != "iamglass") {
      sizes[entry.path().filename().string()] = entry.file_size();
    }
  }
  sizes["iamglass"] = 1;
  return sizes;
}

class XapianTextIndex : public TextIndex {
 public:
  XapianTextIndex(std::string directory, std::string* fault) : directory_(std::move(directory)) {
    make_directory(directory_);
    const std::string found = open_existing();
    if (fault != nullptr) *fault = found;
  }

  Head head() const override {
    const std::scoped_lock lock(mutex_);
    return head_;
  }
  std::string analyser() const override { return writable_ ? analyser_version() : std::string(); }

  void apply(const std::vector<IndexChange>& changes, const Head& head) override {
    if (!writable_) start_empty();
    guarded([&] {
      writable_->begin_transaction(true);
      try {
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
      } catch (...) {
        forget_transaction();
        throw;
      }
    });
    sync_directory(generation_directory(generation_));
    publish(head);
  }

  void rebuild(const std::function<void(const Sink&)>& produce, const Head& head) override {
    const std::uint64_t next = generation_ + 1;
    const std::string target = generation_directory(next);
    fs::remove_all(target);
    build_segments(produce, target);
    guarded([&] {
      Xapian::Database segments;
      for (int half = 0; half < 2; ++half)
        segments.add_database(Xapian::Database(part(target, half)));
      segments.compact(target);
      Xapian::WritableDatabase made(target, Xapian::DB_OPEN);
      made.begin_transaction(true);
      made.set_metadata("analyser", analyser_version());
      made.set_metadata("head", head_text(head));
      made.commit_transaction();
    });
    for (int half = 0; half < 2; ++half) fs::remove_all(part(target, half));
    sync_directory(target);
    sync_directory(directory_);
    replace_file(directory_ + "/MANIFEST", to_text({next, sizes_of(target)}));
    const std::uint64_t old = generation_;
    const bool had_one = writable_ != nullptr;
    guarded([&] {
      const std::scoped_lock lock(mutex_);
      writable_.reset();
      generation_ = next;
      writable_ = std::make_unique<Xapian::WritableDatabase>(target, Xapian::DB_OPEN);
      head_ = head;
    });
    if (had_one) fs::remove_all(generation_directory(old));
  }

  std::unique_ptr<Postings> snapshot() const override {
    const std::scoped_lock lock(mutex_);
    return guarded([&] {
      // Its own handle each time: handles are not shared between threads.
      return std::make_unique<XapianPostings>(
          writable_ ? Xapian::Database(generation_directory(generation_)) : Xapian::Database());
    });
  }

 private:
  std::string generation_directory(std::uint64_t generation) const {
    return directory_ + "/g" + std::to_string(generation);
  }
  static std::string part(const std::string& target, int half) {
    return target + ".part" + std::to_string(half);
  }

  // What was wrong, in Chinese; empty when the index is open or there has never been one.
  std::string open_existing() {
    const auto manifest_text = read_small_file(directory_ + "/MANIFEST");
    if (!manifest_text) return {};
    const auto manifest = manifest_from(*manifest_text);
    if (!manifest) return "清单文件无法读取";
    generation_ = manifest->generation;
    const std::string home = generation_directory(generation_);
    for (const auto& [file, size] : manifest->sizes) {
      std::error_code error;
      const auto found = fs::file_size(home + '/' + file, error);
      if (error || found < size) return "文件 " + file + " 缺失或变短";
    }
    const std::string marker = directory_ + "/OPENING";
    const auto begun = read_small_file(marker);
    if (begun && *begun == "2\n") {
      fs::remove(marker);
      return "连续两次打开时程序中断";
    }
    replace_file(marker, begun ? "2\n" : "1\n");
    std::string fault;
    try {
      auto writable = std::make_unique<Xapian::WritableDatabase>(home, Xapian::DB_OPEN);
      const auto head = head_from(writable->get_metadata("head"));
      if (!head) {
        fault = "没有记录所处的库版本";
      } else if (writable->get_metadata("analyser") != analyser_version()) {
        fault = "由另一版本的词表或程序建立";
      } else {
        probe(*writable);
        writable_ = std::move(writable);
        head_ = *head;
      }
    } catch (const Xapian::DatabaseLockError& error) {
      fs::remove(marker);
      throw StorageError("store_locked", "全文索引正被另一个程序使用：" + error.get_msg());
    } catch (const Xapian::Error& error) {
      fault = error.get_description();
    }
    fs::remove(marker);
    return fault;
  }

  // Touches every table once: a table that is cut or deleted answers here and not in a search.
  static void probe(const Xapian::WritableDatabase& database) {
    if (database.get_doccount() == 0) return;
    for (const Xapian::docid id : {*database.postlist_begin(""), database.get_lastdocid()}) {
      const Xapian::Document document = database.get_document(id);
      if (document.get_data().empty() && document.get_value(id_slot).empty()) {
        throw Xapian::DatabaseCorruptError("a document has no content");
      }
      if (document.termlist_begin() == document.termlist_end()) {
        throw Xapian::DatabaseCorruptError("a document has no terms");
      }
    }
  }

  void start_empty() {
    rebuild([](const Sink&) {}, Head{});
  }

  void forget_transaction() noexcept {
    try {
      writable_->cancel_transaction();
    } catch (const Xapian::Error&) {
      // The handle is given up below: a later apply() opens the last committed state anew.
    }
    writable_.reset();
    try {
      writable_ = std::make_unique<Xapian::WritableDatabase>(generation_directory(generation_),
                                                             Xapian::DB_OPEN);
    } catch (const Xapian::Error&) {
      writable_.reset();
    }
  }

  void publish(const Head& head) {
    const std::scoped_lock lock(mutex_);
    head_ = head;
  }

  // Two halves on two threads: Xapian inverts in one thread, which is most of the work.
  static void build_segments(const std::function<void(const Sink&)>& produce,
                             const std::string& target) {
    constexpr std::size_t flush_every = 1000;
    using Chunk = std::vector<SearchDocument>;
    BoundedQueue<Chunk> queue(8);
    std::exception_ptr failure;
    std::mutex failing;
    const auto write = [&](int half) {
      try {
        fs::remove_all(part(target, half));
        Xapian::WritableDatabase segment(
            part(target, half), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
        std::size_t since = 0;
        while (auto chunk = queue.pop()) {
          for (const SearchDocument& document : *chunk)
            segment.add_document(xapian_document(document));
          since += chunk->size();
          if (since >= flush_every) {
            segment.commit();
            since = 0;
          }
        }
        segment.commit();
      } catch (...) {
        const std::scoped_lock lock(failing);
        if (!failure) failure = std::current_exception();
        queue.close();
      }
    };
    {
      std::jthread first([&] { write(0); });
      std::jthread second([&] { write(1); });
      try {
        produce([&](Chunk chunk) { queue.push(std::move(chunk)); });
      } catch (...) {
        queue.close();
        throw;
      }
      queue.close();
    }
    if (failure) guarded([&] { std::rethrow_exception(failure); });
  }

  const std::string directory_;
  std::uint64_t generation_ = 0;
  std::unique_ptr<Xapian::WritableDatabase> writable_;
  mutable std::mutex mutex_;
  Head head_{};
};
}  // namespace

std::unique_ptr<TextIndex> open_xapian_text_index(const std::string& directory,
                                                  std::string* fault) {
  return std::make_unique<XapianTextIndex>(directory, fault);
}
}  // namespace bole
