#include "tools/measure/ask_search.hpp"

#include <algorithm>

#include "engine/search/match_text.hpp"

namespace bole::measure {
namespace {
constexpr std::size_t shown = 20;

Answered ask_any_word(const Question& question, const Catalogue& catalogue, const TextIndex& text) {
  auto query = parse_query(question.query, catalogue.vocabulary());
  if (!query) throw StorageError(query.error().code, query.error().message);
  query->pairs.clear();
  const auto postings = text.snapshot();
  TextMatches found = match_text(*postings, *query, Demand::any, {}, [](DocId) { return true; });
  const std::size_t count = std::min(shown, found.all.size());
  std::ranges::partial_sort(found.all, found.all.begin() + static_cast<std::ptrdiff_t>(count),
                            [](const TextMatch& a, const TextMatch& b) {
                              return a.score != b.score ? a.score > b.score
                                                        : a.document < b.document;
                            });
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = postings->id(found.all[i].document);
    if (!catalogue.profile({id})) throw StorageError("index_damaged", "没有人员 " + id);
  }
  return {found.all.size(), 0};
}
}  // namespace

SearchRequest request_for(const Question& question) {
  SearchRequest request;
  request.query = question.query;
  request.filter = question.filter;
  request.as_of = as_of();
  request.limit = shown;
  if (question.kind == QuestionKind::facets || question.kind == QuestionKind::text_facets) {
    request.facets.assign(facet_names.begin(), facet_names.end());
  }
  return request;
}

Answered ask_search(const Question& question, const SearchDesk& desk, const Catalogue& catalogue,
                    const TextIndex& text) {
  if (question.kind == QuestionKind::text_any) return ask_any_word(question, catalogue, text);
  const SearchRequest request = request_for(question);
  const auto answer = desk.search(request, as_of());
  if (!answer) throw StorageError(answer.error().code, answer.error().message);
  if (request.facets.empty()) return {answer->total, 0};
  if (answer->facets.size() != facet_names.size()) {
    throw StorageError("internal", "检索没有给出全部分面");
  }
  std::vector<std::vector<std::uint64_t>> counts;
  for (const FacetAnswer& facet : answer->facets) {
    auto& of_facet = counts.emplace_back();
    for (const FacetCount& value : facet.values) of_facet.push_back(value.count);
    of_facet.resize(of_facet.size() + facet.further);
  }
  return {answer->total, facet_digest(counts)};
}
}  // namespace bole::measure
