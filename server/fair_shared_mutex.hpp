#pragma once
#include <mutex>
#include <shared_mutex>

namespace bole {

// A shared mutex whose writers are not kept waiting by readers that come later: std::shared_mutex
// lets readers in as long as one is there, and under steady load one always is. Not recursive, also
// not for readers.
class FairSharedMutex {
 public:
  void lock() {
    const std::scoped_lock turn(turn_);
    mutex_.lock();
  }
  void unlock() { mutex_.unlock(); }
  void lock_shared() {
    const std::scoped_lock turn(turn_);
    mutex_.lock_shared();
  }
  void unlock_shared() { mutex_.unlock_shared(); }

 private:
  std::mutex turn_;  // held by who waits to get in
  std::shared_mutex mutex_;
};

}  // namespace bole
