#pragma once
#include <functional>
#include <string>

#include "engine/vocabulary/vocabulary.hpp"
#include "index/import/import_format.hpp"
#include "index/store/store.hpp"

namespace bole {

struct ImportOptions {
  std::string path{};
  std::string by{};  // user id
  std::string at{};  // UTC
  std::string reason{};
  bool dry_run = false;
};

struct ImportCounts {
  std::uint64_t read = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t refused = 0;
  std::uint64_t with_issues = 0;
  std::uint64_t organisations = 0;
  std::uint64_t posts = 0;
};

// Reads the path, normalises and derives, finds out who is the same person (docs/model.md §1.2) and
// commits in batches. The order of a file is kept. Importing the same thing again changes nothing;
// an import that was killed is simply run again. `on_record` sees every record with its issues
// after its fate is known, in order.
enum class Fate { added, changed, unchanged, refused };
ImportCounts import_path(Store& store, const Vocabulary& vocabulary, const ImportOptions& options,
                         const std::function<void(const ImportedRecord&, Fate)>& on_record,
                         const std::function<void(const Progress&)>& progress);

}  // namespace bole
