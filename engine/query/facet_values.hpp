#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/core/text_hash.hpp"
#include "engine/query/attribute.hpp"

namespace bole {

// A value of a facet that stands for a stretch of the attribute's numbers, both ends included.
struct FacetBucket {
  std::string label{};
  Interval range{};
};

// The buckets of an attribute that is read as a number: levels and grades by ordinal, 是 and 否,
// ranks of 学历 and 学位, declared stretches of ages, spans and hours (docs/filter.md). None for
// 年度, where every year is a value of its own, and for an attribute of words.
[[nodiscard]] std::vector<FacetBucket> facet_buckets(const Attribute& attribute,
                                                     const Vocabulary& vocabulary);

// The value as the facet prints it: codes also by id or another way of writing, 副处级 for
// 县处级副职, 2024 for 2024年. A text stays as it is, whether anybody has it or not. Code:
// unknown_code, with the nearest value.
[[nodiscard]] Result<std::string> facet_value(const Attribute& attribute, std::string_view text,
                                              const Vocabulary& vocabulary);

// The values of one facet, numbered. Values that are declared (buckets, codes of a table) come
// first; others are numbered as they are met.
class FacetValues {
 public:
  // The attribute has a reader of its own (no `through`) and outlives this, as the columns do.
  FacetValues(const Attribute& attribute, const Columns& columns);

  static constexpr std::uint32_t open = UINT32_MAX;         // it has one, but not known which
  static constexpr std::uint32_t nothing = UINT32_MAX - 1;  // it has none
  // Of what an attribute reads as a number: a value, open or nothing.
  [[nodiscard]] std::uint32_t of(Interval found);
  // Of one value of the attribute's domain; empty where the record does not say.
  [[nodiscard]] const std::vector<std::uint32_t>& of_word(std::uint32_t word);

  [[nodiscard]] std::size_t size() const { return labels_.size(); }
  [[nodiscard]] const std::string& label(std::uint32_t value) const { return labels_[value]; }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view label) const;
  // Where the value stands in the attribute's own order; none where counts order it.
  [[nodiscard]] std::optional<std::int64_t> place(std::uint32_t value) const;

 private:
  std::uint32_t number(std::string label);

  const Attribute& attribute_;
  const Columns& columns_;
  std::vector<FacetBucket> buckets_;
  std::vector<std::string> labels_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> by_label_;
  std::size_t declared_ = 0;
  std::vector<std::vector<std::uint32_t>> of_words_;  // by value of the domain
  std::vector<std::uint8_t> sought_;                  // of_words_ is there
};

}  // namespace bole
