#include <algorithm>
#include <map>
#include <mutex>

#include "index/text/posting_cache.hpp"
#include "index/text/text_index.hpp"

namespace bole {
namespace {
constexpr std::size_t most_kept_bytes = 64 << 20;

struct State {
  std::map<std::string, std::shared_ptr<PostingList>, std::less<>> lists{};
  std::vector<std::shared_ptr<const SearchDocument>> documents{};  // by DocId - 1; null: a gap
  std::map<std::string, DocId, std::less<>> places{};
  Head head{};
  std::shared_ptr<PostingCache> cache = std::make_shared<PostingCache>(most_kept_bytes);
};

// The next state: shares with the one before what does not change.
class Change {
 public:
  explicit Change(const State& state) : state_(std::make_shared<State>(state)) {
    state_->cache = std::make_shared<PostingCache>(most_kept_bytes);
  }

  void put(SearchDocument document) {
    DocId place{static_cast<std::uint32_t>(state_->documents.size() + 1)};
    if (const auto known = state_->places.find(document.id); known != state_->places.end()) {
      place = known->second;
      remove(document.id);
    } else {
      state_->documents.emplace_back();
    }
    state_->places[document.id] = place;
    for (const auto& [term, share] : document.terms) {
      PostingList& list = own(term);
      const auto at = std::ranges::upper_bound(list.documents, place) - list.documents.begin();
      list.documents.insert(list.documents.begin() + at, place);
      list.shares.insert(list.shares.begin() + at, share);
    }
    state_->documents[place.value - 1] =
        std::make_shared<const SearchDocument>(std::move(document));
  }

  void remove(const std::string& id) {
    const auto known = state_->places.find(id);
    if (known == state_->places.end()) return;
    const DocId place = known->second;
    for (const auto& [term, share] : state_->documents[place.value - 1]->terms) {
      PostingList& list = own(term);
      const auto at = std::ranges::lower_bound(list.documents, place) - list.documents.begin();
      list.documents.erase(list.documents.begin() + at);
      list.shares.erase(list.shares.begin() + at);
      if (list.size() == 0) state_->lists.erase(term);
    }
    state_->documents[place.value - 1].reset();
    state_->places.erase(known);
  }

  std::shared_ptr<const State> at(const Head& head) {
    state_->head = head;
    return std::move(state_);
  }

 private:
  PostingList& own(const std::string& term) {
    std::shared_ptr<PostingList>& list = state_->lists[term];
    if (list == nullptr) {
      list = std::make_shared<PostingList>();
    } else if (list.use_count() > 1) {
      list = std::make_shared<PostingList>(*list);
    }
    return *list;
  }

  std::shared_ptr<State> state_;
};

class MemoryPostings : public Postings {
 public:
  explicit MemoryPostings(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::uint32_t documents() const override {
    return static_cast<std::uint32_t>(state_->places.size());
  }
  DocId last_document() const override {
    return {static_cast<std::uint32_t>(state_->documents.size())};
  }
  std::uint32_t frequency(std::string_view term) const override {
    return static_cast<std::uint32_t>(list(term)->size());
  }
  SharedPostings list(std::string_view term) const override {
    static const SharedPostings nobody = std::make_shared<const PostingList>();
    const auto found = state_->lists.find(term);
    return found == state_->lists.end() ? nobody : found->second;
  }
  int share(std::string_view term, DocId document) const override {
    const SharedPostings all = list(term);
    const auto at = std::ranges::lower_bound(all->documents, document) - all->documents.begin();
    const auto place = static_cast<std::size_t>(at);
    return place < all->size() && all->documents[place] == document ? all->shares[place] : 0;
  }
  SharedPostings kept(const std::string& key,
                      const std::function<PostingList()>& make) const override {
    SharedPostings list = state_->cache->find(key);
    if (list == nullptr) {
      list = std::make_shared<const PostingList>(make());
      state_->cache->put(key, list);
    }
    return list;
  }
  void for_each_term(std::string_view prefix,
                     const std::function<void(const std::string&)>& visit) const override {
    for (auto at = state_->lists.lower_bound(prefix);
         at != state_->lists.end() && at->first.starts_with(prefix); ++at) {
      visit(at->first);
    }
  }
  void for_each_text(std::span<const DocId> documents,
                     const std::function<void(DocId, std::string_view)>& visit) const override {
    for (const DocId document : documents) {
      visit(document, state_->documents[document.value - 1]->texts);
    }
  }
  std::string id(DocId document) const override {
    return state_->documents[document.value - 1]->id;
  }
  void for_each_id(DocId from,
                   const std::function<void(DocId, const std::string&)>& visit) const override {
    for (std::uint32_t i = std::max(1U, from.value); i <= state_->documents.size(); ++i) {
      if (const auto& document = state_->documents[i - 1]) visit({i}, document->id);
    }
  }

 private:
  std::shared_ptr<const State> state_;
};

struct Built : RebuiltIndex {
  explicit Built(std::shared_ptr<const State> made) : state(std::move(made)) {}
  std::shared_ptr<const State> state;
};

// Readers hold the state they began with; a writer makes the next one.
class MemoryTextIndex : public TextIndex {
 public:
  Head head() const override { return current()->head; }
  std::string analyser() const override {
    return current()->head.sequence == 0 ? std::string() : analyser_version();
  }

  void apply(const std::vector<IndexChange>& changes, const Head& head) override {
    Change next(*current());
    for (const IndexChange& change : changes) {
      if (change.document) {
        next.put(*change.document);
      } else {
        next.remove(change.id);
      }
    }
    publish(next.at(head));
  }

  std::unique_ptr<RebuiltIndex> build(const std::function<void(const Sink&)>& produce,
                                      const Head& head) override {
    Change all{State{}};
    produce([&](std::vector<SearchDocument> documents) {
      for (SearchDocument& document : documents) all.put(std::move(document));
    });
    return std::make_unique<Built>(all.at(head));
  }
  void adopt(std::unique_ptr<RebuiltIndex> rebuilt) override {
    publish(dynamic_cast<Built&>(*rebuilt).state);
  }

  void distrust() override { publish(std::make_shared<const State>()); }

  std::unique_ptr<Postings> snapshot(Hold) const override {
    return std::make_unique<MemoryPostings>(current());
  }

 private:
  std::shared_ptr<const State> current() const {
    const std::scoped_lock lock(mutex_);
    return state_;
  }
  void publish(std::shared_ptr<const State> state) {
    const std::scoped_lock lock(mutex_);
    state_ = std::move(state);
  }

  mutable std::mutex mutex_;
  std::shared_ptr<const State> state_ = std::make_shared<const State>();
};
}  // namespace

std::unique_ptr<TextIndex> make_memory_text_index() { return std::make_unique<MemoryTextIndex>(); }
}  // namespace bole
