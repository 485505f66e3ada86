#include <algorithm>
#include <fstream>
#include <memory>

#include "engine/search/match_text.hpp"
#include "index/text/text_index.hpp"
#include "tools/eval/collection.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string corpus{};
  std::string queries{};
  std::string qrels{};
  std::string run{};
  bool each = false;
};

constexpr std::size_t answer_limit = 1000;

// The product's own way, from the analyser to the order; a text that has more of the query comes
// before one that has less.
TrecRun search_all(const std::vector<CollectionText>& corpus,
                   const std::vector<CollectionText>& queries) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  const auto index = make_memory_text_index();
  index->rebuild(
      [&](const TextIndex::Sink& sink) {
        std::vector<SearchDocument> documents;
        for (const CollectionText& text : corpus) {
          const TextPart part = plain_part(text.text, vocabulary);
          documents.push_back(make_document(text.id, {&part, 1}));
        }
        sink(std::move(documents));
      },
      Head{.epoch = 1, .sequence = corpus.size(), .chain = {}});
  const auto postings = index->snapshot();
  TrecRun run;
  for (const CollectionText& query : queries) {
    std::vector<RetrievedDocument>& answer = run[query.id];
    const auto parsed = parse_query(query.text, vocabulary);
    if (!parsed) continue;
    const TextMatches found =
        match_text(*postings, *parsed, Demand::any, {}, [](DocId) { return true; });
    for (const TextMatch& match : found.all) {
      answer.push_back({postings->id(match.document), static_cast<double>(match.score)});
    }
    std::ranges::sort(answer, [](const RetrievedDocument& a, const RetrievedDocument& b) {
      return a.score != b.score ? a.score > b.score : a.id < b.id;
    });
    if (answer.size() > answer_limit) answer.resize(answer_limit);
  }
  return run;
}

std::string line(const std::string& name, const Measures& measures) {
  char text[160];
  std::snprintf(text, sizeof text, "%s\tMAP %.4f\tnDCG@10 %.4f\trecall@100 %.4f\n", name.c_str(),
                measures.map, measures.ndcg_10, measures.recall_100);
  return text;
}

template <class T>
Result<T> read_with(const std::string& path, Result<T> (*parse)(std::string_view)) {
  const auto text = read_file(path);
  if (!text) return text.error();
  auto parsed = parse(*text);
  if (parsed) return parsed;
  Error error = parsed.error();
  error.where = path + (error.where.empty() ? "" : " " + error.where);
  return error;
}

Exit run(const Options& options) {
  const auto corpus = read_with(options.corpus, read_texts);
  if (!corpus) return report(corpus.error());
  const auto queries = read_with(options.queries, read_texts);
  if (!queries) return report(queries.error());
  const TrecRun ours = search_all(*corpus, *queries);
  const TrecRun baseline = ngram_bm25(*corpus, *queries, answer_limit);
  std::size_t answered = 0;
  for (const auto& [query, answer] : ours) answered += answer.empty() ? 0 : 1;
  print("文本 " + std::to_string(corpus->size()) + " 条，检索词 " +
        std::to_string(queries->size()) + " 条，有结果 " + std::to_string(answered) + " 条\n");
  if (!options.qrels.empty()) {
    const auto grades = read_with(options.qrels, read_grades);
    if (!grades) return report(grades.error());
    const Measures measures = measure(ours, *grades);
    print("有相关文本的检索词 " + std::to_string(measures.queries) + " 条\n");
    print(line("伯乐", measures));
    print(line("字符二元 BM25", measure(baseline, *grades)));
    if (options.each) {
      for (const CollectionText& query : *queries) {
        const auto graded = grades->find(query.id);
        if (graded == grades->end()) continue;
        const Grades one{{query.id, graded->second}};
        print(query.id + '\t' + query.text + '\t' + line("伯乐", measure(ours, one)));
        print(query.id + '\t' + query.text + '\t' + line("二元", measure(baseline, one)));
      }
    }
  }
  if (!options.run.empty()) {
    std::ofstream out(options.run, std::ios::binary);
    out << to_trec(ours, "bole");
    if (!out.flush()) {
      return report({Refusal::invalid, "io_error", "写不出文件“" + options.run + "”", ""});
    }
  }
  return Exit::ok;
}
}  // namespace

extern const Command eval;
const Command eval{
    "eval", "用测试集评测检索质量", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--corpus", options->corpus, "文本：编号<制表符>文字")->required();
      app.add_option("--queries", options->queries, "检索词：编号<制表符>文字")->required();
      app.add_option("--qrels", options->qrels, "TREC qrels：检索词 0 文本 等级");
      app.add_option("--run", options->run, "把结果写成 TREC run");
      app.add_flag("--each", options->each, "逐条列出");
      return [=] { return run(*options); };
    }};
}  // namespace bole::commands
