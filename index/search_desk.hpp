#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/query/filter.hpp"
#include "engine/search/match_text.hpp"
#include "engine/search/search_request.hpp"
#include "index/catalogue.hpp"
#include "index/facet_tables.hpp"
#include "index/text/follow_store.hpp"
#include "index/text/text_index.hpp"

namespace bole {

// The one place through which people are searched for: text and names, filter, facets and order
// together, over the people of one pool. Columns and names answer for what is durable at once; full
// text may lag behind, and the answer says by how many people.
//
// search() may run in several threads at once; not while catch_up(), take_in() or the catalogue's
// runs. Codes: those of the query (text_query.hpp), filter (filter.hpp), chain (search_chain.hpp),
// facets (facets.hpp, attribute_name.hpp) and cursor (cursor.hpp); pool_not_found,
// pool_beside_chain, too_many_facets.
class SearchDesk {
 public:
  // `cursor_key`, not empty, signs cursors.
  SearchDesk(const Store& store, Catalogue& catalogue, TextIndex& text, std::string cursor_key);

  // Brings catalogue and text index to the store's head (follow_store.hpp).
  void catch_up(const IndexingReport& progress = {});
  void rebuild(const IndexingReport& progress = {});

  // The text index's part of catch_up() in two steps, for whoever must not keep searches waiting:
  // follow() goes on beside search(); take_in() needs search() to pause and the catalogue caught
  // up. take_in({}) takes in the index as it stands.
  [[nodiscard]] Followed follow(const IndexingReport& progress = {});
  void take_in(Followed followed);

  // Later pages keep the as-of date of the first.
  [[nodiscard]] Result<SearchAnswer> search(const SearchRequest& request, Day today) const;

 private:
  class Run;
  // The people of a pool.
  struct Scope {
    RowSet rows{};
    std::uint64_t not_indexed = 0;
  };
  void map_documents(DocId from);
  [[nodiscard]] std::uint64_t not_indexed(const RowSet& rows) const;
  [[nodiscard]] Result<std::shared_ptr<const Scope>> scope_of(const std::string& pool) const;

  const Store& store_;
  Catalogue& catalogue_;
  TextIndex& text_;
  const std::string cursor_key_;
  FacetTables facets_;
  std::vector<std::uint32_t> row_of_document_;  // by DocId; no_row: not in the columns
  std::vector<std::uint32_t> document_of_row_;  // 0: not indexed
  RowSet indexed_;

  mutable std::mutex scopes_mutex_;
  mutable Head scopes_head_{};
  mutable std::map<std::string, std::shared_ptr<const Scope>> scopes_;  // by pool
};

}  // namespace bole
