// The direction of dependencies, checked on the source text.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

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
      {"tools", {"engine", "index", "tools"}},
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
      {"rocksdb/", {"index/store/rocks_"}},
      {"boost/", {"server/net/"}},
      {"zip.h", {"index/import/zip_", "index/import/archive."}},
      {"pugixml", {"index/import/formats/lrmx.cpp"}},
      {"unicode/", {"engine/text/"}},
      {"openssl/", {"engine/core/sha256.cpp", "index/store/random."}},
      {"simdjson", {"engine/profile/profile_json.cpp"}},
      {"CLI/", {"tools/"}},
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
