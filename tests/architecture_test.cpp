// The direction of dependencies, checked on the source text.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/match/criterion.hpp"
#include "engine/match/gate.hpp"
#include "index/import/import_format.hpp"
#include "tools/command.hpp"

namespace fs = std::filesystem;

namespace {
struct Include {
  std::string file{};
  int line = 0;
  bool quoted = false;
  std::string target{};
};

std::vector<Include> includes_of(const std::string& module) {
  std::vector<Include> all;
  const fs::path root = PROJECT_ROOT;
  if (!fs::exists(root / module)) return all;
  for (const auto& entry : fs::recursive_directory_iterator(root / module)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".hpp" && extension != ".cpp") continue;
    std::ifstream in(entry.path());
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.rfind("#include ", 0) != 0 || line.size() < 12) continue;
      const std::size_t end = line.find_first_of("\">", 10);
      all.push_back({fs::relative(entry.path(), root).generic_string(), number, line[9] == '"',
                     line.substr(10, end - 10)});
    }
  }
  return all;
}
const std::vector<std::string> modules{"engine", "index", "server", "tools"};
}  // namespace

TEST_CASE("a module includes only the modules below it", "[architecture]") {
  const std::map<std::string, std::set<std::string>> may_include{
      {"engine", {"engine"}},
      {"index", {"engine", "index"}},
      {"server", {"engine", "index", "server"}},
      {"tools", {"engine", "index", "tools", "server"}},
  };
  for (const auto& [module, allowed] : may_include) {
    for (const Include& include : includes_of(module)) {
      if (!include.quoted) continue;
      INFO(include.file << ":" << include.line << " includes " << include.target);
      CHECK(allowed.contains(include.target.substr(0, include.target.find('/'))));
    }
  }
}

TEST_CASE("each library has one home", "[architecture]") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> homes{
      {"xapian", {"index/text/xapian_"}},
      {"xxhash", {"index/columns_file.cpp"}},
      {"rocksdb/", {"index/store/rocks_"}},
      {"boost/", {"server/net/"}},
      {"zip.h", {"index/import/zip_", "index/import/archive."}},
      {"pugixml", {"index/import/formats/lrmx.cpp"}},
      {"unicode/", {"engine/text/"}},
      {"openssl/", {"engine/core/sha256.cpp", "index/store/random.", "index/audit/signature."}},
      {"simdjson", {"engine/profile/profile_json.cpp"}},
      {"CLI/", {"tools/arguments.cpp"}},
      {"catch2/", {"tests/"}},
  };
  for (const std::string& module : modules) {
    for (const Include& include : includes_of(module)) {
      INFO(include.file << ":" << include.line << " includes " << include.target);
      for (const auto& [library, places] : homes) {
        if (include.target.rfind(library, 0) != 0) continue;
        bool at_home = false;
        for (const std::string& place : places) at_home |= include.file.rfind(place, 0) == 0;
        CHECK(at_home);
      }
    }
  }
}

TEST_CASE("the JSON library stays out of headers", "[architecture]") {
  for (const std::string& module : modules) {
    for (const Include& include : includes_of(module)) {
      INFO(include.file << ":" << include.line << " includes " << include.target);
      CHECK_FALSE((include.target == "nlohmann/json.hpp" && include.file.ends_with(".hpp")));
    }
  }
}

TEST_CASE("the engine knows no file, clock, thread or random source", "[architecture]") {
  const std::set<std::string> impure{"fstream", "filesystem", "thread", "mutex",  "random",
                                     "chrono",  "iostream",   "ctime",  "future", "atomic"};
  for (const Include& include : includes_of("engine")) {
    if (include.file == "engine/core/date.cpp") continue;  // calendar arithmetic only
    INFO(include.file << ":" << include.line << " includes " << include.target);
    CHECK_FALSE(impure.contains(include.target));
  }
}

namespace {
std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Names of the .cpp files of a folder, without the kits that several of them share.
std::set<std::string> sources_of(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(PROJECT_ROOT) / folder)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() == ".cpp" && name != "sanction_effect") names.insert(name);
  }
  return names;
}
}  // namespace

TEST_CASE("every gate is registered, dated, tested and documented", "[architecture]") {
  const fs::path root = PROJECT_ROOT;
  const std::string page = text_of(root / "docs/gates.md");
  std::string tests;
  std::string code;
  for (const std::string folder : {"engine/match/gates", "engine/match/gates/protected"}) {
    for (const std::string& name : sources_of(folder)) {
      CAPTURE(name);
      code += text_of(root / folder / (name + ".cpp"));
      if (name == "protected_facts") continue;
      REQUIRE(fs::exists(root / "tests" / folder / (name + "_test.cpp")));
      tests += text_of(root / "tests" / folder / (name + "_test.cpp"));
    }
  }
  std::size_t written = 0;
  for (std::size_t at = code.find("Cost::"); at != std::string::npos;
       at = code.find("Cost::", at + 1)) {
    ++written;
  }
  CHECK(written == bole::all_gates().size());
  for (const bole::Gate& gate : bole::all_gates()) {
    CAPTURE(gate.id);
    CHECK(bole::newest_rule(gate.id) != nullptr);
    CHECK(page.find("| " + std::string(gate.id) + " |") != std::string::npos);
    CHECK(tests.find('"' + std::string(gate.id) + '"') != std::string::npos);
  }
  for (const bole::Rule& rule : bole::all_rules()) {
    CAPTURE(rule.id);
    CHECK(bole::find_gate(rule.id) != nullptr);
  }
}

TEST_CASE("every criterion is registered, tested and documented", "[architecture]") {
  const fs::path root = PROJECT_ROOT;
  const std::string page = text_of(root / "docs/criteria.md");
  CHECK(sources_of("engine/match/criteria").size() == bole::all_criteria().size());
  for (const bole::Criterion& criterion : bole::all_criteria()) {
    const std::string name{criterion.name};
    CAPTURE(name);
    CHECK(sources_of("engine/match/criteria").contains(name));
    CHECK(fs::exists(root / "tests/engine/match/criteria" / (name + "_test.cpp")));
    CHECK(page.find("| `" + name + "` |") != std::string::npos);
  }
}

TEST_CASE("every command is registered and documented", "[architecture]") {
  const std::string page = text_of(fs::path(PROJECT_ROOT) / "docs/cli.md");
  CHECK(sources_of("tools/commands").size() == bole::all_commands().size());
  for (const bole::Command& command : bole::all_commands()) {
    const std::string name{command.name};
    CAPTURE(name);
    CHECK(page.find("\n## " + name) != std::string::npos);
  }
}

TEST_CASE("a command reaches a store only where what it does is recorded",
          "[architecture][audit]") {
  // init makes a store, bench its own, and the server records each request.
  const std::set<std::string> apart{"bench", "serve"};
  for (const std::string& name : sources_of("tools/commands")) {
    const std::string text = text_of(fs::path(PROJECT_ROOT) / "tools/commands" / (name + ".cpp"));
    CAPTURE(name);
    if (apart.contains(name)) continue;
    if (name != "init") CHECK(text.find("open_rocks_store") == std::string::npos);
    if (text.find("run_on_store(") == std::string::npos) {
      CHECK(text.find("store_directory(") == std::string::npos);
      CHECK(text.find("add_store_option(") == std::string::npos);
      continue;
    }
    // What it says waits for the entry: OnStore::print() and say().
    if (name == "audit") continue;
    for (const char* at_once : {"std::fwrite(", "printf(", "std::cout", "puts("}) {
      CAPTURE(at_once);
      CHECK(text.find(at_once) == std::string::npos);
    }
  }
}

TEST_CASE("every import format is registered and documented", "[architecture]") {
  const std::string page = text_of(fs::path(PROJECT_ROOT) / "docs/cli.md");
  std::size_t written = 0;
  for (const std::string& name : sources_of("index/import/formats")) {
    const std::string text =
        text_of(fs::path(PROJECT_ROOT) / "index/import/formats" / (name + ".cpp"));
    written += text.find("\nconst ImportFormat ") != std::string::npos;
  }
  CHECK(written == bole::all_import_formats().size());
  for (const bole::ImportFormat& format : bole::all_import_formats()) {
    const std::string name{format.name};
    CAPTURE(name);
    CHECK(sources_of("index/import/formats").contains(name));
    CHECK(page.find("| `" + name + "` |") != std::string::npos);
  }
}

TEST_CASE("nothing that judges, asks or explains names the sealed part", "[architecture]") {
  for (const char* folder : {"engine/columns", "engine/match", "engine/matter", "engine/query",
                             "engine/explain", "engine/report", "index/export/formats/html.cpp"}) {
    std::vector<fs::path> files;
    const fs::path place = fs::path(PROJECT_ROOT) / folder;
    if (fs::is_regular_file(place)) {
      files.push_back(place);
    } else {
      for (const auto& entry : fs::recursive_directory_iterator(place)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
      }
    }
    for (const fs::path& file : files) {
      CAPTURE(file.string());
      const std::string text = text_of(file);
      if (file.string().find("/gates/protected/protected_facts.") != std::string::npos) continue;
      CHECK(text.find(".sealed") == std::string::npos);
      CHECK(text.find("Sealed") == std::string::npos);
    }
  }
}

TEST_CASE("what protected gates read is named by the closed list of files",
          "[architecture][guard]") {
  // Who makes it, keeps it and hands it on; who reads it are the gates of the folder alone.
  const std::set<std::string> may_name{"engine/match/all_gates.cpp", "engine/match/gate.hpp",
                                       "engine/match/gate_set.cpp",  "engine/match/gate_set.hpp",
                                       "index/catalogue.cpp",        "index/catalogue.hpp",
                                       "index/columns_file.cpp",     "index/columns_file.hpp",
                                       "index/matter_desk.cpp",      "tools/commands/check.cpp"};
  const std::set<std::string> gates{"protected_facts", "qualifications", "recusal", "retirement"};
  CHECK(sources_of("engine/match/gates/protected") == gates);
  for (const std::string& module : modules) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PROJECT_ROOT) / module)) {
      if (!entry.is_regular_file()) continue;
      const std::string file = fs::relative(entry.path(), PROJECT_ROOT).generic_string();
      if (may_name.contains(file) || file.starts_with("engine/match/gates/protected/")) continue;
      if (!file.ends_with(".cpp") && !file.ends_with(".hpp")) continue;
      CAPTURE(file);
      const std::string text = text_of(entry.path());
      CHECK(text.find("ProtectedFacts") == std::string::npos);
      CHECK(text.find("protected_facts") == std::string::npos);
    }
  }
}

TEST_CASE("what the pages point to is there, and the commands they show exist", "[architecture]") {
  const fs::path root = PROJECT_ROOT;
  std::set<std::string> commands;
  for (const bole::Command& command : bole::all_commands()) commands.emplace(command.name);
  std::vector<fs::path> pages{root / "README.md", root / "README.zh-CN.md", root / "CHANGELOG.md",
                              root / "data-samples/README.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) {
    CAPTURE(page.string());
    const std::string text = text_of(page);
    REQUIRE_FALSE(text.empty());
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      const std::string target = text.substr(at + 2, text.find_first_of(")#", at + 2) - at - 2);
      if (target.empty() || target.find("://") != std::string::npos) continue;
      CAPTURE(target);
      CHECK(fs::exists(page.parent_path() / target));
    }
    for (std::size_t at = text.find("\n    bole "); at != std::string::npos;
         at = text.find("\n    bole ", at + 1)) {
      const std::string name = text.substr(at + 10, text.find_first_of(" \n", at + 10) - at - 10);
      CAPTURE(name);
      CHECK(commands.contains(name));
    }
  }
}
