#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bole {

// Small files that must survive a power cut whole: the old content or the new, never a mixture.

// Writes beside the file, syncs, renames over it and syncs the directory. Throws StorageError.
void replace_file(const std::string& path, std::string_view content);

// The last step of that, for files that are written in pieces: renames what has been synced, and
// syncs the directory.
void rename_durably(const std::string& from, const std::string& to);

// Empty when there is no such file. Throws StorageError when it cannot be read.
[[nodiscard]] std::optional<std::string> read_small_file(const std::string& path);

// Makes the directory, and its parents, readable by the owner only where they are new.
void make_directory(const std::string& path);

// Makes what was created and renamed in it durable.
void sync_directory(const std::string& path);

// Holds a directory for this process, by a lock on its file LOCK that ends with the process.
// Throws StorageError store_locked when somebody else (this process included) has it.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::string& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_ = -1;
};

// StorageError disk_full or io_error from an errno.
[[noreturn]] void throw_file_error(const std::string& path, int error_number);

}  // namespace bole
