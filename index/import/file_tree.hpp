#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "index/import/import_format.hpp"

namespace bole {

// A file's name as text that a record may hold: decoded (GBK from old programs), with a space for
// every control character, so that what was stored can be read back.
[[nodiscard]] std::string readable_name(std::string_view bytes);

// What systems leave beside the files of people: __MACOSX/, ._x, .DS_Store, Thumbs.db, desktop.ini.
// No tree lists it.
[[nodiscard]] bool is_left_by_system(std::string_view name);

struct TreeFile {
  std::string name{};  // below the tree's root, with "/", readable
  std::uint64_t size = 0;
  std::optional<Error> refusal{};  // why it must not be opened
};

// The files of a folder or an archive, ordered by the bytes of their names.
class FileTree {
 public:
  virtual ~FileTree() = default;
  [[nodiscard]] virtual const std::vector<TreeFile>& files() const = 0;
  // What cannot be opened is a source that fails at once. One source at a time.
  [[nodiscard]] virtual std::unique_ptr<ByteSource> open(std::size_t index) = 0;
};

// Zip archives (archive.cpp). Refused members: absolute paths and "..", encrypted, more than 100
// times their compressed size; a member that only turns out so while it is read fails then, and all
// together may yield 100 times the size of the archive. Nothing is ever written to disk.
[[nodiscard]] Result<std::unique_ptr<FileTree>> open_zip_file(const std::string& path,
                                                              std::uint64_t size);
[[nodiscard]] Result<std::unique_ptr<FileTree>> open_zip_bytes(std::string bytes);

}  // namespace bole
