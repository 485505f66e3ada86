#include "index/import/import_format.hpp"

#include "engine/normalise/issue_codes.hpp"

namespace bole {
Result<std::string> read_all(ByteSource& bytes) {
  std::string all;
  for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
    if (all.size() + piece.size() > record_size_limit)
      return Error{Refusal::invalid, "too_large",
                   "文件超过 " + std::to_string(record_size_limit >> 20) +
                       " MB，一个人的任免表不应这样大，不读",
                   "超过 " + std::to_string(record_size_limit >> 20) + " MB"};
    all += piece;
  }
  if (bytes.failure()) return *bytes.failure();
  return all;
}

ImportedRecord refused(const std::string& source, const Error& error) {
  ImportedRecord record;
  record.source = source;
  record.issues.push_back(make_issue(error.code, {.found = error.where}, error.message));
  return record;
}

ImportedRecord refused_as_empty(const std::string& source) {
  ImportedRecord record;
  record.source = source;
  record.issues.push_back(make_issue("empty_file", {.found = "没有内容", .expected = "人事文件"},
                                     "文件是空的，没有内容可读"));
  return record;
}
}  // namespace bole
