#pragma once
#include <functional>
#include <memory>
#include <string>

#include "index/store/store.hpp"
#include "index/text/follow_store.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// Where the text index of a store lies.
[[nodiscard]] std::string text_directory(const std::string& store);

// Opens it; says on stderr when what was found cannot be used and why.
[[nodiscard]] std::unique_ptr<TextIndex> open_text_index(const std::string& store);

// Runs what brings the index to the store's head, with a progress bar.
void show_indexing(const std::function<void(const IndexingReport&)>& work);

// The same where there is anything to bring in.
void follow_with_bar(const Store& store, TextIndex& text);

}  // namespace bole
