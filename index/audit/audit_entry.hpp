#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/store/store.hpp"

namespace bole {

// A log that was put aside when this one was begun in its place.
struct KeptAuditLog {
  std::string folder{};     // beside the log's own; empty: there was nothing to keep
  std::uint64_t bytes = 0;  // of its file log
  Digest digest{};          // SHA-256 of it
};

// One line of the audit log: who asked or did what, and what was shown. It names records by id and
// never repeats what they say; what was typed as a query stands in it as a keyed digest
// (docs/audit.md).
struct AuditEntry {
  std::string at{};       // UTC
  std::string by{};       // user id, or os:NAME; empty when nobody is known
  std::string through{};  // cli, http
  std::string account{};  // os:NAME on the command line
  std::string request{};  // id of the request
  std::string action{};   // profile.read, search, matter.lock …
  std::string outcome{};  // begun, ok, or the code of the refusal
  std::string pool{};
  std::string matter{};
  std::vector<std::string> objects{};  // other records it was about
  std::string question{};              // digest of what was asked
  std::optional<std::uint64_t> count{};
  // Whose records were shown. Of many the first `most_people` are named; `people_count` has all.
  std::vector<std::string> people{};
  std::uint64_t people_count = 0;
  std::optional<KeptAuditLog> renews{};  // the first entry of a log that replaces another, and
  std::string reason{};                  // why it does
  std::uint64_t store_epoch = 0;         // position of the store that answered
  std::uint64_t store_sequence = 0;

  static constexpr std::size_t most_people = 1000;
};

// The members of the entry's JSON between its number and its hash. Texts are cut to what fits and
// made valid UTF-8, so that nothing a stranger sends makes a line that cannot be read.
[[nodiscard]] std::string audit_members(const AuditEntry& entry);

// Appends the line of the entry after `head`, with its line end, and moves `head` to it.
void append_audit_line(std::string& out, std::string_view members, AuditHead& head);

// A line as it stands in the log or an export. `body` is what the hash covers, after the chain
// before it.
struct AuditLine {
  std::uint64_t number = 0;
  std::string_view body{};
  Digest hash{};
};
[[nodiscard]] std::optional<AuditLine> read_audit_line(std::string_view line);
[[nodiscard]] Digest next_audit_chain(const Digest& before, std::string_view body);
[[nodiscard]] std::optional<AuditEntry> audit_entry_of(std::string_view line);

// What the first line of a log says of the one before it; empty for any other line. The number
// before its own stands for the log that was kept, and has its digest for a hash.
[[nodiscard]] std::optional<AuditEntry> audit_renewal_of(std::string_view line);

[[nodiscard]] std::optional<Digest> digest_of_hex(std::string_view hex);

}  // namespace bole
