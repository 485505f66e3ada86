#include "tests/support/import_reading.hpp"

#include <algorithm>
#include <stdexcept>

namespace bole::testing {
std::vector<ImportedRecord> read_as(std::string_view format, std::string_view bytes) {
  std::vector<ImportedRecord> records;
  for (const ImportFormat& candidate : all_import_formats()) {
    if (candidate.name != format) continue;
    MemorySource source(bytes);
    candidate.read(source, "x." + std::string(format), [&](ImportedRecord&& record) {
      records.push_back(std::move(record));
      return true;
    });
    return records;
  }
  throw std::invalid_argument("no format " + std::string(format));
}

std::vector<ImportedRecord> read_all_of(const std::string& path) {
  std::vector<ImportedRecord> records;
  read_path(path, [&](ImportedRecord&& record) {
    records.push_back(std::move(record));
    return true;
  });
  return records;
}

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> elements) {
  std::string xml = "<Person>";
  for (const auto& [name, text] : elements) {
    xml.append("<").append(name).append(">").append(text);
    xml.append("</").append(name).append(">");
  }
  return xml + "</Person>";
}

std::vector<std::string> codes(const Issues& issues) {
  std::vector<std::string> all;
  for (const Issue& issue : issues) all.push_back(issue.code);
  return all;
}

bool has_code(const Issues& issues, std::string_view code) {
  return std::any_of(issues.begin(), issues.end(),
                     [&](const Issue& issue) { return issue.code == code; });
}

const Issue& issue_of(const Issues& issues, std::string_view code) {
  for (const Issue& issue : issues) {
    if (issue.code == code) return issue;
  }
  throw std::out_of_range("no issue " + std::string(code));
}
}  // namespace bole::testing
