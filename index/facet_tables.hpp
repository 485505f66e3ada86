#pragma once
#include <cstdint>
#include <list>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <span>
#include <vector>

#include "engine/query/facets.hpp"
#include "index/catalogue.hpp"

namespace bole {

// The facet tables that searches share, one for each as-of date that was asked for lately, kept up
// with the catalogue. with() may run in several threads at once; not while the catalogue catches
// up. The catalogue outlives this.
class FacetTables {
 public:
  explicit FacetTables(const Catalogue& catalogue) : catalogue_(catalogue) {}

  // Of attributes that would help to answer at this date, those worth being made ready: they are,
  // or have been wished for before. One question is answered sooner without.
  [[nodiscard]] std::vector<const Attribute*> worth_having(
      Day as_of, std::span<const Attribute* const> attributes) const;

  // use(table), where these attributes, which allow Use::facet, are ready.
  template <class Work>
  auto with(Day as_of, std::span<const Attribute* const> attributes, Work&& use) const {
    while (true) {
      {
        const std::shared_lock lock(mutex_);
        if (const FacetTable* table = ready(as_of, attributes)) return use(*table);
      }
      const std::unique_lock lock(mutex_);
      make_ready(as_of, attributes);
    }
  }

 private:
  struct Entry {
    FacetTable table;
    std::uint64_t mark = 0;  // of the catalogue's changed rows
  };
  [[nodiscard]] const FacetTable* ready(Day as_of, std::span<const Attribute* const>) const;
  void make_ready(Day as_of, std::span<const Attribute* const>) const;

  const Catalogue& catalogue_;
  mutable std::shared_mutex mutex_;
  mutable std::list<Entry> entries_;
  mutable std::mutex wishes_mutex_;
  mutable Day wishes_as_of_{};
  mutable std::set<const Attribute*> wishes_;  // of that date
};

}  // namespace bole
