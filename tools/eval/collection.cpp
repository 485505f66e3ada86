#include "tools/eval/collection.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>
#include <unordered_map>

#include "engine/text/fold.hpp"

namespace bole {
namespace {
// Calls visit(number, line) for every line that is not empty, without its line end.
template <class Visit>
void for_each_line(std::string_view file, Visit&& visit) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < file.size();) {
    const std::size_t end = std::min(file.find('\n', begin), file.size());
    std::string_view line = file.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (!line.empty()) visit(number, line);
    begin = end + 1;
  }
}

Error bad_line(const char* code, std::size_t number, const std::string& expected) {
  return {Refusal::invalid, code, "应为" + expected, "第" + std::to_string(number) + "行"};
}

void sort_run(std::vector<RetrievedDocument>& answer, std::size_t limit) {
  std::ranges::sort(answer, [](const RetrievedDocument& a, const RetrievedDocument& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  if (answer.size() > limit) answer.resize(limit);
}

std::vector<std::string> pairs_of(std::string_view text) {
  std::vector<std::string> pairs;
  std::string before;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_blank(c)) {
      before.clear();
      continue;
    }
    std::string now;
    append_character(now, c);
    if (!before.empty()) pairs.push_back(before + now);
    before = now;
  }
  if (pairs.empty() && !before.empty()) pairs.push_back(before);
  return pairs;
}
}  // namespace

Result<std::vector<CollectionText>> read_texts(std::string_view file) {
  std::vector<CollectionText> texts;
  std::set<std::string> ids;
  std::optional<Error> fault;
  for_each_line(file, [&](std::size_t number, std::string_view line) {
    if (fault) return;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0) {
      fault = bad_line("bad_collection_line", number, "“编号<制表符>文字”两列");
      return;
    }
    std::string id(line.substr(0, tab));
    if (!ids.insert(id).second) {
      fault = Error{Refusal::invalid, "duplicate_id", "编号“" + id + "”重复",
                    "第" + std::to_string(number) + "行"};
      return;
    }
    texts.push_back({std::move(id), std::string(line.substr(tab + 1))});
  });
  if (fault) return *fault;
  if (texts.empty()) return Error{Refusal::invalid, "collection_empty", "文件中没有内容", ""};
  return texts;
}

Result<Grades> read_grades(std::string_view file) {
  Grades grades;
  std::optional<Error> fault;
  for_each_line(file, [&](std::size_t number, std::string_view line) {
    if (fault) return;
    const std::vector<std::string_view> cells = split(line, U" \t");
    int grade = 0;
    if (cells.size() != 4 ||
        std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), grade).ptr !=
            cells[3].data() + cells[3].size()) {
      fault = bad_line("bad_qrels_line", number, "“查询 0 文件 等级”四列");
      return;
    }
    grades[std::string(cells[0])][std::string(cells[2])] = grade;
  });
  if (fault) return *fault;
  return grades;
}

std::string to_trec(const TrecRun& run, const std::string& tag) {
  std::string text;
  for (const auto& [query, answer] : run) {
    for (std::size_t rank = 0; rank < answer.size(); ++rank) {
      char score[32];
      std::snprintf(score, sizeof score, "%.4f", answer[rank].score);
      text += query + " Q0 " + answer[rank].id + ' ' + std::to_string(rank + 1) + ' ' + score +
              ' ' + tag + '\n';
    }
  }
  return text;
}

Measures measure(const TrecRun& run, const Grades& grades) {
  Measures sum;
  for (const auto& [query, graded] : grades) {
    std::vector<int> ideal;
    for (const auto& [document, grade] : graded) {
      if (grade > 0) ideal.push_back(grade);
    }
    if (ideal.empty()) continue;
    ++sum.queries;
    const auto found = run.find(query);
    if (found == run.end()) continue;
    const auto relevant = static_cast<double>(ideal.size());
    std::ranges::sort(ideal, std::greater<>());
    const auto gain = [](int grade, std::size_t rank) {
      return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 2);
    };
    double best = 0;
    for (std::size_t rank = 0; rank < std::min<std::size_t>(10, ideal.size()); ++rank) {
      best += gain(ideal[rank], rank);
    }
    double gained = 0;
    double precisions = 0;
    std::size_t seen = 0;
    std::size_t seen_100 = 0;
    for (std::size_t rank = 0; rank < found->second.size(); ++rank) {
      const auto grade = graded.find(found->second[rank].id);
      if (grade == graded.end() || grade->second <= 0) continue;
      ++seen;
      if (rank < 10) gained += gain(grade->second, rank);
      if (rank < 100) ++seen_100;
      precisions += static_cast<double>(seen) / static_cast<double>(rank + 1);
    }
    sum.map += precisions / relevant;
    sum.ndcg_10 += gained / best;
    sum.recall_100 += static_cast<double>(seen_100) / relevant;
  }
  if (sum.queries > 0) {
    const auto queries = static_cast<double>(sum.queries);
    sum.map /= queries;
    sum.ndcg_10 /= queries;
    sum.recall_100 /= queries;
  }
  return sum;
}

TrecRun ngram_bm25(const std::vector<CollectionText>& corpus,
                   const std::vector<CollectionText>& queries, std::size_t limit) {
  struct Posting {
    std::size_t document = 0;
    double count = 0;
  };
  std::unordered_map<std::string, std::vector<Posting>> postings;
  std::vector<double> lengths;
  double total = 0;
  for (std::size_t document = 0; document < corpus.size(); ++document) {
    const std::vector<std::string> pairs = pairs_of(corpus[document].text);
    for (const std::string& pair : pairs) {
      std::vector<Posting>& list = postings[pair];
      if (list.empty() || list.back().document != document) list.push_back({document, 0});
      list.back().count += 1;
    }
    lengths.push_back(static_cast<double>(pairs.size()));
    total += lengths.back();
  }
  const auto documents = static_cast<double>(corpus.size());
  const double mean = std::max(1.0, total / documents);
  constexpr double k1 = 1.2;
  constexpr double b = 0.75;
  TrecRun run;
  for (const CollectionText& query : queries) {
    std::map<std::size_t, double> scores;
    for (const std::string& pair : pairs_of(query.text)) {
      const auto list = postings.find(pair);
      if (list == postings.end()) continue;
      const auto frequency = static_cast<double>(list->second.size());
      const double rarity = std::log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
      for (const Posting& posting : list->second) {
        const double norm = k1 * (1 - b + b * lengths[posting.document] / mean);
        scores[posting.document] += rarity * posting.count * (k1 + 1) / (posting.count + norm);
      }
    }
    std::vector<RetrievedDocument>& answer = run[query.id];
    for (const auto& [document, score] : scores) answer.push_back({corpus[document].id, score});
    sort_run(answer, limit);
  }
  return run;
}
}  // namespace bole
