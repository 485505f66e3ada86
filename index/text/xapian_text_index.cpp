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
#include "index/text/own_process.hpp"
#include "index/text/text_files.hpp"
#include "index/text/text_index.hpp"
#include "index/text/xapian_postings.hpp"

// The database of a generation: one document a person, with the terms of SearchDocument and their
// shares as wdf, Q<id>, value 0 = id, value 1 = texts (not the document's data, which Xapian would
// compress one by one). Metadata: head, analyser.
//
// A commit is one Xapian transaction that carries the head, followed by a sync of the directory,
// because Xapian renames its version file without making the name durable. Processes of their own
// write (own_process.hpp); this one only reads.
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

// Xapian 1.4.22 ends the program when the disk fills while it commits, and cannot say why: it is
// not begun without room for what these changes can need.
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

// What a process that wrote has to say: "done" and what it tells, or the code and message of its
// failure.
std::string answer_of(const std::function<std::string()>& write) {
  try {
    return "done " + write();
  } catch (const Xapian::Error& error) {
    const StorageError failure = write_error(error);
    return failure.code + ' ' + failure.what();
  } catch (const StorageError& failure) {
    return failure.code + ' ' + failure.what();
  }
}
std::string outcome(OwnProcess& writing) {
  const auto answer = writing.answer();
  if (!answer) {
    throw StorageError("io_error", "写全文索引的进程中断（" + writing.ended_by() +
                                       "），库中的内容不受影响；多半是磁盘出错或已满");
  }
  const std::size_t space = answer->find(' ');
  if (answer->substr(0, space) == "done") return answer->substr(space + 1);
  throw StorageError(answer->substr(0, space), answer->substr(space + 1));
}
// The revision that `write` made.
Xapian::rev write_apart(const std::function<Xapian::rev()>& write) {
  OwnProcess writing([&] { return answer_of([&] { return std::to_string(write()); }); });
  const std::string told = outcome(writing);
  Xapian::rev revision = 0;
  std::from_chars(told.data(), told.data() + told.size(), revision);
  return revision;
}

// A document on its way to another process: its id, its texts and its terms with their shares, each
// text behind its length.
void append(std::string& bytes, std::uint32_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}
void append(std::string& bytes, std::string_view text) {
  append(bytes, static_cast<std::uint32_t>(text.size()));
  bytes += text;
}
void append(std::string& bytes, const SearchDocument& document) {
  append(bytes, document.id);
  append(bytes, document.texts);
  append(bytes, static_cast<std::uint32_t>(document.terms.size()));
  for (const auto& [term, share] : document.terms) {
    append(bytes, term);
    append(bytes, share);
  }
}
std::optional<Xapian::Document> unpacked(const OwnProcess::Input& input) {
  std::uint32_t number = 0;
  const auto read_number = [&] { return input(reinterpret_cast<char*>(&number), sizeof number); };
  const auto read_text = [&](std::string& text) {
    if (!read_number()) return false;
    text.resize(number);
    return input(text.data(), text.size());
  };
  std::string text;
  if (!read_text(text)) return std::nullopt;
  Xapian::Document made;
  made.add_boolean_term(id_term(text));
  made.add_value(id_slot, text);
  if (!read_text(text)) return std::nullopt;
  made.add_value(texts_slot, text);
  if (!read_number()) return std::nullopt;
  for (std::uint32_t terms = number; terms > 0; --terms) {
    if (!read_text(text) || !read_number()) return std::nullopt;
    made.add_term(text, number);
  }
  return made;
}

void compact(const std::vector<std::string>& from, const std::string& to) {
  Xapian::Database all;
  for (const std::string& path : from) all.add_database(Xapian::Database(path));
  all.compact(to);
  all.close();
  for (const std::string& path : from) remove_directory(path);
}

// Writes the documents it is sent into small databases beside each other, because Xapian's inverter
// slows down with what it holds.
class SegmentWriter {
 public:
  SegmentWriter(std::string path, const OwnProcess::Input& input)
      : path_(std::move(path)), input_(input) {}

  // The paths of the segments, a line each.
  std::string write_all() {
    while (auto document = unpacked(input_)) {
      if (!segment_) {
        tiers_.front().push_back(next_path());
        segment_.emplace(tiers_.front().back(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
      }
      segment_->add_document(*document);
      if (++in_segment_ == documents_a_segment) close_segment();
    }
    close_segment();
    std::string paths;
    for (const auto& tier : tiers_) {
      for (const std::string& path : tier) paths += path + '\n';
    }
    return paths;
  }

 private:
  static constexpr std::size_t documents_a_segment = 500;
  // So many become one; their files are open at the same time.
  static constexpr std::size_t segments_a_tier = 48;

  std::string next_path() { return path_ + '.' + std::to_string(made_++); }

  void close_segment() {
    if (!segment_) return;
    segment_->commit();
    segment_.reset();
    in_segment_ = 0;
    for (std::size_t tier = 0; tier < tiers_.size(); ++tier) {
      if (tiers_[tier].size() < segments_a_tier) continue;
      const std::vector<std::string> from = std::exchange(tiers_[tier], {});
      if (tier + 1 == tiers_.size()) tiers_.emplace_back();
      compact(from, tiers_[tier + 1].emplace_back(next_path()));
    }
  }

  const std::string path_;
  const OwnProcess::Input& input_;
  // Not DB_DANGEROUS, which is no quicker and cannot end well when the disk is full.
  std::optional<Xapian::WritableDatabase> segment_;
  std::size_t in_segment_ = 0;
  std::size_t made_ = 0;
  std::vector<std::vector<std::string>> tiers_{1};
};

// A new database. Two processes write while this one makes the documents; a thread for each hands
// it what it is ready for.
class Building {
 public:
  explicit Building(std::string target) : target_(std::move(target)) {
    for (const std::string part : {".part0", ".part1"}) {
      writers_.emplace_back([path = target_ + part](const OwnProcess::Input& input) {
        return answer_of([&] { return SegmentWriter(path, input).write_all(); });
      });
    }
    for (OwnProcess& writer : writers_) {
      feeders_.emplace_back([&] {
        while (auto documents = queue_.pop()) {
          std::string bytes;
          for (const SearchDocument& document : *documents) append(bytes, document);
          if (!writer.send(bytes)) queue_.close();
        }
      });
    }
  }
  ~Building() { queue_.close(); }
  Building(const Building&) = delete;
  Building& operator=(const Building&) = delete;

  // False when a writer has ended, which finish() tells.
  [[nodiscard]] bool add(std::vector<SearchDocument> documents) {
    return queue_.push(std::move(documents));
  }

  // Everything into the target, which then has the analyser and the head.
  void finish(const Head& head) {
    queue_.close();
    feeders_.clear();
    std::vector<std::string> segments;
    for (OwnProcess& writer : writers_) {
      const std::string told = outcome(writer);
      for (std::size_t at = 0; at < told.size(); at = told.find('\n', at) + 1) {
        segments.push_back(told.substr(at, told.find('\n', at) - at));
      }
    }
    write_apart([&] {
      if (segments.empty()) {
        Xapian::WritableDatabase(target_, Xapian::DB_CREATE).commit();
      } else {
        compact(segments, target_);
      }
      Xapian::WritableDatabase made(target_, Xapian::DB_OPEN);
      made.begin_transaction(true);
      made.set_metadata("analyser", analyser_version());
      made.set_metadata("head", head_text(head));
      made.commit_transaction();
      return made.get_revision();
    });
  }

 private:
  const std::string target_;
  BoundedQueue<std::vector<SearchDocument>> queue_{8};
  std::vector<OwnProcess> writers_;
  std::vector<std::jthread> feeders_;  // end before what they feed
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
  XapianTextIndex(const std::string& directory, std::string* fault)
      : lock_(directory), files_(directory) {
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
    const std::string path = files_.path_of(files_.generation());
    require_room(path, changes);
    {
      const auto commit = readers_->begin_commit();
      try {
        publish(write_apart([&] { return write(path, changes, head); }), head);
      } catch (const StorageError& fault) {
        if (fault.code == "index_damaged") readers_->set_damaged(true);
        // A process that was ended may have come to its commit before.
        if (fault.code == "io_error") publish_as_found();
        throw;
      }
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
      write_all(built->path, produce, head);
    } catch (...) {
      remove_leftovers();
      throw;
    }
    sync_files(built->path);
    return built;
  }

  void adopt(std::unique_ptr<RebuiltIndex> rebuilt) override {
    auto& built = dynamic_cast<Built&>(*rebuilt);
    const std::uint64_t old = files_.generation();
    if (!open_) files_.begin_use();
    files_.write_manifest(built.generation);
    built.adopted = true;
    {
      const std::scoped_lock lock(mutex_);
      open_ = true;
    }
    readers_->set_damaged(false);
    publish_as_found();
    if (old != built.generation) remove_directory(files_.path_of(old));
  }

  void distrust() override { readers_->set_damaged(true); }

  std::unique_ptr<Postings> snapshot(Hold hold) const override { return readers_->snapshot(hold); }

 private:
  static void write_all(const std::string& path, const std::function<void(const Sink&)>& produce,
                        const Head& head) {
    struct Stopped {};
    Building building(path);
    try {
      produce([&](std::vector<SearchDocument> documents) {
        if (!building.add(std::move(documents))) throw Stopped{};
      });
    } catch (const Stopped&) {
      // finish() says what happened.
    }
    building.finish(head);
  }

  void remove_leftovers() const noexcept {
    try {
      files_.remove_leftovers();
    } catch (const StorageError&) {
      // The next opening tries again.
    }
  }

  // What was wrong, in Chinese; empty when the index is open.
  std::string open_existing() {
    if (!files_.begin_use()) return "连续两次使用时程序意外中断";
    std::string fault;
    try {
      const Xapian::Database database(files_.path_of(files_.generation()));
      const auto head = head_from(database.get_metadata("head"));
      if (!head) {
        fault = "没有记录所处的库版本";
      } else if (database.get_metadata("analyser") != analyser_version()) {
        fault = "由另一版本的词表或程序建立";
      } else {
        probe(database);
        files_.remove_leftovers();
        open_ = true;
        publish(database.get_revision(), *head);
        return {};
      }
    } catch (const Xapian::Error& error) {
      fault = error.get_description();
    }
    files_.end_use();
    return fault;
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

  static Xapian::rev write(const std::string& path, const std::vector<IndexChange>& changes,
                           const Head& head) {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    database.begin_transaction(true);
    for (const IndexChange& change : changes) {
      const std::string term = id_term(change.id);
      if (change.document) {
        database.replace_document(term, xapian_document(*change.document));
      } else {
        database.delete_document(term);
      }
    }
    database.set_metadata("head", head_text(head));
    database.commit_transaction();
    sync_directory(path);
    return database.get_revision();
  }

  // The last committed state.
  void publish_as_found() {
    try {
      const Xapian::Database database(files_.path_of(files_.generation()));
      const auto head = head_from(database.get_metadata("head"));
      if (!head) throw Xapian::DatabaseCorruptError("no head");
      publish(database.get_revision(), *head);
    } catch (const Xapian::Error& error) {
      readers_->set_damaged(true);
      throw index_damaged(error.get_description());
    }
  }

  void publish(Xapian::rev revision, const Head& head) {
    readers_->publish(files_.path_of(files_.generation()), revision);
    const std::scoped_lock lock(mutex_);
    head_ = head;
  }

  void close() noexcept {
    if (!open_) return;
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

  const DirectoryLock lock_;
  TextFiles files_;
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
