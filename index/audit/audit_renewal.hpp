#pragma once
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "index/audit/audit_entry.hpp"

namespace bole {

// Begins a new log in the place of one that takes no entry any more, so that the store can be used
// again. The old folder is renamed (audit-1, audit-2 …), never changed; the first entry of the new
// one is `entry`, completed by what was kept. Its number is higher than any that `store` or the old
// witness knows. Takes the old key over where it can be read. The log must not be in use. After a
// crash in between the same call completes it. Throws StorageError.
AuditHead renew_audit_log(const std::string& directory, const AuditHead& store, AuditEntry entry);

inline constexpr std::size_t most_kept_logs = 1000;
// Where a kept folder is, beside that of the log.
[[nodiscard]] std::string kept_audit_folder(const std::string& directory, std::string_view name);

}  // namespace bole
