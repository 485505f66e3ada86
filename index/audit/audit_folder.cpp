#include "index/audit/audit_folder.hpp"

#include <fstream>
#include <limits>

#include "engine/core/sha256.hpp"
#include "index/audit/audit_renewal.hpp"
#include "index/audit/audit_witness.hpp"
#include "index/store/durable_file.hpp"

namespace bole {
namespace {
// The lines that begin before `end` bytes, and behind it what continues them.
Result<AuditVerdict> check_lines(const std::string& path, std::uint64_t end,
                                 std::vector<AuditMark> marks, AuditCheck::Sealed sealed) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{Refusal::not_found, "file_not_found", "打不开文件“" + path + "”", ""};
  AuditCheck check(std::move(marks));
  std::uint64_t at = 0;
  for (std::string line; std::getline(in, line); at += line.size() + 1) {
    if (at >= end) {
      const auto behind = read_audit_line(line);
      if (!behind || in.eof() || !check.continues(*behind)) break;
    }
    check.take(line);
  }
  if (in.bad()) return Error{Refusal::invalid, "file_unreadable", "读不出文件“" + path + "”", ""};
  return check.finish(sealed);
}
// Follows the logs that were put aside, from one to the one before.
void check_kept_logs(const std::string& directory, AuditVerdict& verdict) {
  for (std::size_t i = 0; i < verdict.renewals.size() && i < most_kept_logs; ++i) {
    const KeptAuditLog kept = *verdict.renewals[i].renews;
    if (kept.folder.empty()) return;
    const auto text = read_small_file(kept_audit_folder(directory, kept.folder) + "/log");
    if (!text && kept.bytes > 0) {
      verdict.faults.push_back({"removed", 0, "另起时留存的 " + kept.folder + "/log 缺失"});
      return;
    }
    if (text && (text->size() != kept.bytes || sha256(*text) != kept.digest)) {
      verdict.faults.push_back(
          {"changed", 0, "另起时留存的 " + kept.folder + "/log 与当时所记的不同"});
      return;
    }
    if (!text) return;
    const auto before = audit_renewal_of(text->substr(0, text->find('\n')));
    if (before) verdict.renewals.push_back(*before);
  }
}
}  // namespace

Result<AuditVerdict> check_audit_file(const std::string& path, std::vector<AuditMark> marks,
                                      AuditCheck::Sealed sealed) {
  return check_lines(path, std::numeric_limits<std::uint64_t>::max(), std::move(marks), sealed);
}

Result<AuditVerdict> check_audit_folder(const std::string& directory, const AuditHead& store,
                                        std::vector<AuditMark> marks) {
  const auto text = read_small_file(directory + "/HEAD");
  const auto witness = text ? read_audit_slots(*text) : std::nullopt;
  if (witness) marks.push_back({"见证文件", witness->head});
  marks.push_back({"库", store});
  // The witness may have been lost to a power cut where the log was not: what continues the log
  // belongs to it, a torn end does not.
  auto verdict = check_lines(directory + "/log",
                             witness ? witness->bytes : std::numeric_limits<std::uint64_t>::max(),
                             std::move(marks), AuditCheck::Sealed::no);
  if (verdict && !witness) {
    verdict->faults.push_back({"cut", verdict->head.entries, "见证文件 HEAD 缺失或无法识别"});
  }
  if (verdict) check_kept_logs(directory, *verdict);
  return verdict;
}

AuditHead audit_head_of_store(const std::string& directory) {
  return open_rocks_store(directory, OpenMode::existing)->audit_head();
}
}  // namespace bole
