#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "server/net/http_server.hpp"
#include "server/service.hpp"

namespace bole {

// What the program counts of itself, as Prometheus text. No names and no ids. Thread-safe.
class Metrics {
 public:
  [[nodiscard]] static Metrics& of_program();

  void count(std::string_view route, int status, std::chrono::nanoseconds duration);
  // A request that no handler saw. An empty route: none that exists.
  void count_refusal(std::string_view route, int status);
  // Where the figures of connections come from.
  void watch(std::function<HttpCounters()> counters);
  [[nodiscard]] std::string to_text(const Service::Position& position) const;

 private:
  static constexpr std::array<double, 11> bounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05,
                                                 0.1,    0.5,    1,     5,     30};
  struct Route {
    std::map<int, std::uint64_t> by_class{};  // 2, 3, 4, 5
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double seconds = 0;
    std::uint64_t count = 0;
  };
  Route& at(std::string_view route);
  mutable std::mutex mutex_;
  std::map<std::string, Route, std::less<>> routes_;
  std::function<HttpCounters()> counters_;
};

}  // namespace bole
