#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/result.hpp"
#include "engine/core/sha256.hpp"
#include "engine/query/sort.hpp"

namespace bole {

// Where the next page of a search begins: after the last person shown, wherever people have moved
// since. Whoever has not changed in between is shown once and only once.
struct Cursor {
  Digest question{};  // of the canonical search request, without its cursor and limit
  Day as_of{};        // of the first page, and so of all
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;  // the store's head at the first page: to say 数据已更新
  SortPlace last{};
  // How rare the words of the query were at the first page: later pages score with the same, so
  // that nobody moves because others came or went.
  std::vector<std::int64_t> rarities{};
  friend bool operator==(const Cursor&, const Cursor&) = default;
};

// Letters, digits, - and _. Not secret: it says which person was last and the value they were
// sorted by, but no name. Signed with the key, which is not empty and known to the server only.
[[nodiscard]] std::string write_cursor(const Cursor& cursor, std::string_view key);

// Codes: bad_cursor where the text is broken, forged or signed with another key;
// cursor_of_another_query where it belongs to another question.
[[nodiscard]] Result<Cursor> read_cursor(std::string_view text, const Digest& question,
                                         std::string_view key);

}  // namespace bole
