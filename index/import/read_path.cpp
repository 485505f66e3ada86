#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/core/sha256.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/forbidden.hpp"
#include "index/import/file_tree.hpp"
#include "index/import/import_format.hpp"
#include "index/store/store.hpp"

namespace bole {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t piece_size = 256 * 1024;
constexpr std::size_t head_size = 64 * 1024;
constexpr std::size_t piped_archive_limit = 1U << 30U;

std::string reason(int number) {
  switch (number) {
    case ENOENT:
      return "没有这个文件或文件夹";
    case EACCES:
    case EPERM:
      return "没有读取的权限";
    case EMFILE:
    case ENFILE:
      return "打开的文件太多";
    default:
      return std::strerror(number);
  }
}

class DiskSource : public ByteSource {
 public:
  DiskSource(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  explicit DiskSource(const std::string& path)
      : DiskSource(::open(path.c_str(), O_RDONLY | O_CLOEXEC), true) {
    if (descriptor_ < 0) fail("打不开：", errno);
  }
  DiskSource(const DiskSource&) = delete;
  DiskSource& operator=(const DiskSource&) = delete;
  ~DiskSource() override {
    if (owned_ && descriptor_ >= 0) ::close(descriptor_);
  }

  std::string_view next() override {
    if (failure_) return {};
    if (buffer_.empty()) buffer_.resize(piece_size);
    ssize_t count = 0;
    do count = ::read(descriptor_, buffer_.data(), buffer_.size());
    while (count < 0 && errno == EINTR);
    if (count < 0) {
      fail("读到一半出错：", errno);
      return {};
    }
    return {buffer_.data(), static_cast<std::size_t>(count)};
  }
  const std::optional<Error>& failure() const override { return failure_; }

 private:
  void fail(const std::string& what, int number) {
    failure_ = Error{Refusal::invalid, "unreadable_file", what + reason(number), reason(number)};
  }

  int descriptor_;
  bool owned_;
  std::string buffer_{};
  std::optional<Error> failure_{};
};

// Lets the first bytes be looked at, then yields them with the rest.
class Peeked : public ByteSource {
 public:
  explicit Peeked(ByteSource& from) : from_(from) {
    while (head_.size() < head_size) {
      const std::string_view piece = from_.next();
      if (piece.empty()) break;
      head_ += piece;
    }
  }
  std::string_view head() const { return head_; }

  std::string_view next() override {
    if (!std::exchange(head_given_, true) && !head_.empty()) return head_;
    return from_.next();
  }
  const std::optional<Error>& failure() const override { return from_.failure(); }

 private:
  ByteSource& from_;
  std::string head_{};
  bool head_given_ = false;
};

Error refusal(std::string_view code, std::string found, std::string message) {
  return Error{Refusal::invalid, std::string(code), std::move(message), std::move(found)};
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return "";
  std::string extension(name.substr(dot + 1));
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

std::string stem_of(const std::string& name) { return name.substr(0, name.rfind('.')); }

bool lists(std::string_view extensions, std::string_view extension) {
  for (std::size_t begin = 0; begin <= extensions.size();) {
    const std::size_t end = std::min(extensions.find(',', begin), extensions.size());
    if (extensions.substr(begin, end - begin) == extension) return true;
    begin = end + 1;
  }
  return false;
}

// Files of other programs that are archives inside.
bool is_known_other(std::string_view extension) {
  constexpr std::string_view others =
      "docx,docm,xlsx,xlsm,pptx,odt,ods,odp,ofd,epub,jar,wps,et,dps,key,numbers,pages";
  return lists(others, extension);
}

// By the extension, unless a form of one format carries the extension of another.
const ImportFormat* format_of(std::string_view extension, std::string_view head) {
  for (const ImportFormat& format : all_import_formats()) {
    if (extension.empty() || !lists(format.extensions, extension)) continue;
    if (extension == "lrm" || extension == "lrmx") {
      for (const ImportFormat& other : all_import_formats()) {
        const bool form = lists(other.extensions, "lrm") || lists(other.extensions, "lrmx");
        if (form && other.sniff(head.substr(0, 1024))) return &other;
      }
    }
    return &format;
  }
  for (const ImportFormat& format : all_import_formats()) {
    if (format.sniff(head)) return &format;
  }
  return nullptr;
}

bool looks_like_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

class DiskTree : public FileTree {
 public:
  static DiskTree of_folder(const fs::path& folder) {
    DiskTree tree(folder);
    tree.list(folder, "");
    tree.settle();
    return tree;
  }
  // The file, and the picture that belongs to it if it is of the old format.
  static DiskTree of_file(const fs::path& file) {
    DiskTree tree(file.parent_path());
    const std::string name = file.filename().string();
    tree.add(fs::directory_entry(file), name);
    const fs::directory_entry picture(fs::path(file).replace_extension(".pic"));
    std::error_code ignored;
    if (extension_of(name) == "lrm" && picture.is_regular_file(ignored))
      tree.add(picture, picture.path().filename().string());
    tree.settle();
    return tree;
  }

  const std::vector<TreeFile>& files() const override { return files_; }
  std::unique_ptr<ByteSource> open(std::size_t index) override {
    return std::make_unique<DiskSource>(path(index));
  }
  std::string path(std::size_t index) const { return (root_ / entries_[index].bytes).string(); }

 private:
  struct Entry {
    std::string bytes{};  // the name as the file system has it
    std::uint64_t size = 0;
    std::optional<Error> refusal{};
  };

  explicit DiskTree(fs::path root) : root_(std::move(root)) {}

  void settle() {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.bytes < b.bytes; });
    for (const Entry& entry : entries_)
      files_.push_back(
          {.name = readable_name(entry.bytes), .size = entry.size, .refusal = entry.refusal});
  }
  void list(const fs::path& folder, const std::string& prefix) {
    std::error_code failed;
    fs::directory_iterator entries(folder, failed);
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
      const std::string name = prefix + entries->path().filename().string();
      if (is_left_by_system(name)) continue;
      std::error_code ignored;
      // A link to a folder may lead back up.
      if (entries->is_directory(ignored) && !entries->is_symlink(ignored)) {
        list(entries->path(), name + "/");
      } else if (entries->is_regular_file(ignored)) {
        add(*entries, name);
      } else if (!entries->is_symlink(ignored)) {
        refuse(name, "管道或设备", "不是普通文件，不读");
      } else if (entries->is_directory(ignored)) {
        refuse(name, "指向文件夹的链接", "是指向文件夹的链接，不跟过去，以免绕回来");
      } else {
        refuse(name, "断开的链接", "是一个链接，它指向的文件不存在");
      }
    }
    if (failed)
      refuse(prefix.empty() ? "." : prefix, reason(failed.value()),
             "文件夹打不开：" + reason(failed.value()));
  }

  void add(const fs::directory_entry& file, const std::string& name) {
    std::error_code failed;
    const auto size = file.file_size(failed);
    entries_.push_back({.bytes = name, .size = failed ? 0 : size});
  }

  void refuse(std::string name, std::string found, std::string message) {
    entries_.push_back({.bytes = std::move(name),
                        .size = 0,
                        .refusal = Error{Refusal::invalid, "unreadable_file", std::move(message),
                                         std::move(found)}});
  }

  fs::path root_;
  std::vector<Entry> entries_{};
  std::vector<TreeFile> files_{};
};

class PathReader {
 public:
  PathReader(const RecordSink& sink, const std::function<void(const Progress&)>& progress)
      : sink_([this, &sink](ImportedRecord&& record) {
          ++progress_.records;
          const bool go_on = sink(std::move(record));
          report();
          return go_on;
        }),
        report_(progress) {}

  void expect(std::uint64_t bytes) { progress_.bytes_total += bytes; }

  void read_standard_input() {
    DiskSource input(STDIN_FILENO, false);
    read_stream(input, "-");
  }

  // A pipe or the like: a zip in it has to be held, anything else streams.
  void read_stream(ByteSource& bytes, const std::string& name) {
    Peeked peeked(bytes);
    if (!looks_like_zip(peeked.head())) {
      read_bytes(peeked, name, extension_of(name));
      return;
    }
    std::string archive;
    for (std::string_view piece = peeked.next(); !piece.empty(); piece = peeked.next()) {
      if (archive.size() + piece.size() > piped_archive_limit) {
        sink_(refused(name, refusal("too_large", "超过 1 GB",
                                    "从标准输入来的压缩包超过 1 GB，请存成文件再读")));
        return;
      }
      archive += piece;
    }
    read_archive(open_zip_bytes(std::move(archive)), name);
  }

  bool read_tree(FileTree& tree, const std::string& prefix, DiskTree* folder) {
    const std::vector<TreeFile>& files = tree.files();
    if (files.empty()) {
      ImportedRecord nothing = refused_as_empty(
          prefix.empty() ? "." : prefix.substr(0, prefix.size() - 1));  // without the "!"
      nothing.issues.front().message = prefix.empty() ? "文件夹里没有文件" : "压缩包里没有文件";
      return sink_(std::move(nothing));
    }
    const auto find = [&](const std::string& name) {
      const auto at = std::lower_bound(
          files.begin(), files.end(), name,
          [](const TreeFile& file, const std::string& wanted) { return file.name < wanted; });
      return at != files.end() && at->name == name ? at - files.begin() : -1;
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
      const TreeFile& file = files[i];
      const std::string source = prefix + file.name;
      const std::string extension = extension_of(file.name);
      // The old format keeps the picture beside the form.
      if (extension == "pic" && find(stem_of(file.name) + ".lrm") >= 0) continue;
      std::optional<Result<std::string>> picture;
      if (extension == "lrm") {
        if (const auto at = find(stem_of(file.name) + ".pic"); at >= 0)
          picture = read_all(*tree.open(static_cast<std::size_t>(at)));
      }
      if (!read_file(tree, i, source, picture, folder)) return false;
      progress_.bytes_done += file.size;
      report();
    }
    return true;
  }

 private:
  bool read_file(FileTree& tree, std::size_t index, const std::string& source,
                 const std::optional<Result<std::string>>& picture, DiskTree* folder) {
    const TreeFile& file = tree.files()[index];
    if (file.refusal) return sink_(refused(source, *file.refusal));
    const std::unique_ptr<ByteSource> opened = tree.open(index);
    Peeked bytes(*opened);
    const std::string extension = extension_of(file.name);
    if (is_known_other(extension)) return sink_(refused(source, unknown(extension)));
    if (bytes.head().empty() && !bytes.failure()) return sink_(refused_as_empty(source));
    if (extension == "zip" || looks_like_zip(bytes.head())) {
      if (folder == nullptr)
        return sink_(refused(
            source, refusal("archive_nested", file.name, "压缩包里又有压缩包，请先解开内层再读")));
      return read_archive(open_zip_file(folder->path(index), file.size), source);
    }
    if (!picture) return read_bytes(bytes, source, extension);
    const RecordSink with_picture = [&](ImportedRecord&& record) {
      if (!record.profile) return sink_(std::move(record));
      if (*picture) {
        record.profile->sealed.photo = hash_text(**picture);
      } else {
        record.issues.push_back(make_issue(
            "bad_photo", {.field = "ZhaoPian", .found = ".pic", .expected = "能读的照片文件"},
            "同名的照片文件 .pic 没有读成：" + picture->error().message));
      }
      return sink_(std::move(record));
    };
    return read_bytes(bytes, source, extension, with_picture);
  }

  bool read_archive(const Result<std::unique_ptr<FileTree>>& archive, const std::string& source) {
    if (!archive) return sink_(refused(source, archive.error()));
    const std::uint64_t before = progress_.bytes_done;
    const bool go_on = read_tree(**archive, source + "!", nullptr);
    progress_.bytes_done = before;  // the archive's own size is counted by its folder
    return go_on;
  }

  static Error unknown(std::string_view extension) {
    return refusal("unknown_format",
                   extension.empty() ? "没有扩展名" : "." + std::string(extension),
                   "不认识的文件类型：可读的是 .lrmx、.lrm、.ndjson，以及含有它们的 .zip 和文件夹");
  }

  bool read_bytes(ByteSource& bytes, const std::string& source, std::string_view extension) {
    return read_bytes(bytes, source, extension, sink_);
  }

  bool read_bytes(ByteSource& bytes, const std::string& source, std::string_view extension,
                  const RecordSink& sink) {
    Peeked peeked(bytes);
    const ImportFormat* format = format_of(extension, peeked.head());
    if (peeked.head().empty()) {
      if (peeked.failure()) return sink(refused(source, *peeked.failure()));
      return sink(refused_as_empty(source));
    }
    const std::string_view head = peeked.head();
    using namespace std::string_view_literals;
    if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv))
      return sink(refused(source, refusal("unsupported_encoding", "UTF-32",
                                          "文件是 UTF-32 编码，不读，请另存为 UTF-8")));
    if (format == nullptr) return sink(refused(source, unknown(extension)));
    return format->read(peeked, source, sink);
  }

  void report() {
    if (report_) report_(progress_);
  }

  RecordSink sink_;
  const std::function<void(const Progress&)>& report_;
  Progress progress_{};
};
}  // namespace

std::string readable_name(std::string_view bytes) {
  std::string name = decode(bytes).text;
  ForbiddenSeen seen;
  replace_forbidden(name, seen);
  return name;
}

bool is_left_by_system(std::string_view name) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || name.find("/__MACOSX/") != std::string_view::npos ||
         file == "__MACOSX" || file.starts_with("._") || file == ".DS_Store" ||
         file == "Thumbs.db" || file == "desktop.ini";
}

void read_path(const std::string& path, const RecordSink& sink,
               const std::function<void(const Progress&)>& progress) {
  PathReader reader(sink, progress);
  if (path == "-") return reader.read_standard_input();
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    throw StorageError("io_error", "“" + path + "”打不开：" + reason(errno));
  if (S_ISDIR(status.st_mode)) {
    DiskTree folder = DiskTree::of_folder(path);
    for (const TreeFile& file : folder.files()) reader.expect(file.size);
    reader.read_tree(folder, "", &folder);
  } else if (S_ISREG(status.st_mode)) {
    DiskTree file = DiskTree::of_file(path);
    reader.expect(static_cast<std::uint64_t>(status.st_size));
    reader.read_tree(file, "", &file);
  } else {
    DiskSource pipe(path);
    if (pipe.failure()) throw StorageError("io_error", "“" + path + "”" + pipe.failure()->message);
    reader.read_stream(pipe, readable_name(path));
  }
}
}  // namespace bole
