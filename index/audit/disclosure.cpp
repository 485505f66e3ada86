#include "index/audit/disclosure.hpp"

#include <algorithm>

#include "engine/profile/pool.hpp"

namespace bole {
SeenBefore seen_before(const AuditLog& log, const std::vector<std::string>& users,
                       std::string_view pool, std::string_view since) {
  const auto is_one = [&](std::string_view by) {
    return std::find(users.begin(), users.end(), by) != users.end();
  };
  // Read in full are only lines that can matter: the log may be long.
  const auto text_after = [](std::string_view line, std::string_view key) {
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos) return std::string_view();
    const std::string_view rest = line.substr(at + key.size());
    return rest.substr(0, rest.find('"'));
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
}  // namespace bole
