#include "index/text/xapian_postings.hpp"

namespace bole {
namespace {
constexpr std::size_t most_kept_bytes = 256 << 20;
constexpr std::size_t most_idle = 8;

class XapianPostings : public Postings {
  const Xapian::Database& database() const { return handle_->database; }

  template <class Call>
  auto guarded(Call&& call) const {
    try {
      return call();
    } catch (const Xapian::DatabaseModifiedError& error) {
      sound_ = false;
      // While commits are held off nothing can have been modified.
      if (!hold_.owns_lock()) throw IndexChanged(error.get_msg());
      readers_->set_damaged(true);
      throw index_damaged(error.get_description());
    } catch (const Xapian::Error& error) {
      sound_ = false;
      readers_->set_damaged(true);
      throw index_damaged(error.get_description());
    }
  }

 public:
  XapianPostings(std::shared_ptr<XapianReaders> readers,
                 std::unique_ptr<XapianReaders::Handle> handle, std::shared_ptr<PostingCache> cache,
                 std::shared_lock<std::shared_mutex> hold)
      : readers_(std::move(readers)),
        handle_(std::move(handle)),
        cache_(std::move(cache)),
        hold_(std::move(hold)) {}
  ~XapianPostings() override {
    if (sound_) readers_->give_back(std::move(handle_));
  }
  XapianPostings(const XapianPostings&) = delete;
  XapianPostings& operator=(const XapianPostings&) = delete;

  std::uint32_t documents() const override {
    return guarded([&] { return database().get_doccount(); });
  }
  DocId last_document() const override {
    return guarded([&] { return DocId{database().get_lastdocid()}; });
  }
  std::uint32_t frequency(std::string_view term) const override {
    return guarded([&] { return database().get_termfreq(std::string(term)); });
  }

  SharedPostings list(std::string_view term) const override {
    if (SharedPostings list = cache_->find(term)) return list;
    auto list = std::make_shared<PostingList>();
    guarded([&] {
      const std::string name(term);
      const Xapian::doccount count = database().get_termfreq(name);
      list->documents.reserve(count);
      list->shares.reserve(count);
      const auto end = database().postlist_end(name);
      for (auto at = database().postlist_begin(name); at != end; ++at) {
        list->documents.push_back({*at});
        list->shares.push_back(static_cast<std::uint16_t>(at.get_wdf()));
      }
    });
    cache_->put(term, list);
    return list;
  }

  int share(std::string_view term, DocId document) const override {
    return guarded([&] {
      const std::string name(term);
      auto at = database().postlist_begin(name);
      const auto end = database().postlist_end(name);
      if (at != end && *at < document.value) at.skip_to(document.value);
      return at != end && *at == document.value ? static_cast<int>(at.get_wdf()) : 0;
    });
  }

  SharedPostings kept(const std::string& key,
                      const std::function<PostingList()>& make) const override {
    if (SharedPostings list = cache_->find(key)) return list;
    auto list = std::make_shared<const PostingList>(make());
    cache_->put(key, list);
    return list;
  }

  void for_each_term(std::string_view prefix,
                     const std::function<void(const std::string&)>& visit) const override {
    guarded([&] {
      const std::string begin(prefix);
      const auto end = database().allterms_end(begin);
      for (auto at = database().allterms_begin(begin); at != end; ++at) visit(*at);
    });
  }

  void for_each_text(std::span<const DocId> documents,
                     const std::function<void(DocId, std::string_view)>& visit) const override {
    guarded([&] {
      auto at = database().valuestream_begin(texts_slot);
      const auto end = database().valuestream_end(texts_slot);
      for (const DocId document : documents) {
        if (at != end) at.skip_to(document.value);
        // A person without any text has no value.
        const bool found = at != end && at.get_docid() == document.value;
        visit(document, found ? *at : std::string());
      }
    });
  }

  std::string id(DocId document) const override {
    return guarded([&] { return database().get_document(document.value).get_value(id_slot); });
  }
  void for_each_id(DocId from,
                   const std::function<void(DocId, const std::string&)>& visit) const override {
    guarded([&] {
      auto at = database().valuestream_begin(id_slot);
      const auto end = database().valuestream_end(id_slot);
      if (at != end && from.value > 1) at.skip_to(from.value);
      for (; at != end; ++at) visit({at.get_docid()}, *at);
    });
  }

 private:
  const std::shared_ptr<XapianReaders> readers_;
  std::unique_ptr<XapianReaders::Handle> handle_;
  const std::shared_ptr<PostingCache> cache_;
  const std::shared_lock<std::shared_mutex> hold_;
  mutable bool sound_ = true;
};
}  // namespace

StorageError index_damaged(const std::string& what) {
  return {"index_damaged", "全文索引已损坏，需要重建：" + what};
}

StorageError write_error(const Xapian::Error& error) {
  const std::string text = error.get_description();
  if (text.find("No space left") != std::string::npos ||
      text.find("Disk quota exceeded") != std::string::npos) {
    return {"disk_full", "磁盘空间不足，全文索引没有写入；库中的内容不受影响"};
  }
  if (error.get_error_string() != nullptr) {
    return {"io_error", "写全文索引出错，库中的内容不受影响：" + text};
  }
  return index_damaged(text);
}

void XapianReaders::publish(const std::string& path, Xapian::rev revision) {
  const std::scoped_lock lock(mutex_);
  if (path != path_) idle_.clear();
  path_ = path;
  revision_ = revision;
  cache_ = std::make_shared<PostingCache>(most_kept_bytes);
}

void XapianReaders::give_back(std::unique_ptr<Handle> handle) {
  const std::scoped_lock lock(mutex_);
  if (handle->path == path_ && idle_.size() < most_idle) idle_.push_back(std::move(handle));
}

std::unique_ptr<Postings> XapianReaders::snapshot(TextIndex::Hold hold) {
  constexpr int attempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return try_snapshot(hold);
    } catch (const IndexChanged&) {
      if (attempt == attempts) throw;
    }
  }
}

std::unique_ptr<Postings> XapianReaders::try_snapshot(TextIndex::Hold hold) {
  std::shared_lock<std::shared_mutex> held;
  if (hold == TextIndex::Hold::commits) held = std::shared_lock(commits_);
  std::unique_ptr<Handle> handle;
  std::string path;
  Xapian::rev revision = 0;
  {
    const std::scoped_lock lock(mutex_);
    path = path_;
    revision = revision_;
    if (!idle_.empty()) {
      handle = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  try {
    if (handle == nullptr) {
      handle = std::make_unique<Handle>();
      handle->path = path;
      if (!path.empty()) handle->database = Xapian::Database(path);
    } else if (!path.empty() && handle->database.get_revision() != revision) {
      handle->database.reopen();
    }
    if (!path.empty()) revision = handle->database.get_revision();
  } catch (const Xapian::Error& error) {
    {
      const std::scoped_lock lock(mutex_);
      if (path != path_) throw IndexChanged(error.get_msg());
    }
    const bool modified = std::string_view(error.get_type()) == "DatabaseModifiedError";
    if (modified && hold == TextIndex::Hold::nothing) throw IndexChanged(error.get_msg());
    set_damaged(true);
    throw index_damaged(error.get_description());
  }
  std::shared_ptr<PostingCache> cache;
  {
    const std::scoped_lock lock(mutex_);
    // A commit may be read before it is published.
    if (path == path_ && revision == revision_) cache = cache_;
  }
  if (cache == nullptr) cache = std::make_shared<PostingCache>(most_kept_bytes);
  return std::make_unique<XapianPostings>(shared_from_this(), std::move(handle), std::move(cache),
                                          std::move(held));
}
}  // namespace bole
