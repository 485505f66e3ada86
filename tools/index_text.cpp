#include "tools/index_text.hpp"

#include <cstdio>
#include <utility>

#include "tools/terminal.hpp"

namespace bole {
std::string text_directory(const std::string& store) { return store + "/text"; }

std::unique_ptr<TextIndex> open_text_index(const std::string& store) {
  std::string fault;
  auto text = open_xapian_text_index(text_directory(store), &fault);
  if (!fault.empty()) std::fprintf(stderr, "全文索引不能用，将重建：%s\n", fault.c_str());
  return text;
}

void show_indexing(const std::function<void(const IndexingReport&)>& work) {
  ProgressBar bar("编入全文索引");
  work([&](std::uint64_t done, std::uint64_t total) {
    bar.update({.bytes_done = done, .bytes_total = total, .records = done});
  });
}

void follow_with_bar(const Store& store, TextIndex& text) {
  if (text.head() == store.head()) return;
  show_indexing([&](const IndexingReport& report) {
    Followed followed = follow_store(store, text, Vocabulary::built_in(), report);
    if (followed.rebuilt) text.adopt(std::move(followed.rebuilt));
  });
}
}  // namespace bole
