#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/search/document.hpp"
#include "engine/search/match_text.hpp"
#include "engine/search/name_index.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "index/text/text_index.hpp"

using namespace bole;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

// Ids of the texts that have every word of the query, as "1 3 ".
std::string found(const std::vector<std::string>& texts, std::string_view query) {
  const auto index = make_memory_text_index();
  index->rebuild(
      [&](const TextIndex::Sink& sink) {
        std::vector<SearchDocument> documents;
        for (std::size_t i = 0; i < texts.size(); ++i) {
          const TextPart part = plain_part(texts[i], vocabulary());
          documents.push_back(make_document(std::to_string(i + 1), {&part, 1}));
        }
        sink(std::move(documents));
      },
      Head{.epoch = 1, .sequence = 1, .chain = {}});
  const auto parsed = parse_query(query, vocabulary());
  REQUIRE(parsed);
  const auto postings = index->snapshot();
  std::string ids;
  for (const TextMatch& match :
       match_text(*postings, *parsed, Demand::all, {}, [](DocId) { return true; }).all) {
    ids += postings->id(match.document) + ' ';
  }
  return ids;
}

std::string found_by(std::string_view name, std::string_view query) {
  NameIndex names(vocabulary());
  names.put(Row{0}, name);
  const auto hits = names.find(query, true);
  return hits.empty() ? "" : std::string(to_string(hits.front().found_by));
}
}  // namespace

TEST_CASE("a body is found by its short, full and former names", "[search]") {
  const std::vector<std::string> texts{"青禾县发展和改革局副局长", "样例市计委科员",
                                       "样例市财政局"};
  CHECK(found(texts, "发改委") == "1 2 ");
  CHECK(found(texts, "计委") == "1 2 ");
}

TEST_CASE("a post is not found inside another post", "[search]") {
  const std::vector<std::string> texts{"青禾县县长", "青禾县副县长", "青禾县县长助理"};
  CHECK(found(texts, "县长") == "1 ");
  CHECK(found(texts, "副县长") == "2 ");
}

TEST_CASE("a word that only stands in a longer one is not found", "[search]") {
  CHECK(found({"农业银行青禾支行行长", "樣例大學農業經濟專業"}, "农业") == "2 ");
}

TEST_CASE("words of which every one is asked for are all there", "[search]") {
  CHECK(found({"财政局局长", "财政局科员", "教育局局长"}, "财政局 局长") == "1 ");
}

TEST_CASE("ways to write the same are one", "[search]") {
  CHECK(to_utf8(folded("ＡＢＣ二〇一五年發展")) == "abc2015年发展");
  const FoldedText text = fold_for_search("㈠𠮷县");
  CHECK(text.origin(3, 4) == std::pair<std::uint32_t, std::uint32_t>{1, 2});
}

TEST_CASE("a name says how it was found", "[search]") {
  CHECK(found_by("张示例", "张示例") == "exact");
  CHECK(found_by("張示例", "张示例") == "variant");
  CHECK(found_by("张示例", "示例") == "part");
  CHECK(found_by("张示例", "zhangshili") == "pinyin");
  CHECK(found_by("张示例", "zsl") == "initials");
  CHECK(found_by("张示例", "张sl") == "mixed");
  CHECK(found_by("张峰", "张锋") == "same_sound");
  CHECK(found_by("吕明", "lvming") == "pinyin");
  CHECK(found_by("仇示", "qiushi") == "pinyin");
  CHECK(found_by("张示例", "王") == "");
}

TEST_CASE("a query of spaces, signs or an open quote is refused with its reason", "[search]") {
  CHECK(parse_query("   ", vocabulary()).error().code == "query_without_words");
  CHECK(parse_query("，。！", vocabulary()).error().code == "query_without_words");
  CHECK(parse_query("\"财政", vocabulary()).error().code == "unbalanced_quote");
  CHECK(parse_query(std::string(5000, 'a'), vocabulary()).error().code == "query_too_long");
}

TEST_CASE("the level of a record is found by its words", "[search]") {
  Profile person;
  person.id.text = "p-1";
  person.current.text = "样例市财政局副局长";
  person.current.level = {.value = Level::county_deputy, .source = LevelSource::from_register};
  const SearchDocument document = make_document("p-1", text_parts(person, vocabulary()));
  const auto finds = [&](std::string_view query) {
    const auto parsed = parse_query(query, vocabulary());
    REQUIRE(parsed);
    return std::ranges::all_of(parsed->groups, [&](const QueryGroup& group) {
      return std::ranges::any_of(group.forms, [&](const QueryForm& form) {
        return std::ranges::count(document.terms, form.term, &TermShare::term) > 0;
      });
    });
  };
  CHECK(finds("县处级副职"));
  CHECK(finds("副处级干部"));
  CHECK_FALSE(finds("正处级干部"));
}
