// data-samples/traps says in its README what each file holds; here it is held to its word.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "index/import/import_format.hpp"

using namespace bole;
namespace fs = std::filesystem;

namespace {
const fs::path folder = fs::path(PROJECT_ROOT) / "data-samples" / "traps";

struct Trap {
  std::string file{};
  bool readable = false;
  std::string code{};
  std::string reads{};  // "name=…"
};

std::string cell(const std::string& line, int number) {
  std::size_t begin = 0;
  for (int i = 0; i < number; ++i) begin = line.find('|', begin) + 1;
  std::string text = line.substr(begin, line.find('|', begin) - begin);
  std::string out;
  for (const char c : text) {
    if (c != '`') out += c;
  }
  const std::size_t first = out.find_first_not_of(' ');
  return first == std::string::npos ? "" : out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::vector<Trap> traps() {
  std::vector<Trap> all;
  std::ifstream in(folder / "README.md");
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `")) continue;
    all.push_back({cell(line, 1), cell(line, 3) == "读得出", cell(line, 4), cell(line, 5)});
  }
  return all;
}

// "name", "encoding" and so on of a record, as the last column of the README writes it.
std::string fact(const ImportedRecord& record, const std::string& name) {
  if (name == "encoding") return record.encoding;
  const Profile& person = *record.profile;
  if (name == "name") return person.name;
  if (name == "appointments") {
    return std::to_string(person.appointments ? person.appointments->size() : 0);
  }
  if (name == "family") {
    return std::to_string(person.sealed.family ? person.sealed.family->size() : 0);
  }
  if (name == "sanction") {
    return person.sanctions && !person.sanctions->empty() ? person.sanctions->front().kind : "";
  }
  if (name == "appraisal 2025" && person.appraisals) {
    for (const Appraisal& appraisal : *person.appraisals) {
      if (appraisal.year == 2025) return appraisal.grade;
    }
  }
  return "";
}
}  // namespace

TEST_CASE("every trap file is listed, and every listed file is there", "[traps]") {
  std::vector<std::string> listed;
  for (const Trap& trap : traps()) listed.push_back(trap.file);
  std::vector<std::string> there;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name != "README.md") there.push_back(name);
  }
  std::sort(listed.begin(), listed.end());
  std::sort(there.begin(), there.end());
  CHECK(listed == there);
  CHECK(there.size() > 40);
}

TEST_CASE("every trap behaves as its line says", "[traps]") {
  for (const Trap& trap : traps()) {
    std::vector<ImportedRecord> records;
    read_path((folder / trap.file).string(), [&](ImportedRecord&& record) {
      records.push_back(std::move(record));
      return true;
    });
    bool readable = false;
    bool has_code = trap.code.empty();
    bool has_fact = trap.reads.empty();
    std::string seen;
    const std::size_t equals = trap.reads.find('=');
    for (const ImportedRecord& record : records) {
      readable |= record.profile.has_value();
      for (const Issue& issue : record.issues) {
        has_code |= issue.code == trap.code;
        seen += issue.code + " ";
      }
      if (!has_fact && record.profile) {
        const std::string value = fact(record, trap.reads.substr(0, equals));
        has_fact = value == trap.reads.substr(equals + 1);
        seen += trap.reads.substr(0, equals) + "=" + value + " ";
      }
    }
    INFO(trap.file << ": " << seen);
    CHECK(readable == trap.readable);
    CHECK(has_code);
    CHECK(has_fact);
  }
}
