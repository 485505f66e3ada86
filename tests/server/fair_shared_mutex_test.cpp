#include "server/fair_shared_mutex.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <shared_mutex>
#include <thread>
#include <vector>

using namespace bole;

TEST_CASE("a writer gets in though readers never leave the lock free", "[server]") {
  FairSharedMutex mutex;
  std::atomic<int> inside = 0;
  std::atomic<bool> written = false;
  std::atomic<bool> alone = true;
  std::atomic<int> gave_up = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; !written; ++round) {
        if (round == 2000) {
          ++gave_up;
          return;
        }
        const std::shared_lock lock(mutex);
        ++inside;
        std::this_thread::sleep_for(std::chrono::microseconds(300));
        --inside;
      }
    });
  }
  while (inside < 4) std::this_thread::yield();
  for (int times = 0; times < 20; ++times) {
    const std::unique_lock lock(mutex);
    if (inside != 0) alone = false;
  }
  written = true;
  threads.clear();
  CHECK(alone);
  CHECK(gave_up == 0);
}
