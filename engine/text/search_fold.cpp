#include "engine/text/search_fold.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <map>
#include <memory>
#include <stdexcept>

#include "engine/text/fold.hpp"

namespace bole {
namespace {
void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

std::u32string characters(const icu::UnicodeString& text) {
  std::u32string all;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    all += static_cast<char32_t>(text.char32At(at));
  }
  return all;
}

// What every character of the first plane becomes. 0: several characters, see `longer`. Other
// planes hold rare Han characters, which stay as they are unless they are compatibility forms.
class FoldTable {
 public:
  FoldTable() : one_(plane) {
    UErrorCode status = U_ZERO_ERROR;
    nfkc_ = icu::Normalizer2::getNFKCInstance(status);
    check(status, "NFKC");
    std::u32string simplified = simplify_all();
    for (char32_t c = 0; c < plane; ++c) {
      one_[c] = c;
      if (c >= 0xD800 && c < 0xE000) continue;
      const std::u32string form = compatible(c);
      if (form.size() == 1) {
        const char32_t single = form[0] < plane ? simplified[form[0]] : form[0];
        one_[c] = static_cast<char32_t>(u_tolower(static_cast<UChar32>(single)));
      } else if (form.size() > 1) {
        one_[c] = 0;
        std::u32string& all = longer_[c];
        for (const char32_t part : form) {
          all += static_cast<char32_t>(
              u_tolower(static_cast<UChar32>(part < plane ? simplified[part] : part)));
        }
      }
    }
    one_[0] = U' ';
  }

  [[nodiscard]] char32_t one(char32_t c) const {
    if (c < plane) return one_[c];
    const std::u32string form = c >= 0x2F800 && c < 0x2FA20 ? compatible(c) : std::u32string(1, c);
    return form.size() != 1 ? 0 : form[0] < plane ? one_[form[0]] : form[0];
  }
  [[nodiscard]] std::u32string many(char32_t c) const {
    const auto found = longer_.find(c);
    return found == longer_.end() ? compatible(c) : found->second;
  }

 private:
  static constexpr char32_t plane = 0x10000;

  [[nodiscard]] std::u32string compatible(char32_t c) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString form =
        nfkc_->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    check(status, "NFKC");
    return characters(form);
  }

  // Every Han character of the first plane at its own place, traditional ones as simplified.
  static std::u32string simplify_all() {
    std::u32string all(plane, U'\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> simplify(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    check(status, "Traditional-Simplified");
    icu::UnicodeString text;
    for (char32_t c = 0; c < plane; ++c) {
      all[c] = c;
      if (is_han(c)) text.append(static_cast<UChar32>(c)).append(static_cast<UChar32>('\n'));
    }
    simplify->transliterate(text);
    std::u32string line;
    char32_t c = 0;
    for (const char32_t next : characters(text)) {
      if (next != U'\n') {
        line += next;
        continue;
      }
      while (!is_han(c)) ++c;
      if (line.size() == 1) all[c] = line[0];
      line.clear();
      ++c;
    }
    return all;
  }

  const icu::Normalizer2* nfkc_ = nullptr;
  std::vector<char32_t> one_;
  std::map<char32_t, std::u32string> longer_;
};

const FoldTable& table() {
  static const FoldTable built;
  return built;
}

int chinese_digit(char32_t c) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  if (c == U'零' || c == U'○' || c == U'0') return 0;
  const auto at = digits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 二〇一五年, 一九九八年: four digits before 年, each becomes its own figure.
void fold_years(std::u32string& text) {
  for (std::size_t year = text.find(U'年', 4); year != std::u32string::npos;
       year = text.find(U'年', year + 1)) {
    const auto digit = [&](std::size_t i) { return chinese_digit(text[year - 4 + i]); };
    if (digit(0) < 1 || digit(0) > 2 || digit(1) < 0 || digit(2) < 0 || digit(3) < 0) continue;
    for (std::size_t i = 0; i < 4; ++i) {
      text[year - 4 + i] = U'0' + static_cast<char32_t>(digit(i));
    }
  }
}
}  // namespace

std::pair<std::uint32_t, std::uint32_t> FoldedText::origin(std::size_t begin,
                                                           std::size_t end) const {
  if (origins.empty() || begin >= end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  return {origins[begin], origins[end - 1] + 1};
}

FoldedText fold_for_search(std::string_view text) {
  const FoldTable& folds = table();
  FoldedText result;
  result.text.reserve(text.size() / 2);
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const char32_t c = next_character(text, at);
    const char32_t one = folds.one(c);
    if (one != 0) {
      result.text += one;
      if (!result.origins.empty()) result.origins.push_back(number);
      continue;
    }
    if (result.origins.empty()) {
      for (std::uint32_t before = 0; before < number; ++before) result.origins.push_back(before);
    }
    for (const char32_t part : folds.many(c)) {
      result.text += part;
      result.origins.push_back(number);
    }
  }
  fold_years(result.text);
  return result;
}

std::u32string folded(std::string_view text) { return fold_for_search(text).text; }

char32_t fold_character(char32_t character) {
  const char32_t one = table().one(character);
  return one == 0 ? character : one;
}

std::vector<std::uint32_t> word_ends(std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status));
  check(status, "word boundaries");
  icu::UnicodeString units;
  for (const char32_t c : text) units.append(static_cast<UChar32>(c));
  words->setText(units);
  std::vector<std::uint32_t> ends;
  words->first();
  for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
    ends.push_back(static_cast<std::uint32_t>(units.countChar32(0, end)));
  }
  return ends;
}
}  // namespace bole
