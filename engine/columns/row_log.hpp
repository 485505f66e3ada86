#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

namespace bole {

// Which rows were put again or removed, in the order in which it happened, so that what is derived
// from columns can be kept up. Old entries are forgotten; who stands before them reads everything
// anew.
class RowLog {
 public:
  void add(Row row) {
    if (rows_.size() == most) {
      begin_ += rows_.size();
      rows_.clear();
    }
    rows_.push_back(row);
  }
  // Where the log ends now.
  [[nodiscard]] std::uint64_t mark() const { return begin_ + rows_.size(); }
  // What was added since; none where that is forgotten. Valid until the next add().
  [[nodiscard]] std::optional<std::span<const Row>> since(std::uint64_t mark) const {
    if (mark < begin_) return std::nullopt;
    return std::span(rows_).subspan(static_cast<std::size_t>(mark - begin_));
  }

 private:
  static constexpr std::size_t most = 65'536;
  std::vector<Row> rows_;
  std::uint64_t begin_ = 0;
};

}  // namespace bole
