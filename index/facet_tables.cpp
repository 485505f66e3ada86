#include "index/facet_tables.hpp"

#include <algorithm>
#include <iterator>

namespace bole {
namespace {
constexpr std::size_t most_dates = 4;
}

std::vector<const Attribute*> FacetTables::worth_having(
    Day as_of, std::span<const Attribute* const> attributes) const {
  const std::scoped_lock lock(wishes_mutex_);
  if (wishes_as_of_ != as_of) wishes_.clear();
  wishes_as_of_ = as_of;
  std::vector<const Attribute*> worth;
  for (const Attribute* attribute : attributes) {
    if (!wishes_.insert(attribute).second) worth.push_back(attribute);
  }
  return worth;
}

const FacetTable* FacetTables::ready(Day as_of,
                                     std::span<const Attribute* const> attributes) const {
  for (const Entry& entry : entries_) {
    if (entry.table.as_of() != as_of) continue;
    if (entry.mark != catalogue_.changed_rows().mark()) return nullptr;
    const bool all = std::ranges::all_of(
        attributes, [&](const Attribute* attribute) { return entry.table.is_ready(*attribute); });
    return all ? &entry.table : nullptr;
  }
  return nullptr;
}

void FacetTables::make_ready(Day as_of, std::span<const Attribute* const> attributes) const {
  const RowLog& log = catalogue_.changed_rows();
  auto entry = std::ranges::find_if(entries_,
                                    [&](const Entry& held) { return held.table.as_of() == as_of; });
  if (entry != entries_.end() && entry->mark != log.mark()) {
    if (const auto changed = log.since(entry->mark)) {
      entry->table.refresh(*changed);
      entry->mark = log.mark();
    } else {
      entries_.erase(entry);
      entry = entries_.end();
    }
  }
  if (entry == entries_.end()) {
    if (entries_.size() == most_dates) entries_.pop_front();
    entries_.push_back({FacetTable(catalogue_.columns(), as_of), log.mark()});
    entry = std::prev(entries_.end());
  }
  for (const Attribute* attribute : attributes) entry->table.prepare(*attribute);
}
}  // namespace bole
