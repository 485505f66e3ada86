#pragma once
#include <string_view>

#include "engine/core/result.hpp"
#include "server/net/http_message.hpp"

namespace bole {

// RFC 9457: {"type","title","status","code","detail","where","request_id"}, Chinese for people,
// `code` for programs.
[[nodiscard]] Response problem(int status, std::string_view code, std::string_view detail,
                               std::string_view where = {}, std::string_view request_id = {});
// 400 or 422 invalid, 404, 403, 409, by the kind of the refusal; 412 and 428 by their codes.
[[nodiscard]] Response problem(const Error& error, std::string_view request_id);

}  // namespace bole
