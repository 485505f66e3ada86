#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/normalise/issue.hpp"

namespace bole {

// Every code an Issue may carry. docs/issues.md lists them for the reader (a test compares).
struct IssueCode {
  std::string_view code;
  Severity severity;
  std::string_view meaning;  // Chinese
};
[[nodiscard]] std::span<const IssueCode> all_issue_codes();  // ordered by code

[[nodiscard]] std::string_view to_string(Severity severity);  // error|warning|info

// What make_issue() is told about a place in the input.
struct Seen {
  std::string_view field{};  // lrmx element or pointer
  std::string_view found{};
  std::string_view expected{};
};

// An issue of a code of the table, with the table's severity; `found` is shortened.
[[nodiscard]] Issue make_issue(std::string_view code, const Seen& seen, std::string message);

// The text, or its first 60 characters and "…", on one line and without control characters.
[[nodiscard]] std::string shorten(std::string_view text);

// {"code","severity","row","field","found","expected","message"}
class JsonWriter;
void write_issue(JsonWriter& json, const Issue& issue);

}  // namespace bole
