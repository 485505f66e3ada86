#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matter/user.hpp"
#include "index/matter_desk.hpp"
#include "server/net/http_message.hpp"
#include "server/service.hpp"

namespace bole {

// What the audit log is to say of a request, beside its route and outcome: ids only.
struct AuditNote {
  std::vector<std::string> objects{};
  std::vector<std::string> people{};  // whose records the answer shows
  std::string pool{};
  std::optional<SearchRequest> search{};
  std::optional<std::uint64_t> hits{};
};

// One request on its way to an answer. `user` is who the token belongs to.
struct Call {
  const Request& request;
  Service& service;
  User user{};
  std::string at{};  // UTC
  AuditNote note{};

  [[nodiscard]] Actor actor() const { return {user.id.text, at}; }
  [[nodiscard]] std::string parameter(const std::string& name) const {
    return request.parameter(name);
  }
};

enum class Access : std::uint8_t { anyone, token };

// A line of the table of routes: the only place a resource is named. It makes the router, the API
// description and the labels of the metrics.
struct Route {
  Method method = Method::get;
  std::string_view pattern{};  // /api/v1/profiles/{id}
  std::string_view action{};   // of the audit log, and operationId
  std::string_view summary{};  // Chinese
  Access access = Access::token;
  std::string_view body{};  // content types it takes, by a space; empty: none
  std::uint64_t body_bytes = 0;
  std::string_view answer = "application/json";
  std::vector<std::string_view> query{};  // parameters it knows
  Result<Response> (*handle)(Call&) = nullptr;
};
[[nodiscard]] std::span<const Route> all_routes();

struct Routed {
  const Route* route = nullptr;  // null: see the others
  bool known_path = false;       // another method would do
  std::string allow{};           // which
};
// Fills the request's parameters.
[[nodiscard]] Routed find_route(Request& request);

// openapi.json, version 3.1.
[[nodiscard]] std::string openapi();

}  // namespace bole
