#include "index/text/text_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "index/store/durable_file.hpp"

namespace bole {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view format = "bole-text 2";
constexpr int most_unended = 2;

struct Manifest {
  std::uint64_t generation = 0;
  std::map<std::string, std::uint64_t> sizes{};  // by file name
};

std::string to_text(const Manifest& manifest) {
  std::string text =
      std::string(format) + "\ngeneration " + std::to_string(manifest.generation) + '\n';
  for (const auto& [file, size] : manifest.sizes) text += file + ' ' + std::to_string(size) + '\n';
  return text;
}

// Every line ends with a line feed: a manifest that was cut is none.
std::optional<Manifest> manifest_from(std::string_view text) {
  Manifest manifest;
  std::size_t number = 0;
  for (; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (number == 0) {
      if (line != format) return std::nullopt;
      continue;
    }
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const char* last = line.data() + line.size();
    std::uint64_t value = 0;
    const auto read = std::from_chars(line.data() + space + 1, last, value);
    if (read.ec != std::errc() || read.ptr != last) return std::nullopt;
    const std::string_view name = line.substr(0, space);
    if (number == 1) {
      if (name != "generation") return std::nullopt;
      manifest.generation = value;
    } else if (name.find('/') == std::string_view::npos) {
      manifest.sizes[std::string(name)] = value;
    } else {
      return std::nullopt;
    }
  }
  return number > 2 && manifest.generation > 0 ? std::optional(manifest) : std::nullopt;
}

void check(const std::error_code& error, const std::string& path) {
  if (error) throw_file_error(path, error.value());
}

// The version file is written anew at each commit and may have any size.
std::map<std::string, std::uint64_t> sizes_of(const std::string& directory) {
  std::map<std::string, std::uint64_t> sizes;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".glass") {
      const std::uint64_t size = at->file_size(error);
      if (!error) sizes[at->path().filename().string()] = size;
    }
  }
  check(error, directory);
  sizes["iamglass"] = 1;
  return sizes;
}

void sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) throw_file_error(path, errno);
  const int failed = ::fsync(file) != 0 ? errno : 0;
  ::close(file);
  if (failed != 0) throw_file_error(path, failed);
}
}  // namespace

void sync_files(const std::string& directory) {
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file()) sync_path(at->path().string(), O_RDONLY);
  }
  check(error, directory);
  sync_directory(directory);
}

std::string TextFiles::path_of(std::uint64_t generation) const {
  return directory_ + "/g" + std::to_string(generation);
}

std::string TextFiles::read_manifest() {
  const auto text = read_small_file(directory_ + "/MANIFEST");
  if (!text) return {};
  const auto manifest = manifest_from(*text);
  if (!manifest) return "清单文件无法读取，或由另一版本的程序写成";
  generation_ = manifest->generation;
  for (const auto& [file, size] : manifest->sizes) {
    std::error_code error;
    const auto found = fs::file_size(path_of(generation_) + '/' + file, error);
    if (error || found < size) return "文件 " + file + " 缺失或变短";
  }
  return {};
}

void TextFiles::write_manifest(std::uint64_t generation) {
  replace_file(directory_ + "/MANIFEST", to_text({generation, sizes_of(path_of(generation))}));
  generation_ = generation;
}

void TextFiles::remove_leftovers() const {
  const std::string keep = "g" + std::to_string(generation_);
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator at(directory_, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('g') && name != keep) leftovers.push_back(at->path());
  }
  check(error, directory_);
  for (const fs::path& path : leftovers) {
    fs::remove_all(path, error);
    check(error, path.string());
  }
}

bool TextFiles::begin_use() {
  const auto before = read_small_file(directory_ + "/OPENING");
  unended_ = 0;
  if (before) std::from_chars(before->data(), before->data() + before->size(), unended_);
  if (unended_ >= most_unended) {
    end_use();
    return false;
  }
  mark(unended_ + 1);
  return true;
}

void TextFiles::end_use() const {
  std::error_code ignored;  // one that stays only counts as a use that did not end
  fs::remove(directory_ + "/OPENING", ignored);
}

void TextFiles::condemn() const { mark(most_unended); }

void TextFiles::mark_good() {
  if (unended_ > 0) mark(1);
  unended_ = 0;
}

void TextFiles::mark(int uses) const {
  replace_file(directory_ + "/OPENING", std::to_string(uses) + '\n');
}
}  // namespace bole
