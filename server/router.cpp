#include "server/router.hpp"

#include <algorithm>

namespace bole {
namespace {
struct Pattern {
  const Route* route;
  std::vector<std::string_view> parts;
};

// Taken apart once.
const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> made;
    for (const Route& route : all_routes()) made.push_back({&route, parts_of(route.pattern)});
    return made;
  }();
  return all;
}

bool fits(const Pattern& pattern, std::span<const std::string> segments) {
  return std::ranges::equal(pattern.parts, segments,
                            [](std::string_view part, const std::string& segment) {
                              return is_path_parameter(part) ? !segment.empty() : part == segment;
                            });
}
}  // namespace

std::vector<std::string_view> parts_of(std::string_view pattern) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 1; begin < pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    parts.push_back(pattern.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Routed find_route(Request& request) {
  const Method wanted = request.method == Method::head ? Method::get : request.method;
  Routed routed;
  std::span<const std::string> segments = request.segments;
  if (segments.size() == 1 && segments[0].empty()) segments = {};
  for (const Pattern& pattern : patterns()) {
    if (!fits(pattern, segments)) continue;
    const Route& route = *pattern.route;
    if (route.method != wanted) {
      routed.known_path = true;
      routed.allow += (routed.allow.empty() ? "" : ", ") + std::string(to_string(route.method));
      if (route.method == Method::get) routed.allow += ", HEAD";
      continue;
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (!is_path_parameter(pattern.parts[i])) continue;
      request.parameters[std::string(parameter_name(pattern.parts[i]))] = segments[i];
    }
    routed.route = &route;
    return routed;
  }
  return routed;
}
}  // namespace bole
