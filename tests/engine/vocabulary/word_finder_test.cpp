#include "engine/vocabulary/word_finder.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
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
