#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/vocabulary/vocabulary.hpp"
#include "index/store/store.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// How the text index comes to the store's head. May run while both are read, and while the store is
// written to; what is written meanwhile is for the next time.

// People done and, where known (not 0), of how many.
using IndexingReport = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct Followed {
  DocId from{1};                            // documents before this one are those that were there
  std::unique_ptr<RebuiltIndex> rebuilt{};  // to be adopted
};

// Whether changes since the index's head can be brought in one by one: not where it is empty,
// damaged, foreign, of another history, or too far behind.
[[nodiscard]] bool can_follow(const Store& store, const TextIndex& text);

// Brings the changes in, or builds the index anew where that cannot be done.
[[nodiscard]] Followed follow_store(const Store& store, TextIndex& text,
                                    const Vocabulary& vocabulary,
                                    const IndexingReport& progress = {});

// `people`: how many there are, for the report; 0 where that is not known.
[[nodiscard]] std::unique_ptr<RebuiltIndex> build_from_store(const Store& store, TextIndex& text,
                                                             const Vocabulary& vocabulary,
                                                             std::uint64_t people,
                                                             const IndexingReport& progress = {});

// Compares documents with what they would be if they were made anew: those with
// DocId % every == which. What is wrong, in Chinese; empty when nothing is, or when the index is
// not at the store's head or does not stay there.
[[nodiscard]] std::string scrub(const Store& store, const TextIndex& text,
                                const Vocabulary& vocabulary, std::uint32_t every,
                                std::uint32_t which);

}  // namespace bole
