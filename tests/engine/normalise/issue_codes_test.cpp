#include "engine/normalise/issue_codes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/normalise/resume.hpp"
#include "engine/profile/profile_json.hpp"

using namespace bole;

namespace {
std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::set<std::string> known_codes() {
  std::set<std::string> known;
  for (const IssueCode& code : all_issue_codes()) known.insert(std::string(code.code));
  return known;
}

// Literals of the shape of a code that follow one of these words in a source file.
std::set<std::string> codes_in(const std::string& source) {
  std::set<std::string> found;
  for (const std::string before : {"make_issue(", "complain(", "add(", "refusal(",
                                   ".code = ", "plain ? ", "\" : ", "Refusal::invalid, "}) {
    for (std::size_t at = source.find(before); at != std::string::npos;
         at = source.find(before, at + 1)) {
      std::size_t open = source.find_first_not_of(" \n", at + before.size());
      if (open == std::string::npos || source[open] != '"') continue;
      const std::size_t close = source.find('"', ++open);
      const std::string literal = source.substr(open, close - open);
      const bool shaped = literal.find('_') != std::string::npos &&
                          std::all_of(literal.begin(), literal.end(), [](char c) {
                            return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
                          });
      if (shaped) found.insert(literal);
    }
  }
  return found;
}
}  // namespace

TEST_CASE("issue codes are ordered and each stands once", "[issue_codes]") {
  const auto all = all_issue_codes();
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const IssueCode& a, const IssueCode& b) { return a.code < b.code; }));
  CHECK(known_codes().size() == all.size());
}

TEST_CASE("the page on issues lists every code with its severity and meaning", "[issue_codes]") {
  const std::string page = text_of(std::filesystem::path(PROJECT_ROOT) / "docs/issues.md");
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos;
       at = page.find("\n| `", at + 1))
    ++rows;
  CHECK(rows == all_issue_codes().size());
  for (const IssueCode& code : all_issue_codes()) {
    const std::string severity = code.severity == Severity::error     ? "错误"
                                 : code.severity == Severity::warning ? "警告"
                                                                      : "提示";
    const std::string row = "| `" + std::string(code.code) + "` | " + severity + " | " +
                            std::string(code.meaning) + " |";
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
}

TEST_CASE("every code that the reading of files emits is in the table", "[issue_codes]") {
  const std::set<std::string> known = known_codes();
  // Errors about what the store holds and about pools, not about files that are read.
  const std::set<std::string> of_others{"bad_sealed"};
  std::set<std::string> used;
  for (const char* folder : {"engine/normalise", "engine/profile", "index"}) {
    const auto root = std::filesystem::path(PROJECT_ROOT) / folder;
    const bool reads_files = std::string_view(folder) != "index";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const std::string path = entry.path().generic_string();
      if (entry.path().extension() != ".cpp" || path.ends_with("/issue_codes.cpp")) continue;
      const std::string source = text_of(entry.path());
      // Some are handed on by name, so any literal counts as use.
      for (const std::string& code : known) {
        if (source.find('"' + code + '"') != std::string::npos) used.insert(code);
      }
      if (!reads_files && path.find("/index/import/") == std::string::npos) continue;
      for (const std::string& code : codes_in(source)) {
        INFO(path << " emits " << code);
        CHECK((known.contains(code) || of_others.contains(code)));
      }
    }
  }
  for (const std::string& code : known) {
    INFO(code << " is in the table and nothing emits it");
    CHECK(used.contains(code));
  }
}

TEST_CASE("issues of other readers have the severity of the table", "[issue_codes]") {
  Issues issues;
  (void)profile_from_json(
      R"({"name":5,"x":1,"birth":"1979.13","staff":{"scale":"?"},"name":"晏","appointments":{}})",
      issues);
  const ParsedResume parsed = parse_resume(
      "1995年春--2001.13  示例大学学习\n2006.05--2001.07  样例市财政局科员（其间\n无法归类的一行\n"
      "2008.01--2009.01  样例市财政局科长\n2008.06--2009.01  样例市财政局副局长\n");
  issues.insert(issues.end(), parsed.issues.begin(), parsed.issues.end());
  CHECK(issues.size() >= 8);
  for (const Issue& issue : issues) {
    INFO(issue.code);
    CHECK(make_issue(issue.code, {}, "").severity == issue.severity);
  }
}

TEST_CASE("what was found is shortened to 60 characters", "[issue_codes]") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "字";
  CHECK(shorten(text) == text);
  CHECK(shorten(text + "字") == text + "…");
}
