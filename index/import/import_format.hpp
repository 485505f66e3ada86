#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
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

// The bytes of one file, in pieces, whatever they come from.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next piece, valid until the next call; empty at the end.
  [[nodiscard]] virtual std::string_view next() = 0;
  // Why the bytes ended before their end (unreadable_file, zip_bomb, archive_damaged), if they did.
  [[nodiscard]] virtual const std::optional<Error>& failure() const = 0;
};

// Bytes that are in memory already.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::string_view next() override { return std::exchange(bytes_, {}); }
  [[nodiscard]] const std::optional<Error>& failure() const override { return failure_; }

 private:
  std::string_view bytes_;
  std::optional<Error> failure_{};
};

// The largest file of one person (a picture may be in it), and the longest line of NDJSON.
inline constexpr std::size_t record_size_limit = 20U << 20U;
inline constexpr std::size_t line_size_limit = 4U << 20U;

// All bytes; refused with too_large above record_size_limit, or with the source's failure.
[[nodiscard]] Result<std::string> read_all(ByteSource& bytes);

// A record of which nothing could be read. Of the error, `where` is what was found.
[[nodiscard]] ImportedRecord refused(const std::string& source, const Error& error);
[[nodiscard]] ImportedRecord refused_as_empty(const std::string& source,
                                              std::string_view encoding = "");

// Bytes of "文件" or "这一行" that are no characters of its encoding.
[[nodiscard]] Issue bad_bytes(std::string_view where, std::size_t count, std::string_view encoding);

// A file format. One entry of the table in all_formats.cpp.
struct ImportFormat {
  std::string_view name;        // lrmx, lrm, ndjson
  std::string_view extensions;  // "lrmx" or several by ","
  // Could these be its first bytes? Decides where the extension does not.
  bool (*sniff)(std::string_view head);
  // Reads one file to its end or until the sink stops it (then false). Never throws on content.
  bool (*read)(ByteSource& bytes, const std::string& source, const RecordSink& sink);
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
