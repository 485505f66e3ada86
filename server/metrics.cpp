#include "server/metrics.hpp"

#include <cstdio>

namespace bole {
namespace {
std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}
void line(std::string& out, const std::string& name, const std::string& labels,
          const std::string& value) {
  out += name;
  if (!labels.empty()) out += '{' + labels + '}';
  out += ' ' + value + '\n';
}
}  // namespace

Metrics& Metrics::of_program() {
  static Metrics metrics;
  return metrics;
}

void Metrics::count(std::string_view route, int status, std::chrono::nanoseconds duration) {
  const double seconds = static_cast<double>(duration.count()) / 1e9;
  std::size_t bucket = 0;
  while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
  const std::scoped_lock lock(mutex_);
  Route& counted = at(route);
  ++counted.by_class[status / 100];
  ++counted.buckets[bucket];
  counted.seconds += seconds;
  ++counted.count;
}

void Metrics::count_refusal(std::string_view route, int status) {
  const std::scoped_lock lock(mutex_);
  ++at(route).by_class[status / 100];
}

Metrics::Route& Metrics::at(std::string_view route) {
  const auto found = routes_.find(route);
  return found != routes_.end() ? found->second
                                : routes_.emplace(std::string(route), Route{}).first->second;
}

void Metrics::watch(std::function<HttpCounters()> counters) {
  const std::scoped_lock lock(mutex_);
  counters_ = std::move(counters);
}

std::string Metrics::to_text(const Service::Position& position) const {
  const std::scoped_lock lock(mutex_);
  std::string out =
      "# HELP bole_requests_total Requests by route and class of status.\n"
      "# TYPE bole_requests_total counter\n";
  for (const auto& [name, route] : routes_) {
    for (const auto& [status, count] : route.by_class) {
      line(out, "bole_requests_total",
           "route=\"" + name + "\",status=\"" + std::to_string(status) + "xx\"",
           std::to_string(count));
    }
  }
  out +=
      "# HELP bole_request_seconds Time from the whole request to its answer.\n"
      "# TYPE bole_request_seconds histogram\n";
  for (const auto& [name, route] : routes_) {
    if (route.count == 0) continue;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < route.buckets.size(); ++i) {
      sum += route.buckets[i];
      line(out, "bole_request_seconds_bucket",
           "route=\"" + name + "\",le=\"" + (i < bounds.size() ? number(bounds[i]) : "+Inf") + '"',
           std::to_string(sum));
    }
    line(out, "bole_request_seconds_sum", "route=\"" + name + '"', number(route.seconds));
    line(out, "bole_request_seconds_count", "route=\"" + name + '"', std::to_string(route.count));
  }
  const auto gauge = [&](const char* name, const char* help, std::uint64_t value) {
    out += std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + " gauge\n";
    line(out, name, "", std::to_string(value));
  };
  if (counters_) {
    const HttpCounters now = counters_();
    gauge("bole_connections", "Open connections.", now.connections);
    gauge("bole_waiting_requests", "Requests being answered.", now.waiting_requests);
    gauge("bole_refused_requests", "Refused before a handler saw them.", now.refused);
  }
  gauge("bole_store_sequence", "Sequence of the store's head.", position.store);
  gauge("bole_columns_lag", "Changes that columns have not taken in.",
        position.store - std::min(position.store, position.columns));
  gauge("bole_text_lag", "Changes that full text has not taken in.",
        position.store - std::min(position.store, position.text));
  gauge("bole_people", "Rows of the columns.", position.people);
  return out;
}
}  // namespace bole
