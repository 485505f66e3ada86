#include "index/text/own_process.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

#include "index/store/durable_file.hpp"

namespace bole {
namespace {
constexpr char answered = '.';  // before every answer, so that an empty one is one

bool tell(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string hear(int socket) {
  std::string all;
  char bytes[512];
  while (true) {
    const ssize_t size = ::read(socket, bytes, sizeof bytes);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return all;
    all.append(bytes, static_cast<std::size_t>(size));
  }
}

// What is sent, in large pieces.
class Inbox {
 public:
  explicit Inbox(int socket) : socket_(socket), bytes_(1U << 16U, '\0') {}
  bool read(char* to, std::size_t size) {
    while (size > 0) {
      if (begin_ == end_ && !fill()) return false;
      const std::size_t some = std::min(size, end_ - begin_);
      std::memcpy(to, bytes_.data() + begin_, some);
      begin_ += some;
      to += some;
      size -= some;
    }
    return true;
  }

 private:
  bool fill() {
    ssize_t size = 0;
    do {
      size = ::read(socket_, bytes_.data(), bytes_.size());
    } while (size < 0 && errno == EINTR);
    begin_ = 0;
    end_ = size > 0 ? static_cast<std::size_t>(size) : 0;
    return end_ > 0;
  }
  int socket_;
  std::string bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

void answer_to(const std::function<std::string(const OwnProcess::Input&)>& work, int socket) {
  Inbox inbox(socket);
  const std::string answer =
      work([&](char* bytes, std::size_t size) { return inbox.read(bytes, size); });
  tell(socket, std::string(1, answered) + answer);
}

#ifndef __SANITIZE_ADDRESS__
// Leaves this process everything it has open: a connection that it closes would stay open here.
[[noreturn]] void work_apart(const std::function<std::string(const OwnProcess::Input&)>& work,
                             int socket, pid_t parent) {
  constexpr int own = 3;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  for (const int ignored : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(ignored, SIG_IGN);
  if (socket != own) ::dup2(socket, own);
  ::close_range(own + 1, UINT_MAX, 0);
  std::set_terminate([] { ::_exit(1); });
  answer_to(work, own);
  ::_exit(0);
}
#endif
}  // namespace

OwnProcess::OwnProcess(const std::function<std::string()>& work)
    : OwnProcess([work](const Input&) { return work(); }) {}

OwnProcess::OwnProcess(const std::function<std::string(const Input&)>& work) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw_file_error("socketpair", errno);
  }
  socket_ = ends[0];
#ifdef __SANITIZE_ADDRESS__
  thread_ = std::thread([work, socket = ends[1]] {
    try {
      answer_to(work, socket);
    } catch (...) {
      // No answer comes.
    }
    ::close(socket);
  });
#else
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
  if (failed == 0) return;
  ::close(socket_);
  throw_file_error("fork", failed);
#endif
}

OwnProcess::OwnProcess(OwnProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      signal_(other.signal_),
      thread_(std::move(other.thread_)) {}

OwnProcess::~OwnProcess() {
  if (socket_ < 0) return;
  if (process_ >= 0) ::kill(process_, SIGKILL);
  end();
}

void OwnProcess::end() {
  ::shutdown(socket_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  if (process_ >= 0) {
    const int status = wait_for(process_);
    if (WIFSIGNALED(status)) signal_ = WTERMSIG(status);
  }
  ::close(socket_);
  process_ = socket_ = -1;
}

bool OwnProcess::send(std::string_view bytes) { return tell(socket_, bytes); }

std::optional<std::string> OwnProcess::answer() {
  ::shutdown(socket_, SHUT_WR);
  const std::string heard = hear(socket_);
  end();
  if (heard.empty() || heard.front() != answered) return std::nullopt;
  return heard.substr(1);
}

std::string OwnProcess::ended_by() const {
  return signal_ == 0 ? "程序库自行中止" : "信号 " + std::to_string(signal_);
}
}  // namespace bole
