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
                   ""};
    all += piece;
  }
  if (bytes.failure()) return *bytes.failure();
  return all;
}

ImportedRecord refused(const std::string& source, std::string_view code, std::string message) {
  ImportedRecord record;
  record.source = source;
  record.issues.push_back(make_issue(code, {}, std::move(message)));
  return record;
}
}  // namespace bole
