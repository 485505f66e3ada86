#include "engine/vocabulary/word_finder.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace bole;

namespace {
std::vector<std::string_view> found(const std::vector<std::string_view>& words,
                                    std::string_view text) {
  std::vector<WordFinder::Hit> hits;
  WordFinder(words).find(text, hits);
  std::vector<std::string_view> in_order;
  for (const WordFinder::Hit& hit : hits) {
    CHECK(text.substr(hit.begin, hit.end - hit.begin) == words[hit.word]);
    in_order.push_back(words[hit.word]);
  }
  return in_order;
}
using Words = std::vector<std::string_view>;
}  // namespace

TEST_CASE("words are found wherever they stand, each time", "[word_finder]") {
  CHECK(found({"财政", "国库"}, "财政、国库、财政") == Words{"财政", "国库", "财政"});
  CHECK(found({"财政"}, "财").empty());
  CHECK(found({"财政"}, "").empty());
  CHECK(found({}, "财政").empty());
}

TEST_CASE("words that overlap are both found, a word inside another is not", "[word_finder]") {
  CHECK(found({"农村金融", "金融工作"}, "农村金融工作") == Words{"农村金融", "金融工作"});
  CHECK(found({"农业", "银行", "农业银行"}, "农业银行") == Words{"农业银行"});
  CHECK(found({"业银", "农业银行"}, "农业银行") == Words{"农业银行"});
  CHECK(found({"农业", "业银", "农业银行"}, "农业银") == Words{"农业", "业银"});
}

TEST_CASE("a longer word that breaks off leaves the shorter one that stands", "[word_finder]") {
  CHECK(found({"农业农村局", "农村"}, "农业农村办") == Words{"农村"});
  CHECK(found({"农业", "农业农村局"}, "农业农村办") == Words{"农业"});
}

TEST_CASE("words that begin beyond the usual characters are found too", "[word_finder]") {
  CHECK(found({"𠮷野", "\uFFFD", "z", "业"}, "a𠮷野z農业\uFFFD") ==
        Words{"𠮷野", "z", "业", "\uFFFD"});
  CHECK(found({"𠮷野"}, "\u0BB7野").empty());
}

TEST_CASE("finding is the same as looking for every word at every place", "[word_finder]") {
  const Words alphabet{"甲", "乙", "a", "𠮷"};
  std::uint32_t state = 20261126;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 16U) % below;
  };
  const auto text_of = [&](std::uint32_t most) {
    std::string text;
    for (std::uint32_t left = 1 + random(most); left > 0; --left) text += alphabet[random(4)];
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    std::set<std::string> words;
    for (int i = 0; i < 5; ++i) words.insert(text_of(4));
    const std::vector<std::string_view> list(words.begin(), words.end());
    const std::string text = text_of(30);
    std::vector<std::pair<std::size_t, std::string_view>> expected;  // where it ends, and what
    for (std::size_t end = 0; end <= text.size(); ++end) {
      std::vector<std::string_view> here;
      for (const std::string_view word : list) {
        if (std::string_view(text).substr(0, end).ends_with(word)) here.push_back(word);
      }
      std::ranges::sort(here, std::greater{}, &std::string_view::size);
      for (const std::string_view word : here) expected.emplace_back(end, word);
    }
    std::vector<WordFinder::Hit> hits;
    WordFinder(list).find_all(text, hits);
    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const WordFinder::Hit& hit : hits) found.emplace_back(hit.end, list[hit.word]);
    CAPTURE(round, text);
    CHECK(found == expected);
  }
}
