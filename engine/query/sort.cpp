#include "engine/query/sort.hpp"

#include <algorithm>
#include <cassert>

#include "engine/query/attribute_name.hpp"

namespace bole {
namespace {
// People are read in portions that keep the working arrays in the cache.
constexpr std::size_t portion = 1024;

// A person's place in the order, without copies of texts.
struct Standing {
  bool unknown = false;
  std::int64_t number = 0;
  std::int64_t upper = 0;
  std::string_view text{};
  std::string_view id{};
  Row row{};
};

class Before {
 public:
  explicit Before(bool descending) : descending_(descending) {}
  bool operator()(const Standing& a, const Standing& b) const {
    if (a.unknown != b.unknown) return b.unknown;
    if (a.number != b.number) return (a.number < b.number) != descending_;
    if (a.upper != b.upper) return (a.upper < b.upper) != descending_;
    if (a.text != b.text) return (a.text < b.text) != descending_;
    return a.id < b.id;
  }

 private:
  bool descending_;
};

// Keeps the first `limit` of what is shown to it.
class First {
 public:
  First(Before before, const std::optional<SortPlace>& after, std::size_t limit)
      : before_(before), limit_(limit) {
    if (!after) return;
    after_ = Standing{after->key.unknown, after->key.number, after->key.upper, after->key.text,
                      after->id.text};
  }

  void see(const Standing& standing) {
    if (limit_ == 0) return;
    if (after_ && !before_(*after_, standing)) return;
    if (full_ && !before_(standing, kept_[limit_ - 1])) return;
    kept_.push_back(standing);
    if (kept_.size() >= 2 * limit_ + 64) cut();
  }

  std::vector<SortedRow> take() {
    std::sort(kept_.begin(), kept_.end(), before_);
    std::vector<SortedRow> sorted;
    for (const Standing& standing : kept_) {
      if (sorted.size() == limit_) break;
      sorted.push_back(
          {standing.row,
           {standing.unknown, standing.number, standing.upper, std::string(standing.text)}});
    }
    return sorted;
  }

 private:
  // Leaves the first ones, the last of them at limit_ - 1.
  void cut() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(), before_);
    kept_.resize(limit_);
    full_ = true;
  }

  Before before_;
  std::size_t limit_;
  std::optional<Standing> after_;
  std::vector<Standing> kept_;
  bool full_ = false;  // the one at limit_ - 1 bounds what may still come in
};

// Nothing is known of a value that may be anything from 0 up.
bool says_nothing(Interval found) {
  return found.is_none() || found.is_unknown() ||
         (found.at_least <= 0 && found.at_most == Interval::highest);
}
}  // namespace

Result<SortOrder> sort_order(std::string_view text) {
  if (text.empty()) return SortOrder{};
  SortOrder order;
  if (text.starts_with('-')) {
    order.descending = true;
    text.remove_prefix(1);
  }
  const auto attribute = attribute_for(text, Use::sort);
  if (!attribute) return attribute.error();
  order.attribute = *attribute;
  return order;
}

std::vector<SortedRow> sort_rows(const RowSet& rows, const SortOrder& order, const Columns& columns,
                                 Day as_of, const std::optional<SortPlace>& after,
                                 std::size_t limit) {
  assert(order.attribute != nullptr && order.attribute->allows(Use::sort));
  First first(Before(order.descending), after, limit);
  if (order.attribute->domain == Domain::names) {
    rows.for_each([&](Row row) {
      const std::string_view name = columns.stroke_key(row);
      first.see({name.empty(), 0, 0, name, columns.id_text(row), row});
    });
    return first.take();
  }
  const AsOf at{as_of, month_index(as_of)};
  std::vector<std::uint32_t> people;
  std::vector<Interval> found(portion);
  const auto read = [&] {
    order.attribute->read(columns, at, people, std::span(found).first(people.size()));
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Row row{people[i]};
      const std::string_view id = columns.id_text(row);
      if (says_nothing(found[i])) {
        first.see({true, 0, 0, {}, id, row});
      } else {
        first.see({false, found[i].at_least, found[i].at_most, {}, id, row});
      }
    }
    people.clear();
  };
  rows.for_each([&](Row row) {
    people.push_back(row.value);
    if (people.size() == portion) read();
  });
  read();
  return first.take();
}

std::vector<SortedRow> sort_rows(std::span<const ScoredRow> rows, const Columns& columns,
                                 const std::optional<SortPlace>& after, std::size_t limit) {
  First first(Before(true), after, limit);
  for (const ScoredRow& row : rows) {
    first.see({false, row.score, 0, {}, columns.id_text(row.row), row.row});
  }
  return first.take();
}
}  // namespace bole
