// A disk that fails when it is told to. Loaded before the C library (LD_PRELOAD) by fault tests,
// which say in the environment what shall happen:
//   BOLE_FAULT_PATH    counts only calls on files whose path contains this
//   BOLE_FAULT_CALLS   which calls count: w write, s sync, r rename
//   BOLE_FAULT_AT      the call that fails, from 1; 0 or absent: none
//   BOLE_FAULT_DO      eio, enospc, or kill (the program with its helpers, as a power cut does)
//   BOLE_FAULT_LASTING when set, every later call fails, too
//   BOLE_FAULT_COUNT   a file that is given the number of calls when the process ends
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string_view>

namespace {
const char* setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Read once, before main and before any thread.
const std::string_view wanted_path = setting("BOLE_FAULT_PATH");
const std::string_view wanted_calls = setting("BOLE_FAULT_CALLS");
const std::string_view action = setting("BOLE_FAULT_DO");
const long failing_call = std::atol(setting("BOLE_FAULT_AT"));
const bool lasting = *setting("BOLE_FAULT_LASTING") != '\0';
const pid_t program = ::getpid();

// Shared with the processes that the program makes of itself.
std::atomic<long>& calls = *new (::mmap(nullptr, sizeof(std::atomic<long>), PROT_READ | PROT_WRITE,
                                        MAP_SHARED | MAP_ANONYMOUS, -1, 0)) std::atomic<long>(0);

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// True when the call shall fail; errno is set then. RocksDB's diary LOG does not count, since
// nobody minds its loss.
bool fails(char call, std::string_view path) {
  if (wanted_path.empty() || wanted_calls.find(call) == std::string_view::npos ||
      path.find(wanted_path) == std::string_view::npos || path.ends_with("/LOG")) {
    return false;
  }
  const long number = ++calls;
  if (failing_call <= 0 || number < failing_call || (number > failing_call && !lasting)) {
    return false;
  }
  if (action == "kill") {
    ::kill(program, SIGKILL);
    ::kill(::getpid(), SIGKILL);
  }
  errno = action == "enospc" ? ENOSPC : EIO;
  return true;
}

bool fails(char call, int file) {
  if (wanted_path.empty()) return false;
  char link[64];
  char path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = ::readlink(link, path, sizeof path);
  return size > 0 && fails(call, std::string_view(path, static_cast<std::size_t>(size)));
}

struct Report {
  ~Report() {
    const char* path = setting("BOLE_FAULT_COUNT");
    if (*path == '\0') return;
    if (std::FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%ld\n", calls.load());
      std::fclose(file);
    }
  }
} report;
}  // namespace

extern "C" {
ssize_t write(int file, const void* bytes, size_t size) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
  return fails('w', file) ? -1 : next(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  return fails('w', file) ? -1 : next(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off_t at) {
  return pwrite(file, bytes, size, at);
}

int fsync(int file) {
  static const auto next = real<int (*)(int)>("fsync");
  return fails('s', file) ? -1 : next(file);
}

int fdatasync(int file) {
  static const auto next = real<int (*)(int)>("fdatasync");
  return fails('s', file) ? -1 : next(file);
}

int rename(const char* from, const char* to) noexcept {
  static const auto next = real<int (*)(const char*, const char*)>("rename");
  return fails('r', to) ? -1 : next(from, to);
}
}
