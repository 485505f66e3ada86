#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tools/eval/collection.hpp"

using bole::testing::ProgramRun;
using bole::testing::run_bole;
using bole::testing::TemporaryDirectory;

namespace {
const std::string folder = std::string(PROJECT_ROOT) + "/tests/search_collection/";

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// The README of the collection: these may be measured, never tuned on.
bool held_out(const std::string& query) { return query.back() >= '0' && query.back() <= '2'; }

// The lines whose first column is a held-out query.
std::string held_out_lines(const std::string& file) {
  std::string kept;
  for (std::size_t begin = 0; begin < file.size();) {
    const std::size_t end = file.find('\n', begin) + 1;
    const std::string line = file.substr(begin, end - begin);
    if (held_out(line.substr(0, line.find_first_of("\t ")))) kept += line;
    begin = end;
  }
  return kept;
}

// The three figures of the output's line with that name: MAP, nDCG@10, recall@100.
std::vector<double> figures(const std::string& output, const std::string& name) {
  std::size_t at = output.find(name + '\t');
  REQUIRE(at != std::string::npos);
  std::vector<double> values;
  for (const std::string measure : {"MAP ", "nDCG@10 ", "recall@100 "}) {
    at = output.find(measure, at);
    REQUIRE(at != std::string::npos);
    values.push_back(std::stod(output.substr(at + measure.size())));
  }
  return values;
}
}  // namespace

TEST_CASE("the search collection is whole", "[cli][eval]") {
  const auto corpus = bole::read_texts(text_of(folder + "corpus.tsv"));
  const auto queries = bole::read_texts(text_of(folder + "queries.tsv"));
  const auto grades = bole::read_grades(text_of(folder + "qrels.txt"));
  REQUIRE(corpus);
  REQUIRE(queries);
  REQUIRE(grades);
  CHECK(queries->size() >= 150);

  std::set<std::string> ids;
  std::set<std::string> texts;
  for (const auto& line : *corpus) {
    ids.insert(line.id);
    CHECK(texts.insert(line.text).second);
  }
  std::set<std::string> asked;
  std::map<std::string, int> held_out_of_kind;
  for (const auto& query : *queries) {
    INFO(query.id);
    CHECK(asked.insert(query.text).second);
    held_out_of_kind[query.id.substr(0, query.id.find('-'))] += held_out(query.id) ? 1 : 0;
    REQUIRE(grades->contains(query.id));
    int best = 0;
    for (const auto& [document, grade] : grades->at(query.id)) {
      CHECK(ids.contains(document));
      CHECK(grade >= 0);
      CHECK(grade <= 3);
      best = std::max(best, grade);
    }
    CHECK(best == 3);
  }
  CHECK(grades->size() == queries->size());
  CHECK(held_out_of_kind.size() == 8);
  for (const auto& [kind, count] : held_out_of_kind) {
    INFO(kind);
    CHECK(count >= 5);
  }
}

TEST_CASE("search finds more than pairs of characters do, on queries nothing was tuned on",
          "[cli][eval]") {
  const TemporaryDirectory directory;
  write(directory.at("queries"), held_out_lines(text_of(folder + "queries.tsv")));
  write(directory.at("qrels"), held_out_lines(text_of(folder + "qrels.txt")));
  const ProgramRun run =
      run_bole({"eval", "--corpus", folder + "corpus.tsv", "--queries", directory.at("queries"),
                "--qrels", directory.at("qrels"), "--run", directory.at("run")});
  INFO(run.out << run.err);
  REQUIRE(run.exit == 0);
  const auto ours = figures(run.out, "伯乐");
  const auto baseline = figures(run.out, "字符二元 BM25");
  for (std::size_t i = 0; i < ours.size(); ++i) {
    INFO("measure " << i);
    CHECK(baseline[i] > 0);
    CHECK(ours[i] > baseline[i]);
  }
  CHECK(text_of(directory.at("run")).find(" Q0 ") != std::string::npos);
}

TEST_CASE("eval names the file and line it cannot read", "[cli][eval]") {
  const TemporaryDirectory directory;
  write(directory.at("corpus"), "a\t县财政局局长\nb\t县财政局副局长\n");
  write(directory.at("queries"), "q\t财政局\n");
  write(directory.at("qrels"), "q 0 a 3\nq 0 b\n");
  const ProgramRun run = run_bole({"eval", "--corpus", directory.at("corpus"), "--queries",
                                   directory.at("queries"), "--qrels", directory.at("qrels")});
  CHECK(run.exit == 1);
  CHECK(run.err.find(directory.at("qrels") + " 第2行") != std::string::npos);

  write(directory.at("queries"), "q\t财政局\nq\t财政部\n");
  CHECK(run_bole({"eval", "--corpus", directory.at("corpus"), "--queries", directory.at("queries")})
            .exit == 1);
}
