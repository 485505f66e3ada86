#include "engine/query/facet_values.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute_name.hpp"
#include "engine/query/names.hpp"

namespace bole {
namespace {
// Where stretches begin; the one before the first edge is there too.
struct Stretches {
  std::string_view attribute{};  // full name
  std::string_view unit{};
  int size = 1;  // of the unit, in the numbers that are read
  std::array<int, 10> edges{};
  int count = 0;
};
constexpr std::array stretches{
    Stretches{"年龄", "岁", 1, {35, 40, 45, 50, 55, 60}, 6},
    Stretches{"任现级年限", "年", 12, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10},
    Stretches{"任现职级年限", "年", 12, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10},
    Stretches{"工龄", "年", 12, {5, 10, 15, 20, 25, 30, 35, 40}, 8},
    Stretches{"任职.时长", "年", 12, {1, 2, 3, 5, 10}, 5},
    Stretches{"培训.学时", "学时", 1, {20, 40, 80, 120}, 4},
};

std::vector<FacetBucket> stretches_of(const Stretches& declared) {
  std::vector<FacetBucket> buckets;
  const std::string unit(declared.unit);
  const auto edge = [&](int i) { return declared.edges[static_cast<std::size_t>(i)]; };
  const bool years = declared.size == 12;
  buckets.push_back({years ? "不满" + std::to_string(edge(0)) + unit
                           : std::to_string(edge(0) - 1) + unit + "及以下",
                     {Interval::lowest, edge(0) * declared.size - 1}});
  for (int i = 0; i + 1 < declared.count; ++i) {
    const int last = edge(i + 1) - 1;
    std::string label = std::to_string(edge(i));
    if (last > edge(i)) label += '-' + std::to_string(last);
    buckets.push_back({label + unit, {edge(i) * declared.size, edge(i + 1) * declared.size - 1}});
  }
  const int last = edge(declared.count - 1);
  buckets.push_back(
      {std::to_string(last) + unit + "及以上", {last * declared.size, Interval::highest}});
  return buckets;
}

// Each year is a value of its own, met as the records come.
bool is_by_year(const Attribute& attribute) {
  return attribute.type == ValueType::integer && attribute.unit == "年";
}

std::string year_label(std::int32_t year) { return std::to_string(year) + "年"; }

Error unknown_value(const Attribute& attribute, std::string_view text,
                    const std::vector<std::string>& known) {
  const std::vector<std::string_view> names(known.begin(), known.end());
  std::string message = "“" + full_name(attribute) + "”没有“" + std::string(text) + "”这个值";
  const std::string_view nearest = nearest_name(text, names);
  if (!nearest.empty()) message += "，最接近的是“" + std::string(nearest) + "”";
  return {.code = "unknown_code", .message = message};
}
}  // namespace

std::vector<FacetBucket> facet_buckets(const Attribute& attribute, const Vocabulary& vocabulary) {
  std::vector<FacetBucket> buckets;
  switch (attribute.type) {
    case ValueType::level:
      for (const Level level : all_levels()) {
        buckets.push_back(
            {std::string(to_string(level)), Interval::exactly(static_cast<std::int32_t>(level))});
      }
      return buckets;
    case ValueType::grade:
      for (int grade = 1; grade <= static_cast<int>(Grade::inspector_1); ++grade) {
        buckets.push_back(
            {std::string(to_string(static_cast<Grade>(grade))), Interval::exactly(grade)});
      }
      return buckets;
    case ValueType::boolean:
      return {{"是", Interval::exactly(1)}, {"否", Interval::exactly(0)}};
    case ValueType::code:
      if (attribute.read == nullptr) return {};
      for (const Code& code : codes(attribute.codes, vocabulary)) {
        if (!stands_for_rank(attribute.codes, code, vocabulary)) continue;
        buckets.push_back({std::string(code.name), Interval::exactly(code.rank)});
      }
      return buckets;
    default:
      for (const Stretches& declared : stretches) {
        if (declared.attribute == full_name(attribute)) return stretches_of(declared);
      }
      return {};
  }
}

Result<std::string> facet_value(const Attribute& attribute, std::string_view text,
                                const Vocabulary& vocabulary) {
  std::vector<std::string> known;
  for (const FacetBucket& bucket : facet_buckets(attribute, vocabulary)) {
    if (bucket.label == text) return bucket.label;
    known.push_back(bucket.label);
  }
  switch (attribute.type) {
    case ValueType::text:
      return std::string(text);
    case ValueType::level:
      if (const auto level = vocabulary.level(text)) return std::string(to_string(*level));
      break;
    case ValueType::boolean:
      if (same_name(text, "true")) return std::string("是");
      if (same_name(text, "false")) return std::string("否");
      break;
    case ValueType::code: {
      const Code code = find_code(attribute.codes, text, vocabulary);
      for (const Code& other : codes(attribute.codes, vocabulary)) {
        if (attribute.read == nullptr) known.emplace_back(other.name);
        const bool same_rank = attribute.read != nullptr && other.rank == code.rank &&
                               stands_for_rank(attribute.codes, other, vocabulary);
        if (!code.name.empty() && same_rank) return std::string(other.name);
      }
      if (attribute.read == nullptr && !code.name.empty()) return std::string(code.name);
      break;
    }
    default:
      if (is_by_year(attribute)) {
        std::string_view digits = text;
        if (digits.ends_with("年")) digits.remove_suffix(std::string_view("年").size());
        const bool year = digits.size() == 4 &&
                          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
        if (year) return std::string(digits) + "年";
      }
      break;
  }
  return unknown_value(attribute, text, known);
}

FacetValues::FacetValues(const Attribute& attribute, const Columns& columns)
    : attribute_(attribute),
      columns_(columns),
      buckets_(facet_buckets(attribute, columns.vocabulary())) {
  for (const FacetBucket& bucket : buckets_) number(bucket.label);
  if (attribute.match != nullptr && attribute.codes != CodeTable::none) {
    for (const Code& code : codes(attribute.codes, columns.vocabulary())) {
      number(std::string(code.name));
    }
  }
  declared_ = labels_.size();
}

std::uint32_t FacetValues::number(std::string label) {
  const auto [at, fresh] =
      by_label_.try_emplace(std::move(label), static_cast<std::uint32_t>(labels_.size()));
  if (fresh) labels_.push_back(at->first);
  return at->second;
}

std::optional<std::uint32_t> FacetValues::find(std::string_view label) const {
  const auto at = by_label_.find(label);
  return at == by_label_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::int64_t> FacetValues::place(std::uint32_t value) const {
  if (value < declared_) return value;
  if (is_by_year(attribute_)) return std::stoll(labels_[value]);
  return std::nullopt;
}

std::uint32_t FacetValues::of(Interval found) {
  if (found.is_none()) return nothing;
  if (is_by_year(attribute_)) {
    return found.at_least == found.at_most ? number(year_label(found.at_least)) : open;
  }
  std::uint32_t touched = nothing;
  for (std::uint32_t i = 0; i < buckets_.size(); ++i) {
    const Interval range = buckets_[i].range;
    if (found.at_least >= range.at_least && found.at_most <= range.at_most) return i;
    if (found.at_most >= range.at_least && found.at_least <= range.at_most) touched = open;
  }
  return touched;
}

const std::vector<std::uint32_t>& FacetValues::of_word(std::uint32_t word) {
  if (word >= of_words_.size()) {
    of_words_.resize(size_of(attribute_.domain, columns_));
    sought_.resize(of_words_.size());
  }
  std::vector<std::uint32_t>& values = of_words_[word];
  if (sought_[word] != 0) return values;
  sought_[word] = 1;
  const std::string_view text = text_of(attribute_.domain, columns_, word);
  if (text.empty()) return values;
  const Vocabulary& vocabulary = columns_.vocabulary();
  const Code code =
      attribute_.codes == CodeTable::none ? Code{} : find_code(attribute_.codes, text, vocabulary);
  values.push_back(number(std::string(code.name.empty() ? text : code.name)));
  // 经济学硕士 is also counted as 硕士, which means the whole rank.
  if (code.rank > 0 && is_ordered(attribute_.codes)) {
    for (const Code& other : codes(attribute_.codes, vocabulary)) {
      if (other.rank != code.rank || !stands_for_rank(attribute_.codes, other, vocabulary))
        continue;
      const std::uint32_t whole = number(std::string(other.name));
      if (whole != values[0]) values.push_back(whole);
      break;
    }
  }
  return values;
}
}  // namespace bole
