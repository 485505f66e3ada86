#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/columns/row_set.hpp"
#include "engine/core/result.hpp"
#include "engine/query/attribute.hpp"

// The order in which people found are shown. It is total: who is equal in it stands by profile id.
namespace bole {

struct SortOrder {
  const Attribute* attribute = nullptr;  // null: by score, highest first
  bool descending = false;               // of an attribute
  friend bool operator==(const SortOrder&, const SortOrder&) = default;
};
// "" is by score, 年龄 or age ascending, -年龄 descending. Codes: those of attribute_for.
[[nodiscard]] Result<SortOrder> sort_order(std::string_view text);

// Where a person stands in an order. Of a value that is known between two ends, the lower end
// counts, then the upper one; names stand by 姓氏笔画. A person of whom nothing is known stands
// last in both directions.
struct SortKey {
  bool unknown = false;
  std::int64_t number = 0;  // day, months, ordinal, rank or score
  std::int64_t upper = 0;
  std::string text{};  // Vocabulary::stroke_key of a name
  friend bool operator==(const SortKey&, const SortKey&) = default;
};

// A place between people: right after the person who had this key and id when it was taken. The
// person may have changed since or be gone.
struct SortPlace {
  SortKey key{};
  ProfileId id{};
  friend bool operator==(const SortPlace&, const SortPlace&) = default;
};

struct SortedRow {
  Row row{};
  SortKey key{};
};

// The first `limit` of the rows after the place, in order. Works in one pass and keeps no more than
// it needs. The order is by an attribute.
[[nodiscard]] std::vector<SortedRow> sort_rows(const RowSet& rows, const SortOrder& order,
                                               const Columns& columns, Day as_of,
                                               const std::optional<SortPlace>& after,
                                               std::size_t limit);

struct ScoredRow {
  Row row{};
  std::int64_t score = 0;
};
// The same by score, highest first.
[[nodiscard]] std::vector<SortedRow> sort_rows(std::span<const ScoredRow> rows,
                                               const Columns& columns,
                                               const std::optional<SortPlace>& after,
                                               std::size_t limit);

}  // namespace bole
