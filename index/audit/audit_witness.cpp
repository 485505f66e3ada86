#include "index/audit/audit_witness.hpp"

#include <algorithm>
#include <charconv>

#include "index/audit/audit_entry.hpp"

namespace bole {
namespace {
constexpr std::string_view title = "bole-audit-head 1";

std::optional<AuditWitness> read_slot(std::string_view slot) {
  AuditWitness witness;
  std::string_view rest = slot;
  const auto word = [&rest] {
    const std::string_view taken = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), taken.size() + 1));
    return taken;
  };
  const auto number = [&word](std::uint64_t& value) {
    const std::string_view text = word();
    std::from_chars(text.data(), text.data() + text.size(), value);
  };
  word();
  word();
  number(witness.head.entries);
  number(witness.bytes);
  const auto chain = digest_of_hex(word());
  if (!chain) return std::nullopt;
  witness.head.chain = *chain;
  // Written anew it must be the same, its check included.
  return audit_slot(witness) == slot ? std::optional(witness) : std::nullopt;
}
}  // namespace

std::string audit_slot(const AuditWitness& witness) {
  std::string slot = std::string(title) + ' ' + std::to_string(witness.head.entries) + ' ' +
                     std::to_string(witness.bytes) + ' ' + hex(witness.head.chain);
  slot += ' ' + hex(sha256(slot)).substr(0, 16);
  slot.resize(audit_slot_bytes - 1, ' ');
  slot += '\n';
  return slot;
}

std::optional<AuditWitness> read_audit_slots(std::string_view text) {
  std::optional<AuditWitness> newest;
  for (std::size_t at = 0; at + audit_slot_bytes <= text.size(); at += audit_slot_bytes) {
    auto slot = read_slot(text.substr(at, audit_slot_bytes));
    if (!slot || (newest && slot->head.entries <= newest->head.entries)) continue;
    newest = slot;
    newest->slot = at / audit_slot_bytes;
  }
  return newest;
}
}  // namespace bole
