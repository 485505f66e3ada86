#include "engine/normalise/id_number.hpp"

#include <algorithm>
#include <array>

#include "engine/text/fold.hpp"

namespace bole {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool checksum_holds(std::string_view text) {
  int sum = 0;
  int weight = 1;
  for (int i = 16; i >= 0; --i) {
    weight = weight * 2 % 11;
    sum += (text[static_cast<std::size_t>(i)] - '0') * weight;
  }
  constexpr std::string_view checks = "10X98765432";
  return text[17] == checks[static_cast<std::size_t>(sum % 11)];
}

std::optional<PartialDate> birth_in(std::string_view digits) {
  std::array<char, 10> text{};
  char* to = std::copy_n(digits.begin(), 4, text.begin());
  *to++ = '-';
  to = std::copy_n(digits.begin() + 4, 2, to);
  *to++ = '-';
  std::copy_n(digits.begin() + 6, 2, to);
  return parse_partial_date({text.data(), text.size()});
}
}  // namespace

IdNumber read_id_number(std::string_view text) {
  IdNumber id;
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return is_digit(c) || c == 'X' || c == 'x'; });
  id.text = plain ? std::string(text) : without_blanks(half_width(text));
  std::replace(id.text.begin(), id.text.end(), 'x', 'X');
  const std::string_view number = id.text;
  const auto digits = static_cast<std::size_t>(
      std::find_if_not(number.begin(), number.end(), is_digit) - number.begin());
  if (number.size() == 18 && (digits == 18 || (digits == 17 && number[17] == 'X'))) {
    id.form = IdNumber::Form::eighteen;
    id.checksum_holds = checksum_holds(number);
    id.birth = birth_in(number.substr(6, 8));
    id.female = (number[16] - '0') % 2 == 0;
  } else if (number.size() == 15 && digits == 15) {
    id.form = IdNumber::Form::fifteen;
    id.checksum_holds = true;
    id.birth = birth_in("19" + std::string(number.substr(6, 6)));
    id.female = (number[14] - '0') % 2 == 0;
  }
  return id;
}
}  // namespace bole
