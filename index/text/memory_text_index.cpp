#include <algorithm>
#include <map>
#include <mutex>

#include "index/text/text_index.hpp"

namespace bole {
namespace {
struct Posting {
  DocId document{};
  std::uint16_t share = 0;
};

struct State {
  std::map<std::string, std::vector<Posting>, std::less<>> postings{};
  std::vector<SearchDocument> documents{};  // by DocId - 1; an empty id is a gap
  std::map<std::string, DocId, std::less<>> places{};
  Head head{};

  void remove(DocId document) {
    SearchDocument& old = documents[document.value - 1];
    for (const auto& [term, share] : old.terms) {
      std::vector<Posting>& list = postings[term];
      std::erase_if(list, [&](const Posting& posting) { return posting.document == document; });
      if (list.empty()) postings.erase(term);
    }
    places.erase(old.id);
    old = {};
  }

  void put(SearchDocument document) {
    DocId place{static_cast<std::uint32_t>(documents.size() + 1)};
    if (const auto known = places.find(document.id); known != places.end()) {
      place = known->second;
      remove(place);
    } else {
      documents.emplace_back();
    }
    places[document.id] = place;
    for (const auto& [term, share] : document.terms) {
      std::vector<Posting>& list = postings[term];
      const auto at = std::ranges::upper_bound(list, place, {}, &Posting::document);
      list.insert(at, {place, share});
    }
    documents[place.value - 1] = std::move(document);
  }
};

class Cursor : public PostingCursor {
 public:
  explicit Cursor(const std::vector<Posting>* list) : list_(list) {}
  bool at_end() const override { return list_ == nullptr || at_ == list_->size(); }
  DocId document() const override { return (*list_)[at_].document; }
  int share() const override { return (*list_)[at_].share; }
  void next() override { ++at_; }
  void skip_to(DocId document) override {
    if (at_end()) return;
    const auto from = list_->begin() + static_cast<std::ptrdiff_t>(at_);
    const auto found =
        std::ranges::lower_bound(from, list_->end(), document, {}, &Posting::document);
    at_ = static_cast<std::size_t>(found - list_->begin());
  }

 private:
  const std::vector<Posting>* list_ = nullptr;
  std::size_t at_ = 0;
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
    const auto found = state_->postings.find(term);
    return found == state_->postings.end() ? 0 : static_cast<std::uint32_t>(found->second.size());
  }
  std::unique_ptr<PostingCursor> open(std::string_view term) const override {
    const auto found = state_->postings.find(term);
    return std::make_unique<Cursor>(found == state_->postings.end() ? nullptr : &found->second);
  }
  void for_each_term(std::string_view prefix,
                     const std::function<void(const std::string&)>& visit) const override {
    for (auto at = state_->postings.lower_bound(prefix);
         at != state_->postings.end() && at->first.starts_with(prefix); ++at) {
      visit(at->first);
    }
  }
  std::string texts(DocId document) const override {
    return state_->documents[document.value - 1].texts;
  }
  std::string id(DocId document) const override { return state_->documents[document.value - 1].id; }
  void for_each_id(DocId from,
                   const std::function<void(DocId, const std::string&)>& visit) const override {
    for (std::uint32_t i = std::max(1U, from.value); i <= state_->documents.size(); ++i) {
      if (const std::string& id = state_->documents[i - 1].id; !id.empty()) visit({i}, id);
    }
  }

 private:
  std::shared_ptr<const State> state_;
};

// Readers hold the state they began with; a writer changes a copy.
class MemoryTextIndex : public TextIndex {
 public:
  Head head() const override { return current()->head; }
  std::string analyser() const override {
    return current()->head.sequence == 0 ? std::string() : analyser_version();
  }

  void apply(const std::vector<IndexChange>& changes, const Head& head) override {
    auto next = std::make_shared<State>(*current());
    for (const IndexChange& change : changes) {
      if (change.document) {
        next->put(*change.document);
      } else if (const auto known = next->places.find(change.id); known != next->places.end()) {
        next->remove(known->second);
      }
    }
    next->head = head;
    publish(std::move(next));
  }

  void rebuild(const std::function<void(const Sink&)>& produce, const Head& head) override {
    auto next = std::make_shared<State>();
    produce([&](std::vector<SearchDocument> documents) {
      for (SearchDocument& document : documents) next->put(std::move(document));
    });
    next->head = head;
    publish(std::move(next));
  }

  std::unique_ptr<Postings> snapshot() const override {
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
