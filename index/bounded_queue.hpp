#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace bole {

// Hands values from one thread to another in order; who is too fast waits. Either side may close:
// then push refuses, and pop yields what is left and then nothing.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // False when the queue was closed; the value is then dropped.
  bool push(T value) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this] { return closed_ || values_.size() < capacity_; });
    if (closed_) return false;
    values_.push_back(std::move(value));
    not_empty_.notify_one();
    return true;
  }

  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || !values_.empty(); });
    if (values_.empty()) return std::nullopt;
    T value = std::move(values_.front());
    values_.pop_front();
    not_full_.notify_one();
    return value;
  }

  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    not_empty_.notify_all();
    not_full_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable not_full_;
  std::condition_variable not_empty_;
  std::deque<T> values_;
  bool closed_ = false;
};

// Runs produce(queue) in a thread of its own and consume(value) in this one, for each value in
// order. What either throws is thrown here, when the thread has ended.
template <class T, class Produce, class Consume>
void pipe(std::size_t capacity, Produce produce, Consume consume) {
  BoundedQueue<T> queue(capacity);
  std::exception_ptr failure;
  std::jthread producing([&] {
    try {
      produce(queue);
    } catch (...) {
      failure = std::current_exception();
    }
    queue.close();
  });
  try {
    while (auto value = queue.pop()) consume(*std::move(value));
  } catch (...) {
    queue.close();
    throw;
  }
  producing.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace bole
