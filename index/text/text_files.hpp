#pragma once
#include <cstdint>
#include <string>
#include <utility>

namespace bole {

// The files around the database of a text index, in its directory:
//   MANIFEST   "bole-text 2", the generation in use, and the sizes its files had at least
//   OPENING    how many uses of the index in a row began and did not end well; there only while it
//              is in use or after such an end
//   LOCK       held by the program that uses the index (DirectoryLock)
//   g<N>/      the database of generation N
// Throws StorageError (disk_full, io_error).
class TextFiles {
 public:
  explicit TextFiles(std::string directory) : directory_(std::move(directory)) {}

  // What is wrong, in Chinese; empty when the files are there or there has never been an index.
  std::string read_manifest();
  void write_manifest(std::uint64_t generation);

  [[nodiscard]] std::uint64_t generation() const { return generation_; }  // 0: none
  [[nodiscard]] std::string path_of(std::uint64_t generation) const;
  // Everything but the generation in use: what a rebuild that was broken off has left.
  void remove_leftovers() const;

  // False when the last two uses in a row did not end well.
  bool begin_use();
  void end_use() const;
  void condemn() const;  // the next use shall not begin
  void mark_good();      // the use has gone well so far: those before it no longer count

 private:
  void mark(int uses) const;

  const std::string directory_;
  std::uint64_t generation_ = 0;
  int unended_ = 0;
};

// Syncs every file of the directory and the directory itself.
void sync_files(const std::string& directory);

}  // namespace bole
