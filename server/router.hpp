#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matter/user.hpp"
#include "index/audit/audit_entry.hpp"
#include "index/matter_desk.hpp"
#include "server/net/http_message.hpp"
#include "server/service.hpp"

namespace bole {

// One request on its way to an answer. `user` is who the token belongs to.
struct Call {
  const Request& request;
  Service& service;
  User user{};
  std::string at{};   // UTC
  AuditEntry note{};  // what the audit log is to say of it

  [[nodiscard]] Actor actor() const { return {user.id.text, at}; }
  [[nodiscard]] std::string parameter(const std::string& name) const {
    return request.parameter(name);
  }
};

enum class Access : std::uint8_t { anyone, token };

// What a request and an answer have to do with the version of what is asked for.
enum class Versioning : std::uint8_t {
  none,
  shown,           // the answer has an ETag; If-None-Match gives 304
  needed,          // If-Match: 428 without, 412 when it is not current; the answer has the new ETag
  needed_if_held,  // the same where there is one already; 201 where there was none
};

// A line of the table of routes: the only place a resource is named. It makes the router, the API
// description and the labels of the metrics. Schemas are those of server/api/schemas.json.
struct Route {
  Method method = Method::get;
  std::string_view pattern{};  // /api/v1/profiles/{id}
  std::string_view action{};   // of the audit log, and operationId
  std::string_view summary{};  // Chinese
  Result<Response> (*handle)(Call&) = nullptr;
  Access access = Access::token;
  std::string_view body{};         // content types it takes, by a space; empty: none
  std::string_view body_schema{};  // empty: any bytes
  std::uint64_t body_bytes = 0;
  int status = 200;
  std::string_view answer = "application/json";  // content type; empty: nothing
  std::string_view answer_schema{};              // empty: text
  Versioning versioning = Versioning::none;
  std::vector<std::string_view> query{};  // parameters it knows
  bool keeps = false;                     // a GET that keeps on record what it has given out

  Route&& open() && { return access = Access::anyone, std::move(*this); }
  Route&& takes(std::string_view schema, std::uint64_t bytes) && {
    body = "application/json";
    body_schema = schema;
    body_bytes = bytes;
    return std::move(*this);
  }
  Route&& takes_bytes(std::string_view types, std::uint64_t bytes) && {
    body = types;
    body_bytes = bytes;
    return std::move(*this);
  }
  Route&& gives(std::string_view schema, int done = 200) && {
    answer_schema = schema;
    status = done;
    return std::move(*this);
  }
  Route&& gives_text(std::string_view type) && { return answer = type, std::move(*this); }
  Route&& versioned() && { return versioning = Versioning::shown, std::move(*this); }
  Route&& on_version() && { return versioning = Versioning::needed, std::move(*this); }
  Route&& on_version_if_held() && {
    return versioning = Versioning::needed_if_held, std::move(*this);
  }
  Route&& and_keeps() && { return keeps = true, std::move(*this); }
  Route&& gives_nothing() && { return answer = {}, status = 204, std::move(*this); }
  Route&& asks(std::vector<std::string_view> parameters) && {
    return query = std::move(parameters), std::move(*this);
  }

  // A search is one, though it is posted.
  [[nodiscard]] bool reads() const {
    return (method == Method::get && !keeps) || action == "search";
  }
};
[[nodiscard]] std::span<const Route> all_routes();

// The segments of a pattern; {id} is a parameter named id.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view pattern);
[[nodiscard]] inline bool is_path_parameter(std::string_view part) { return part.starts_with('{'); }
[[nodiscard]] inline std::string_view parameter_name(std::string_view part) {
  return part.substr(1, part.size() - 2);
}

struct Routed {
  const Route* route = nullptr;  // null: see the others
  bool known_path = false;       // another method would do
  std::string allow{};           // which
};
// Fills the request's parameters.
[[nodiscard]] Routed find_route(Request& request);

// openapi.json, version 3.1. Made once.
[[nodiscard]] const std::string& openapi();

}  // namespace bole
