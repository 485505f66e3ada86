#include "server/service.hpp"

#include <cstdio>
#include <utility>

#include "engine/core/sha256.hpp"
#include "index/secret_key.hpp"
#include "index/token.hpp"

namespace bole {
Service::Service(const std::string& directory, std::chrono::milliseconds check_every)
    : store_(open_rocks_store(directory, OpenMode::existing)),
      audit_(open_audit_log(directory + "/audit", store_->audit_head())),
      catalogue_(*store_, Vocabulary::built_in(), directory + "/columns"),
      desk_(*store_, catalogue_, *audit_),
      text_(open_xapian_text_index(directory + "/text", nullptr)),
      searcher_(*store_, catalogue_, *text_, secret_key(directory)),
      check_every_(check_every),
      imports_(
          directory, *store_, catalogue_.vocabulary(), [this] { follow(); },
          [this](const StoredPeople& people) { take_in(people); }) {
  {
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up();
    // An index that must be built anew for many is built while searches are answered.
    constexpr std::size_t few = 5000;
    bool current = false;
    if (can_follow(*store_, *text_) || catalogue_.columns().size() <= few) {
      try {
        searcher_.catch_up();
        current = true;
      } catch (const StorageError& error) {  // the indexer tries again
        std::fprintf(stderr, "全文索引：%s\n", error.what());
      }
    }
    if (!current) searcher_.take_in({});
  }
  indexing_ = std::jthread([this](const std::stop_token& stop) { run_indexer(stop); });
  wake_indexer();
}

Service::~Service() {
  indexing_.request_stop();
  indexer_changed_.notify_all();
}

Service::AtEnd::~AtEnd() {
  const std::string trouble = service.catalogue_.keep();
  if (!trouble.empty()) std::fprintf(stderr, "人员数据列没有存下：%s\n", trouble.c_str());
}

void Service::follow() {
  {
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up();
  }
  wake_indexer();
}

void Service::take_in(const StoredPeople& people) {
  {
    const std::unique_lock lock(mutex_);
    catalogue_.catch_up_with(people);
  }
  wake_indexer();
}

Result<SearchAnswer> Service::search(const SearchRequest& request, Day today) const {
  try {
    const std::shared_lock lock(mutex_);
    return searcher_.search(request, today);
  } catch (const StorageError& error) {
    if (error.code == "index_damaged") wake_indexer();  // which builds it anew
    throw;
  }
}

void Service::record(AuditEntry entry) {
  const AuditKey& key = audit_->key();
  for (std::string& id : entry.objects) id = audited_id(key, id);
  for (std::string* id : {&entry.pool, &entry.matter}) {
    if (!id->empty()) *id = audited_id(key, *id);
  }
  const Head head = store_->head();
  entry.store_epoch = head.epoch;
  entry.store_sequence = head.sequence;
  store_->witness_audit(audit_->append(entry));
}

std::optional<User> Service::user_of_token(std::string_view token) const {
  const Digest digest = sha256(token);
  const std::uint64_t sequence = store_->head().sequence;
  {
    const std::scoped_lock lock(known_mutex_);
    if (known_at_ != sequence) known_.clear();
    known_at_ = sequence;
    if (const auto known = known_.find(digest); known != known_.end()) return known->second;
  }
  const auto id = user_with_token(*store_, token);
  if (!id) return std::nullopt;
  auto user = catalogue_.user(*id);
  if (!user) return std::nullopt;
  const std::scoped_lock lock(known_mutex_);
  if (known_at_ == sequence) known_.emplace(digest, *user);
  return std::move(*user);
}

void Service::wake_indexer() const {
  {
    const std::scoped_lock lock(indexer_mutex_);
    index_behind_ = true;
  }
  indexer_changed_.notify_all();
}

void Service::follow_text() {
  // Writing into the index needs nobody to wait; only taking in what was written does.
  Followed followed = searcher_.follow();
  const std::unique_lock lock(mutex_);
  catalogue_.catch_up();
  searcher_.take_in(std::move(followed));
}

// Every person's turn comes.
void Service::check_text() {
  constexpr std::uint32_t at_a_time = 200;
  const std::uint32_t every = text_->snapshot()->documents() / at_a_time + 1;
  const std::string fault =
      scrub(*store_, *text_, catalogue_.vocabulary(), every, checks_++ % every);
  if (fault.empty()) return;
  std::fprintf(stderr, "全文索引与库中不符，将重建：%s\n", fault.c_str());
  text_->distrust();
  wake_indexer();
}

void Service::run_indexer(const std::stop_token& stop) {
  std::string trouble;
  while (true) {
    bool behind = false;
    {
      std::unique_lock lock(indexer_mutex_);
      // Trouble may have passed by then, as that of a full disk does.
      const std::chrono::milliseconds pause =
          trouble.empty() ? check_every_ : std::chrono::seconds(5);
      behind = indexer_changed_.wait_for(lock, stop, pause, [this] { return index_behind_; }) ||
               !trouble.empty();
      if (stop.stop_requested()) return;
      index_behind_ = false;
    }
    trouble.clear();
    try {
      behind ? follow_text() : check_text();
    } catch (const std::exception& error) {
      trouble = error.what();
      std::fprintf(stderr, "全文索引：%s\n", error.what());
    }
    const std::scoped_lock lock(indexer_mutex_);
    index_trouble_ = trouble;
  }
}

std::string Service::not_ready() const {
  if (const std::string trouble = audit_->trouble(); !trouble.empty()) {
    return "审计记录写不下来，不予答复：" + trouble;
  }
  const std::scoped_lock lock(indexer_mutex_);
  return index_trouble_.empty() ? std::string() : "全文索引没有更新：" + index_trouble_;
}

Service::Position Service::position() const {
  const std::shared_lock lock(mutex_);
  return {store_->head().sequence, catalogue_.head().sequence, text_->head().sequence,
          catalogue_.columns().size()};
}
}  // namespace bole
