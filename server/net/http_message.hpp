#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A request and a response as values: what a handler sees, without sockets.
namespace bole {

enum class Method { get, head, post, put, patch, remove, other };
[[nodiscard]] std::string_view to_string(Method method);

struct Request {
  Method method = Method::get;
  std::vector<std::string> segments{};  // split, then decoded: %2F stays inside its segment
  std::vector<std::pair<std::string, std::string>> query{};  // decoded, in order; all valid UTF-8
  std::map<std::string, std::string> parameters{};           // from the path, by the router
  std::string content_type{};
  std::string content_disposition{};
  std::string authorization{};
  std::string if_match{};
  std::string if_none_match{};
  std::string idempotency_key{};
  std::string body{};
  std::string id{};  // of this request, for problems and logs

  [[nodiscard]] std::string parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
  }
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

}  // namespace bole
