#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/store/store.hpp"

namespace bole {

// The witness of the audit log: how far it was acknowledged. Its file holds two slots that are
// written in turn, in place, so that a torn write leaves the one before.
struct AuditWitness {
  AuditHead head{};
  std::uint64_t bytes = 0;  // of the log
  std::size_t slot = 0;     // where it was read
};
inline constexpr std::size_t audit_slot_bytes = 256;
[[nodiscard]] std::string audit_slot(const AuditWitness& witness);
// The newer of the slots that are whole; empty when none is.
[[nodiscard]] std::optional<AuditWitness> read_audit_slots(std::string_view text);

}  // namespace bole
