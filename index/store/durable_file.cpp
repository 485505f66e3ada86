#include "index/store/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "index/store/store.hpp"

namespace bole {
namespace {
class File {
 public:
  File(const std::string& path, int flags) : path_(path), file_(::open(path.c_str(), flags, 0600)) {
    if (file_ < 0) throw_file_error(path_, errno);
  }
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = ::write(file_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) throw_file_error(path_, errno);
      content.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() const {
    if (::fsync(file_) != 0) throw_file_error(path_, errno);
  }

 private:
  std::string path_;
  int file_;
};

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}
}  // namespace

void throw_file_error(const std::string& path, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT) {
    throw StorageError("disk_full", "磁盘空间不足，无法写入 " + path +
                                        "；此前已确认保存的内容不受影响，腾出空间后可重做");
  }
  throw StorageError("io_error", "读写 " + path + " 出错：" + std::strerror(error_number));
}

void replace_file(const std::string& path, std::string_view content) {
  const std::string beside = path + ".new";
  {
    const File file(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    file.write(content);
    file.sync();
  }
  rename_durably(beside, path);
}

void rename_durably(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_file_error(to, errno);
  sync_directory(parent_of(to));
}

void sync_directory(const std::string& path) {
  File(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync();
}

std::optional<std::string> read_small_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    throw_file_error(path, errno);
  }
  std::string content(4096, '\0');
  const ssize_t size = ::read(file, content.data(), content.size());
  const int error_number = errno;
  ::close(file);
  if (size < 0) throw_file_error(path, error_number);
  content.resize(static_cast<std::size_t>(size));
  return content;
}

void make_directory(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return;
  if (errno != ENOENT || parent_of(path) == path) throw_file_error(path, errno);
  make_directory(parent_of(path));
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) throw_file_error(path, errno);
}

DirectoryLock::DirectoryLock(const std::string& directory) {
  const std::string path = directory + "/LOCK";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) throw_file_error(path, errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  const int error_number = errno;
  ::close(file_);
  if (error_number != EWOULDBLOCK) throw_file_error(path, error_number);
  throw StorageError(
      "store_locked",
      "库 " + directory + " 正被另一个程序使用，同一时间只能有一个；请等它结束后再试");
}

DirectoryLock::~DirectoryLock() { ::close(file_); }
}  // namespace bole
