#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>

#include "index/store/durable_file.hpp"
#include "index/text/text_files.hpp"
#include "index/text/text_index.hpp"

namespace bole {
namespace {
// What is wrong with the database; empty when nothing is.
std::string check_database(const std::string& path) {
  try {
    const std::size_t errors = Xapian::Database::check(path, 0, nullptr);
    return errors == 0 ? std::string() : "有 " + std::to_string(errors) + " 处结构错误";
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

void tell(int pipe, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(pipe, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string hear(int pipe) {
  std::string all;
  char bytes[512];
  while (true) {
    const ssize_t size = ::read(pipe, bytes, sizeof bytes);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return all;
    all.append(bytes, static_cast<std::size_t>(size));
  }
}
}  // namespace

std::string check_xapian_text_index(const std::string& directory) {
  TextFiles files(directory);
  const std::string fault = files.read_manifest();
  if (!fault.empty() || files.generation() == 0) return fault;
  int ends[2];
  if (::pipe(ends) != 0) throw_file_error(directory, errno);
  const pid_t child = ::fork();
  if (child < 0) throw_file_error(directory, errno);
  if (child == 0) {
    ::close(ends[0]);
    tell(ends[1], check_database(files.path_of(files.generation())));
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string found = hear(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) {
    return "检查进程被损坏的内容中断（信号 " + std::to_string(WTERMSIG(status)) + "）";
  }
  return found;
}
}  // namespace bole
