#pragma once
#include <string>
#include <vector>

#include "index/audit/audit_check.hpp"

namespace bole {

// Checks an exported log. Code file_not_found.
[[nodiscard]] Result<AuditVerdict> check_audit_file(const std::string& path,
                                                    std::vector<AuditMark> marks,
                                                    AuditCheck::Sealed sealed);

// Checks the log of a store, from its folder alone, against its witness, what the store holds and
// `marks`. The log must not be in use.
[[nodiscard]] Result<AuditVerdict> check_audit_folder(const std::string& directory,
                                                      const AuditHead& store,
                                                      std::vector<AuditMark> marks);

// Opens the store for as long as it takes to ask it.
[[nodiscard]] AuditHead audit_head_of_store(const std::string& directory);

}  // namespace bole
