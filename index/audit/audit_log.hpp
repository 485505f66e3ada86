#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "index/audit/audit_entry.hpp"
#include "index/audit/signature.hpp"

namespace bole {

// Who asked and did what, one hash-chained line after the other. An entry is appended before the
// answer it speaks of is given: what cannot be recorded is not answered. All members may be called
// from several threads.
class AuditLog {
 public:
  virtual ~AuditLog() = default;

  // Durable when it returns, and covered by the witness; entries that arrive while others are being
  // synced are synced together, and no lock is held meanwhile. Throws StorageError
  // audit_unavailable when that cannot be had: then the entry must be taken as not written.
  virtual AuditHead append(const AuditEntry& entry) = 0;

  // Of what is durable.
  [[nodiscard]] virtual AuditHead head() const = 0;
  // Why the last append was refused, or why every one will be, in Chinese; empty when none was.
  [[nodiscard]] virtual std::string trouble() const = 0;
  // Visits the lines up to head(), oldest first and without line ends, until `visit` returns false.
  virtual void for_each(const std::function<bool(std::string_view line)>& visit) const = 0;
  // Secret of this log: signs seals, and keys the digests of what was asked.
  [[nodiscard]] virtual const AuditKey& key() const = 0;
};

[[nodiscard]] std::unique_ptr<AuditLog> make_memory_audit_log();

// The log in `directory`, begun where there is none. A log that does not reach what its own witness
// or `store` (the head that the store's last commit holds) says was durable, or cannot be written,
// opens, says so in trouble() and refuses every append. An unacknowledged end that a crash left is
// taken in where it is whole and cut where it is torn. Reads the end of the log only.
[[nodiscard]] std::unique_ptr<AuditLog> open_audit_log(const std::string& directory,
                                                       const AuditHead& store);

// What was asked, so that the same question can be known again but not be read.
[[nodiscard]] std::string question_digest(const AuditKey& key, std::string_view question);

// An id as typed by a person may be a name or an identity number: only what has the form of an id
// is kept as it is, all else as question_digest().
[[nodiscard]] std::string audited_id(const AuditKey& key, const std::string& typed);

}  // namespace bole
