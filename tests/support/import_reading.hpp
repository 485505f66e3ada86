#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/import/import_format.hpp"

namespace bole::testing {

// What the format of this name reads from bytes in memory.
[[nodiscard]] std::vector<ImportedRecord> read_as(std::string_view format, std::string_view bytes);
[[nodiscard]] std::vector<ImportedRecord> read_all_of(const std::string& path);

// An lrmx file with these elements.
[[nodiscard]] std::string form(
    std::initializer_list<std::pair<std::string_view, std::string_view>> elements);

[[nodiscard]] std::vector<std::string> codes(const Issues& issues);
[[nodiscard]] bool has_code(const Issues& issues, std::string_view code);
[[nodiscard]] const Issue& issue_of(const Issues& issues, std::string_view code);  // throws

}  // namespace bole::testing
