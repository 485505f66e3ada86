#include <sys/statvfs.h>
#include <xapian.h>

#include <cerrno>
#include <charconv>
#include <deque>
#include <filesystem>
#include <mutex>

#include "engine/core/sha256.hpp"
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

// What a process that wrote has to say: "done <revision>", or the code and message of its failure.
std::string answer_of(const std::function<Xapian::rev()>& write) {
  try {
    return "done " + std::to_string(write());
  } catch (const Xapian::Error& error) {
    const StorageError failure = write_error(error);
    return failure.code + ' ' + failure.what();
  } catch (const StorageError& failure) {
    return failure.code + ' ' + failure.what();
  }
}
Xapian::rev outcome(OwnProcess& writing) {
  const auto answer = writing.answer();
  if (!answer) {
    throw StorageError("io_error", "写全文索引的进程中断（" + writing.ended_by() +
                                       "），库中的内容不受影响；多半是磁盘出错或已满");
  }
  const std::size_t space = answer->find(' ');
  const std::string rest = answer->substr(space + 1);
  if (answer->substr(0, space) != "done") throw StorageError(answer->substr(0, space), rest);
  Xapian::rev revision = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), revision);
  return revision;
}
Xapian::rev write_apart(const std::function<Xapian::rev()>& write) {
  OwnProcess writing([&] { return answer_of(write); });
  return outcome(writing);
}

// A new database, made of small ones: Xapian's inverter slows down with what it holds. Two
// processes write them, while this one makes the documents.
class Segments {
 public:
  explicit Segments(std::string target) : target_(std::move(target)) {}
  ~Segments() {
    writing_.clear();
    std::error_code ignored;  // leftovers are removed at the next opening
    for (const std::string& path : made_) fs::remove_all(path, ignored);
  }
  Segments(const Segments&) = delete;
  Segments& operator=(const Segments&) = delete;

  void add(std::vector<SearchDocument> documents) {
    for (SearchDocument& document : documents) {
      pending_.push_back(std::move(document));
      if (pending_.size() == documents_a_segment) flush();
    }
  }

  // Everything into the target, which then has the analyser and the head.
  void finish(const Head& head) {
    if (!pending_.empty() || made_.empty()) flush();
    while (!writing_.empty()) wait_for_one();
    std::vector<std::string> rest;
    for (const auto& tier : ripe_) rest.insert(rest.end(), tier.begin(), tier.end());
    write_apart([&] {
      compact(rest, target_);
      Xapian::WritableDatabase made(target_, Xapian::DB_OPEN);
      made.begin_transaction(true);
      made.set_metadata("analyser", analyser_version());
      made.set_metadata("head", head_text(head));
      made.commit_transaction();
      return made.get_revision();
    });
  }

 private:
  static constexpr std::size_t documents_a_segment = 500;
  static constexpr std::size_t at_once = 2;
  // So many become one; their files are open at the same time.
  static constexpr std::size_t segments_a_tier = 48;

  struct Writing {
    std::string path{};
    std::size_t tier = 0;
    OwnProcess process;
  };

  void begin(std::size_t tier, const std::function<void(const std::string& path)>& write) {
    if (writing_.size() == at_once) wait_for_one();
    const std::string path = made_.emplace_back(target_ + ".part" + std::to_string(made_.size()));
    remove_directory(path);
    writing_.push_back({path, tier, OwnProcess([&] {
                          return answer_of([&] {
                            write(path);
                            return Xapian::rev{0};
                          });
                        })});
  }

  void wait_for_one() {
    Writing& first = writing_.front();
    outcome(first.process);
    ripe_.resize(std::max(ripe_.size(), first.tier + 1));
    ripe_[first.tier].push_back(first.path);
    writing_.pop_front();
  }

  void flush() {
    begin(0, [&](const std::string& path) { write_segment(path, pending_); });
    pending_.clear();
    for (std::size_t tier = 0; tier < ripe_.size(); ++tier) {
      if (ripe_[tier].size() < segments_a_tier) continue;
      const std::vector<std::string> from = std::exchange(ripe_[tier], {});
      begin(tier + 1, [&](const std::string& path) { compact(from, path); });
    }
  }

  static void write_segment(const std::string& path, const std::vector<SearchDocument>& documents) {
    // Not DB_DANGEROUS, which is no quicker and cannot end well when the disk is full.
    Xapian::WritableDatabase segment(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (const SearchDocument& document : documents) {
      segment.add_document(xapian_document(document));
    }
    segment.commit();
  }

  static void compact(const std::vector<std::string>& from, const std::string& to) {
    Xapian::Database all;
    for (const std::string& path : from) all.add_database(Xapian::Database(path));
    all.compact(to);
    all.close();
    for (const std::string& path : from) remove_directory(path);
  }

  const std::string target_;
  std::vector<SearchDocument> pending_;
  std::vector<std::string> made_;
  std::vector<std::vector<std::string>> ripe_;  // written, by tier
  std::deque<Writing> writing_;
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
    Segments segments(built->path);
    produce([&](std::vector<SearchDocument> documents) { segments.add(std::move(documents)); });
    segments.finish(head);
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
