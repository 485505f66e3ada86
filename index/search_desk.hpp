#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/search/match_text.hpp"
#include "engine/search/search_request.hpp"
#include "index/catalogue.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// The one place through which people are searched for: text and names, filter, facets and order
// together, over the people of one pool. Columns and names answer for what is durable at once; full
// text may lag behind, and the answer says by how many people.
//
// search() may run in several threads at once; not while catch_up() or the catalogue's runs.
// Codes: those of the query (text_query.hpp), of the filter (filter.hpp), pool_not_found,
// as_of_not_given, unknown_facet, unknown_sort, bad_cursor.
class SearchDesk {
 public:
  // The catalogue keeps names from now on.
  SearchDesk(const Store& store, Catalogue& catalogue, TextIndex& text);

  // Brings the text index to the store's head, or rebuilds it where it cannot be brought there
  // (empty, foreign, of another history, or too far behind). Call the catalogue's catch_up() first.
  // `progress` gets people done and, where known, of how many.
  using Report = std::function<void(std::uint64_t done, std::uint64_t total)>;
  void catch_up(const Report& progress = {});
  void rebuild(const Report& progress = {});

  // catch_up() in two steps, for whoever must not keep searches waiting: follow() writes into the
  // index while search() goes on, take_in() needs search() to pause. follow() only where
  // can_follow().
  [[nodiscard]] bool can_follow() const;
  DocId follow(const Report& progress = {});  // the last document before
  void take_in(DocId from) { map_documents(row_of_document_.empty() ? DocId{1} : from); }

  [[nodiscard]] Result<SearchAnswer> search(const SearchRequest& request) const;

 private:
  struct Found;
  void apply_changes(const Report& progress);
  void map_documents(DocId from);
  [[nodiscard]] Result<SearchAnswer> search_once(const SearchRequest& request) const;
  [[nodiscard]] OtherWay by_name(const TextQuery& query, const Postings& postings,
                                 std::vector<std::vector<NameHit>>& hits) const;

  const Store& store_;
  Catalogue& catalogue_;
  TextIndex& text_;
  std::vector<std::uint32_t> row_of_document_;  // by DocId; no_row: not in the columns
  std::vector<std::uint32_t> document_of_row_;  // 0: not indexed
};

}  // namespace bole
