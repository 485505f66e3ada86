#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace bole {

// Work in a process of its own, a copy of this one, for libraries that end the program on a fault:
// Xapian 1.4.22 does when the disk fails while it commits, or on damaged blocks. What the work
// changes in memory is lost; its answer comes back.
//
// The work may use memory, files that it opens itself and nothing else of this process: no locks,
// no threads, no files that are open. It ends with this process, and no signal of the terminal
// reaches it.
//
// Under the address sanitizer, whose allocator stays locked in a copy of a process with threads, a
// thread does the work instead.
class OwnProcess {
 public:
  // Reads what is sent to the process: `bytes`, or false where it ends before.
  using Input = std::function<bool(char* bytes, std::size_t size)>;

  // Begins. Work that throws comes to no answer. Throws StorageError io_error where no process can
  // be made.
  explicit OwnProcess(const std::function<std::string()>& work);
  explicit OwnProcess(const std::function<std::string(const Input&)>& work);
  ~OwnProcess();  // ends it, done or not
  OwnProcess(const OwnProcess&) = delete;
  OwnProcess& operator=(const OwnProcess&) = delete;
  OwnProcess(OwnProcess&& other) noexcept;
  OwnProcess& operator=(OwnProcess&&) = delete;

  // Waits while the process is busy. False when it has ended.
  [[nodiscard]] bool send(std::string_view bytes);

  // Ends what is sent and waits for the end, once. The answer; nothing where it did not come to
  // one, and ended_by() then says in Chinese what ended it.
  [[nodiscard]] std::optional<std::string> answer();
  [[nodiscard]] std::string ended_by() const;

 private:
  void end();

  int process_ = -1;
  int socket_ = -1;
  int signal_ = 0;
  std::thread thread_;  // under the address sanitizer
};

}  // namespace bole
