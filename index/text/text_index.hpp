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

// What full text search reads, derived from the store and disposable. It always stands at one head
// of the store: apply() brings in all changes up to a head, or none of them.
//
// snapshot() may be called from any thread; the others from one thread at a time. Throw
// StorageError (disk_full, io_error, index_damaged); a damaged index is mended by rebuild().
class TextIndex {
 public:
  virtual ~TextIndex() = default;

  // The head up to which changes are in; sequence 0 for an empty index.
  [[nodiscard]] virtual Head head() const = 0;
  // The version of the vocabulary and analyser it was made with; empty for an empty index.
  [[nodiscard]] virtual std::string analyser() const = 0;

  virtual void apply(const std::vector<IndexChange>& changes, const Head& head) = 0;

  // Replaces everything. `produce` calls its argument for every document, from one thread; readers
  // keep the old state until the end.
  using Sink = std::function<void(std::vector<SearchDocument>)>;
  virtual void rebuild(const std::function<void(const Sink&)>& produce, const Head& head) = 0;

  // The state as it is now. May throw IndexChanged from its members later, after further commits.
  [[nodiscard]] virtual std::unique_ptr<Postings> snapshot() const = 0;
};

// Of the program: another one makes an index foreign.
[[nodiscard]] std::string analyser_version();

[[nodiscard]] std::unique_ptr<TextIndex> make_memory_text_index();
// A missing, damaged or foreign directory gives an empty index (head sequence 0), and `fault` says
// in Chinese what was found; nothing is deleted before rebuild() has made the new one.
[[nodiscard]] std::unique_ptr<TextIndex> open_xapian_text_index(const std::string& directory,
                                                                std::string* fault);

}  // namespace bole
