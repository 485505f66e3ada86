#pragma once
#include "index/catalogue.hpp"
#include "index/search_desk.hpp"
#include "index/text/text_index.hpp"
#include "tools/measure/rows.hpp"

namespace bole::measure {

// The question as search takes it; not for text_any.
[[nodiscard]] SearchRequest request_for(const Question& question);

// Puts a question to search as it is served. Where any word is enough, which search does not offer,
// the same text index and ranking are asked as `bole eval` does, without its shared pairs of
// characters. Throws StorageError for what search refuses.
[[nodiscard]] Answered ask_search(const Question& question, const SearchDesk& desk,
                                  const Catalogue& catalogue, const TextIndex& text);

}  // namespace bole::measure
