#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/audit/audit_log.hpp"

namespace bole {

// What some users saw of people before a lock, by what the audit log says.
struct SeenBefore {
  std::uint64_t searches = 0;
  std::set<std::string> people{};
  // An answer showed so many that the log does not name them all: everybody counts as seen.
  bool everybody = false;

  [[nodiscard]] bool has(const std::string& person) const {
    return everybody || people.contains(person);
  }
};

// Searches of `pool`, or of the whole store, by `users`, and everybody whom any answer showed them,
// from `since` ("2026-03-01") on. What an account of the operating system asked without naming a
// user counts for every user whom that account also named.
[[nodiscard]] SeenBefore seen_before(const AuditLog& log, const std::vector<std::string>& users,
                                     std::string_view pool, std::string_view since);

// That somebody was shown records, by what the audit log says.
struct Sighting {
  std::string at{};                    // UTC
  std::string by{};                    // user id, or os:NAME
  std::string through{};               // cli, http
  std::string action{};                // match.read, report.write, profile.read …
  std::string matter{};                // empty: by another way than a matter
  std::vector<std::string> objects{};  // kinds of reports, records
  std::vector<std::string> people{};   // those of whom it was asked, as far as the log names them
  std::uint64_t shown = 0;             // how many people the answer showed in all
};

// Every answer through the matter that showed people or wrote a report, and every other answer that
// showed one of `people`, from `since` on; oldest first.
[[nodiscard]] std::vector<Sighting> sightings(const AuditLog& log, const std::string& matter,
                                              const std::set<std::string>& people,
                                              std::string_view since);

}  // namespace bole
