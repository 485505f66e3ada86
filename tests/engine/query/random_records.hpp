#pragma once
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/profile/profile.hpp"
#include "engine/query/attribute.hpp"

// Random people and random filters that meet each other often: small pools of words, dates as
// coarse as in life, much that is unknown. The same seed gives the same people and filters.
namespace bole::random_records {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  [[nodiscard]] int up_to(int last) { return std::uniform_int_distribution<int>(0, last)(engine_); }
  [[nodiscard]] bool one_in(int n) { return up_to(n - 1) == 0; }
  template <class Item>
  [[nodiscard]] const Item& of(const std::vector<Item>& items) {
    return items[static_cast<std::size_t>(up_to(static_cast<int>(items.size()) - 1))];
  }

 private:
  std::mt19937 engine_;
};

[[nodiscard]] Profile profile(Dice& dice, int number);
// The person as it may turn out once everything is known: coarse dates become days, gaps are
// filled. What the filter language takes as certain stays: rows without a date, periods of study
// without a post.
[[nodiscard]] Profile completed(Profile profile, Dice& dice, Day as_of);

struct FilterShape {
  int depth = 3;
  bool about_records = true;  // IS KNOWN and IS MISSING may occur
};
[[nodiscard]] std::string filter(Dice& dice, const FilterShape& shape, RecordSet scope);

}  // namespace bole::random_records
