#include "index/store/witness.hpp"

#include <charconv>

namespace bole {
namespace {
constexpr std::string_view title = "bole-head 1\n";

// The rest of the line that begins with `name` and a space, taken from the front.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view name) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || end <= name.size() || !text.starts_with(name) ||
      text[name.size()] != ' ') {
    return std::nullopt;
  }
  const std::string_view value = text.substr(name.size() + 1, end - name.size() - 1);
  text.remove_prefix(end + 1);
  return value;
}

template <class Number>
bool read_number(std::string_view text, Number& number, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size();
}
}  // namespace

std::string witness_text(const Head& head) {
  return std::string(title) + "epoch " + std::to_string(head.epoch) + "\nsequence " +
         std::to_string(head.sequence) + "\nchain " + hex(head.chain) + "\n";
}

std::optional<Head> read_witness(std::string_view text) {
  if (!text.starts_with(title)) return std::nullopt;
  text.remove_prefix(title.size());
  const auto epoch = take_line(text, "epoch");
  const auto sequence = take_line(text, "sequence");
  const auto chain = take_line(text, "chain");
  Head head;
  if (!epoch || !sequence || !chain || chain->size() != 2 * head.chain.size() || !text.empty())
    return std::nullopt;
  if (!read_number(*epoch, head.epoch) || !read_number(*sequence, head.sequence)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < head.chain.size(); ++i) {
    if (!read_number(chain->substr(2 * i, 2), head.chain[i], 16)) return std::nullopt;
  }
  return head;
}
}  // namespace bole
