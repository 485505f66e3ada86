#include "index/audit/audit_folder.hpp"

#include <fstream>
#include <limits>

#include "index/audit/audit_witness.hpp"
#include "index/store/durable_file.hpp"

namespace bole {
namespace {
// The lines that begin before `end` bytes.
Result<AuditVerdict> check_lines(const std::string& path, std::uint64_t end,
                                 std::vector<AuditMark> marks, AuditCheck::Sealed sealed) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{Refusal::not_found, "file_not_found", "打不开文件“" + path + "”", ""};
  AuditCheck check(std::move(marks));
  std::uint64_t at = 0;
  for (std::string line; at < end && std::getline(in, line); at += line.size() + 1) {
    check.take(line);
  }
  if (in.bad()) return Error{Refusal::invalid, "file_unreadable", "读不出文件“" + path + "”", ""};
  return check.finish(sealed);
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
  // What stands behind the witness was never acknowledged.
  auto verdict = check_lines(directory + "/log",
                             witness ? witness->bytes : std::numeric_limits<std::uint64_t>::max(),
                             std::move(marks), AuditCheck::Sealed::no);
  if (verdict && !witness) {
    verdict->faults.push_back({"cut", verdict->head.entries, "见证文件 HEAD 缺失或无法识别"});
  }
  return verdict;
}

AuditHead audit_head_of_store(const std::string& directory) {
  return open_rocks_store(directory, OpenMode::existing)->audit_head();
}
}  // namespace bole
