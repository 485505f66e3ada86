#include "index/audit/audit_renewal.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "index/audit/audit_log.hpp"
#include "index/audit/audit_witness.hpp"
#include "index/store/durable_file.hpp"
#include "index/store/random.hpp"

namespace bole {
namespace {
namespace fs = std::filesystem;

std::string kept_name(std::size_t number) { return "audit-" + std::to_string(number); }

// Entries of the old log by what it says itself: no more than it has lines, beyond what is known.
std::uint64_t highest_number(std::string_view log, std::uint64_t known) {
  const auto lines = static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n'));
  std::uint64_t highest = known;
  for (std::size_t begin = 0, end = 0; (end = log.find('\n', begin)) != std::string_view::npos;
       begin = end + 1) {
    const auto line = read_audit_line(log.substr(begin, end - begin));
    if (line && line->number <= known + lines) highest = std::max(highest, line->number);
  }
  return highest;
}
}  // namespace

std::string kept_audit_folder(const std::string& directory, std::string_view name) {
  return (fs::path(directory).parent_path() / name).string();
}

AuditHead renew_audit_log(const std::string& directory, const AuditHead& store, AuditEntry entry) {
  const std::string parent = fs::path(directory).parent_path().string();
  std::size_t free = 1;
  while (free < most_kept_logs && fs::exists(kept_audit_folder(directory, kept_name(free)))) ++free;
  const bool held = fs::exists(directory);
  // Not held: it was put aside before, and what should have come then did not.
  const std::string name = held ? kept_name(free) : free > 1 ? kept_name(free - 1) : "";
  const std::string old = held ? directory : kept_audit_folder(directory, name);
  const std::string log = name.empty() ? "" : read_small_file(old + "/log").value_or("");
  const auto slots = name.empty() ? std::nullopt : read_small_file(old + "/HEAD");
  const auto witness = slots ? read_audit_slots(*slots) : std::nullopt;
  const auto key = name.empty() ? std::nullopt : read_small_file(old + "/KEY");
  entry.renews = {.folder = name, .bytes = log.size(), .digest = sha256(log)};

  const std::string fresh = directory + ".new";
  fs::remove_all(fresh);
  make_directory(fresh);
  AuditKey new_key{};
  fill_random(new_key);
  const auto old_key = key ? digest_of_hex(key->substr(0, 64)) : std::nullopt;
  replace_file(fresh + "/KEY", hex(old_key ? *old_key : new_key) + "\n");
  const std::uint64_t known = std::max(store.entries, witness ? witness->head.entries : 0);
  const AuditHead before{highest_number(log, known) + 1, entry.renews->digest};
  const std::string slot = audit_slot({.head = before});
  replace_file(fresh + "/HEAD", slot + slot);
  const AuditHead head = open_audit_log(fresh, {})->append(entry);

  if (held) rename_durably(directory, kept_audit_folder(directory, name));
  rename_durably(fresh, directory);
  sync_directory(parent);
  return head;
}
}  // namespace bole
