#include "index/audit/disclosure.hpp"

#include <algorithm>

#include "engine/profile/pool.hpp"

namespace bole {
namespace {
// Of a line as it stands: read in full are only lines that can matter, since the log may be long.
std::string_view text_after(std::string_view line, std::string_view key) {
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + key.size());
  return rest.substr(0, rest.find('"'));
}
}  // namespace

SeenBefore seen_before(const AuditLog& log, const std::vector<std::string>& users,
                       std::string_view pool, std::string_view since) {
  const auto is_one = [&](std::string_view by) {
    return std::find(users.begin(), users.end(), by) != users.end();
  };
  const auto by = [&](std::string_view line) { return text_after(line, "\"by\":\""); };
  std::set<std::string, std::less<>> accounts;
  log.for_each([&](std::string_view line) {
    if (is_one(by(line))) accounts.emplace(text_after(line, "\"account\":\""));
    return true;
  });
  accounts.erase("");
  SeenBefore seen;
  log.for_each([&](std::string_view line) {
    const std::string_view who = by(line);
    if (!is_one(who) && !(who.starts_with("os:") && accounts.contains(who))) return true;
    if (text_after(line, "\"at\":\"") < since) return true;
    const auto entry = audit_entry_of(line);
    if (!entry || entry->outcome != "ok") return true;
    seen.searches +=
        entry->action == "search" &&
        (entry->pool == pool || entry->pool == whole_store_pool || pool == whole_store_pool);
    seen.people.insert(entry->people.begin(), entry->people.end());
    seen.everybody = seen.everybody || entry->people_count > entry->people.size();
    return true;
  });
  return seen;
}

std::vector<Sighting> sightings(const AuditLog& log, const std::string& matter,
                                const std::set<std::string>& people, std::string_view since) {
  std::vector<Sighting> seen;
  log.for_each([&](std::string_view line) {
    const bool of_matter = text_after(line, "\"matter\":\"") == matter;
    if (!of_matter && line.find("\"people\":[") == std::string_view::npos) return true;
    if (text_after(line, "\"at\":\"") < since) return true;
    auto entry = audit_entry_of(line);
    if (!entry || entry->outcome != "ok") return true;
    Sighting sighting{.at = std::move(entry->at),
                      .by = std::move(entry->by),
                      .through = std::move(entry->through),
                      .action = std::move(entry->action),
                      .matter = std::move(entry->matter),
                      .objects = std::move(entry->objects),
                      .people = {},
                      .shown = std::max<std::uint64_t>(entry->people_count, entry->people.size())};
    for (const std::string& person : entry->people) {
      if (people.contains(person)) sighting.people.push_back(person);
    }
    const bool told = of_matter && (sighting.shown > 0 || sighting.action == "report.write");
    if (told || !sighting.people.empty()) seen.push_back(std::move(sighting));
    return true;
  });
  return seen;
}
}  // namespace bole
