#include "engine/search/name_index.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "engine/text/fold.hpp"
#include "engine/vocabulary/readings.hpp"

using namespace bole;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

std::string random_name(std::mt19937& numbers) {
  static const std::vector<std::string> surnames{"张", "陈", "曾", "仇", "欧阳", "吕", "安", "单"};
  static const std::vector<std::string> given{"示", "例", "行", "长", "乐", "重", "恩", "艾",
                                              "娜", "盖", "锋", "鋒", "女", "·",  "𠮷"};
  std::string name = surnames[numbers() % surnames.size()];
  for (auto left = 1 + numbers() % 4; left > 0; --left) name += given[numbers() % given.size()];
  return name;
}

bool is_first_sound(std::string_view letters) {
  return letters.size() == 1 || letters == "zh" || letters == "ch" || letters == "sh";
}

// Tries every way to lay the letters on the characters from `at` on; what it finds goes to `ways`.
void lay(const std::u32string& name, std::size_t at, std::string_view letters, bool whole_syllables,
         bool first_sounds, std::set<FoundBy>& ways) {
  static const std::set<std::string_view> known = [] {
    const auto all = syllables();
    return std::set<std::string_view>(all.begin(), all.end());
  }();
  if (letters.empty()) {
    ways.insert(!first_sounds     ? FoundBy::pinyin
                : whole_syllables ? FoundBy::mixed
                                  : FoundBy::initials);
    return;
  }
  if (at == name.size()) return;
  for (std::size_t size = 1; size <= std::min<std::size_t>(6, letters.size()); ++size) {
    const std::string_view piece = letters.substr(0, size);
    const bool syllable = size > 1 && known.contains(piece);
    if (!syllable && !is_first_sound(piece)) continue;
    const auto all = readings(name[at]);
    const bool fits = std::ranges::any_of(all, [&](std::string_view reading) {
      return syllable ? reading == piece : reading.starts_with(piece);
    });
    if (!fits) continue;
    lay(name, at + 1, letters.substr(size), whole_syllables || syllable, first_sounds || !syllable,
        ways);
  }
}

// What the letters of some characters of a name could be, in full or shortened.
std::string random_letters(std::mt19937& numbers, const std::u32string& name) {
  std::string letters;
  const std::size_t begin = numbers() % name.size();
  for (std::size_t at = begin; at < name.size() && (at == begin || numbers() % 4 != 0); ++at) {
    const auto all = readings(name[at]);
    if (all.empty()) break;
    const std::string_view reading = all[numbers() % all.size()];
    letters += numbers() % 3 == 0 ? reading.substr(0, 1) : reading;
  }
  return letters;
}
}  // namespace

TEST_CASE("letters find exactly those names on whose characters they can be laid", "[search]") {
  std::mt19937 numbers(20261126);
  NameIndex index(vocabulary());
  std::vector<std::string> names;
  for (std::uint32_t row = 0; row < 600; ++row) {
    names.push_back(random_name(numbers));
    index.put(Row{row}, names.back());
  }
  for (std::uint32_t row = 0; row < 600; row += 7) {  // some get another name, some none
    names[row] = row % 2 == 0 ? std::string() : random_name(numbers);
    index.put(Row{row}, names[row]);
  }
  std::set<FoundBy> seen;
  for (int round = 0; round < 400; ++round) {
    const std::u32string about = to_utf32(random_name(numbers));
    const std::string letters = random_letters(numbers, about);
    if (letters.empty()) continue;
    // As passports write ü: lyu and nyu are lv and nv.
    if (letters.find("lyu") != std::string::npos || letters.find("nyu") != std::string::npos) {
      continue;
    }
    INFO(letters);
    const std::vector<NameHit> hits = index.find(letters, false);
    auto hit = hits.begin();
    for (std::uint32_t row = 0; row < names.size(); ++row) {
      const std::u32string name = to_utf32(names[row]);
      std::set<FoundBy> ways;
      for (std::size_t from = 0; from < name.size(); ++from) {
        lay(name, from, letters, false, false, ways);
      }
      const bool found = hit != hits.end() && hit->row == Row{row};
      // A surname may be spoken otherwise than its characters: 单 also shan, 仇 also qiu.
      if (!ways.empty()) {
        INFO(names[row]);
        REQUIRE(found);
        CHECK(hit->found_by <= *ways.begin());
        seen.insert(hit->found_by);
      } else if (found) {
        INFO(names[row]);
        const std::string_view surname = vocabulary().surname_of(names[row]);
        CHECK(std::ranges::any_of(vocabulary().surname_readings(), [&](const SurnameReading& one) {
          return one.surname == surname;
        }));
      }
      if (found) ++hit;
    }
    CHECK(hit == hits.end());
  }
  CHECK(seen == std::set{FoundBy::pinyin, FoundBy::mixed, FoundBy::initials});
}

TEST_CASE("a long run of letters that can be parted in many ways is found in the whole name",
          "[search]") {
  NameIndex index(vocabulary());
  index.put(Row{0}, "张盈真");
  index.put(Row{1}, "欧阳艾恩娜");
  CHECK(index.find("zhangyingzhen", false).size() == 1);
  CHECK(index.find("ouyangaienna", false).size() == 1);
  CHECK(index.find("aenna", false).size() == 1);
  CHECK(index.find("zyz", false).front().found_by == FoundBy::initials);
  CHECK(index.find(std::string(32, 'z'), false).empty());
  CHECK(index.find("i", false).empty());
}
