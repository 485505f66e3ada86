#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"

namespace bole {

// One person read from a source, or the reasons why there is none.
struct ImportedRecord {
  std::string source{};    // "x.lrmx", "a.zip!x.lrmx", "x.ndjson:17"
  std::string encoding{};  // utf-8|utf-8-bom|utf-16le|utf-16be|gb18030; "" when undecidable
  std::optional<Profile> profile{};  // empty: refused, an issue of severity error says why
  std::optional<std::string> register_line{};  // an organisation or post instead of a person
  Issues issues{};
};

// Returns false to stop.
using RecordSink = std::function<bool(ImportedRecord&&)>;

// A file format. One entry of the table in all_formats.cpp.
struct ImportFormat {
  std::string_view name;        // lrmx, lrm, ndjson
  std::string_view extensions;  // "lrmx" or several by ","
  // Could these be its first bytes? Decides where the extension does not.
  bool (*sniff)(std::string_view head);
  // Reads a whole file in memory. Never throws on content.
  void (*read)(std::string_view bytes, const std::string& source, const RecordSink& sink);
};
[[nodiscard]] std::span<const ImportFormat> all_import_formats();

struct Progress {
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t records = 0;
};

// Reads a file, a folder (recursively, names in byte order), a zip of either, or standard input
// ("-") with whatever format fits. NDJSON files are streamed, not held. Throws StorageError only
// when the path itself cannot be read; everything inside is records and issues.
void read_path(const std::string& path, const RecordSink& sink,
               const std::function<void(const Progress&)>& progress = {});

}  // namespace bole
