#include "index/text/follow_store.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "index/profile_record.hpp"

namespace bole {
namespace {
SearchDocument document_of(const Record& record, const Vocabulary& vocabulary) {
  const auto profile = profile_of(record);
  if (!profile) {
    throw StorageError("store_damaged",
                       "库中的人员 " + record.id + " 无法读取：" + profile.error().message);
  }
  return make_document(profile->id.text, text_parts(*profile, vocabulary));
}

void apply_changes(const Store& store, TextIndex& text, const Vocabulary& vocabulary,
                   const IndexingReport& progress) {
  constexpr std::size_t batch = 1000;
  const std::uint64_t begin = text.head().sequence;
  for (Head stands = text.head(); !(stands == store.head());) {
    const auto changes = store.changes(stands, batch);
    if (!changes || changes->empty()) return;
    std::map<std::string, IndexChange> by_id;
    for (const Change& change : *changes) {
      stands = change.head;
      if (change.collection == Collection::profile) by_id[change.id].id = change.id;
    }
    std::vector<IndexChange> people;
    for (auto& [id, change] : by_id) {
      const auto record = store.find(Collection::profile, id);
      if (record && !record->erased) change.document = document_of(*record, vocabulary);
      people.push_back(std::move(change));
    }
    text.apply(people, stands);
    if (progress) progress(stands.sequence - begin, store.head().sequence - begin);
  }
}

// What is wrong with one document; empty when nothing is.
std::string compare(const Postings& postings, DocId document, const SearchDocument& wanted) {
  if (postings.texts(document) != wanted.texts) return wanted.id + " 的文字与库中不同";
  for (const auto& [term, share] : wanted.terms) {
    if (postings.share(term, document) != share) {
      return wanted.id + " 的检索词“" + term.substr(1) + "”与库中不同";
    }
  }
  return {};
}
}  // namespace

bool can_follow(const Store& store, const TextIndex& text) {
  const Head stands = text.head();
  if (stands.sequence == 0 || text.analyser() != analyser_version()) return false;
  if (!store.changes(stands, 1)) return false;
  const std::uint64_t behind = store.head().sequence - stands.sequence;
  return behind <= text.snapshot()->documents() / 2 + 10'000;
}

Followed follow_store(const Store& store, TextIndex& text, const Vocabulary& vocabulary,
                      const IndexingReport& progress) {
  if (!can_follow(store, text)) {
    if (store.head().sequence == 0) return {};
    return {DocId{1}, build_from_store(store, text, vocabulary, 0, progress)};
  }
  const DocId last = text.snapshot()->last_document();
  apply_changes(store, text, vocabulary, progress);
  return {DocId{last.value + 1}, nullptr};
}

std::unique_ptr<RebuiltIndex> build_from_store(const Store& store, TextIndex& text,
                                               const Vocabulary& vocabulary, std::uint64_t people,
                                               const IndexingReport& progress) {
  // People who change meanwhile may be read as they are then, and are brought in once more.
  const Head head = store.head();
  std::uint64_t done = 0;
  return text.build(
      [&](const TextIndex::Sink& sink) {
        constexpr std::size_t chunk = 200;
        std::vector<SearchDocument> documents;
        const auto hand_over = [&] {
          done += documents.size();
          sink(std::exchange(documents, {}));
          if (progress) progress(done, people == 0 ? 0 : std::max(done, people));
        };
        store.for_each(
            Collection::profile,
            [&](const Record& record) {
              if (record.erased) return true;
              documents.push_back(document_of(record, vocabulary));
              if (documents.size() == chunk) hand_over();
              return true;
            },
            SealedPart::skip);
        hand_over();
      },
      head);
}

std::string scrub(const Store& store, const TextIndex& text, const Vocabulary& vocabulary,
                  std::uint32_t every, std::uint32_t which) {
  const Head head = text.head();
  const auto moved = [&] { return !(text.head() == head) || !(store.head() == head); };
  if (moved()) return {};
  const auto postings = text.snapshot();
  std::vector<std::pair<DocId, std::string>> sample;
  postings->for_each_id(DocId{1}, [&](DocId document, const std::string& id) {
    if (document.value % every == which) sample.emplace_back(document, id);
  });
  try {
    for (const auto& [document, id] : sample) {
      const auto record = store.find(Collection::profile, id);
      const std::string fault =
          !record || record->erased
              ? id + " 不在库中"
              : compare(*postings, document, document_of(*record, vocabulary));
      if (!fault.empty()) return moved() ? std::string() : fault;
    }
  } catch (const IndexChanged&) {
    // It is not at this head any more.
  }
  return {};
}
}  // namespace bole
