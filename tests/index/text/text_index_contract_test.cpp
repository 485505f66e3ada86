// What every text index promises (index/text/text_index.hpp), asked of each implementation.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "index/text/text_index.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
struct InMemory {
  std::unique_ptr<TextIndex> index = make_memory_text_index();
};

struct OnDisk {
  testing::TemporaryDirectory directory{};
  std::unique_ptr<TextIndex> index = open_xapian_text_index(directory.at("text"), nullptr);
};

SearchDocument document(const std::string& id, const std::string& text) {
  const TextPart part = plain_part(text, Vocabulary::built_in());
  return make_document(id, {&part, 1});
}
std::string document_texts(const std::string& text) { return document("", text).texts; }
IndexChange put(const std::string& id, const std::string& text) { return {id, document(id, text)}; }
IndexChange gone(const std::string& id) { return {id, std::nullopt}; }

Head head(std::uint64_t sequence) {
  Head made{.epoch = 1, .sequence = sequence, .chain = {}};
  made.chain[0] = static_cast<std::uint8_t>(sequence);
  return made;
}

void rebuild(TextIndex& index, const std::vector<std::pair<std::string, std::string>>& people,
             const Head& at) {
  index.rebuild(
      [&](const TextIndex::Sink& sink) {
        for (const auto& [id, text] : people) sink({document(id, text)});
      },
      at);
}

// Ids of everybody, in the order of documents: "a b ".
std::string everybody(const Postings& postings, DocId from = {1}) {
  std::string ids;
  postings.for_each_id(from, [&](DocId, const std::string& id) { ids += id + ' '; });
  return ids;
}

// Who has the term: "a b ".
std::string with_term(const Postings& postings, const std::string& term) {
  std::string ids;
  const SharedPostings list = postings.list(term);
  CHECK(postings.frequency(term) == list->size());
  CHECK(std::is_sorted(list->documents.begin(), list->documents.end()));
  for (const DocId document : list->documents) ids += postings.id(document) + ' ';
  return ids;
}
std::string with_term(const TextIndex& index, const std::string& term) {
  return with_term(*index.snapshot(), term);
}
}  // namespace

#define BOLE_TEXT_INDEXES InMemory, OnDisk

TEMPLATE_TEST_CASE("an empty text index stands before every change", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  CHECK(holder.index->head() == Head{});
  CHECK(holder.index->analyser().empty());
  const auto postings = holder.index->snapshot();
  CHECK(postings->documents() == 0);
  CHECK(postings->last_document().value == 0);
  CHECK(postings->frequency("W财政局") == 0);
  CHECK(postings->list("W财政局")->size() == 0);
  CHECK(postings->share("W财政局", DocId{1}) == 0);
  CHECK(everybody(*postings).empty());
}

TEMPLATE_TEST_CASE("what was applied is found at the head it was applied with", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "样例市财政局副局长"), put("乙", "样例市审计局科员")}, head(2));
  CHECK(index.head() == head(2));
  CHECK(index.analyser() == analyser_version());
  const auto postings = index.snapshot();
  CHECK(postings->documents() == 2);
  CHECK(postings->last_document().value == 2);
  CHECK(everybody(*postings) == "甲 乙 ");
  CHECK(with_term(*postings, term_of_word("财政局")) == "甲 ");
  CHECK(with_term(*postings, "B样例") == "甲 乙 ");
  CHECK(with_term(*postings, "B例样").empty());
  const SearchDocument written = document("甲", "样例市财政局副局长");
  CHECK(postings->texts(DocId{1}) == written.texts);
  for (const auto& [term, share] : written.terms) {
    CAPTURE(term);
    const SharedPostings list = postings->list(term);
    REQUIRE(list->size() >= 1);
    CHECK(list->documents[0] == DocId{1});
    CHECK(list->shares[0] == share);
    CHECK(postings->share(term, DocId{1}) == share);
  }
  CHECK(postings->share(term_of_word("财政局"), DocId{2}) == 0);
}

TEMPLATE_TEST_CASE("a changed document takes the place of the old one", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局"), put("乙", "审计局"), put("丙", "财政局")}, head(3));
  index.apply({put("乙", "税务局")}, head(4));
  CHECK(index.head() == head(4));
  const auto postings = index.snapshot();
  CHECK(everybody(*postings) == "甲 乙 丙 ");
  CHECK(with_term(*postings, "B审计").empty());
  CHECK(with_term(*postings, "B税务") == "乙 ");
  CHECK(postings->list("B税务")->documents == std::vector{DocId{2}});
}

TEMPLATE_TEST_CASE("the last of several changes of a person counts", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局"), put("甲", "审计局"), put("乙", "财政局"), gone("乙")}, head(4));
  CHECK(everybody(*index.snapshot()) == "甲 ");
  CHECK(with_term(index, "B审计") == "甲 ");
  CHECK(with_term(index, "B财政").empty());
}

TEMPLATE_TEST_CASE("who is deleted is gone, and others keep their places", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局"), put("乙", "财政局"), put("丙", "财政局")}, head(3));
  index.apply({gone("乙"), gone("不在")}, head(5));
  {
    const auto postings = index.snapshot();
    CHECK(postings->documents() == 2);
    CHECK(everybody(*postings) == "甲 丙 ");
    CHECK(everybody(*postings, DocId{2}) == "丙 ");
    CHECK(with_term(*postings, "B财政") == "甲 丙 ");
    CHECK(postings->list("B财政")->documents == std::vector{DocId{1}, DocId{3}});
  }
  index.apply({put("乙", "财政局")}, head(6));
  CHECK(with_term(index, "B财政") == "甲 丙 乙 ");
}

TEMPLATE_TEST_CASE("a change without people moves the head", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  holder.index->apply({put("甲", "财政局")}, head(1));
  holder.index->apply({}, head(2));
  CHECK(holder.index->head() == head(2));
  CHECK(everybody(*holder.index->snapshot()) == "甲 ");
}

TEMPLATE_TEST_CASE("texts of many documents are read in their order", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  std::vector<IndexChange> changes;
  for (int i = 1; i <= 500; ++i) {
    changes.push_back(put(std::to_string(i), "第" + std::to_string(i) + "人"));
  }
  changes.push_back(
      {"501", SearchDocument{.id = "501", .terms = {}, .texts = {}}});  // without any text
  holder.index->apply(changes, head(501));
  const std::vector<DocId> wanted{{3}, {4}, {99}, {320}, {500}, {501}};
  std::vector<DocId> read;
  holder.index->snapshot()->for_each_text(wanted, [&](DocId document, std::string_view texts) {
    read.push_back(document);
    const std::string number = std::to_string(document.value);
    CHECK(texts == (number == "501" ? "" : document_texts("第" + number + "人")));
  });
  CHECK(read == wanted);
}

TEMPLATE_TEST_CASE("what was found out once about a state is kept with it", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局")}, head(1));
  int made = 0;
  const auto make = [&] {
    ++made;
    return PostingList{{DocId{1}}, {500}, {}};
  };
  const auto before = index.snapshot();
  CHECK(before->kept("phrase 甲", make)->size() == 1);
  CHECK(index.snapshot()->kept("phrase 甲", make)->shares == std::vector<std::uint16_t>{500});
  CHECK(made == 1);
  index.apply({gone("甲")}, head(2));
  CHECK(index.snapshot()->kept("phrase 甲", [] { return PostingList{}; })->size() == 0);
  CHECK(before->kept("phrase 甲", make)->size() == 1);
}

TEMPLATE_TEST_CASE("terms are listed by what they begin with, in order", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  holder.index->apply({put("甲", "财政财务财政"), put("乙", "财")}, head(2));
  std::string terms;
  holder.index->snapshot()->for_each_term(character_prefix(U'财'),
                                          [&](const std::string& term) { terms += term + ' '; });
  CHECK(terms == "B财 B财务 B财政 ");
}

TEMPLATE_TEST_CASE("ids and words of any length are kept apart", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  const std::string id(400, 'a');
  const std::string latin(300, 'x');
  index.apply({put(id + "1", "财政局 " + latin), put(id + "2", "财政局")}, head(2));
  index.apply({put(id + "1", "审计局"), gone(id + "2")}, head(4));
  CHECK(everybody(*index.snapshot()) == id + "1 ");
  CHECK(with_term(index, "B财政").empty());
}

TEMPLATE_TEST_CASE("rebuilding replaces everything", "[text][contract]", BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局"), put("乙", "财政局")}, head(2));
  const auto before = index.snapshot();
  rebuild(index, {{"丙", "审计局"}, {"丁", "税务局"}, {"戊", "审计局"}}, head(9));
  CHECK(index.head() == head(9));
  CHECK(index.analyser() == analyser_version());
  const auto after = index.snapshot();
  CHECK(after->documents() == 3);
  CHECK(with_term(*after, "B财政").empty());
  std::vector<std::string> ids;
  after->for_each_id(DocId{1}, [&](DocId, const std::string& id) { ids.push_back(id); });
  std::sort(ids.begin(), ids.end());
  CHECK(ids == std::vector<std::string>{"丁", "丙", "戊"});
  // Who had begun before reads on in the old state.
  CHECK(with_term(*before, "B财政") == "甲 乙 ");
  index.apply({gone("丁")}, head(10));
  CHECK(index.snapshot()->documents() == 2);
}

TEMPLATE_TEST_CASE("an index can be rebuilt of nobody", "[text][contract]", BOLE_TEXT_INDEXES) {
  TestType holder;
  holder.index->apply({put("甲", "财政局")}, head(1));
  rebuild(*holder.index, {}, head(2));
  CHECK(holder.index->head() == head(2));
  CHECK(holder.index->snapshot()->documents() == 0);
  holder.index->apply({put("乙", "财政局")}, head(3));
  CHECK(with_term(*holder.index, "B财政") == "乙 ");
}

TEMPLATE_TEST_CASE("a rebuild that fails leaves the old state", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局")}, head(1));
  const auto produce = [](const TextIndex::Sink& sink) {
    sink({document("乙", "审计局")});
    throw StorageError("store_damaged", "库中的人员无法读取");
  };
  CHECK_THROWS_AS(index.rebuild(produce, head(2)), StorageError);
  CHECK(index.head() == head(1));
  CHECK(everybody(*index.snapshot()) == "甲 ");
  index.apply({put("丙", "审计局")}, head(3));
  CHECK(everybody(*index.snapshot()) == "甲 丙 ");
}

TEMPLATE_TEST_CASE("each snapshot is one state, however fast changes come", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  constexpr int people = 40;
  constexpr int rounds = 60;
  TestType holder;
  TextIndex& index = *holder.index;
  // Every round writes one and the same number into everybody, and deletes or brings back one.
  const auto apply_round = [&](int round) {
    std::vector<IndexChange> changes;
    for (int i = 0; i < people; ++i) {
      changes.push_back(put(std::to_string(i), "第" + std::to_string(1000 + round) + "轮"));
    }
    if (round % 2 == 1) changes.push_back(gone("0"));
    index.apply(changes, head(static_cast<std::uint64_t>(round) + 1));
  };
  apply_round(0);
  std::atomic<bool> writing{true};
  std::atomic<int> whole{0};
  std::atomic<int> torn{0};
  std::atomic<int> changed{0};
  const auto read = [&] {
    do {
      try {
        const auto postings = index.snapshot();
        const std::uint32_t count = postings->documents();
        std::string round;
        postings->for_each_term("A", [&](const std::string& term) {
          if (postings->frequency(term) > 0) round += term;
        });
        std::uint32_t texts = 0;
        const SharedPostings list = postings->list(round);
        postings->for_each_text(list->documents, [&](DocId, std::string_view text) {
          texts += text.find(round.substr(1)) != std::string_view::npos;
        });
        const bool one_state = (count == people || count == people - 1) && round.size() == 5 &&
                               list->size() == count && texts == count;
        ++(one_state ? whole : torn);
      } catch (const IndexChanged&) {
        ++changed;
      }
    } while (writing);
  };
  {
    std::jthread first(read);
    std::jthread second(read);
    for (int round = 1; round < rounds; ++round) apply_round(round);
    writing = false;
  }
  CHECK(torn == 0);
  CHECK(whole > 0);
  INFO(whole << " read whole, " << changed << " times the index had changed");
  CHECK(index.head() == head(rounds));
}

TEMPLATE_TEST_CASE("commits wait for a snapshot that holds them off", "[text][contract]",
                   BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局")}, head(1));
  std::atomic<bool> writing{true};
  std::jthread writer([&] {
    for (std::uint64_t round = 2; writing; ++round) {
      index.apply({put("甲", "财政局"), put("乙", "财政局")}, head(round));
    }
  });
  for (int attempt = 0; attempt < 20; ++attempt) {
    const auto postings = index.snapshot(TextIndex::Hold::commits);
    const std::uint32_t count = postings->documents();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(with_term(*postings, "B财政").size() == std::string("甲 ").size() * count);
    CHECK(everybody(*postings).size() == std::string("甲 ").size() * count);
  }
  writing = false;
}

TEMPLATE_TEST_CASE("an index that is distrusted stands nowhere until it is rebuilt",
                   "[text][contract]", BOLE_TEXT_INDEXES) {
  TestType holder;
  TextIndex& index = *holder.index;
  index.apply({put("甲", "财政局")}, head(1));
  index.distrust();
  CHECK(index.head() == Head{});
  CHECK(index.analyser().empty());
  rebuild(index, {{"乙", "财政局"}}, head(2));
  CHECK(index.head() == head(2));
  CHECK(with_term(index, "B财政") == "乙 ");
}
