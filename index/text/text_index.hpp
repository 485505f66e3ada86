#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/search/document.hpp"
#include "engine/search/postings.hpp"
#include "index/store/store.hpp"

namespace bole {

// A person's new document, or that the person is gone.
struct IndexChange {
  std::string id{};
  std::optional<SearchDocument> document{};
};

// The index moved on under a reader so far that its state can no longer be read: take a new
// snapshot and ask again.
struct IndexChanged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A whole new index that nobody reads yet; thrown away unless it is adopted.
class RebuiltIndex {
 public:
  virtual ~RebuiltIndex() = default;
};

// What full text search reads, derived from the store and disposable. It always stands at one head
// of the store: apply() brings in all changes up to a head, or none of them.
//
// snapshot(), head(), analyser() and distrust() may be called from any thread; the others from one
// thread at a time. Throw StorageError (disk_full, io_error, index_damaged). An index in which a
// reader met damage has no head and no analyser from then on: it is mended by a rebuild.
class TextIndex {
 public:
  virtual ~TextIndex() = default;

  // The head up to which changes are in; sequence 0 for an empty index.
  [[nodiscard]] virtual Head head() const = 0;
  // The version of the vocabulary and analyser it was made with; empty for an empty index.
  [[nodiscard]] virtual std::string analyser() const = 0;

  // Of several changes of one person the last one counts. A replaced document keeps its DocId.
  virtual void apply(const std::vector<IndexChange>& changes, const Head& head) = 0;

  // Makes a new index of everything that `produce` hands over, beside the present one, which goes
  // on being read and is given up by adopt(). `produce` calls its argument from one thread; what
  // it throws is thrown here. No apply() between the two.
  using Sink = std::function<void(std::vector<SearchDocument>)>;
  [[nodiscard]] virtual std::unique_ptr<RebuiltIndex> build(
      const std::function<void(const Sink&)>& produce, const Head& head) = 0;
  virtual void adopt(std::unique_ptr<RebuiltIndex> rebuilt) = 0;
  void rebuild(const std::function<void(const Sink&)>& produce, const Head& head) {
    adopt(build(produce, head));
  }

  // Somebody found that the index does not say what the store says: as if it were damaged.
  virtual void distrust() = 0;

  // The state as it is now. May throw IndexChanged, now or from its members later, when commits
  // follow each other faster than it is read; with Hold::commits they wait until it is gone.
  enum class Hold : std::uint8_t { nothing, commits };
  [[nodiscard]] virtual std::unique_ptr<Postings> snapshot(Hold hold = Hold::nothing) const = 0;
};

// Of the program: another one makes an index foreign.
[[nodiscard]] std::string analyser_version();

[[nodiscard]] std::unique_ptr<TextIndex> make_memory_text_index();
// A missing, damaged or foreign directory gives an empty index (head sequence 0), and `fault` says
// in Chinese what was found; nothing is deleted before adopt() has put a new one in its place.
[[nodiscard]] std::unique_ptr<TextIndex> open_xapian_text_index(const std::string& directory,
                                                                std::string* fault);
// Reads every block in a process of its own, since a damaged one may end it: what is wrong, in
// Chinese; empty when the index is sound or there is none. Call it before threads begin, with the
// index closed.
[[nodiscard]] std::string check_xapian_text_index(const std::string& directory);

}  // namespace bole
