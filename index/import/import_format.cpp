#include "index/import/import_format.hpp"

#include <array>
#include <utility>

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

namespace {
// What would have been read instead.
std::string_view expectation(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> all{{
      {"archive_damaged", "完好的 .zip 压缩包"},
      {"archive_encrypted", "没有加密的文件"},
      {"archive_nested", "压缩包里直接放任免表"},
      {"too_large", "一个人的任免表的大小"},
      {"unknown_format", ".lrmx、.lrm、.ndjson 或 .zip"},
      {"unreadable_file", "能读的普通文件"},
      {"unsafe_path", "压缩包之内的相对路径"},
      {"unsupported_encoding", "utf-8、utf-16 或 gb18030"},
      {"zip_bomb", "展开后不超过压缩大小的 100 倍"},
  }};
  for (const auto& [known, expected] : all) {
    if (known == code) return expected;
  }
  return "";
}
}  // namespace

ImportedRecord refused(const std::string& source, const Error& error) {
  ImportedRecord record;
  record.source = source;
  record.issues.push_back(make_issue(
      error.code, {.found = error.where, .expected = expectation(error.code)}, error.message));
  return record;
}

ImportedRecord refused_as_empty(const std::string& source, std::string_view encoding) {
  ImportedRecord record;
  record.source = source;
  record.encoding = encoding;
  record.issues.push_back(make_issue("empty_file", {.found = "没有内容", .expected = "人事文件"},
                                     "文件是空的，没有内容可读"));
  return record;
}

Issue bad_bytes(std::string_view where, std::size_t count, std::string_view encoding) {
  const std::string places = std::to_string(count) + " 处";
  return make_issue("bad_bytes", {.found = places, .expected = std::string(encoding) + " 的字符"},
                    std::string(where) + "有 " + places + "字节不是 " + std::string(encoding) +
                        " 的字符，以“\uFFFD”代替");
}
}  // namespace bole
