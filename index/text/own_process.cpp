#include "index/text/own_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <exception>
#include <string_view>

#include "index/store/durable_file.hpp"

namespace bole {
namespace {
constexpr char answered = '.';  // before every answer, so that an empty one is one

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

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Leaves this process everything it has open: a connection that it closes would stay open here.
[[noreturn]] void work_apart(const std::function<std::string()>& work, int pipe, pid_t parent) {
  constexpr int own = 3;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  for (const int ignored : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(ignored, SIG_IGN);
  if (pipe != own) ::dup2(pipe, own);
  ::close_range(own + 1, UINT_MAX, 0);
  std::set_terminate([] { ::_exit(1); });
  const std::string answer = work();
  tell(own, std::string(1, answered) + answer);
  ::_exit(0);
}
}  // namespace

OwnProcess::OwnProcess(const std::function<std::string()>& work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw_file_error("pipe", errno);
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ == 0) {
    try {
      work_apart(work, ends[1], parent);
    } catch (...) {
      ::_exit(1);
    }
  }
  const int failed = process_ < 0 ? errno : 0;
  ::close(ends[1]);
  pipe_ = ends[0];
  if (failed == 0) return;
  ::close(pipe_);
  throw_file_error("fork", failed);
}

OwnProcess::OwnProcess(OwnProcess&& other) noexcept
    : process_(other.process_), pipe_(other.pipe_), signal_(other.signal_) {
  other.process_ = other.pipe_ = -1;
}

OwnProcess::~OwnProcess() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  wait_for(process_);
  ::close(pipe_);
}

std::optional<std::string> OwnProcess::answer() {
  const std::string heard = hear(pipe_);
  ::close(pipe_);
  const int status = wait_for(process_);
  process_ = -1;
  if (WIFSIGNALED(status)) signal_ = WTERMSIG(status);
  if (heard.empty() || heard.front() != answered) return std::nullopt;
  return heard.substr(1);
}

std::string OwnProcess::ended_by() const {
  return signal_ == 0 ? "程序库自行中止" : "信号 " + std::to_string(signal_);
}
}  // namespace bole
